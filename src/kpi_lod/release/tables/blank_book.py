"""A workbook with headings and no rows: what XlsxWriter makes of it, cut where rows go in.

XlsxWriter takes 10 µs a cell, which for a country is minutes, and all that it makes but the rows
is the same for every municipality: it is made once. Out: the parts of the zip file, and for each
sheet what stands before and behind its rows (ECMA-376-1, 18.3.1.80).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from zipfile import ZipFile

from kpi_lod.release.tables.cells import MAX_PLACES, PERCENT_PLACES
from kpi_lod.release.tables.columns import Column, Table, tables
from kpi_lod.submissions.workbook.book import (
    CELL,
    HEADING,
    SMALL,
    TITLE,
    Book,
    Look,
    new_book,
    set_widths,
    write,
)

COVER = "はじめに"
COVER_WIDTH = 120
_UNPRINTED = frozenset({"project", "indicator", "identifier", "iri"})
"""Ids stand last and are not printed: they would make everything else small."""

WORKBOOK = "xl/workbook.xml"
STRINGS = "xl/sharedStrings.xml"
HEADINGS = 2
"""Rows of headings: in Japanese, and beneath the names of the columns in English."""

_LAST = 7_654_321
"""Stands for the last row, which is not known yet; no sheet has so many."""

_COLOURS = {"results": "#2E75B6", "measurements": "#70AD47", "amounts": "#FFC000"}
_TOP: dict[str, Look] = {**CELL, "num_format": "General", "valign": "top"}
_RIGHT: dict[str, Look] = {**_TOP, "text_wrap": False, "align": "right", "indent": 1}
_LOOKS: Mapping[str, dict[str, Look]] = {
    "text": _TOP,
    "plain": {**_TOP, "text_wrap": False},
    "quoted": {**_TOP, "quote_prefix": True},
    "digits": _RIGHT,
    "whole": {**_RIGHT, "num_format": "#,##0"},
    **{
        f"places-{n}": {**_RIGHT, "num_format": "#,##0." + n * "0"}
        for n in range(1, MAX_PLACES + 1)
    },
    **{
        f"percent-{n}": {**_RIGHT, "num_format": f"0.{n * '0'}%"}
        for n in range(1, PERCENT_PLACES + 1)
    },
    "line": {"text_wrap": True, "valign": "top"},
    "title": TITLE,
}


@dataclass(frozen=True, slots=True)
class BlankSheet:
    """A sheet without rows: its file in the zip, what stands before its rows, what behind."""

    part: str
    before: str
    behind: str

    def tail(self, last: int) -> str:
        """What stands behind the rows when the last has that number."""
        return self.behind.replace(str(_LAST), str(last))


@dataclass(frozen=True, slots=True)
class BlankBook:
    """A workbook without rows. ``styles``: name → number; ``strings``: so many are in it."""

    parts: Mapping[str, bytes]
    sheets: Mapping[str, BlankSheet]
    styles: Mapping[str, int]
    strings: int

    def workbook(self, last: Mapping[str, int]) -> bytes:
        """The list of sheets; ``last``: table → number of the last row of its sheet."""
        text = self.parts[WORKBOOK].decode()
        for number, row in enumerate(last.values(), 1):
            named = rf'(<definedName [^>]*localSheetId="{number}"[^>]*>[^<]*\$){_LAST}<'
            text = re.sub(named, rf"\g<1>{row}<", text)
        return text.encode()


def sheet_columns(table: Table, *, single: bool) -> Sequence[Column]:
    """The columns of its sheet; ``single``: the book is one municipality's."""
    return [one for one in table.sheet if not (single and one.name == "municipality")]


@cache
def blank_book(names: tuple[str, ...], *, single: bool) -> BlankBook:
    """The workbook with a cover and the sheets of these tables."""
    book = new_book("事業とKPI / Projects and KPIs")
    cover = book.sheet(COVER, "#7F7F7F")
    set_widths(cover, [COVER_WIDTH])
    for row, look in enumerate(_LOOKS.values()):
        write(book, cover, (row, 0), "", look)
    for name in names:
        _add_sheet(book, tables()[name], single=single)
    return _cut(book.content(), names)


def _add_sheet(book: Book, table: Table, *, single: bool) -> None:
    columns = sheet_columns(table, single=single)
    sheet = book.sheet(table.ja, _COLOURS.get(table.name, "#A5A5A5"))
    set_widths(sheet, [column.width for column in columns])
    sheet.set_row(0, 30)
    for number, column in enumerate(columns):
        write(book, sheet, (0, number), column.ja, HEADING)
        write(book, sheet, (1, number), column.name, {**HEADING, **SMALL})
    sheet.freeze_panes(HEADINGS, table.frozen + (columns[0].name == "municipality"))
    sheet.autofilter(1, 0, _LAST - 1, len(columns) - 1)
    sheet.repeat_rows(0, HEADINGS - 1)
    printed = sum(column.name not in _UNPRINTED for column in columns)
    sheet.print_area(0, 0, _LAST - 1, printed - 1)


def _cut(content: bytes, names: Sequence[str]) -> BlankBook:
    with ZipFile(BytesIO(content)) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    files = [f"xl/worksheets/sheet{number}.xml" for number in range(1, len(names) + 2)]
    texts = [parts.pop(file).decode() for file in files]
    numbers = map(int, re.findall(r'<c r="A[0-9]+" s="([0-9]+)"', texts[0]))
    # The cells that were written to learn the numbers of the styles go.
    texts[0] = re.sub(r"<sheetData>.*</sheetData>", "<sheetData></sheetData>", texts[0])
    return BlankBook(
        parts=parts,
        sheets={
            name: _blank_sheet(file, text)
            for name, file, text in zip((COVER, *names), files, texts, strict=True)
        },
        styles=dict(zip(_LOOKS, numbers, strict=True)),
        strings=parts[STRINGS].count(b"<si>"),
    )


def _blank_sheet(file: str, text: str) -> BlankSheet:
    before, mark, behind = text.partition("</sheetData>")
    # How far the cells go is said for nobody's use, and not known yet.
    return BlankSheet(file, re.sub(r"<dimension [^>]*/>", "", before), mark + behind)
