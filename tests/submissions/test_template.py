"""A new submission begins with what is known of it, and with nothing else."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.submissions.workbook.opened import parsed

from kpi_lod.cli import main
from kpi_lod.errors import DataError, KpiLodError
from kpi_lod.submissions.plain import Plain, plain
from kpi_lod.submissions.reader import submission_of
from kpi_lod.submissions.template import Template, blank, following
from kpi_lod.submissions.template_file import Wanted, write_template
from kpi_lod.submissions.workbook.reading_sheets import example
from kpi_lod.submissions.workbook.writing import workbook
from kpi_lod.submissions.yaml_tree import tree

ROOT = Path(__file__).resolve().parents[2]
CHINO = ROOT / "data/submissions/202142/2023-promotion.yaml"
MORIOKA = ROOT / "data/submissions/032018/2023-all.yaml"


def words(file: Path) -> Plain:
    root = tree(file.read_bytes(), str(file)).root
    assert root is not None
    return plain(root)


def small(*, values: Plain, **more: Plain) -> dict[str, Plain]:
    kpi: Plain = {"id": "k", "name": "K", "unit": "人", "values": values}
    project: Plain = {"id": "p", "name": "P", "programme": "地方創生推進交付金", "kpis": [kpi]}
    head: dict[str, Plain] = {"municipality": "202151", "id": "a", "reporting-year": "R5"}
    return {**head, "projects": [project], **more}


def values_of(made: Template) -> object:
    return made.words["projects"][0]["kpis"][0]["values"]  # type: ignore[call-overload, index]


def test_a_blank_one_knows_its_municipality_and_year() -> None:
    made = blank("032018", 2025)
    assert made.words == {
        "kpi-lod": "1",
        "municipality": "032018",
        "id": "2025-report",
        "reporting-year": "R7",
        "revision": "1",
    }
    assert (made.name, blank("032018").name) == ("032018-2025", "032018")


def test_last_years_own_values_do_not_come_over() -> None:
    made = following(words(CHINO))
    assert made.year == 2024
    for project in made.words["projects"]:  # type: ignore[call-overload, index]
        assert project["budget"] == {"R6": {}}  # type: ignore[call-overload, index]
        for kpi in project["kpis"]:  # type: ignore[call-overload, index]
            ((period, cells),) = kpi["values"].items()  # type: ignore[call-overload, index, union-attr]
            assert period == "R6"
            assert list(cells) == ["target"]


def test_the_definitions_stay() -> None:
    made, last = following(words(CHINO)), words(CHINO)
    for new, old in zip(made.words["projects"], last["projects"], strict=True):  # type: ignore[call-overload, index]
        kept = ("id", "name", "programme", "departments", "period", "subsidy-rate", "summary")
        assert [new[key] for key in kept] == [old[key] for key in kept]
        assert new["programme-year"] == "3"
        assert "activities" not in new
    assert made.words["source"] == {}  # type: ignore[call-overload, index]


def test_what_is_missing_is_all_that_is_wrong_with_it() -> None:
    found = submission_of(parsed(workbook(following(example()).words)), "a.xlsx").findings
    assert [(f.code, f.place.cell) for f in found] == [("missing-cell", "B8")]


@pytest.mark.parametrize(
    ("last", "year", "new"),
    [
        ("2023-promotion", None, "2024-promotion"),
        ("promotion-2023", 2026, "promotion-2026"),
        ("r5-all", None, "r6-all"),
        ("all", None, "2024-all"),
        ("12023-a", None, "2024-12023-a"),
        ("a" * 64, None, f"2024-{'a' * 59}"),
    ],
)
def test_the_year_in_the_id_moves_on(last: str, year: int | None, new: str) -> None:
    made = following(small(values={}, id=last), year).words
    assert made["id"] == new  # type: ignore[call-overload, index]


@pytest.mark.parametrize(
    ("last", "new"), [("R5", "R6"), ("2023", "2024"), ("令和5年度", "令和6年度")]
)
def test_years_keep_their_form(last: str, new: str) -> None:
    made = following({**small(values={last: {"actual": "1"}}), "reporting-year": last})
    assert made.words["reporting-year"] == new  # type: ignore[call-overload, index]
    assert values_of(made) == {new: {}}


@pytest.mark.parametrize(
    ("values", "new"),
    [
        ({"R6": {"target": "5"}}, {"R6": {"target": "5"}}),
        ({"2024": {"target": "5", "revised-target": "4"}}, {"2024": {"target": "4"}}),
        ({"R6": {"target": {"value": "5", "at": "p.1"}}}, {"R6": {"target": "5"}}),
        ({"R6": {"target": {"status": "not-measured"}}}, {"R6": {}}),
        ({"calendar-2023": {"actual": "5"}}, {"calendar-2024": {}}),
        ({"R5": {"target": "5", "actual": "4"}}, {"R6": {}}),
    ],
)
def test_the_row_of_the_new_year_has_the_target_printed_for_it(values: Plain, new: Plain) -> None:
    assert values_of(following(small(values=values))) == new


def test_projects_that_have_ended_are_named_and_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.xlsx"
    assert main(["template", "--from", str(MORIOKA), "-o", str(file)]) == 0
    shown = capsys.readouterr()
    assert "スポーツ・ツーリズム" in shown.err
    assert shown.out == f"{file}\n"
    sheet = load_workbook(BytesIO(file.read_bytes()))["事業"]
    ids = [cell.value for cell in sheet["A"] if cell.value]
    assert "school-ict" in ids
    assert "sports-tourism" not in ids


def test_a_file_is_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    write_template(Wanted("032018"), file)
    before = file.read_bytes()
    with pytest.raises(KpiLodError, match="output-exists"):
        write_template(Wanted("202142"), file)
    assert file.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["a.xlsx"]


def test_the_name_tells_municipality_and_year(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_template(Wanted("032018", year="令和7年度"))
    write_template(Wanted(last=CHINO))
    write_template(Wanted(last=CHINO, form="national"))
    names = sorted(one.name for one in tmp_path.iterdir())
    assert names == ["032018-2025.xlsx", "202142-2023-national.xlsx", "202142-2024.xlsx"]


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (Wanted(), "template-source"),
        (Wanted("032018", form="national"), "template-source"),
        (Wanted("032018", last=CHINO), "template-source"),
        (Wanted(last=CHINO, year="R5"), "template-year"),
        (Wanted("032019"), "municipality-code"),
        (Wanted("032018", year="X"), "fiscal-year"),
        (Wanted(last=Path("absent.yaml")), "file-missing"),
    ],
)
def test_what_cannot_be_made_is_said(wanted: Wanted, code: str, tmp_path: Path) -> None:
    with pytest.raises(KpiLodError, match=f"^{code}:"):
        write_template(wanted, tmp_path / "a.xlsx")
    assert not [*tmp_path.iterdir()]


def test_a_name_that_is_no_workbooks_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KpiLodError, match="output-type"):
        write_template(Wanted("032018"), tmp_path / "a.yaml")


def test_a_submission_that_cannot_be_read_is_not_carried_on(tmp_path: Path) -> None:
    broken = tmp_path / "a.yaml"
    broken.write_text(CHINO.read_text("utf-8").replace("reporting-year: R5", "reporting-year: X"))
    with pytest.raises(DataError, match="fiscal-year"):
        write_template(Wanted(last=broken), tmp_path / "a.xlsx")
