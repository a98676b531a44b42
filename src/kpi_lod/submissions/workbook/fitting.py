"""How much room texts take in cells: spreadsheets differ in whether they fit rows when they open.

Widths are in characters of the Latin alphabet, as columns are measured; a Japanese character takes
two. Heights are in points.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from math import ceil

from kpi_lod.submissions.workbook.filling import Row
from kpi_lod.submissions.workbook.headings import Heading

MAX_CELL = 32_767
"""Characters of one cell, counted as UTF-16 units; the limit of Excel, which would cut the rest."""

MAX_HEIGHT = 409.0
"""The limit of Excel."""

_LINE = 15.5
_WIDE = "WFA"
_MAX_ID_WIDTH = 30
_IDS = ("project", "kpi", "id")


def length(text: str) -> int:
    """The length of a text as Excel counts it.

    >>> length("𠮷野家")
    4
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def text_width(text: str) -> int:
    """The width of a text on one line.

    >>> text_width("R6"), text_width("実績")
    (2, 4)
    """
    return sum(2 if unicodedata.east_asian_width(one) in _WIDE else 1 for one in text)


def height(cells: Iterable[tuple[str, int]], line: float = _LINE) -> float | None:
    """The height of a row of texts in columns of these widths; None where one line is enough."""
    lines = max((_lines(text, width) for text, width in cells), default=1)
    return min(lines * line + 2, MAX_HEIGHT) if lines > 1 else None


def _lines(text: str, width: int) -> int:
    """Lines after wrapping; at words the line breaks early, so that some room is not used."""
    room = max(width * 0.95, 1)
    return sum(max(1, ceil(text_width(part) / room)) for part in text.split("\n"))


def widths(columns: Sequence[Heading], rows: Sequence[Row]) -> list[int]:
    """The widths of the columns of a table: ids cannot be broken, so they may need more."""
    return [_width(one, rows) for one in columns]


def _width(heading: Heading, rows: Sequence[Row]) -> int:
    width = heading.column.width
    if heading.key in _IDS:
        longest = max((text_width(row.get(heading.key, "")) for row in rows), default=0)
        width = max(width, min(longest + 2, _MAX_ID_WIDTH))
    return width
