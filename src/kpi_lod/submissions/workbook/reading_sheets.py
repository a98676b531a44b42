"""The sheets that people only read: a filled-in example, and the lists to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import zip_longest
from statistics import median

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from kpi_lod.submissions.plain import Plain, plain
from kpi_lod.submissions.workbook.book import (
    CELL,
    GUIDE,
    HEADING,
    REQUIRED_HEADING,
    TITLE,
    Book,
    protect,
    set_widths,
    write,
)
from kpi_lod.submissions.workbook.choices import choices
from kpi_lod.submissions.workbook.filling import Row, rows
from kpi_lod.submissions.workbook.fitting import height, text_width, widths
from kpi_lod.submissions.workbook.headings import headings
from kpi_lod.submissions.workbook.layout import Sheet, sheets
from kpi_lod.submissions.yaml_tree import tree

EXAMPLE = "記入例"
CHOICES = "選択肢"

_COLOUR = "#7F7F7F"
_SAID = "架空の資料の架空の事業です。多くの欄は省けます。このシートは読み取られません。"
_LISTS = "入力欄の▼から選べる語の一覧です。変えられません。"
_MAX_LABEL_WIDTH = 44

_Shown = tuple[Sheet, Sequence[Row], Sequence[int]]
"""A sheet of the example, its rows, and the widths of the columns they share."""


@cache
def example() -> Plain:
    """The invented submission of docs/submission.md."""
    content = (files("kpi_lod.submissions.workbook") / "example.yaml").read_bytes()
    root = tree(content, "example.yaml").root
    assert root is not None
    return plain(root)


def add_example(book: Book) -> None:
    """Add the example: all sheets one below the other."""
    made = book.sheet(EXAMPLE, _COLOUR)
    shown = [(sheets()[key], table) for key, table in rows(example()).items()]
    room = _widths(shown)
    set_widths(made, room)
    _add_title(book, made, EXAMPLE, _SAID)
    line = 1
    for sheet, table in shown:
        write(book, made, (line + 1, 0), f"■ {sheet.name}", {"bold": True, "font_size": 12})
        add = _add_fields if sheet.form else _add_rows
        line = add(book, made, line + 2, (sheet, table, room))
    made.freeze_panes(1, 0)
    protect(made, entry=False)


def _widths(shown: Sequence[tuple[Sheet, Sequence[Row]]]) -> list[int]:
    """The tables share their columns: as wide as most of them need."""
    wanted = [widths(headings(sheet, table), table) for sheet, table in shown if not sheet.form]
    longest = max(map(len, wanted))
    return [int(median(row[n] for row in wanted if n < len(row))) for n in range(longest)]


def _add_fields(book: Book, made: Worksheet, top: int, shown: _Shown) -> int:
    sheet, table, room = shown
    line = top
    for line, heading in enumerate(headings(sheet, table), top):
        look = REQUIRED_HEADING if heading.column.required else HEADING
        write(book, made, (line, 0), heading.marked, look)
        made.merge_range(line, 1, line, 3, "", book.format(CELL))
        text = table[0].get(heading.key, "")
        write(book, made, (line, 1), text, CELL)
        made.set_row(line, height([(text, sum(room[1:4]))]))
    return line + 1


def _add_rows(book: Book, made: Worksheet, top: int, shown: _Shown) -> int:
    sheet, table, room = shown
    columns = headings(sheet, table)
    made.set_row(top, height(zip((one.marked for one in columns), room, strict=False)))
    for line, row in enumerate(table, top + 1):
        texts = (row.get(one.key, "") for one in columns)
        made.set_row(line, height(zip(texts, room, strict=False)))
    for number, heading in enumerate(columns):
        look = REQUIRED_HEADING if heading.column.required else HEADING
        write(book, made, (top, number), heading.marked, look)
        align = "right" if heading.column.number else "left"
        for line, row in enumerate(table, top + 1):
            write(book, made, (line, number), row.get(heading.key, ""), {**CELL, "align": align})
    return top + 1 + len(table)


def add_choices(book: Book) -> None:
    """Add the lists, one a column, and their defined names."""
    made = book.sheet(CHOICES, _COLOUR)
    lists = list(choices().values())
    room = [_label_width((one.heading, *one.labels)) for one in lists]
    set_widths(made, room)
    _add_title(book, made, CHOICES, _LISTS)
    for number, one in enumerate(lists):
        write(book, made, (1, number), one.heading, HEADING)
        for line, label in enumerate(one.labels, 2):
            write(book, made, (line, number), label, CELL)
        letter = xl_col_to_name(number, True)
        cells = f"{letter}$3:{letter}${len(one.labels) + 2}"
        book.file.define_name(one.name, f"='{CHOICES}'!{cells}")
    for line, texts in enumerate(zip_longest(*(one.labels for one in lists), fillvalue=""), 2):
        made.set_row(line, height(zip(texts, room, strict=True)))
    made.freeze_panes(2, 0)
    made.repeat_rows(1)
    protect(made, entry=False)


def _label_width(labels: Sequence[str]) -> int:
    return min(max(map(text_width, labels)) + 2, _MAX_LABEL_WIDTH)


def _add_title(book: Book, made: Worksheet, name: str, text: str) -> None:
    made.set_row(0, 30)
    bold, guide = book.format(TITLE), book.format(GUIDE)
    made.write_rich_string(0, 0, bold, f"{name}　", guide, text, guide)
