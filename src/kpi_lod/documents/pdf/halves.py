"""Pages whose text runs in two columns: the left one is read before the right one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi_lod.documents.pdf.pieces import Piece

Row = list[Piece]

_MIN_ROWS = 3
"""Rows with text on both sides; two of them may be anything."""

_MIN_SHARE = 0.8
"""Of the room that a column has, so much is filled by its text: prose fills its lines."""

_EVEN = (0.3, 0.7)
"""Between which shares of the width the left column ends."""


def in_halves(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Runs of rows in reading order: where there are two columns, the left and then the right."""
    plain: list[Row] = []
    for run, gutter in _runs(rows):
        if not gutter:
            plain += run
            continue
        if plain:
            yield plain
            plain = []
        yield from _sides(run, gutter)
    if plain:
        yield plain


def _runs(rows: Sequence[Row]) -> Iterator[tuple[list[Row], float]]:
    """Rows in which the same gap is free, with the middle of the gap; 0 where it parts no prose."""
    run: list[Row] = []
    free = (0.0, float("inf"))
    for row in rows:
        left = free
        free = _free(row, free)
        if not free[0] < free[1]:
            yield run, _gutter(run, left)
            run, free = [], _free(row, (0.0, float("inf")))
        run.append(row)
    yield run, _gutter(run, free)


def _free(row: Row, gap: tuple[float, float]) -> tuple[float, float]:
    """What the row leaves free of the gap; a lone piece may stand on either side of it."""
    if len(row) == 2:  # noqa: PLR2004
        return max(gap[0], row[0].x1), min(gap[1], row[1].x0)
    beside = len(row) == 1 and gap[0] and (row[0].x1 <= gap[0] + 1 or row[0].x0 >= gap[1] - 1)
    return gap if beside else (1.0, 0.0)


def _sides(run: Sequence[Row], gutter: float) -> Iterator[list[Row]]:
    for on_left in (True, False):
        side = [[one for one in row if (one.x1 <= gutter) == on_left] for row in run]
        kept = [row for row in side if row]
        if kept:
            yield kept


def _gutter(rows: Sequence[Row], free: tuple[float, float]) -> float:
    """The middle of the gap between two columns of prose; 0 where the rows are none."""
    halves = [row for row in rows if len(row) == 2]  # noqa: PLR2004
    if len(halves) < _MIN_ROWS:
        return 0.0
    start, end = min(row[0].x0 for row in halves), max(row[1].x1 for row in halves)
    filled = sum(one.x1 - one.x0 for row in halves for one in row)
    room = len(halves) * (free[0] - start + end - free[1])
    even = _EVEN[0] < (free[0] - start) / max(1.0, end - start) < _EVEN[1]
    return sum(free) / 2 if even and filled > _MIN_SHARE * room else 0.0
