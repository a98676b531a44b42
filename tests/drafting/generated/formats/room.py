"""How wide the columns of a grid are and how high its rows, in characters of half width."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from tests.drafting.generated.paper import Box, Grid

GAP = 3
_WIDEST = 36
_UNBROKEN = re.compile(r"(?:[0-9A-Za-z,.%０-９，．]+|.)[）)」】〉、。]*")


def fitted(grid: Grid) -> tuple[list[int], list[int]]:
    """Widths of the columns and heights of the rows, in lines."""
    widths = _widths(grid)
    return widths, _heights(grid, widths)


def room(widths: Sequence[int], column: int, box: Box) -> int:
    covered = widths[column : column + box.columns]
    return sum(covered) + GAP * (len(covered) - 1)


def _widths(grid: Grid) -> list[int]:
    """Each column as wide as its longest line, up to a limit."""
    widths = [4] * grid.width
    for (_, column), box in grid.placed().items():
        if box.columns == 1:
            longest = max(map(width_of, box.text.split("\n")))
            widths[column] = min(max(widths[column], longest), _WIDEST)
    return widths


def _heights(grid: Grid, widths: Sequence[int]) -> list[int]:
    """Each row as high as its highest cell; what spans rows makes its last one higher."""
    heights = [1] * len(grid.rows)
    for spanning in (False, True):
        for (row, column), box in grid.placed().items():
            if (box.rows > 1) == spanning:
                need = len(wrapped(box.text, room(widths, column, box)))
                missing = need - sum(heights[row : row + box.rows])
                heights[row + box.rows - 1] += max(missing, 0)
    return heights


def wrapped(text: str, room: int) -> list[str]:
    return [piece for line in text.split("\n") for piece in _pieces(line, room)]


def _pieces(line: str, room: int) -> Iterator[str]:
    """The line in pieces no wider than there is room; no number is broken, as in Excel."""
    piece = ""
    for token in _UNBROKEN.findall(line):
        if piece and width_of(piece + token) > room:
            yield piece
            piece = ""
        piece += token
    yield piece


def width_of(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WFA" else 1 for one in text)
