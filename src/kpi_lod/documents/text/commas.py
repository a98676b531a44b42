"""Lines as in a CSV file (RFC 4180) within a text → rows."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence

from kpi_lod.documents.text.grids import Row
from kpi_lod.documents.text.lines import Line

_FEWEST_CELLS = 3
_FEWEST_ROWS = 2
_GROUPED = re.compile(r"[0-9],[0-9]{3}(?![0-9])")


def comma_end(lines: Sequence[Line], start: int) -> int:
    """Behind the last line with as many fields as the one at ``start``; ``start`` if too few."""
    count = len(_fields(lines[start]))
    if count < _FEWEST_CELLS:
        return start
    at = start + 1
    while at < len(lines) and not lines[at].is_blank and len(_fields(lines[at])) == count:
        at += 1
    return at if at - start >= _FEWEST_ROWS else start


def comma_rows(lines: Sequence[Line]) -> list[Row]:
    """The rows of such lines."""
    return [Row(number, line.number, tuple(_fields(line))) for number, line in enumerate(lines, 1)]


def _fields(line: Line) -> Sequence[str]:
    """The fields of a line; none where a comma may group the digits of a number."""
    if line.text.count(",") < _FEWEST_CELLS - 1:
        return ()
    if '"' not in line.text:
        return () if _GROUPED.search(line.text) else line.text.split(",")
    try:
        read = list(csv.reader(line.text.splitlines(keepends=True), strict=True))
    except csv.Error:
        return ()
    return read[0] if len(read) == 1 else ()
