"""Headings over several columns that a torn text has side by side → each over its own columns.

``計画値 実績値`` stands over ``R4 R5 R6 R4 R5 R6``: three columns are each one's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kpi_lod.layouts.headings.labels import Label
from kpi_lod.layouts.tables.spots import Row, Spot

_VALUED = ("value", "rate")
_FEW = 2


def stretched(upper: Row, lower: Row) -> Row:
    """The upper row over the lower one, as it was where it is not torn so."""
    tops = [spot for spot in upper if spot.label is not None and spot.label.field == "value"]
    below = [spot for spot in lower if spot.label is not None and spot.label.field in _VALUED]
    if len(tops) < _FEW or not (_is_run(tops) and _is_run(below)):
        return upper
    width, rest = divmod(len(below), len(tops))
    if rest or width < _FEW or tops[-1] is not upper[-1] or not _repeats(below, width):
        return upper
    over = (_over(top, below[n * width], width) for n, top in enumerate(tops))
    return (*(spot for spot in upper if spot not in tops), *over)


def _is_run(spots: Sequence[Spot]) -> bool:
    """Whether the cells stand side by side, each over one column."""
    single = all(spot.cell.columns == 1 for spot in spots)
    return single and all(after.column == spot.column + 1 for spot, after in pairwise(spots))


def _repeats(below: Sequence[Spot], width: int) -> bool:
    said: list[Label | None] = [spot.label for spot in below]
    first = said[:width]
    return len(set(first)) == width and all(
        said[start : start + width] == first for start in range(0, len(said), width)
    )


def _over(top: Spot, first: Spot, width: int) -> Spot:
    return Spot(replace(top.cell, column=first.column, columns=width), top.label)
