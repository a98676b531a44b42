"""What of a sheet is a table and what a line of text beside one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.documents.seen import seen, tables

from kpi_lod.documents.document import Document
from kpi_lod.documents.sheets import Sheet, section
from kpi_lod.foreign.worksheet import Range

HEAD, ROW = ["指標", "目標", "実績"], ["来場者数", "10", "9"]


def document(rows: list[list[str]], merged: tuple[Range, ...] = ()) -> Document:
    texts = {
        (row, column): text
        for row, columns in enumerate(rows, 1)
        for column, text in enumerate(columns, 1)
    }
    found = section(Sheet("表", texts, merged), lambda row, column: f"{row},{column}")
    return Document("a", "csv", "", (found,))


def test_blank_rows_part_tables_and_columns_keep_their_distance() -> None:
    found = document([[], ["", "", *HEAD], ["", "", *ROW], [], ["", "", "", *ROW]])
    assert seen(found) == [[HEAD, ROW], [ROW]]
    assert [[cell.column for cell in table.cells[:3]] for table in tables(found)] == [
        *([1, 2, 3], [2, 3, 4]),
    ]
    assert [table.cells[0].at for table in tables(found)] == ["2,3", "5,4"]
    assert [table.cells[0].row for table in tables(found)] == [1, 1]


def test_squared_paper_has_as_many_columns_as_cells_begin() -> None:
    rows = [["指標", "", "", "目標", "", "", "実績"], [], ["来場者数", "", "", "10", "", "", "9"]]
    down = tuple((row, column, row + 1, column + 1) for row in (1, 3) for column in (1, 4, 7))
    found = document([*rows, []], down)
    assert seen(found) == [[HEAD, ROW]]
    assert [cell.at for cell in tables(found)[0].cells] == [
        *("1,1", "1,4", "1,7", "3,1", "3,4", "3,7"),
    ]


def test_titles_and_remarks_above_a_table_are_lines() -> None:
    found = document([["令和5年度 評価シート"], ["", "", "（単位：千円）"], HEAD, ROW])
    assert seen(found) == ["令和5年度 評価シート", "（単位：千円）", [HEAD, ROW]]


def test_a_year_over_some_of_the_columns_is_a_heading() -> None:
    found = document([["", "令和5年度"], HEAD, ROW], ((1, 2, 1, 3),))
    assert seen(found) == [[[("令和5年度", 1, 2)], HEAD, ROW]]


@pytest.mark.parametrize("note", ["※（）書きが累計", "注：速報値", "（出典）統計", "長い説明" * 11])
def test_notes_below_a_table_are_lines(note: str) -> None:
    assert seen(document([HEAD, ROW, [note]])) == [[HEAD, ROW], note]


def test_a_wide_text_below_a_table_is_a_line() -> None:
    found = document([HEAD, ROW, ["総評", "", ""]], ((3, 1, 3, 3),))
    assert seen(found) == [[HEAD, ROW], "総評"]


def test_a_row_whose_values_are_blank_stays() -> None:
    assert seen(document([HEAD, ROW, ["移住者数"]])) == [[HEAD, ROW, ["移住者数"]]]


def test_a_line_between_rows_stays_in_the_table() -> None:
    assert seen(document([HEAD, ROW, ["基本目標2"], ROW])) == [[HEAD, ROW, ["基本目標2"], ROW]]


def test_a_title_over_two_rows_is_a_line() -> None:
    found = document([["題"], [], HEAD, ROW], ((1, 1, 2, 3),))
    assert seen(found) == ["題", [HEAD, ROW]]


def test_what_a_merged_cell_covers_is_not_shown() -> None:
    found = document([HEAD, ["a", "a", "9"], ["a", "a", "8"]], ((2, 1, 3, 2),))
    assert seen(found) == [[HEAD, [("a", 2, 2), "9"], ["8"]]]


def test_lines_of_a_cell_are_kept_and_blank_ones_are_not() -> None:
    assert seen(document([["a", " b\r\n\n c "], ROW])) == [[["a", "b\nc"], ROW]]


def test_an_upright_label_is_a_word() -> None:
    row = ["事\n業\n名", "1\n2", "人\n件"]
    assert seen(document([row, ROW]))[0][0] == ["事業名", *row[1:]]


RANGES = st.tuples(*[st.integers(1, 5)] * 4).map(
    lambda one: (min(one[0], one[2]), min(one[1], one[3]), max(one[0], one[2]), max(one[1], one[3]))
)


ROWS = st.lists(st.lists(st.sampled_from(["", "a", "※", "令和5年度"]), max_size=5))


@given(ROWS, st.lists(RANGES))
def test_cells_never_overlap(rows: list[list[str]], merged: list[Range]) -> None:
    found: Any = document(rows, tuple(merged))
    for table in tables(found):
        assert len(table.grid()) == sum(cell.rows * cell.columns for cell in table.cells)
        assert list(table.cells) == sorted(table.cells, key=lambda cell: (cell.row, cell.column))
