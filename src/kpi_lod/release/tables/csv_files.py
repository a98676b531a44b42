"""Rows → CSV (RFC 4180, https://www.rfc-editor.org/rfc/rfc4180), and back.

UTF-8 without a byte order mark, lines end with CR LF, as the RFC has it and CSVW's default dialect
reads it. Exact: nothing is put before a text that begins with "=" or "-", which spreadsheets take
for a formula; the workbooks are for them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from kpi_lod.release.tables.columns import Table
from kpi_lod.release.tables.rows import Row

_CELL_LIMIT = 2**26
"""Longer than any cell: a submission is at most 2 MiB. The csv module's own limit is 128 KiB."""


def csv_head(table: Table) -> bytes:
    """The first line, with the names of the columns."""
    return csv_body([table.header])


def csv_body(rows: Iterable[Row]) -> bytes:
    """The lines of the rows; no byte without a row.

    >>> csv_body([("a", "1,5"), ("b", "")])
    b'a,"1,5"\\r\\nb,\\r\\n'
    """
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerows(rows)
    return stream.getvalue().encode()


def csv_rows(file: Path) -> Iterator[Row]:
    """The rows of a file that was written so, without its head; one at a time."""
    csv.field_size_limit(_CELL_LIMIT)
    with file.open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream, strict=True)
        next(reader)
        yield from reader
