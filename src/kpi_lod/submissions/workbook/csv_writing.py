"""The words of a submission as CSV, one file for each sheet (RFC 4180; UTF-8 with its mark).

For those who have no spreadsheet but Excel at hand, the files begin with the byte order mark, and
lines end in CR LF. Texts stand as they are: a mark in front of "-" would change what was printed.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO

from kpi_lod.submissions.plain import Plain
from kpi_lod.submissions.workbook.filling import Row, rows
from kpi_lod.submissions.workbook.headings import headings
from kpi_lod.submissions.workbook.layout import Sheet, sheets


def csv_files(data: Plain) -> Mapping[str, bytes]:
    """File name → content, for all sheets, so that none is left from another submission."""
    tables = rows(data)
    return {f"{sheet.name}.csv": _content(sheet, tables[key]) for key, sheet in sheets().items()}


def _content(sheet: Sheet, table: Sequence[Row]) -> bytes:
    stream = StringIO(newline="")
    csv.writer(stream).writerows(_fields(sheet, table[0]) if sheet.form else _lines(sheet, table))
    return codecs.BOM_UTF8 + stream.getvalue().encode("utf-8")


def _fields(sheet: Sheet, row: Row) -> Iterator[list[str]]:
    for heading in headings(sheet, [row]):
        if heading.key in row:
            yield [heading.ja, row[heading.key]]


def _lines(sheet: Sheet, table: Sequence[Row]) -> Iterator[list[str]]:
    columns = [one for one in headings(sheet, table) if not one.column.aid]
    yield [one.ja for one in columns]
    for row in table:
        yield [row.get(one.key, "") for one in columns]
