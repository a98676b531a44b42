"""A CSV file → its Document (RFC 4180, https://www.rfc-editor.org/rfc/rfc4180).

Fields are parted by commas, tabs or semicolons. A place is ``row 5 column 4``: the number of the
record and of the field in it, as a spreadsheet shows them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import PurePath

from kpi_lod.documents.document import Document
from kpi_lod.documents.encoding import control, decoded
from kpi_lod.documents.sheets import Sheet, section
from kpi_lod.foreign.limits import (
    MAX_CELLS,
    MAX_CHARACTERS,
    MAX_COLUMNS,
    MAX_ROWS,
    RefusedError,
)

_DELIMITERS = "\t,;"
_SNIFFED, _LOOKED_AT = 10, 100_000
"""Lines and characters that are looked at for the delimiter."""

_QUOTED = re.compile(r'"([^"]*(?:""[^"]*)*)"')


def read_csv(content: bytes, file: str) -> Document:
    """The document in a CSV file.

    Raises RefusedError ``encoding/document``, ``text-control``, ``csv-quote``, ``csv-quote/open``,
    ``sheet-too-large/…``, ``too-many-rows``, ``empty/document``, with row and column.
    """
    text = decoded(content)
    _check_controls(text)
    texts: dict[tuple[int, int], str] = {}
    for row, column, field in _fields(text, _delimiter(text)):
        if field.strip():
            _check(row, column, field)
            texts[row, column] = field
            if len(texts) > MAX_CELLS:
                raise RefusedError("sheet-too-large/cells", at=("", row, column), allowed=MAX_CELLS)
    if not texts:
        raise RefusedError("empty/document")
    found = section(Sheet("", texts), lambda row, column: f"row {row} column {column}")
    return Document(PurePath(file).name, "csv", hashlib.sha256(content).hexdigest(), (found,))


def _check_controls(text: str) -> None:
    if found := control(text):
        before = text[: found.start()]
        at = ("", before.count("\n") + 1, found.start() - before.rfind("\n"))
        raise RefusedError("text-control", at=at, found=f"U+{ord(found[0]):04X}")


def _check(row: int, column: int, field: str) -> None:
    at = ("", row, column)
    if len(field) > MAX_CHARACTERS:
        raise RefusedError("sheet-too-large/characters", at=at, allowed=MAX_CHARACTERS)
    if column > MAX_COLUMNS:
        raise RefusedError("sheet-too-large/columns", at=at, allowed=MAX_COLUMNS)
    if row > MAX_ROWS:
        raise RefusedError("too-many-rows", at=at, allowed=MAX_ROWS)


def _delimiter(text: str) -> str:
    """The one that most of the first lines have outside of quotes, a tab before all others."""
    bare = re.sub(r'"[^"]*"', "", text[:_LOOKED_AT])
    lines = bare.split("\n", _SNIFFED)[:_SNIFFED]
    return max(_DELIMITERS, key=lambda sign: sum(sign in line for line in lines))


def _fields(text: str, delimiter: str) -> Iterator[tuple[int, int, str]]:
    """Row, column and text of each field."""
    plain = re.compile(f"[^{delimiter}\n]*")
    row = column = 1
    start = 0
    while start <= len(text):
        field, end = _field(text, start, plain, ("", row, column))
        yield row, column, field
        if text[end : end + 1] == delimiter:
            column += 1
        else:
            row, column = row + 1, 1
        start = end + 1


def _field(
    text: str, start: int, plain: re.Pattern[str], at: tuple[str, int, int]
) -> tuple[str, int]:
    """The field that begins at ``start``, and where it ends."""
    if text[start : start + 1] != '"':
        match = plain.match(text, start)
        assert match is not None
        return match[0], match.end()
    quoted = _QUOTED.match(text, start)
    if quoted is None:
        raise RefusedError("csv-quote/open", at=at)
    behind = plain.match(text, quoted.end())
    assert behind is not None
    if behind[0].strip():
        raise RefusedError("csv-quote", at=at)
    return quoted[1].replace('""', '"'), behind.end()
