"""Lines that meet → the cells between them.

The lines cut the frame into a grid; fields of the grid with no line between them are one cell, so a
cell that spans is one whose inner lines are missing. Tables that are open at their sides are closed
there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kpi_lod.documents.pdf.drawn import Char, Rule
from kpi_lod.documents.pdf.grids import Area, Grid
from kpi_lod.documents.pdf.lines import cell_text
from kpi_lod.documents.pdf.rules import NEAR, Frame
from kpi_lod.documents.pdf.unruled import apart

_MAX_FIELDS = 40_000
_MARGIN = 12.0
_AGREE = 2
_FILLED = 0.15
"""A grid with fewer cells that hold text is a chart or an ornament."""


def grid(frame: Frame) -> Grid | None:
    """The cells of a frame, without texts; None where it has fewer than two."""
    left = min(*(rule.start for rule in frame.across), *(rule.at for rule in frame.down), 1e9)
    right = max(*(rule.end for rule in frame.across), *(rule.at for rule in frame.down), 0)
    top = min(*(rule.start for rule in frame.down), *(rule.at for rule in frame.across), 1e9)
    bottom = max(*(rule.end for rule in frame.down), *(rule.at for rule in frame.across), 0)
    xs = _places([left, right, *(rule.at for rule in frame.down)])
    ys = _places([top, bottom, *(rule.at for rule in frame.across)])
    wide, high = len(xs) - 1, len(ys) - 1
    if wide * high < 2 or wide * high > _MAX_FIELDS:  # noqa: PLR2004
        return None
    beside = _covered(frame.down, xs, ys)
    below = _covered(frame.across, ys, xs)
    areas = sorted(_areas(wide, high, beside, below), key=lambda one: (one.row, one.column))
    if len(areas) < 2:  # noqa: PLR2004
        return None
    ends = (_open(below, 0, wide), _open(below, high, wide))
    return Grid(tuple(xs), tuple(ys), tuple(areas), *ends)


def filled(empty: Grid, chars: Sequence[Char]) -> tuple[Grid | None, list[Char]]:
    """The grid with its texts, and the characters outside it; None if it is no table."""
    of_field = {
        (row, column): number
        for number, area in enumerate(empty.areas)
        for row in range(area.row, area.row + area.rows)
        for column in range(area.column, area.column + area.columns)
    }
    held: dict[int, list[Char]] = {}
    outside = []
    for char in chars:
        row, column = bisect_right(empty.ys, char.y) - 1, bisect_right(empty.xs, char.x) - 1
        number = of_field.get((row, column))
        if number is None:
            outside.append(char)
        else:
            held.setdefault(number, []).append(char)
    if len(empty.xs) == 2:  # noqa: PLR2004  (boxes below each other are no table)
        return None, list(chars)
    areas, exact = _told(empty, held)
    told = sum(1 for area in areas if area.text)
    if told < max(2.0, _FILLED * len(areas)):
        return None, list(chars)
    return _trimmed(replace(empty, areas=areas, exact=exact)), outside


def _told(empty: Grid, held: Mapping[int, list[Char]]) -> tuple[tuple[Area, ...], bool]:
    """The cells with their texts; those that only stand in columns are divided, if rows agree."""
    parts = {n: apart(empty.xs, empty.areas[n], some) for n, some in held.items()}
    parts = {n: found for n, found in parts.items() if found}
    if len(parts) < _AGREE:
        parts = {}
    made: list[Area] = []
    for number, area in enumerate(empty.areas):
        right = empty.xs[area.column + area.columns]
        made += parts.get(number) or [replace(area, text=cell_text(held.get(number, ()), right))]
    return tuple(made), not parts


def _trimmed(grid: Grid) -> Grid:
    """The grid without narrow columns at its sides where nothing stands: lines that stick out."""
    first = int(_is_margin(grid, 0))
    last = len(grid.xs) - 1 - int(_is_margin(grid, len(grid.xs) - 2))
    if (first, last) == (0, len(grid.xs) - 1):
        return grid
    areas = (
        replace(area, column=area.column - first)
        for area in grid.areas
        if first <= area.column and area.column + area.columns <= last
    )
    columns = range(first, last)
    return replace(
        grid,
        xs=grid.xs[first : last + 1],
        areas=tuple(areas),
        open_top=frozenset(n - first for n in grid.open_top if n in columns),
        open_bottom=frozenset(n - first for n in grid.open_bottom if n in columns),
    )


def _is_margin(grid: Grid, column: int) -> bool:
    touching = [a for a in grid.areas if a.column <= column < a.column + a.columns]
    narrow = grid.xs[column + 1] - grid.xs[column] < _MARGIN
    return narrow and all(area.columns == 1 and not area.text for area in touching)


def _places(numbers: Iterable[float]) -> list[float]:
    """The numbers without those that are near the one before."""
    made: list[float] = []
    for number in sorted(numbers):
        if not made or number - made[-1] > NEAR:
            made.append(number)
    return made


Covered = set[tuple[int, int]]
"""(number of a line of the grid, number of the field along it) where something is drawn."""


def _covered(rules: Iterable[Rule], places: Sequence[float], along: Sequence[float]) -> Covered:
    made: Covered = set()
    for rule in rules:
        place = _nearest(places, rule.at)
        for field in range(len(along) - 1):
            shared = min(rule.end, along[field + 1]) - max(rule.start, along[field])
            if shared > (along[field + 1] - along[field]) / 2:
                made.add((place, field))
    return made


def _nearest(places: Sequence[float], at: float) -> int:
    after = bisect_right(places, at)
    return min((max(0, after - 1), min(after, len(places) - 1)), key=lambda n: abs(places[n] - at))


def _open(below: Covered, line: int, fields: int) -> frozenset[int]:
    return frozenset(field for field in range(fields) if (line, field) not in below)


def _areas(wide: int, high: int, beside: Covered, below: Covered) -> Iterator[Area]:
    """The fields with no line between them, as rectangles."""
    free = {(row, column) for row in range(high) for column in range(wide)}
    for start in sorted(free):
        if start in free:
            region = _region(start, free, beside, below)
            free -= region
            yield from _rectangles(region)


def _region(
    start: tuple[int, int], free: set[tuple[int, int]], beside: Covered, below: Covered
) -> set[tuple[int, int]]:
    found, waiting = {start}, [start]
    while waiting:
        row, column = waiting.pop()
        near = (
            ((row, column + 1), (column + 1, row) in beside),
            ((row, column - 1), (column, row) in beside),
            ((row + 1, column), (row + 1, column) in below),
            ((row - 1, column), (row, column) in below),
        )
        for place, has_line in near:
            if not has_line and place in free and place not in found:
                found.add(place)
                waiting.append(place)
    return found


def _rectangles(region: set[tuple[int, int]]) -> Iterator[Area]:
    """One rectangle, where the region is one; else as many as it takes, from the top."""
    while region:
        row, column = min(region)
        columns = 1
        while (row, column + columns) in region:
            columns += 1
        rows = 1
        while all((row + rows, column + one) in region for one in range(columns)):
            rows += 1
        yield Area(row, column, rows, columns)
        region = region - {
            (row + one, column + other) for one in range(rows) for other in range(columns)
        }
