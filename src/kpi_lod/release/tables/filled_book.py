"""A blank workbook and the rows of its tables → the bytes of an xlsx file, the same every time.

Row by row into the zip file, so that a sheet of a country takes no memory but for its distinct
texts. The entries of the zip have no time (1980-01-01).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from xlsxwriter.utility import xl_col_to_name

from kpi_lod.release.tables.blank_book import (
    COVER,
    HEADINGS,
    STRINGS,
    WORKBOOK,
    BlankBook,
    BlankSheet,
    blank_book,
    sheet_columns,
)
from kpi_lod.release.tables.cells import Strings, cell_maker, shown
from kpi_lod.release.tables.columns import Column, Table, tables
from kpi_lod.release.tables.rows import Row
from kpi_lod.submissions.workbook.fitting import height

LEVEL = 4
"""Of packing: 6 takes twice as long and saves 5 %."""

_ROWS_AT_ONCE = 500
_COVER_ROOM = 140
"""Latin characters on a line of the cover; its column is measured in digits, which are wider."""


@dataclass(frozen=True, slots=True)
class Content:
    """What goes into a workbook: the lines of its cover and the rows of each table.

    A line of the cover that begins with "# " is a heading.
    """

    cover: tuple[str, ...]
    rows: Mapping[str, Iterable[Row]]


def write_book(content: Content, stream: IO[bytes], *, single: bool) -> None:
    """Write the workbook; ``single``: it is one municipality's and does not name it in each row."""
    blank = blank_book(tuple(content.rows), single=single)
    strings = Strings(blank.strings)
    last: dict[str, int] = {}
    with ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=LEVEL) as file:
        for name, part in blank.parts.items():
            if name not in (WORKBOOK, STRINGS):
                file.writestr(_entry(name), part)
        _write_cover(file, blank, strings, content.cover)
        for name, rows in content.rows.items():
            sheet = _Sheet(tables()[name], blank.styles, strings, single=single)
            last[name] = _write_sheet(file, blank.sheets[name], sheet, rows)
        file.writestr(_entry(WORKBOOK), blank.workbook(last))
        file.writestr(_entry(STRINGS), _all_strings(blank, strings))


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED
    return entry


def _all_strings(blank: BlankBook, strings: Strings) -> bytes:
    head, mark, tail = blank.parts[STRINGS].partition(b"</sst>")
    # How many there are may be left out; what XlsxWriter counted is no longer true.
    counted = re.sub(rb' (count|uniqueCount)="[0-9]+"', b"", head)
    return counted + strings.xml() + mark + tail


def _write_cover(file: ZipFile, blank: BlankBook, strings: Strings, lines: Iterable[str]) -> None:
    sheet = blank.sheets[COVER]
    rows = [_cover_row(number, line, blank, strings) for number, line in enumerate(lines, 1)]
    file.writestr(_entry(sheet.part), sheet.before + "".join(rows) + sheet.tail(len(rows)))


def _cover_row(number: int, line: str, blank: BlankBook, strings: Strings) -> str:
    text = line.removeprefix("# ")
    style = blank.styles["line" if text == line else "title"]
    tall = height([(text, _COVER_ROOM)]) or (15.5 if text == line else 24)
    return (
        f'<row r="{number}" ht="{tall:g}" customHeight="1"><c r="A{number}" s="{style}" t="s">'
        f"<v>{strings.number(text)}</v></c></row>"
    )


def _write_sheet(file: ZipFile, blank: BlankSheet, sheet: _Sheet, rows: Iterable[Row]) -> int:
    """The number of the last row."""
    last, lines = HEADINGS, sheet.lines(rows)
    with file.open(_entry(blank.part), "w", force_zip64=True) as stream:
        stream.write(blank.before.encode())
        while some := list(islice(lines, _ROWS_AT_ONCE)):
            stream.write("".join(some).encode())
            last += len(some)
        stream.write(blank.tail(last).encode())
    return last


class _Sheet:
    """How the rows of a table are written into its sheet."""

    def __init__(
        self, table: Table, styles: Mapping[str, int], strings: Strings, *, single: bool
    ) -> None:
        columns = sheet_columns(table, single=single)
        places = [table.columns.index(column) for column in columns]
        makers = [cell_maker(column, styles, strings) for column in columns]
        letters = [f'<c r="{xl_col_to_name(number)}' for number in range(len(columns))]
        self._cells = list(zip(letters, places, makers, strict=True))
        self._heights = [
            (place, _height_of(column))
            for place, column in zip(places, columns, strict=True)
            if not column.type.number and column.type.csvw != "anyURI"
        ]

    def lines(self, rows: Iterable[Row]) -> Iterator[str]:
        """Each row as XML."""
        for number, row in enumerate(rows, HEADINGS + 1):
            tall = max((of(row[place]) for place, of in self._heights), default=0)
            custom = f' ht="{tall:g}" customHeight="1"' if tall else ""
            cells = "".join(
                [f'{letter}{number}"{cell(row[place])}' for letter, place, cell in self._cells]
            )
            yield f'<row r="{number}"{custom}>{cells}</row>'


def _height_of(column: Column) -> Callable[[str], float]:
    """The height that a cell of the column needs, 0 where one line is enough."""
    words, width = shown(column), column.width

    def tall(text: str) -> float:
        return (height([(words(text), width)]) or 0) if text else 0

    return lru_cache(2**14)(tall)
