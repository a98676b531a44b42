"""What is drawn on a page → its blocks in reading order: grids, and lines of text outside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kpi_lod.documents.pdf.borderless import without_lines
from kpi_lod.documents.pdf.drawn import Char, Drawn, Rule
from kpi_lod.documents.pdf.grids import Grid
from kpi_lod.documents.pdf.halves import in_halves
from kpi_lod.documents.pdf.lines import once, printed_lines
from kpi_lod.documents.pdf.pieces import Piece, pieces, row_text
from kpi_lod.documents.pdf.ruled import filled, grid
from kpi_lod.documents.pdf.rules import frames, joined


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line outside tables."""

    text: str
    top: float
    bottom: float


Part = Grid | Line


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its parts in reading order."""

    number: int
    height: float
    parts: tuple[Part, ...]


def page(drawn: Drawn) -> Page:
    """The page, turned so that most of its text stands upright."""
    drawn = upright(drawn)
    chars = once(drawn.chars)
    grids, outside = _tables(drawn, chars)
    parts = _ordered(grids, list(_lines(outside, grids)))
    return Page(drawn.number, drawn.height, tuple(parts))


def upright(drawn: Drawn) -> Drawn:
    """The page as it is read, where its text runs upwards or downwards."""
    if abs(drawn.turned) * 2 <= len(drawn.chars):
        return drawn
    right = drawn.turned > 0  # text runs upwards: turn the page clockwise
    size = drawn.height if right else drawn.width
    chars = [_turned(char, size, right) for char in drawn.chars]
    across = [_turned_rule(rule, size, right, of_down=True) for rule in drawn.down]
    down = [_turned_rule(rule, size, right, of_down=False) for rule in drawn.across]
    return Drawn(drawn.number, drawn.height, drawn.width, chars, across, down)


def _turned(char: Char, size: float, right: bool) -> Char:
    if right:
        x0, x1, top, bottom = size - char.bottom, size - char.top, char.x0, char.x1
    else:
        x0, x1, top, bottom = char.top, char.bottom, size - char.x1, size - char.x0
    return char._replace(x0=x0, x1=x1, top=top, bottom=bottom, way=0)


def _turned_rule(rule: Rule, size: float, right: bool, *, of_down: bool) -> Rule:
    """The x of a line becomes its y (``of_down``), or the other way round."""
    if of_down == right:
        start, end = (size - rule.end, size - rule.start)
        return Rule(rule.at, start, end)
    return Rule(size - rule.at, rule.start, rule.end)


def _tables(drawn: Drawn, chars: list[Char]) -> tuple[list[Grid], list[Char]]:
    """The tables with lines, the smallest first: what stands in a frame within a frame is its."""
    found = (grid(frame) for frame in frames(joined(drawn.across), joined(drawn.down)))
    made = []
    for empty in sorted((one for one in found if one), key=_area):
        table, chars = filled(empty, chars)
        if table:
            made.append(table)
    return made, chars


def _area(one: Grid) -> float:
    return (one.xs[-1] - one.xs[0]) * (one.ys[-1] - one.ys[0])


def _lines(chars: Sequence[Char], grids: Sequence[Grid]) -> Iterator[Part]:
    rows = [row for line in printed_lines(chars) if (row := pieces(line))]
    for run in in_halves(rows):
        for found in without_lines(run, [one.ys[0] for one in grids]):
            yield found if isinstance(found, Grid) else _line(found)


def _line(row: Sequence[Piece]) -> Line:
    return Line(row_text(row), min(one.top for one in row), max(one.bottom for one in row))


def _top(part: Part) -> float:
    return part.ys[0] if isinstance(part, Grid) else (part.top + part.bottom) / 2


def _ordered(grids: Sequence[Grid], lines: Sequence[Part]) -> list[Part]:
    """Lines in the order in which they came; each ruled table before what stands below its top."""
    tables = sorted(grids, key=lambda one: (one.ys[0], one.xs[0]))
    made: list[Part] = []
    for line in lines:
        while tables and tables[0].ys[0] < _top(line):
            made.append(tables.pop(0))
        made.append(line)
    return [*made, *tables]
