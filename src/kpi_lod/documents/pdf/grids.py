"""A table on one page: the lines of its grid, and its cells."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Area:
    """A cell: its fields in the grid of its table, from 0, and its text."""

    row: int
    column: int
    rows: int
    columns: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table on a page: ``xs`` and ``ys`` are the lines of its grid.

    ``open_top``, ``open_bottom``: the columns where no line is drawn there: a cell that the page
    cuts has none.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    areas: tuple[Area, ...]
    open_top: frozenset[int] = frozenset()
    open_bottom: frozenset[int] = frozenset()
    exact: bool = True
