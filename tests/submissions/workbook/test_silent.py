"""What would make wrong data without a word: each is told, at its cell."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
import xlsxwriter
from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from tests.submissions.workbook.books import (
    BASIC,
    HEAD,
    KPI,
    VALUE,
    book,
    changed,
    only,
    read,
    saved,
    sheet,
    told,
)

from kpi_lod.errors import Severity
from kpi_lod.foreign.xlsx import read_xlsx
from kpi_lod.submissions.reader import ReadSubmission
from kpi_lod.submissions.workbook.filling import Row
from kpi_lod.submissions.workbook.layout import OUR_COMMENT, sheets

RATED: Row = {"project": "p", "year": "R6"}


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ({**RATED, "comment": "委員Bの意見"}, [("repeated-cell", "評価!D3")]),
        ({**RATED, "effect": "効果なし", "comment": "B"}, [("repeated-cell", "評価!C3")]),
        ({**RATED, "reason": "ほかの欄"}, []),
        ({**RATED, "year": "R5", "comment": "B"}, []),
    ],
)
def test_a_second_row_of_one_evaluation_does_not_replace_the_first(
    second: Row, expected: list[tuple[str, str]]
) -> None:
    first: Row = {**RATED, "effect": "地方創生に効果があった", "comment": "委員Aの意見"}
    found = read(saved(book({**BASIC, "evaluation": [first, second]})))
    assert told(found) == expected


MONEY: Row = {"project": "p", "period": "R6", "eligible-expenditure": "2,000", "grant": "1000"}


def with_headings(key: str, cells: dict[str, str], english: bool = False) -> ReadSubmission:
    """What is read where people changed headings; ``english``: where those below still tell."""
    made = book({**BASIC, "budget": [MONEY]}, top=3)
    table = made[sheets()[key].name]
    if english:
        table.insert_rows(4)
        for column in range(1, table.max_column + 1):
            text = table.cell(3, column).value
            named = next(one for one in sheets()[key].columns if one.ja == text)
            table.cell(4, column, named.en)
    for place, text in cells.items():
        table[place] = text
    return read(saved(made))


@pytest.mark.parametrize("english", [True, False])
@pytest.mark.parametrize(
    ("cells", "amounts"),
    [
        ({"C3": "交付対象事業費（千円）"}, [2_000_000, 1_000]),
        ({"C3": "交付対象事業費\n［単位：百万円］", "D3": "交付額（円）"}, [2_000_000_000, 1_000]),
        ({"E1": "（単位：千円）"}, [2_000_000, 1_000_000]),
        ({"A1": "千円単位なら「1,201千円」と書きます。"}, [2_000, 1_000]),
        ({"A1": "単位：千円", "D3": "交付額（万円）"}, [2_000_000, 10_000_000]),
        ({"A1": "単位：千円", "C4": "2,000円", "C5": "2,000円"}, [2_000, 1_000_000]),
    ],
)
def test_amounts_take_the_unit_of_their_heading(
    cells: dict[str, str], amounts: list[int], english: bool
) -> None:
    if english:
        cells = {place: text for place, text in cells.items() if place != "C4"}
    else:
        cells = {place: text for place, text in cells.items() if place != "C5"}
    found = with_headings("budget", cells, english)
    read_amounts = [one.reading.value for one in only(found).projects[0].amounts]
    assert read_amounts == amounts


@pytest.mark.parametrize(
    ("key", "cells", "expected"),
    [
        ("values", {"E3": "実績値（千人）"}, ["実績!E3"]),
        ("values", {"E3": "実績値（千人）", "E5": "9千人"}, []),
        ("values", {"E3": "実績値（人）"}, []),
        ("values", {"E3": "実績値（R5）"}, ["実績!E3"]),
        ("values", {"E3": "実績値（令和６年度）"}, []),
        ("values", {"E3": "R5実績"}, ["実績!E3"]),
        ("values", {"E3": "R6実績"}, []),
        ("values", {"E3": "実績値（R5・千人）"}, ["実績!E3", "実績!E3"]),
        ("values", {"E3": "実績値（速報）"}, ["実績!E3"]),
        ("values", {"A1": "単位：千人"}, ["実績!A1"]),
        ("values", {"A1": "単位：人"}, []),
        ("budget", {"C3": "交付対象事業費（税込）"}, ["事業費!C3"]),
        ("budget", {"C3": "交付対象事業費（R5、千円）"}, ["事業費!C3"]),
    ],
)
def test_what_a_heading_adds_is_used_or_told(
    key: str, cells: dict[str, str], expected: list[str]
) -> None:
    found = with_headings(key, cells, english=True)
    remarks = [place for code, place in told(found) if code == "heading-remark"]
    assert remarks == expected
    only(found)


def with_cell(place: str, change: Callable[[Cell], None]) -> ReadSubmission:
    made = book()
    cell = made["実績"][place]
    assert isinstance(cell, Cell)
    change(cell)
    return read(saved(made))


def strike(cell: Cell) -> None:
    cell.font = Font(strike=True)


def rich(*parts: tuple[str, bool] | str) -> Callable[[Cell], None]:
    """Runs, struck out or not; a text alone has the look of the cell."""

    def change(cell: Cell) -> None:
        made = CellRichText()
        for part in parts:
            if isinstance(part, str):
                made.append(part)
            else:
                made.append(TextBlock(InlineFont(strike=part[1]), part[0]))
        cell.value = made

    return change


def both(cell: Cell) -> None:
    rich("1", ("8", False))(cell)
    strike(cell)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (strike, "取り消し線の引かれた文字「9」"),
        (rich(("1", True), ("8", False)), "「18」のうち「1」"),
        (rich("18"), ""),
        (rich(("18", False)), ""),
        (both, "「18」のうち「1」"),
    ],
)
def test_text_that_is_struck_out_is_told(change: Callable[[Cell], None], found: str) -> None:
    read_book = with_cell("E2", change)
    assert told(read_book) == ([("struck", "実績!E2")] if found else [])
    assert all(found in one.ja for one in read_book.findings)


def test_shared_strings_tell_what_is_struck_out() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as made:
        table, line = made.add_worksheet("実績"), made.add_format({"font_strikeout": True})
        table.write_rich_string(0, 0, line, "12", "34")
        table.write(0, 1, "56", line)
        table.write(0, 2, 78, line)
        table.write(0, 3, "90")
    (found,) = read_xlsx(stream.getvalue())
    assert [cell.struck for cell in found.cells.values()] == ["12", "56", "78", ""]


def test_comments_are_told_once_a_sheet_and_ours_not() -> None:
    made = book()
    for place, text in (("D2", "速報値"), ("E2", "確定は8月"), ("C2", f"{OUR_COMMENT}\n違反")):
        made["実績"][place].comment = Comment(text, "企画課")
    found = read(saved(made))
    assert told(found) == [("comment-not-read", "実績")]
    assert "D2、E2" in found.findings[0].ja
    assert found.findings[0].severity is Severity.INFO


def with_second(**value: str) -> ReadSubmission:
    """What is read of two KPIs, of which the first has an actual."""
    second: Row = {"project": "p", "kpi": "l", "period": "R6", **value}
    kpis = [KPI, {**KPI, "id": "l", "name": "来場者数"}]
    return read(saved(book({**BASIC, "kpis": kpis, "values": [VALUE, second]})))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"target": "5"}, [("actual-missing", "実績!E3")]),
        ({"target": "5", "actual": "\u3000"}, [("actual-missing", "実績!E3")]),
        ({"revised-target": "5"}, [("actual-missing", "実績!E3")]),
        ({"target": "5", "actual": "（空欄）"}, []),
        ({"target": "5", "actual": "－"}, []),
        ({"target": "5", "forecast": "4"}, []),
        ({"target": "5", "period": "R7"}, []),
        ({"baseline": "5"}, []),
    ],
)
def test_an_actual_that_was_left_out_is_told_at_its_cell(
    value: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    found = with_second(**value)
    assert told(found) == expected
    assert all("「（空欄）」" in one.fix_ja for one in found.findings)


def test_a_correction_may_leave_out_what_it_does_not_correct() -> None:
    second: Row = {**VALUE, "kpi": "l", "actual": ""}
    kpis = [KPI, {**KPI, "id": "l", "name": "来場者数"}]
    head: Row = {**HEAD, "revision": "2"}
    tables = {**BASIC, "head": [head], "kpis": kpis, "values": [VALUE, second]}
    assert told(read(saved(book(tables)))) == []


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("8", [("as-written-number", "実績!F2")]),
        ("9人", []),
        ("約9", []),
        ("※1", []),
        ("0.009千人", []),
    ],
)
def test_a_print_of_another_number_than_the_value_is_told(
    written: str, expected: list[tuple[str, str]]
) -> None:
    row: Row = {**VALUE, "as-written": written, "details-of": "実績値"}
    assert told(read(saved(book({**BASIC, "values": [row]})))) == expected


@pytest.mark.parametrize(
    ("hint", "expected"),
    [
        ("長野県茅野市　全国地方公共団体コード6桁", [("municipality-name", "提出情報!B2")]),
        ("長野県塩尻市　全国地方公共団体コード6桁", []),
        ("全国地方公共団体コード6桁", []),
    ],
)
def test_the_name_beside_the_code_is_that_of_the_code(
    hint: str, expected: list[tuple[str, str]]
) -> None:
    found = changed(lambda made: sheet(made, "head").__setitem__("C2", hint))
    assert told(found) == expected
