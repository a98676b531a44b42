"""Pages whose text runs in two columns: the left one is read before the right one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi_lod.documents.pdf.pieces import Piece

Row = list[Piece]

_MIN_ROWS = 6
"""Rows with text on both sides; fewer may be a table, or a label and its value."""

_MIN_SHARE = 0.6
"""Of the room that a column has, so much is filled by its text: prose fills its lines."""


def in_halves(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Runs of rows in reading order: where there are two columns, the left and then the right."""
    gutter = _gutter(rows)
    run: list[Row] = []
    for row in rows:
        if gutter and run and _crosses(row, gutter):
            yield from _sides(run, gutter)
            run = []
            yield [row]
        else:
            run.append(row)
    yield from _sides(run, gutter) if gutter else [run]


def _sides(run: Sequence[Row], gutter: float) -> Iterator[list[Row]]:
    for on_left in (True, False):
        side = [[one for one in row if (one.x1 <= gutter) == on_left] for row in run]
        kept = [row for row in side if row]
        if kept:
            yield kept


def _crosses(row: Row, gutter: float) -> bool:
    return any(one.x0 < gutter < one.x1 for one in row)


def _gutter(rows: Sequence[Row]) -> float:
    """The middle of the gap between two columns of prose; 0 where there is none."""
    halves = [row for row in rows if len(row) == 2]  # noqa: PLR2004
    if len(halves) < _MIN_ROWS or len(halves) * 2 < len(rows):
        return 0.0
    left, right = max(row[0].x1 for row in halves), min(row[1].x0 for row in halves)
    if right <= left:
        return 0.0
    start, end = min(row[0].x0 for row in halves), max(row[1].x1 for row in halves)
    filled = sum(one.x1 - one.x0 for row in halves for one in row)
    room = len(halves) * (left - start + end - right)
    even = 0.3 < (left - start) / max(1.0, end - start) < 0.7  # noqa: PLR2004
    return (left + right) / 2 if even and filled > _MIN_SHARE * room else 0.0
