"""A workbook with nothing but the list of findings, where they cannot stand in the file itself.

In: findings with what stands around them, and why they stand apart. Out: the bytes of an xlsx file
(XlsxWriter), the same for the same findings.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from kpi_lod.checking.listing import COLUMNS, FILLS, HEADING_FILL, height, row
from kpi_lod.checking.situated import Situated
from kpi_lod.errors import Finding
from kpi_lod.submissions.workbook.layout import FINDINGS_SHEET

_OPTIONS = {
    "in_memory": True,
    # What was submitted is text, whatever it looks like.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_NO_CLOCK = datetime(1980, 1, 1, tzinfo=UTC)
_HEADINGS = 3
"""The row of the headings, counted from 0, below what the list is about."""


def findings_book(found: Sequence[Situated], about: Sequence[str], remark: Finding) -> bytes:
    """The list of findings; ``about``: lines above it; ``remark``: why it stands apart."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, _OPTIONS) as book:
        book.set_properties({"created": _NO_CLOCK, "title": FINDINGS_SHEET, "author": "kpi-lod"})
        sheet = book.add_worksheet(FINDINGS_SHEET)
        _set_page(sheet)
        _head(book, sheet, about, remark)
        for number, one in enumerate(found, _HEADINGS + 1):
            _row(sheet, number, one, _wrapped(book, one))
        sheet.autofilter(_HEADINGS, 0, _HEADINGS + len(found), len(COLUMNS) - 1)
    return content.getvalue()


def _set_page(sheet: Worksheet) -> None:
    sheet.freeze_panes(_HEADINGS + 1, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEADINGS)
    sheet.set_footer("&C&P / &N")
    for number, column in enumerate(COLUMNS):
        sheet.set_column(number, number, column.width)


def _head(book: Workbook, sheet: Worksheet, about: Sequence[str], remark: Finding) -> None:
    bold = book.add_format({"bold": True})
    head = {"bold": True, "bg_color": f"#{HEADING_FILL}", "border": 1, "text_wrap": True}
    sheet.write_string(0, 0, " / ".join(about), bold)
    sheet.write_string(1, 0, f"{remark.ja} {remark.fix_ja}")
    sheet.write_string(2, 0, f"{remark.en} {remark.fix_en}")
    sheet.set_row(_HEADINGS, height([f"{column.ja}\n{column.en}" for column in COLUMNS]))
    for number, column in enumerate(COLUMNS):
        sheet.write_string(_HEADINGS, number, f"{column.ja}\n{column.en}", book.add_format(head))


def _wrapped(book: Workbook, one: Situated) -> tuple[Format, Format]:
    """Formats of the severity's own cell and of the others."""
    cell = {"text_wrap": True, "valign": "top", "border": 1}
    fill = {"bg_color": f"#{FILLS[one.finding.severity]}", "bold": True}
    return book.add_format({**cell, **fill}), book.add_format(cell)


def _row(sheet: Worksheet, number: int, one: Situated, formats: tuple[Format, Format]) -> None:
    first, other = formats
    cells = row(one, with_file=True)
    sheet.set_row(number, height(cells))
    for column, text in enumerate(cells):
        sheet.write_string(number, column, text, other if column else first)
