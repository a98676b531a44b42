"""Tables of a PDF without lines, and what looks like one and is none."""

from __future__ import annotations

from tests.documents.pdf.papers import Sheet
from tests.documents.pdf.seen import HEAD, lines, read, rows, tables


def test_a_chart_is_no_table() -> None:
    sheet = Sheet()
    sheet.line(50, 50, 50, 250)
    for number in range(11):
        sheet.line(50, 50 + 20 * number, 400, 50 + 20 * number)
        sheet.text(20, 54 + 20 * number, str(100 - 10 * number))
    sheet.text(100, 100, "目標")
    assert not any(table.exact for table in tables(read(sheet)))


def test_a_table_without_lines_is_read_and_told() -> None:
    sheet = Sheet()
    sheet.text(50, 40, "次のとおり報告します。")
    for row, cells in enumerate(
        [("指標", "目標値", "実績値"), ("客数", "1,200", "1,100"), ("消費額", "30", "40")]
    ):
        for column, text in enumerate(cells):
            sheet.text(50 + 150 * column, 60 + 14 * row, text)
    made = read(sheet)
    (table,) = tables(made)
    assert rows(table) == [
        ["指標", "目標値", "実績値"],
        ["客数", "1,200", "1,100"],
        ["消費額", "30", "40"],
    ]
    assert not table.exact
    assert [(one.code, "p.1 table 1" in one.ja) for one in made.remarks] == [("pdf-no-lines", True)]
    assert lines(made) == ["次のとおり報告します。"]


def test_a_label_and_its_value_are_no_table() -> None:
    sheet = Sheet()
    for row, (label, text) in enumerate([("事業名", "観光"), ("担当課", "企画課")]):
        sheet.text(50, 60 + 14 * row, label)
        sheet.text(200, 60 + 14 * row, text)
    made = read(sheet)
    assert tables(made) == []
    assert lines(made) == ["事業名　観光", "担当課　企画課"]


def test_two_columns_of_text_are_read_one_after_the_other() -> None:
    sheet = Sheet()
    for row in range(8):
        sheet.text(50, 60 + 14 * row, f"左の段の文章の{row}行目です。これは長い文章。")
        sheet.text(320, 60 + 14 * row, f"右の段の文章の{row}行目です。これは長い文章。")
    found = lines(read(sheet))
    assert [text[0] for text in found] == ["左"] * 8 + ["右"] * 8


def test_columns_with_lines_in_the_heading_only_are_told_apart() -> None:
    sheet = Sheet()
    sheet.text(50, 40, "KPI一覧")
    for row, cells in enumerate([HEAD, ["観光", "客数", "10人", "9人"], ["産業", "額", "", "3円"]]):
        sheet.line(50, 60 + 20 * row, 370, 60 + 20 * row)
        for column, text in enumerate(cells):
            sheet.text(55 + 80 * column, 74 + 20 * row, text)
    sheet.line(50, 120, 370, 120)
    for column in range(5):
        sheet.line(50 + 80 * column, 60, 50 + 80 * column, 80)
    made = read(sheet)
    (table,) = tables(made)
    assert rows(table) == [HEAD, ["観光", "客数", "10人", "9人"], ["産業", "額", "", "3円"]]
    assert not table.exact
    assert [one.code for one in made.remarks] == ["pdf-no-lines"]
    assert [type(block).__name__ for block in made.blocks()] == ["Paragraph", "Table"]


def test_rows_on_coloured_stripes_are_a_table_without_lines() -> None:
    sheet = Sheet()
    for row, cells in enumerate(
        [HEAD, ["観光", "客数", "10人", "9人"], ["産業", "額", "5円", "3円"]]
    ):
        sheet.drawn.append("0.9 0.95 1 rg")
        if row % 2 == 0:
            sheet.box(50, 60 + 20 * row, 370, 80 + 20 * row, "f")
        sheet.drawn.append("0 g")
        for column, text in enumerate(cells):
            sheet.text(55 + 80 * column, 74 + 20 * row, text)
    (table,) = tables(read(sheet))
    assert rows(table)[1] == ["観光", "客数", "10人", "9人"]
    assert not table.exact


def test_boxes_below_each_other_are_text() -> None:
    sheet = Sheet()
    for row, text in enumerate(["事業の概要", "観光客を増やす。", "意見なし"]):
        sheet.box(50, 50 + 20 * row, 400, 70 + 20 * row)
        sheet.text(55, 64 + 20 * row, text)
    made = read(sheet)
    assert lines(made) == ["事業の概要", "観光客を増やす。", "意見なし"]
    assert tables(made) == []
