"""Rows of text whose pieces stand below each other → tables without lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kpi_lod.documents.pdf.grids import Area, Grid
from kpi_lod.documents.pdf.pieces import Piece, row_text

Row = list[Piece]

_COLUMNS, _ROWS = 3, 2
"""A table has so many columns, in so many of its rows: less may be a label and its value."""

_LEADING = 2.5
"""Heights of a line after which the next one is something else."""

_ROOM = 0.5
"""Sizes of a character that stay free between two columns in all rows."""


def without_lines(rows: Sequence[Row], breaks: Sequence[float]) -> Iterator[Grid | Row]:
    """Tables, and the rows that belong to none; ``breaks``: where ruled tables begin."""
    for run in _runs(rows, breaks):
        bands = _bands(run)
        full = sum(len(_placed(row, bands)) >= _COLUMNS for row in run)
        if len(bands) >= _COLUMNS and full >= _ROWS:
            yield _grid(run, bands)
        else:
            yield from run


def _runs(rows: Sequence[Row], breaks: Sequence[float]) -> Iterator[list[Row]]:
    """Rows below each other, from the first with several pieces to the last one."""
    run: list[Row] = []
    for row in rows:
        if run and not _goes_on(run[-1], row, breaks):
            yield from _trimmed(run)
            run = []
        run.append(row)
    yield from _trimmed(run)


def _goes_on(above: Row, below: Row, breaks: Sequence[float]) -> bool:
    end, start = max(one.bottom for one in above), min(one.top for one in below)
    height = max(one.size for one in above)
    between = any(end - 1 <= at <= start + 1 for at in breaks)
    return start - end < _LEADING * height and not between


def _trimmed(run: list[Row]) -> Iterator[list[Row]]:
    """A line of prose before or after the rows of a table is none of it; nor is one as wide."""
    part: list[Row] = []
    for row in run:
        if len(row) == 1 and not _within_column(row[0], part):
            yield part
            yield [row]
            part = []
        elif _spoils(row, part):
            yield part
            part = [row]
        else:
            part.append(row)
    yield part


def _spoils(row: Row, part: Sequence[Row]) -> bool:
    """Whether the columns of the rows, or of this one, would be lost if they were one table."""
    most = max(len(one) for one in (*part, row))
    return bool(part) and most >= _COLUMNS > len(_bands([*part, row]))


def _within_column(piece: Piece, part: Sequence[Row]) -> bool:
    """Whether a lone piece goes on with one column of the row above."""
    above = part[-1] if part else []
    touched = [one for one in above if one.x0 < piece.x1 and piece.x0 < one.x1]
    return (len(above) > 1 and len(touched) == 1) or (len(above) == 1 and len(touched) == 1)


def _bands(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """The columns: what the pieces of all rows cover together."""
    spans = sorted((one.x0, one.x1, one.size) for row in rows for one in row)
    made: list[tuple[float, float]] = []
    for start, end, size in spans:
        if made and start < made[-1][1] + _ROOM * size:
            made[-1] = (made[-1][0], max(made[-1][1], end))
        else:
            made.append((start, end))
    return made


def _placed(row: Row, bands: Sequence[tuple[float, float]]) -> dict[int, Row]:
    """Column → the pieces in it."""
    made: dict[int, Row] = {}
    for one in row:
        column = next(n for n, (start, end) in enumerate(bands) if start <= one.x0 <= end)
        made.setdefault(column, []).append(one)
    return made


def _grid(rows: Sequence[Row], bands: Sequence[tuple[float, float]]) -> Grid:
    areas = [
        Area(number, column, 1, 1, row_text(some))
        for number, row in enumerate(rows)
        for column, some in sorted(_placed(row, bands).items())
    ]
    tops = [min(one.top for one in row) for row in rows]
    ys = (*tops, max(one.bottom for one in rows[-1]))
    middles = [(one[1] + other[0]) / 2 for one, other in pairwise(bands)]
    xs = (bands[0][0], *middles, bands[-1][1])
    return Grid(xs, ys, tuple(areas), exact=False)
