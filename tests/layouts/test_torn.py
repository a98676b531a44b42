"""Paragraphs that were a table are one again where they fit exactly, and else stay as they are."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_lod.documents.document import Block, Cell, Paragraph, Table
from kpi_lod.layouts.torn.rejoining import rejoined


def blocks(text: str) -> tuple[Block, ...]:
    lines = enumerate(text.split("\n"), 1)
    found = [Paragraph(line, f"line {number}") for number, line in lines if line]
    return rejoined(found)


def tables(text: str) -> list[list[list[str]]]:
    return [rows(block) for block in blocks(text) if isinstance(block, Table)]


def rows(table: Table) -> list[list[str]]:
    empty = Cell(0, 0, "", "")
    grid = table.grid()
    return [
        [grid.get((row, column), empty).text for column in range(1, table.width + 1)]
        for row in range(1, table.height + 1)
    ]


# Rows whose cells stand behind single spaces


def test_rows_are_read_from_the_right_and_names_keep_their_spaces() -> None:
    (found,) = tables(
        "KPI 単位 基準値 R4 R5\n道の駅 来場者数 人 1,000 1,200 集計中\n件数 件 3 - 5\n"
    )
    assert found == [
        ["KPI", "単位", "基準値", "R4", "R5"],
        ["道の駅 来場者数", "人", "1,000", "1,200", "集計中"],
        ["件数", "件", "3", "-", "5"],
    ]


def test_the_table_is_inexact_and_its_cells_stand_on_their_lines() -> None:
    (found,) = blocks("指標 目標値 実績値\n来場者数 10人 12人\n")
    assert isinstance(found, Table)
    assert not found.exact
    assert [cell.at for cell in found.cells] == ["line 1"] * 3 + ["line 2"] * 3


def test_lines_around_a_table_stay_where_they_are() -> None:
    found = blocks("題\n指標 目標値 実績値\n来場者数 10人 12人\n※ 速報\n")
    assert [type(block) for block in found] == [Paragraph, Table, Paragraph]


def test_a_note_between_two_rows_goes_behind_the_table() -> None:
    found = blocks("指標 単位 R4 R5\n客数 人 1 2\n※観光統計\n件数 件 3 4\n※末日\n")
    assert [type(block) for block in found] == [Table, Paragraph, Paragraph]
    assert isinstance(found[0], Table)
    assert found[0].height == 3
    assert found[1] == Paragraph("※観光統計", "line 3")


def test_a_second_heading_line_begins_another_table() -> None:
    text = "活動指標 単位 R4\n開催数 回 3\n成果指標 単位 R4\n参加者数 人 40\n"
    assert [table[1][0] for table in tables(text)] == ["開催数", "参加者数"]


def test_brackets_keep_their_spaces() -> None:
    (found,) = tables("数値目標 目標値 実績値\n誘致件数 10件 4件(うちR5 1件)\n")
    assert found[1] == ["誘致件数", "10件", "4件(うちR5 1件)"]


def test_targets_and_actuals_in_rows_below_a_name() -> None:
    (found,) = tables(
        "指標 単位 R4 R5\n受入数 人 目標 4 5\n実績 3 5\n割合 ％ 目標 60 65\n実績 50 66\n"
    )
    assert found[0] == ["指標", "単位", "", "R4", "R5"]
    assert found[1:3] == [["受入数", "人", "目標", "4", "5"], ["", "", "実績", "3", "5"]]


def test_a_name_with_its_unit_on_a_line_before_its_rows() -> None:
    (found,) = tables("指標 単位 R4 R5\n行事への 参加回数 回\n目標 4 5\n実績 3 5\n")
    assert found[1] == ["行事への 参加回数", "回", "目標", "4", "5"]


def test_actuals_of_years_to_come_may_be_missing_if_all_miss_as_many() -> None:
    text = "指標 単位 R4 R5 R6\n受入数 人\n目標 4 5 6\n実績 3 5\n割合 ％\n目標 1 2 3\n実績 1 {}\n"
    (found,) = tables(text.format("2"))
    assert found[2] == ["", "", "実績", "3", "5", ""]
    assert tables(text.format("")) == []


def test_two_lines_of_headings_are_two_rows() -> None:
    (found,) = tables(
        "基準値 R4年度 R5年度\n(R3) 1年目 2年目\n客数 目標 5人 6人 7人\n実績 5人 4人 8人\n"
    )
    assert found[:2] == [["", "", "基準値", "R4年度", "R5年度"], ["", "", "(R3)", "1年目", "2年目"]]
    assert found[2][:3] == ["客数", "目標", "5人"]


def test_numbers_of_rows_have_a_column() -> None:
    (found,) = tables("No. 指標 目標 実績\n1 来場者数 10人 12人\n2 客数 3人 2人\n")
    assert found[1] == ["1", "来場者数", "10人", "12人"]


def test_columns_without_a_heading_of_names_stand_behind_them() -> None:
    (found,) = tables("No. 単位 R4 R5\n1 来場者数 人 10 12\n")
    assert found == [["No.", "", "単位", "R4", "R5"], ["1", "来場者数", "人", "10", "12"]]


def test_a_name_broken_over_lines_above_its_figures() -> None:
    (found,) = tables(
        "指標 単位 R4 R5\n移住相談窓口を\n通じた移住者数\n人 12 15\n空き家件数 件 3 4\n"
    )
    assert found[1:] == [
        ["移住相談窓口を通じた移住者数", "人", "12", "15"],
        ["空き家件数", "件", "3", "4"],
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "移住相談窓口を通じ 人 12 15\nた移住者数\n",
        "移住相談窓口を\n通じた移住者数 人 12 15\n",
    ],
)
def test_a_piece_of_a_name_is_told_by_how_it_begins_or_ends(lines: str) -> None:
    (found,) = tables(f"指標 単位 R4 R5\n出生数 人 3 4\n{lines}空き家件数 件 3 4\n")
    assert [row[0] for row in found[1:]] == ["出生数", "移住相談窓口を通じた移住者数", "空き家件数"]


def test_a_name_broken_over_the_rows_of_target_and_actual() -> None:
    text = "指標 単位 R4 R5\n移住相談窓口を通じ 人 目標 12 15\nた移住者数 実績 13 14\n"
    (found,) = tables(f"{text}件数 件 目標 3 4\n実績 1 2\n")
    assert found[1:3] == [
        ["移住相談窓口を通じた移住者数", "人", "目標", "12", "15"],
        ["", "", "実績", "13", "14"],
    ]
    assert found[3][0] == "件数"


def test_a_piece_that_may_belong_to_two_names_ends_the_table() -> None:
    (found,) = tables("指標 単位 R4 R5\n来場者 人 3 4\n駅周辺\n件数 件 3 4\n")
    assert [row[0] for row in found[1:]] == ["来場者"]


@pytest.mark.parametrize(
    "text",
    [
        "H27 H28 H29 H30\n31,035 30,672 30,380 29,987\n",  # an axis and its graph
        "指標 単位 R4 R5\n来場者数 人 10\n",  # a figure is missing, nobody knows which
        "指標 単位 R4 R5\n来場者数 人 10 12 14\n",  # one too many
        "指標 単位 R4 R5\n来場者数 10 12\n",  # no unit
        "本市の 指標 について\n来場者数 人 10 12\n",  # no heading
        "指標 目標 実績\n本年度は 10回の会議に 20人が参加した。\n",
        "指標 施策 目標 実績\n来場者数 観光振興 10 12\n",  # two columns of names
        "指標 単位 備考\n来場者数 人 順調\n",  # no values
        "事業名 R4決算 R5予算\nあ 5 6\n",
    ],
)
def test_what_does_not_fit_stays_as_it_is(text: str) -> None:
    assert tables(text) == []


# One cell on each line


def test_a_cell_on_each_line() -> None:
    cells = "指標 単位 R4目標値 R4実績値 評価 来場者数 人 10 12 ○ 件数 件 0 － × お問い合わせ"
    found = blocks(cells.replace(" ", "\n"))
    assert isinstance(found[0], Table)
    assert rows(found[0]) == [
        ["指標", "単位", "R4目標値", "R4実績値", "評価"],
        ["来場者数", "人", "10", "12", "○"],
        ["件数", "件", "0", "－", "×"],
    ]
    assert found[1] == Paragraph("お問い合わせ", "line 16")


def test_a_cell_on_each_line_with_targets_and_actuals_below_the_name() -> None:
    cells = "指標 単位 R4 R5 来場者数 人 目標 10 20 実績 12 18 件数 件 目標 1 2 実績 2 3"
    (found,) = tables(cells.replace(" ", "\n"))
    assert found[1] == ["来場者数", "人", "目標", "10", "20"]
    assert found[4] == ["", "", "実績", "2", "3"]


@pytest.mark.parametrize(
    "cells",
    [
        "指標 単位 R4 R5 来場者数 人 10 12 14",  # one too many
        "指標 単位 R4 R5 来場者数 人 10",  # one too few
        "指標 単位 R4 R5 来場者数 10 12 14",  # no unit
        "指標 実績値 来場者数 10",  # too few headings to be sure
        "目標値 実績値 達成率 10 12 120%",  # no names
    ],
)
def test_cells_that_do_not_fit_stay_as_they_are(cells: str) -> None:
    assert tables(cells.replace(" ", "\n")) == []


@pytest.mark.parametrize(
    "text",
    [
        "指標 単位 R4\n" * 3_000,
        "指標\n" * 10_000,
        "指標 単位 R4 R5\n" + "あ 人 1 2\n" * 5_000,
        "指標 R4\n" + "1 " * 5_000,
        "(" * 10_000 + " )" * 10_000,
        "指標 R4\n" + "あ\n" * 10_000,
    ],
    ids=range(6),
)
def test_hostile_lines_are_read_soon(text: str) -> None:
    begun = time.process_time()
    blocks(text)
    assert time.process_time() - begun < 40


WORDS = "指標 単位 R4 R5 目標 実績 達成率 No. 人 10 － 来場者数 ※注 の 事業名 （注 評価 (1)"


@given(st.lists(st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=6), max_size=12))
def test_no_line_is_lost_and_nothing_raises(lines: list[list[str]]) -> None:
    text = "\n".join(map(" ".join, lines))
    held = "".join(
        block.text if isinstance(block, Paragraph) else "".join(cell.text for cell in block.cells)
        for block in blocks(text)
    )
    assert sorted(held.replace(" ", "")) == sorted("".join(text.split()))


def test_tables_and_their_order_stay() -> None:
    table = Table((Cell(1, 1, "指標", "table 1 row 1 column 1"),))
    heading = Paragraph("題", "line 1", 1)
    assert rejoined((heading, table, heading)) == (heading, table, heading)
