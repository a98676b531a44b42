"""A workbook being written: its cell formats, its page set-up, and cells that hold texts only.

XlsxWriter (https://xlsxwriter.readthedocs.io/) writes the file. Every cell of a submission is a
text in a cell formatted as text, so that Excel makes neither a day of ``1/2`` nor a number of
``71.60``, and what was entered is read back as it was entered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kpi_lod.errors import KpiLodError
from kpi_lod.submissions.workbook.fitting import MAX_CELL, length

_FONT = {"font_name": "游ゴシック", "font_size": 10}
_CREATED = datetime(2020, 1, 1)
RISKY = tuple("=+-@\t\r＝＋－＠'")
"""A text that begins so could become a formula when it is edited: it is marked as a text."""

_PAPER_A4 = 9
_LAST_COLUMN = 16_383
_ALLOWED = dict.fromkeys(
    (
        *("format_cells", "format_columns", "format_rows", "insert_rows", "insert_hyperlinks"),
        *("delete_rows", "sort", "autofilter"),
    ),
    True,
)
"""What people may still do in a sheet whose headings are protected."""

Look = str | int | bool

GRID: dict[str, Look] = {"border": 1, "border_color": "#A6A6A6"}
CELL: dict[str, Look] = {**GRID, "num_format": "@", "text_wrap": True, "valign": "vcenter"}
ENTRY: dict[str, Look] = {**CELL, "locked": False}
FREE: dict[str, Look] = {"num_format": "@", "locked": False}
HEADING: dict[str, Look] = {
    **GRID,
    **{"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#DDEBF7"},
}
REQUIRED_HEADING: dict[str, Look] = {**HEADING, "bg_color": "#FFE699"}
SMALL: dict[str, Look] = {"font_size": 8, "font_color": "#595959", "bold": False}
TITLE: dict[str, Look] = {"bold": True, "font_size": 14, "valign": "vcenter"}
GUIDE: dict[str, Look] = {"font_color": "#404040", "valign": "vcenter"}


@dataclass(slots=True)
class Book:
    """The workbook and the formats that it has so far."""

    stream: BytesIO
    file: Workbook
    _formats: dict[tuple[tuple[str, Look], ...], Format] = field(default_factory=dict)

    def format(self, look: dict[str, Look]) -> Format:
        """The cell format that looks so; formats are shared."""
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self.file.add_format(look)
        return self._formats[key]

    def sheet(self, name: str, colour: str) -> Worksheet:
        """A new sheet, printed on A4 across, one page wide, with its name and page numbers."""
        made: Worksheet = self.file.add_worksheet(name)
        made.set_tab_color(colour)
        made.hide_gridlines(2)
        made.set_landscape()
        made.set_paper(_PAPER_A4)
        made.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        made.fit_to_pages(1, 0)
        made.set_footer("&L&A&R&P / &N")
        return made

    def content(self) -> bytes:
        """The bytes of the file, which nothing can be added to any more."""
        self.file.close()
        return self.stream.getvalue()


def new_book(title: str) -> Book:
    """An empty workbook. ``title`` stands in its properties, and no day that would change."""
    stream = BytesIO()
    options = {"in_memory": True, "default_format_properties": {**_FONT}}
    file = Workbook(stream, options)
    file.set_properties({"title": title[:200], "author": "kpi-lod", "created": _CREATED})
    return Book(stream, file)


def protect(sheet: Worksheet, *, entry: bool) -> None:
    """Protect the cells that are locked, without a password; ``entry``: rows may come and go."""
    sheet.protect("", {**_ALLOWED} if entry else {"format_columns": True, "format_rows": True})


def write(
    book: Book, sheet: Worksheet, at: tuple[int, int], text: str, look: dict[str, Look]
) -> None:
    """Write a text, never a formula, a number or a link. ``at``: row and column from 0.

    Raises KpiLodError ``cell-too-long``.
    """
    if length(text) > MAX_CELL:
        raise KpiLodError("cell-too-long", found=length(text), allowed=MAX_CELL)
    if text.startswith(RISKY):
        look = {**look, "quote_prefix": True}
    if text:
        sheet.write_string(*at, text, book.format(look))
    else:
        sheet.write_blank(*at, None, book.format(look))


def set_widths(sheet: Worksheet, widths: Sequence[int]) -> None:
    """The widths of the columns in characters."""
    for number, width in enumerate(widths):
        sheet.set_column(number, number, width)


def open_columns(book: Book, sheet: Worksheet, widths: Sequence[int]) -> None:
    """The same, with cells that can be filled in, out to the last column of the sheet.

    Rows can be deleted only if all their cells are unlocked.
    """
    for number, width in enumerate(widths):
        sheet.set_column(number, number, width, book.format(FREE))
    used = sheet.dim_colmax
    sheet.set_column(len(widths), _LAST_COLUMN, None, book.format(FREE))
    # Those columns hold nothing: the sheet shall not claim to be 16,384 columns wide.
    sheet.dim_colmax = used
