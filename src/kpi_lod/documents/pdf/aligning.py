"""Columns that are a little off between rows → one column.

Tables that touch each other, or whose rows were drawn one by one, have borders that do not quite
meet. Two borders that no row has both of, and that stand near each other, are one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kpi_lod.documents.document import Cell

_OFF = 15.0
"""Points: the width of one or two characters; no column is narrower in a row that has both."""


def aligned(cells: Sequence[Cell], xs: Sequence[float]) -> list[Cell]:
    """The cells, numbered by columns that hold together; ``xs``: the borders of their columns."""
    numbers = _numbers(cells, xs)
    moved = []
    for cell in cells:
        start, end = numbers[cell.column - 1], numbers[cell.column - 1 + cell.columns]
        if start < end:
            moved.append(replace(cell, column=start + 1, columns=end - start))
        elif cell.text:
            return list(cells)
    return moved


def _numbers(cells: Sequence[Cell], xs: Sequence[float]) -> list[int]:
    """Border → its number, the same for those that are one."""
    rows: list[set[int]] = [set() for _ in xs]
    for cell in cells:
        for border in (cell.column - 1, cell.column - 1 + cell.columns):
            rows[border].update(range(cell.row, cell.row + cell.rows))
    made: list[int] = []
    for number, group in enumerate(_groups(xs, rows)):
        made += [number] * len(group)
    return made


def _groups(xs: Sequence[float], rows: Sequence[set[int]]) -> Iterator[list[int]]:
    group: list[int] = []
    known: set[int] = set()
    for border, x in enumerate(xs):
        if group and (x - xs[group[0]] > _OFF or known & rows[border]):
            yield group
            group, known = [], set()
        group.append(border)
        known |= rows[border]
    yield group
