"""What goes on over the pages of a PDF: tables, rows, cells, running heads."""

from __future__ import annotations

from tests.documents.pdf.papers import Sheet
from tests.documents.pdf.seen import HEAD, lines, read, rows, tables


def test_a_table_goes_on_over_the_page_and_its_headings_stand_once() -> None:
    first, second = Sheet(), Sheet()
    body = [[f"事業{n}", f"指標{n}", str(n), str(n)] for n in range(1, 41)]
    first.text(50, 40, "KPI一覧")
    first.table(50, 60, [HEAD, *body[:35]])
    second.table(50, 60, [HEAD, *body[35:]])
    for number, sheet in enumerate((first, second), 1):
        sheet.text(290, 830, f"- {number} -")
    made = read(first, second)
    (table,) = tables(made)
    assert rows(table) == [HEAD, *body]
    assert table.cells[-1].at == "p.2 table 1 row 6 column 4"
    assert lines(made) == ["KPI一覧"]


def test_what_ends_in_the_middle_of_a_page_does_not_go_on() -> None:
    sheets = [Sheet(), Sheet()]
    for sheet in sheets:
        sheet.table(50, 60, [HEAD, ["観光", "客数", "1", "2"]])
    assert len(tables(read(*sheets))) == 2


def test_a_form_on_each_page_is_a_table_on_each_page() -> None:
    sheets = [Sheet(), Sheet()]
    for number, sheet in enumerate(sheets):
        form = [["事業名", f"事業{number}"], ["担当課", "企画課"], ["指標", "客数"], ["実績", "10"]]
        sheet.table(50, 60, form, high=180)
    assert len(tables(read(*sheets))) == 2


def test_a_cell_cut_by_the_page_is_one() -> None:
    first, second = Sheet(), Sheet()
    first.table(50, 60, [["事業", "指標"]], high=20)
    second.table(50, 60, [["", "指標3"]], high=20)
    first.box(50, 80, 130, 800)
    second.box(50, 60, 130, 300)
    second.drawn.clear()
    for top, bottom in ((80, 400), (400, 800)):
        first.box(130, top, 210, bottom)
    first.text(55, 100, "観光")
    first.text(135, 100, "客数")
    first.text(135, 420, "消費額")
    second.box(50, 60, 130, 300)
    for top, bottom, text in ((60, 180, "宿泊者"), (180, 300, "満足度")):
        second.box(130, top, 210, bottom)
        second.text(135, top + 20, text)
    (table,) = tables(read(first, second))
    (project,) = (cell for cell in table.cells if cell.text == "観光")
    assert (project.row, project.rows) == (2, 4)
    assert [cell.text for cell in table.cells if cell.column == 2] == [
        "指標",
        "客数",
        "消費額",
        "宿泊者",
        "満足度",
    ]


def test_what_runs_over_all_pages_is_told_once() -> None:
    sheets = [Sheet() for _ in range(4)]
    for number, sheet in enumerate(sheets, 1):
        sheet.text(50, 30, "○○市総合戦略")
        sheet.text(50, 60, f"令和{number}年度")
        sheet.text(50, 300, f"本文{number}")
        sheet.text(290, 830, f"{number}／４ページ")
    assert lines(read(*sheets)) == [
        "○○市総合戦略",
        *(t for n in range(1, 5) for t in (f"令和{n}年度", f"本文{n}")),
    ]


def test_a_row_cut_by_the_page_is_one_row() -> None:
    first, second = Sheet(), Sheet()
    first.table(50, 60, [["指標", "実績"]])
    for x in (50, 130, 210):
        first.line(x, 80, x, 800)
        second.line(x, 60, x, 120)
    first.text(55, 780, "長い名前の")
    first.text(135, 780, "10人")
    second.text(55, 80, "延べ客数")
    for y in (120, 140):
        second.line(50, y, 210, y)
    for x in (50, 130, 210):
        second.line(x, 120, x, 140)
    second.text(55, 132, "客数")
    second.text(135, 132, "20人")
    (table,) = tables(read(first, second))
    told = {cell.text: (cell.row, cell.rows) for cell in table.cells if cell.text}
    assert told["長い名前の\n延べ客数"] == told["10人"] == (2, 2)
    assert told["20人"] == (4, 1)
