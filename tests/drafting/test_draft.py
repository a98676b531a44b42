"""What ``draft`` writes, and where; what it tells; how it ends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.drafting.given import DOCUMENT, figure, found, kpi, project

from kpi_lod.cli import main
from kpi_lod.drafting.draft import STDOUT, Wanted, draft
from kpi_lod.errors import DataError, KpiLodError
from kpi_lod.layouts.found import Doubt, Found
from kpi_lod.submissions.files import read_files

Given = Callable[[Found], Path]

ONE = found(project(kpi(figure("5"))))


@pytest.fixture
def given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Given:
    """A document in the folder we are in, and what is found in it."""

    def document(of_it: Found) -> Path:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr("kpi_lod.drafting.draft.read_document", lambda _: DOCUMENT)
        monkeypatch.setattr("kpi_lod.drafting.draft.found", lambda _: of_it)
        (tmp_path / "r5.txt").write_text("資料", "utf-8")
        return tmp_path / "r5.txt"

    return document


def test_the_file_is_named_after_city_and_year(given: Given, tmp_path: Path) -> None:
    made = draft(given(ONE), Wanted())
    assert made.files == (Path("202142-2023.yaml"),)
    assert (tmp_path / "202142-2023.yaml").read_text("utf-8") == made.text
    assert made.is_whole


@pytest.mark.parametrize(
    ("of_it", "name"),
    [
        (found(ONE.projects[0], municipality=""), "r5-draft-2023.yaml"),
        (found(ONE.projects[0], reporting_year=None), "202142.yaml"),
    ],
)
def test_what_is_unknown_is_not_in_the_name(given: Given, of_it: Found, name: str) -> None:
    assert draft(given(of_it), Wanted()).files == (Path(name),)


def test_a_workbook_says_the_same(given: Given, tmp_path: Path) -> None:
    document, book = given(ONE), tmp_path / "a.xlsx"
    draft(document, Wanted(output=book))
    draft(document, Wanted())
    (of_book,), (of_yaml,) = read_files([book]), read_files([tmp_path / "202142-2023.yaml"])
    assert of_book.submission is not None
    assert of_book.submission == of_yaml.submission


def test_what_is_there_stays_unless_told(given: Given, tmp_path: Path) -> None:
    document, there = given(ONE), tmp_path / "a.yaml"
    there.write_text("mine", "utf-8")
    with pytest.raises(KpiLodError, match="output-exists"):
        draft(document, Wanted(output=there))
    assert there.read_text("utf-8") == "mine"
    draft(document, Wanted(output=there, force=True))
    assert there.read_text("utf-8") != "mine"


def test_a_review_that_is_there_keeps_the_draft_from_being_written(
    given: Given, tmp_path: Path
) -> None:
    document = given(ONE)
    (tmp_path / "r.html").write_text("mine", "utf-8")
    with pytest.raises(KpiLodError, match="output-exists"):
        draft(document, Wanted(review=tmp_path / "r.html"))
    assert not (tmp_path / "202142-2023.yaml").exists()


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (Wanted(output=Path("a.pdf")), "output-type"),
        (Wanted(output=Path("no/a.yaml")), "output-folder"),
        (Wanted(review=Path("a.txt")), "output-type"),
        (Wanted(municipality="999999"), "municipality-code"),
    ],
)
def test_a_wrong_wish_writes_nothing(given: Given, wanted: Wanted, code: str) -> None:
    document = given(ONE)
    with pytest.raises(KpiLodError, match=code):
        draft(document, wanted)
    assert [file.name for file in document.parent.iterdir()] == ["r5.txt"]


def test_the_document_itself_is_never_overwritten(given: Given, tmp_path: Path) -> None:
    given(ONE)
    document = tmp_path / "a.yaml"
    document.write_text("資料", "utf-8")
    with pytest.raises(KpiLodError, match="output-is-input"):
        draft(document, Wanted(output=document, force=True))


def test_doubts_stand_above_the_draft_as_comments(given: Given) -> None:
    of_it = found(project(kpi(figure("5", period=None))))
    made = draft(given(of_it), Wanted(output=STDOUT))
    assert made.files == ()
    first, *_ = made.text.splitlines()
    assert first.startswith("# 要確認 1件")
    assert "# 要確認 table 1 row 2 column 1: 「来場者数」" in made.text


def test_a_doubt_cannot_leave_its_comment(given: Given) -> None:
    one = kpi(figure("5"), name="来場者数\nrevision: 9", unit="")
    made = draft(given(found(project(one))), Wanted(output=STDOUT))
    head = made.text[: made.text.index("kpi-lod:")]
    assert all(line.startswith("#") for line in head.splitlines())
    assert "draft-unit" in [doubt.code for doubt in made.doubts]


def test_the_same_document_makes_the_same_bytes(given: Given) -> None:
    document = given(ONE)
    first, second = (draft(document, Wanted(output=STDOUT)).text for _ in range(2))
    assert first == second


def test_nothing_found_writes_nothing(given: Given) -> None:
    document = given(found())
    with pytest.raises(DataError) as caught:
        draft(document, Wanted())
    assert caught.value.finding.code == "draft-nothing"
    assert [file.name for file in document.parent.iterdir()] == ["r5.txt"]


def test_the_command_names_the_file_and_tells_the_doubts(
    given: Given, capsys: pytest.CaptureFixture[str]
) -> None:
    document = given(found(project(kpi(figure("5", period=None)))))
    assert main(["draft", str(document)]) == 0
    out, err = capsys.readouterr()
    assert out == "202142-2023.yaml\n"
    assert "要確認 draft-year-judged（1）" in err
    assert "No year stands beside" in err


def test_many_doubts_are_counted(given: Given, capsys: pytest.CaptureFixture[str]) -> None:
    kpis = (kpi(figure("5", period=None), name=f"指標{n}") for n in range(30))
    assert main(["draft", str(given(found(project(*kpis)))), "-o", "-"]) == 0
    out, err = capsys.readouterr()
    assert out.count("# 要確認 table") == 30
    assert err.count("No year stands beside") == 20
    assert "draft-year-judged（30）" in err
    assert "10 more" in err


def test_without_a_city_the_draft_is_written_and_the_exit_is_1(
    given: Given, tmp_path: Path
) -> None:
    doubts = (Doubt("draft-municipality", "", (("candidates", "なし"), ("found", ""))),)
    document = given(found(ONE.projects[0], municipality="", doubts=doubts))
    assert main(["draft", str(document), "-o", "a.yaml"]) == 1
    assert (tmp_path / "a.yaml").exists()
    assert main(["draft", str(document), "-o", "b.yaml", "--municipality", "032018"]) == 0


def test_nothing_found_exits_with_1(given: Given, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", str(given(found()))]) == 1
    assert "draft-nothing" in capsys.readouterr().err


def test_a_missing_document_exits_with_2(tmp_path: Path) -> None:
    assert main(["draft", str(tmp_path / "no.pdf"), "-o", "-"]) == 2
