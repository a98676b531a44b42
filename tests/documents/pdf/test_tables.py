"""Tables of a PDF: cells by their lines, turned, and what their texts say."""

from __future__ import annotations

import pytest
from tests.documents.pdf.papers import Sheet
from tests.documents.pdf.seen import HEAD, lines, read, rows, tables, texts

from kpi_lod.documents.document import Paragraph


def test_a_table_is_read_by_its_lines() -> None:
    sheet = Sheet()
    sheet.text(50, 40, "令和５年度　実績")
    sheet.table(50, 60, [HEAD, ["観光", "客数（人）", "1,200", "△3"]])
    sheet.text(50, 150, "※速報値")
    made = read(sheet)
    (table,) = tables(made)
    assert rows(table) == [HEAD, ["観光", "客数（人）", "1,200", "△3"]]
    assert table.exact
    assert table.cells[6].at == "p.1 table 1 row 2 column 3"
    kinds = [type(block).__name__ for block in made.blocks()]
    assert kinds == ["Paragraph", "Table", "Paragraph"]
    assert lines(made) == ["令和５年度　実績", "※速報値"]
    assert [b.at for b in made.blocks() if isinstance(b, Paragraph)] == ["p.1 line 1", "p.1 line 2"]


def test_a_cell_spans_where_lines_are_missing() -> None:
    sheet = Sheet()
    sheet.box(50, 50, 290, 110)
    sheet.line(130, 50, 130, 110)
    sheet.line(130, 70, 290, 70)
    sheet.line(50, 90, 290, 90)
    sheet.line(210, 70, 210, 110)
    for x, y, text in (
        (60, 75, "指標"),
        (170, 62, "令和６年度"),
        (140, 82, "目標"),
        (220, 82, "実績"),
        (60, 102, "客数"),
    ):
        sheet.text(x, y, text)
    (table,) = tables(read(sheet))
    told = {cell.text: (cell.row, cell.column, cell.rows, cell.columns) for cell in table.cells}
    assert told["指標"] == (1, 1, 2, 1)
    assert told["令和６年度"] == (1, 2, 1, 2)
    assert told["実績"] == (2, 3, 1, 1)
    assert told["客数"] == (3, 1, 1, 1)


@pytest.mark.parametrize("paint", ["f", "S"])
def test_lines_may_be_thin_boxes_and_headings_coloured(paint: str) -> None:
    sheet = Sheet()
    sheet.drawn.append("0.8 0.9 1 rg")
    sheet.box(50, 50, 150, 70, "f")
    sheet.drawn.append("0 g")
    for y in (50, 70, 90):
        sheet.box(50, y - 0.4, 250, y + 0.4, paint)
    for x in (50, 150, 250):
        sheet.box(x - 0.4, 50, x + 0.4, 90, paint)
    for x, y, text in ((60, 64, "指標"), (160, 64, "実績"), (60, 84, "客数"), (160, 84, "10")):
        sheet.text(x, y, text)
    (table,) = tables(read(sheet))
    assert rows(table) == [["指標", "実績"], ["客数", "10"]]


def test_a_dotted_or_double_line_is_one_line() -> None:
    sheet = Sheet()
    for x in range(50, 250, 4):
        sheet.box(x, 69.8, x + 2, 70.2, "f")
    for y in (50, 51.5, 90):
        sheet.line(50, y, 250, y)
    for x in (50, 150, 250):
        sheet.line(x, 50, x, 90)
    for x, y, text in ((60, 64, "指標"), (160, 64, "実績"), (60, 84, "客数"), (160, 84, "10")):
        sheet.text(x, y, text)
    assert rows(tables(read(sheet))[0]) == [["指標", "実績"], ["客数", "10"]]


def test_a_table_open_at_its_sides_is_closed_there() -> None:
    sheet = Sheet()
    for y in (50, 70, 90):
        sheet.line(50, y, 290, y)
    for x in (130, 210):
        sheet.line(x, 50, x, 90)
    for x, y, text in ((60, 64, "指標"), (140, 64, "目標"), (220, 64, "実績"), (220, 84, "10")):
        sheet.text(x, y, text)
    assert rows(tables(read(sheet))[0]) == [["指標", "目標", "実績"], ["", "", "10"]]


def test_text_in_a_cell_keeps_its_line_breaks() -> None:
    sheet = Sheet()
    sheet.table(50, 50, [["年間の\n客数", "10 人"], ["事業", "20"]], high=30)
    sheet.text(220, 70, "事")
    assert texts(tables(read(sheet))[0])[1, 1] == "年間の\n客数"


def test_a_unit_that_had_no_room_beside_its_figure_is_with_it_again() -> None:
    sheet = Sheet()
    cells = ["①6,431\n千円", "②22世\n帯", "10\n30", "目標\n実績", "10人\n5人", "6\n人"]
    sheet.table(50, 50, [cells, cells], wide=66, high=40)
    (table,) = tables(read(sheet))
    told = ["①6,431千円", "②22世\n帯", "10\n30", "目標\n実績", "10人\n5人", "6\n人"]
    assert rows(table)[0] == told


def test_a_label_written_downwards_is_one_word() -> None:
    sheet = Sheet()
    sheet.table(50, 50, [["", "客数"], ["", "10"]], high=60)
    for number, sign in enumerate("事業名"):
        sheet.text(60, 65 + 12 * number, sign)
    sheet.text(65, 115, "実績", down=True)
    assert rows(tables(read(sheet))[0]) == [["事業名", "客数"], ["実績", "10"]]


@pytest.mark.parametrize(
    ("turn", "places"), [("0 1 -1 0", (62, 78)), ("0 -1 1 0", (78, 62))], ids=["up", "down"]
)
def test_a_label_turned_sideways_is_read_in_its_own_direction(
    turn: str, places: tuple[int, int]
) -> None:
    sheet = Sheet()
    sheet.table(50, 50, [["", "客数"], ["実績", "10"]], high=60)
    for x, text in zip(places, ("事業", "名称"), strict=True):
        shown, y = text.encode("utf-16-be").hex(), 742 if turn.startswith("0 1") else 782
        sheet.drawn.append(f"BT /H 10 Tf {turn} {x} {y} Tm <{shown}> Tj ET")
    assert rows(tables(read(sheet))[0])[0] == ["事業\n名称", "客数"]


def test_what_is_printed_twice_to_look_bold_is_read_once() -> None:
    sheet = Sheet()
    sheet.table(50, 50, [["実績", "11"], ["a", "b"]])
    sheet.text(52.3, 62, "実績")
    sheet.text(132.3, 62, "11")
    assert rows(tables(read(sheet))[0])[0] == ["実績", "11"]


def test_a_label_set_wide_has_no_spaces_and_words_apart_have() -> None:
    sheet = Sheet()
    sheet.table(50, 50, [["", ""], ["a", "b"]])
    for number, sign in enumerate("目標値"):
        sheet.text(52 + 25 * number, 62, sign)
    sheet.text(132, 62, "10")
    sheet.text(160, 62, "30")
    assert rows(tables(read(sheet))[0])[0] == ["目標値", "10 30"]


def test_radicals_are_read_as_the_ideographs_they_look_like() -> None:
    sheet = Sheet()
    sheet.table(50, 50, [["\u2f08", "\u2f45"], ["a", "b"]])
    assert rows(tables(read(sheet))[0])[0] == ["人", "方"]


@pytest.mark.parametrize("way", [90, 180, 270])
def test_a_page_is_turned_as_it_says(way: int) -> None:
    sheet = Sheet(rotate=way)
    turns = {90: "0 1 -1 0 595 0", 180: "-1 0 0 -1 595 842", 270: "0 -1 1 0 0 842"}
    sheet.drawn.append(f"{turns[way]} cm")
    sheet.height = 595 if way != 180 else 842  # as it is seen
    sheet.table(50, 50, [["指標", "実績"], ["客数", "10"]])
    sheet.height = 842
    assert rows(tables(read(sheet))[0]) == [["指標", "実績"], ["客数", "10"]]


@pytest.mark.parametrize("turn", ["0 1 -1 0 595 0", "0 -1 1 0 0 842"])
def test_a_table_printed_sideways_is_read(turn: str) -> None:
    sheet = Sheet()
    sheet.drawn.append(f"{turn} cm")
    sheet.height = 595
    sheet.table(50, 50, [["指標", "実績"], ["客数", "10"]])
    sheet.height = 842
    assert rows(tables(read(sheet))[0]) == [["指標", "実績"], ["客数", "10"]]


def test_a_table_in_a_box_is_read_and_the_box_is_none() -> None:
    sheet = Sheet()
    sheet.box(20, 20, 500, 400)
    sheet.text(50, 40, "様式１")
    sheet.table(50, 60, [["指標", "実績"], ["客数", "10"]])
    made = read(sheet)
    assert [rows(table) for table in tables(made)] == [[["指標", "実績"], ["客数", "10"]]]
    assert lines(made) == ["様式１"]


def test_what_is_clipped_away_is_not_read() -> None:
    sheet = Sheet()
    sheet.table(50, 50, [["指標", "実績"], ["客数", "10"]])
    sheet.drawn.append("q 50 772 79 20 re W n")
    sheet.text(100, 62, "長い文字")
    sheet.drawn.append("Q")
    sheet.text(50, 120, "本文")
    made = read(sheet)
    assert rows(tables(made)[0])[0] == ["指標 長い文", "実績"]
    assert lines(made) == ["本文"]


def test_lines_that_stick_out_make_no_column() -> None:
    sheet = Sheet()
    sheet.table(50, 50, [["指標", "実績"], ["客数", "10"]])
    for y in (50, 70, 90):
        sheet.line(42, y, 220, y)
    assert rows(tables(read(sheet))[0]) == [["指標", "実績"], ["客数", "10"]]


def test_borders_that_do_not_quite_meet_are_one() -> None:
    sheet = Sheet()
    sheet.table(50, 50, [HEAD, ["観光", "客数", "1", "2"]])
    for row, cells in enumerate([["事業名", "指標", "目標", "実績"], ["産業", "額", "3", "4"]]):
        for column, text in enumerate(cells):
            left, right = 50 + 76 * column, 50 + 76 * (column + 1) if column < 3 else 370
            sheet.box(left, 90 + 20 * row, right, 110 + 20 * row)
            sheet.text(left + 2, 104 + 20 * row, text)
    (table,) = tables(read(sheet))
    assert rows(table)[2:] == [["事業名", "指標", "目標", "実績"], ["産業", "額", "3", "4"]]
    assert table.cells[-1].at == "p.1 table 1 row 4 column 4"
