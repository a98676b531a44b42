"""Mistakes that only show between two submissions (reliability §4, row 50; design §5.1)."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.editions import findings_between
from tests.mistakes.mistake import CHINO, edited, original

from kpi_lod.errors import Finding
from kpi_lod.submissions.files import read_files
from kpi_lod.submissions.reader import read_submission

_NEXT = (("id: 2023-promotion", "id: 2024-promotion"), ("reporting-year: R5", "reporting-year: R6"))
_SECOND_YEAR = "    programme-year: 2\n"
_REVISED = (("id: 2023-promotion", "id: 2023-revised"), ("revision: 1", "revision: 2"))
_ALSO = (("id: 2023-promotion", "id: 2023-also"),)
_DAYS = (("unit: 社", "unit: 人"),)
_CUMULATIVE = (
    ("        area: municipality\n", "        area: municipality\n        basis: 累計\n"),
)
_PER_PERIOD = (
    ("        area: municipality\n", "        area: municipality\n        basis: 単年\n"),
)
_TAKEN_BACK = (("revision: 1", "revision: 1\nwithdrawn: 単位の誤り"),)


def found_between(folder: Path, *changes: tuple[tuple[str, str], ...]) -> list[Finding]:
    """What is wrong between the real submission and a changed copy; places relative to folder."""
    files = []
    for number, edits in enumerate(changes):
        text = original()
        for old, new in edits:
            assert old in text
            text = text.replace(old, new, 1)
        if "reporting-year: R6" in text:
            text = text.replace(_SECOND_YEAR, "    programme-year: 3\n")
        file = folder / f"{number}.yaml"
        file.write_text(text, encoding="utf-8")
        files.append(file)
    read = read_files(files)
    assert [f for one in read for f in one.findings] == []
    return findings_between(one.submission for one in read if one.submission is not None)


def line_of(finding: Finding) -> str:
    lines = Path(finding.place.file).read_text(encoding="utf-8").split("\n")
    return lines[finding.place.line - 1][finding.place.column - 1 :]


def test_one_submission_agrees_with_itself(tmp_path: Path) -> None:
    assert found_between(tmp_path, ()) == []


@pytest.mark.parametrize("change", [_NEXT, _REVISED], ids=["next year", "revision"])
def test_a_later_edition_may_print_the_same_cells_again(
    tmp_path: Path, change: tuple[tuple[str, str], ...]
) -> None:
    assert found_between(tmp_path, (), change) == []


def test_the_same_id_twice_is_told_with_both_places(tmp_path: Path) -> None:
    found = found_between(tmp_path, (), (("revision: 1", "revision: 2"),))
    assert [f.code for f in found] == ["duplicate-submission"]
    assert Path(found[0].place.file).name == "1.yaml"
    assert line_of(found[0]) == "2023-promotion"
    assert f"「2023-promotion」は {tmp_path / '0.yaml'}:8:5 でも使われています" in found[0].ja
    assert f"'2023-promotion' is used in {tmp_path / '0.yaml'}:8:5 too" in found[0].en


def test_the_same_year_and_id_twice_names_the_submission_and_each_project(tmp_path: Path) -> None:
    found = found_between(tmp_path, (), ())
    assert [(f.code, line_of(f)) for f in found] == [
        ("duplicate-submission", "2023-promotion"),
        ("duplicate-project", "tachikawa"),
        ("duplicate-project", "digital-transformation"),
    ]


def test_the_same_project_for_the_same_year_is_told_with_both_places(tmp_path: Path) -> None:
    other = (("id: digital-transformation", "id: digital"),)
    found = found_between(tmp_path, (), _ALSO + other)
    assert [f.code for f in found] == ["duplicate-project"]
    assert Path(found[0].place.file).name == "0.yaml"
    assert f"同じ年度の報告が {tmp_path / '1.yaml'}:17:9 にもあります" in found[0].ja
    assert "revision を大きく" in found[0].fix_ja
    assert f"for the same year in {tmp_path / '1.yaml'}:17:9 too" in found[0].en


def test_a_submission_taken_back_holds_no_cells(tmp_path: Path) -> None:
    assert found_between(tmp_path, _TAKEN_BACK, _ALSO) == []


@pytest.mark.parametrize(
    ("before", "change", "at", "words"),
    [
        (
            (),
            _DAYS,
            "人",
            (
                "「company（社）」から「person（人）」に",
                "The unit of indicator 'satellite-offices' changed from 'company（社）'",
            ),
        ),
        (
            _PER_PERIOD,
            _CUMULATIVE,
            "累計",
            ("の値の捉え方が", "The basis of indicator 'satellite-offices' changed"),
        ),
    ],
    ids=["unit", "basis"],
)
def test_an_indicator_cannot_change_what_it_counts_under_one_id(
    tmp_path: Path,
    before: tuple[tuple[str, str], ...],
    change: tuple[tuple[str, str], ...],
    at: str,
    words: tuple[str, str],
) -> None:
    found = found_between(tmp_path, before, _NEXT + change)
    assert [f.code for f in found] == ["indicator-changed"]
    assert Path(found[0].place.file).name == "1.yaml"
    assert line_of(found[0]) == at
    assert words[0] in found[0].ja
    assert str(tmp_path / "0.yaml") in found[0].ja
    assert "新しいidを" in found[0].fix_ja
    assert words[1] in found[0].en
    assert str(tmp_path / "0.yaml") in found[0].en


def test_a_basis_that_is_stated_at_last_or_left_out_is_no_change(tmp_path: Path) -> None:
    assert found_between(tmp_path, (), _NEXT + _CUMULATIVE) == []
    assert found_between(tmp_path, _CUMULATIVE, _NEXT) == []


def test_a_wrong_unit_is_forgotten_once_its_submission_is_taken_back(tmp_path: Path) -> None:
    assert found_between(tmp_path, _TAKEN_BACK + _DAYS, _NEXT) == []


def test_ids_of_different_municipalities_do_not_meet(tmp_path: Path) -> None:
    other = (('municipality: "202142"', 'municipality: "032018"'),)
    assert found_between(tmp_path, (), other) == []


def test_an_id_that_differs_only_in_its_form_of_unicode_is_no_id() -> None:
    read = read_submission(edited("id: 2023-promotion", "id: 2023-か\u3099").encode(), CHINO)
    assert [f.code for f in read.findings] == ["id-form", "text-nfc"]


def test_an_area_that_changes_under_one_id_is_told(tmp_path: Path) -> None:
    elsewhere = (("area: municipality", "area: 駅周辺"),)
    found = found_between(tmp_path, (), _NEXT + elsewhere)
    assert [(f.code, line_of(f)) for f in found] == [("indicator-changed", "駅周辺")]
    assert "の区域が" in found[0].ja
