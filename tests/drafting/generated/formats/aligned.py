"""A grid in columns of blanks, its cells wrapped, as ``pdftotext -layout`` leaves them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.drafting.generated.formats.room import GAP, fitted, room, width_of, wrapped
from tests.drafting.generated.paper import Grid


def aligned(grid: Grid) -> Iterator[str]:
    """The lines; what spans rows stands in the middle of them."""
    widths, heights = fitted(grid)
    starts = [sum(widths[:at]) + GAP * at for at in range(len(widths))]
    tops = [sum(heights[:at]) for at in range(len(heights) + 1)]
    canvas: list[list[tuple[int, str]]] = [[] for _ in range(tops[-1])]
    for (row, column), box in sorted(grid.placed().items()):
        lines = wrapped(box.text, room(widths, column, box))
        first = tops[row] + (tops[row + box.rows] - tops[row] - len(lines)) // 2
        for at, line in enumerate(lines):
            canvas[first + at].append((starts[column], line))
    return (_line(pieces) for pieces in canvas)


def _line(pieces: Sequence[tuple[int, str]]) -> str:
    line = ""
    for start, text in sorted(pieces):
        line += " " * (start - width_of(line)) + text
    return line.rstrip()
