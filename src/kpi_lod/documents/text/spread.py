"""Headings printed in the middle above several columns → from which to which column they go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import comb

from kpi_lod.documents.text.below import Piece
from kpi_lod.documents.text.column import Column, Place

_MOST_CHOICES = 3000
_CLEARER = 1.5
"""The second best choice must be so many times as far off, and more."""
_NEAR = 3.0
"""Places of print."""


def spread(upper: Sequence[Piece], under: Sequence[int], found: Sequence[Column]) -> list[Place]:
    """Which of the columns ``under`` them each heading goes over; [] where it cannot be told.

    Below one heading no text stands twice: 目標値 again belongs to the next year.
    """
    count = len(upper)
    if aligned := _from_left(upper, under, found):
        return aligned
    if not upper or len(under) < count or comb(len(under) - 1, count - 1) > _MOST_CHOICES:
        return []
    ways = sorted((_off(way, upper, found), way) for way in _ways(under, count, found))
    if not ways or (len(ways) > 1 and ways[1][0] < max(ways[0][0] * _CLEARER, _NEAR)):
        return []
    made = zip(upper, ways[0][1], strict=True)
    return [Place(part[0], part[-1], piece.text) for piece, part in made]


def _from_left(
    upper: Sequence[Piece], under: Sequence[int], found: Sequence[Column]
) -> list[Place]:
    """Headings that begin where the first heading below them does, each of them."""
    starts = [next((n for n in under if found[n].printed[0] == one.start), -1) for one in upper]
    ends = [*starts[1:], under[-1] + 1 if under else 0]
    parts = [[n for n in under if a <= n < b] for a, b in zip(starts, ends, strict=True)]
    if -1 in starts or starts[0] != under[0] or not all(p and _differ(p, found) for p in parts):
        return []
    made = zip(upper, parts, strict=True)
    return [Place(part[0], part[-1], piece.text) for piece, part in made]


def _ways(
    under: Sequence[int], count: int, found: Sequence[Column]
) -> Iterator[list[Sequence[int]]]:
    for cuts in combinations(range(1, len(under)), count - 1):
        ends = (*cuts, len(under))
        parts = [under[a:b] for a, b in zip((0, *cuts), ends, strict=True)]
        if all(_differ(part, found) for part in parts):
            yield parts


def _differ(part: Sequence[int], found: Sequence[Column]) -> bool:
    texts = [found[n].head for n in part if found[n].head]
    together = part[-1] - part[0] + 1 == len(part)
    return together and len(set(texts)) == len(texts)


def _off(way: Sequence[Sequence[int]], upper: Sequence[Piece], found: Sequence[Column]) -> float:
    """How far the headings stand from the middles of their columns, altogether."""
    return sum(
        abs((piece.start + piece.end) / 2 - (found[part[0]].start + found[part[-1]].end) / 2)
        for piece, part in zip(upper, way, strict=True)
    )
