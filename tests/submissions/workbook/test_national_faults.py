"""The national form as people fill it in: each fault at its cell, nothing lost in silence."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.submissions.workbook.opened import parsed
from tests.submissions.workbook.test_national import FULL, ROW, copied, read, told, without

from kpi_lod.checking.check import checked_files
from kpi_lod.checking.report import placed
from kpi_lod.errors import Place, Severity
from kpi_lod.submissions.reader import submission_of
from kpi_lod.submissions.workbook.gathering import Cell
from kpi_lod.submissions.workbook.grid import Grid, GridSheet
from kpi_lod.submissions.workbook.national import national_form
from kpi_lod.submissions.workbook.national_reading import due_year, national_parsed

UNASKED = {"terms-stated", "basis-stated", "direction-stated"}


def filled(tmp_path: Path, cells: Mapping[str, str | int | None]) -> Path:
    """The form of 茅野市, with some cells as somebody left them."""
    book = load_workbook(BytesIO(national_form(FULL[1])))
    for place, value in cells.items():
        book.worksheets[0][place] = value
    book.save(tmp_path / "f.xlsx")
    return tmp_path / "f.xlsx"


def changed(form: Grid, cells: Mapping[tuple[int, int], str]) -> Grid:
    """The sheet with other texts in some cells; "" empties one."""
    (sheet,) = form.sheets
    rows = {line: dict(row) for line, row in sheet.rows.items()}
    for (line, column), text in cells.items():
        rows.setdefault(line, {}).pop(column, None)
        if text:
            rows[line][column] = Cell(text, Place("a", line, column, sheet=sheet.name))
    return Grid("a", (GridSheet(sheet.name, rows),))


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("H5", "missing-cell"),
        ("F10", "missing-cell"),
        ("C13", "missing-cell"),
        ("H12", "missing-cell"),
    ],
)
def test_what_is_left_out_is_told_once_at_its_cell(tmp_path: Path, cell: str, code: str) -> None:
    found = checked_files([filled(tmp_path, {cell: None})]).findings
    grave = [(f.code, f.place.cell) for f in found if f.severity is Severity.VIOLATION]
    assert grave == [(code, cell)]


def test_what_the_form_does_not_ask_for_is_told_once(tmp_path: Path) -> None:
    found = checked_files([filled(tmp_path, {})])
    assert not UNASKED & {f.code for f in found.findings}
    assert [f.place.cell for f in found.findings if f.code == "form-lacks"] == [""]
    assert not [f for f in found.findings if f.severity is Severity.WARNING]


def test_a_finding_shows_the_row_by_the_headings_of_the_form(tmp_path: Path) -> None:
    ones = placed(checked_files([filled(tmp_path, {"G10": "二十"})]))
    excerpts = [str(one.excerpt) for one in ones if one.place.cell == "J11"]
    assert excerpts
    assert excerpts[0].count("交付対象事業の名称=") == 1
    assert "指標名=地域資源への" in excerpts[0]
    assert excerpts[0].endswith("実績値=13,257 ←")
    assert "ID=" not in excerpts[0]


def test_a_code_that_lost_its_zero_is_read(tmp_path: Path) -> None:
    found = submission_of(parsed(filled(tmp_path, {"C5": 32018}).read_bytes()), "a.xlsx")
    assert found.submission is not None
    assert found.submission.municipality == "032018"
    (read_so,) = [f for f in found.findings if f.code == "code-read"]
    assert (read_so.place.cell, "盛岡市 032018" in read_so.ja) == ("C5", True)


def test_five_digits_that_may_be_two_codes_are_not_read() -> None:
    found = submission_of(national_parsed(copied(ROW, above=("12106",))), "a").findings
    (wrong,) = [f for f in found if f.severity is Severity.VIOLATION]
    assert (wrong.code, wrong.place.cell) == ("municipality-code", "B2")


@pytest.mark.parametrize("text", ["1,750千円", "1750千円", "1,750,000"])
def test_the_unit_of_a_cell_wins_over_that_of_its_heading(text: str) -> None:
    (project,) = read(copied({**ROW, 4: text})).projects
    assert [one.reading.value for one in project.amounts] == [Decimal(1_750_000)]


@pytest.mark.parametrize("text", ["1,750", "1,750千円", "1,750,000円"])
def test_a_heading_in_thousands_counts_where_the_cell_has_no_unit(text: str) -> None:
    heading = {(line, 4): "③実績額（単位：千円）" for line in (4, 5)}
    (project,) = read(changed(copied({**ROW, 4: text}), heading)).projects
    assert [one.reading.value for one in project.amounts] == [Decimal(1_750_000)]


def test_an_amount_far_below_those_of_other_projects_is_remarked() -> None:
    rows = ({**ROW, 4: "10,173,900"}, {**ROW, 1: "2", 2: "別の事業", 4: "2000"})
    assert told(copied(*rows)) == [("amount-small", "D7")]


@pytest.mark.parametrize(
    "row",
    [
        {1: "2"},
        {1: "2", 7: "人", 8: "令和6年3月"},
        {7: "人"},
        {2: "事業", 3: "地方創生推進交付金", 7: "人"},
        {1: "Ｎｏ．", 2: "① 交付対象事業の名称", 3: "②交付金の種類", 6: "指標値", 9: "実績値"},
    ],
    ids=["numbered", "prepared", "unit", "merged", "next page"],
)
def test_rows_kept_for_filling_in_say_nothing(row: Mapping[int, str]) -> None:
    assert told(copied(ROW, row)) == []


@pytest.mark.parametrize(
    "row",
    [
        {1: "※ 金額は決算額。"},
        dict.fromkeys(range(1, 8), "金額は決算額である。"),
        {1: "合計", 4: "100"},
        {2: "計"},
        {2: "以下は別に報告する。"},
    ],
)
def test_notes_and_totals_are_not_read_and_told(row: Mapping[int, str]) -> None:
    assert told(copied(ROW, row)) == [("note-not-read", f"{'AB'[min(row) - 1]}7")]


def test_a_number_of_its_own_without_a_name_is_not_the_project_above() -> None:
    nameless = {**without(2), 1: "2"}
    assert told(copied(ROW, nameless)) == [("missing-cell", "B7")]


def test_a_number_in_the_first_line_only_makes_one_project() -> None:
    more = {**without(1), 5: "満足度"}
    (project,) = read(copied(ROW, more)).projects
    assert len(project.indicators) == 2


def test_a_second_text_about_the_project_is_told() -> None:
    first, second = {**ROW, 10: "地方創生に効果があった"}, {5: "満足度", 6: "70", 7: "%", 9: "71"}
    second = {**second, 10: "地方創生に非常に効果的であった"}
    assert told(copied(first, second)) == [("form-twice", "J7")]


def test_what_is_told_of_the_project_may_stand_in_its_second_line() -> None:
    more = {5: "満足度", 6: "70", 7: "%", 9: "71", 10: "地方創生に効果があった"}
    (project,) = read(copied(ROW, more)).projects
    assert [one.effect for one in project.evaluations] == ["effective"]


@pytest.mark.parametrize(
    ("left", "cells"),
    [((9,), ["empty A1", "form-blank I6"]), ((6,), ["form-blank F6"]), ((6, 9), ["empty E6"])],
)
def test_a_half_filled_line_is_told(left: tuple[int, ...], cells: list[str]) -> None:
    assert [" ".join(one) for one in told(copied(without(*left)))] == cells


@pytest.mark.parametrize("text", ["なるべく早く", "令和5年3月"])
def test_a_month_that_cannot_be_read_or_is_over_is_told(text: str) -> None:
    assert told(copied({**ROW, 8: text})) == [("form-due", "H6")]


def test_a_target_that_was_due_before_is_of_its_own_year() -> None:
    (found,) = read(copied({**ROW, 8: "令和5年3月"})).projects
    assert [(m.period.year, m.kind) for m in found.indicators[0].measurements] == [
        (2022, "target"),
        (2023, "actual"),
    ]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("令和6年3月31日", 2023),
        ("R6.4", 2024),
        ("2024-03-31T00:00:00", 2023),
        ("2024/3", 2023),
        ("令和5年度末", 2023),
        ("2024.13", None),
    ],
)
def test_months_are_read_as_they_are_written(text: str, year: int | None) -> None:
    assert due_year(text) == year


def test_columns_and_sheets_that_are_not_read_are_told() -> None:
    form = changed(copied({**ROW, 11: "速報", 12: "x"}), {(5, 11): "備考"})
    (sheet,) = form.sheets
    rows = {4: sheet.rows[4], 5: sheet.rows[5], 6: sheet.rows[6]}
    both = Grid("a", (sheet, GridSheet("2枚目", rows), GridSheet("要領", {1: sheet.rows[1]})))
    found = submission_of(national_parsed(both), "a").findings
    codes = [(f.code, f.place.sheet) for f in found if f.code.endswith(("-not-read", "-beside"))]
    assert sorted(codes) == [
        ("cell-beside", "様式"),
        ("column-not-read", "様式"),
        ("sheet-not-read", "2枚目"),
        ("sheet-not-read", "要領"),
    ]


def test_a_form_without_units_is_told_once() -> None:
    form = changed(copied(without(7), {**without(1, 2, 3, 7), 5: "満足度"}), {(5, 7): ""})
    assert told(form) == [("heading-missing", "E5")]


def test_a_year_that_cannot_be_read_is_told_once() -> None:
    form = changed(copied(ROW), {(3, 1): "報告年度", (3, 2): "R99"})
    assert told(form) == [("fiscal-year", "B3")]


def test_a_form_without_year_and_code_is_told_at_the_empty_cells() -> None:
    head = {(1, 1): "実績値等", (2, 2): "", (2, 3): "担当課", (2, 4): "企画課"}
    form = changed(copied(ROW), head)
    assert told(form) == [("missing-cell", "A1"), ("missing-cell", "B2")]


def test_a_label_and_its_value_may_stand_in_one_cell() -> None:
    form = changed(copied(ROW), {(2, 1): "団体コード：202142", (2, 2): "", (1, 1): "実績"})
    found = read(changed(form, {(3, 1): "年度：R5"}))
    assert (found.municipality, found.reporting_year) == ("202142", 2023)


@pytest.mark.parametrize(
    ("names", "cells"),
    [
        ({"C4": "塩尻市"}, ["C4"]),
        ({"C4": "長野県茅野市"}, []),
        ({"C3": "岩手県"}, ["C4"]),
        ({"C3": None}, []),
    ],
)
def test_a_name_of_another_municipality_than_the_code_is_told(
    tmp_path: Path, names: Mapping[str, str | None], cells: list[str]
) -> None:
    found = checked_files([filled(tmp_path, names)]).findings
    assert [f.place.cell for f in found if f.code == "municipality-name"] == cells


@pytest.mark.parametrize(("heading", "small"), [("③実績額", 0), ("③実績額（単位：円）", 1)])
def test_a_line_above_the_table_counts_where_the_heading_has_no_unit(
    tmp_path: Path, heading: str, small: int
) -> None:
    file = filled(tmp_path, {"K6": "（単位：千円）", "D7": heading, "D9": "1,750"})
    found = [f for f in checked_files([file]).findings if f.code == "amount-small"]
    assert len(found) == small
