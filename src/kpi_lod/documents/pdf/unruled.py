"""Rows of a table whose columns have lines in its heading only."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from kpi_lod.documents.pdf.drawn import Char
from kpi_lod.documents.pdf.grids import Area
from kpi_lod.documents.pdf.lines import cell_text, printed_lines
from kpi_lod.documents.pdf.pieces import pieces

_COLUMNS = 3
"""In fewer columns, words may stand by chance."""


def apart(xs: Sequence[float], area: Area, chars: Sequence[Char]) -> list[Area]:
    """The cells of an area that spans columns, if its words keep to them; else none."""
    if area.columns < _COLUMNS or area.rows > 1:
        return []
    held: dict[int, list[Char]] = {}
    for piece in (one for line in printed_lines(chars) for one in pieces(line)):
        column = bisect_right(xs, piece.x0 + 1) - 1
        if not area.column <= column < len(xs) - 1 or piece.x1 > xs[column + 1] + 1:
            return []
        held[column] = []
    if len(held) < _COLUMNS:
        return []
    for char in chars:
        held.get(bisect_right(xs, char.x) - 1, []).append(char)
    columns = range(area.column, area.column + area.columns)
    return [
        replace(area, column=one, columns=1, text=cell_text(held.get(one, []))) for one in columns
    ]
