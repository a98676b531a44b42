"""Where each piece of a line stands among the columns, as far as that can be told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kpi_lod.documents.text.below import Piece
from kpi_lod.documents.text.column import Column, Place, full, over
from kpi_lod.documents.text.heads import is_figure
from kpi_lod.documents.text.pieces import width
from kpi_lod.documents.text.seams import SEAM, is_pushed, part

APART = " | "
"""Between texts of which it cannot be told where each stands."""


def places(line: Sequence[Piece], found: Sequence[Column], wide: int) -> list[Place]:
    """Where each piece of a line stands, from left to right.

    As many as there are columns stand in them in their order, from the column of the first on; else
    each stands where it is printed, up to two that touch: those behind are together one cell.
    """
    if parts := full(line, found, wide):
        return [Place(n, n, part.text) for n, part in parts]
    made: list[Place] = []
    printed = [part for piece in line for part in _parts(piece, found, wide)]
    for number, one in enumerate(printed):
        after = _least(printed[number + 1 :], found)
        free = made[-1].last + 1 if made else 0
        made.append(_place(one, found, (free, after)))
        if not is_known(made[-1], found):
            rest = APART.join(part.text for part in printed[number:])
            return [*made[:-1], Place(max(free - 1, 0), len(found) - 1, rest)]
    return _sure(made, line, len(found) - 1)


def is_known(place: Place, found: Sequence[Column]) -> bool:
    """Whether rows have shown where the column of a figure is, or where those beside it are."""
    near = found[max(place.first - 1, 0) : place.last + 2]
    return not is_figure(place.text) or sum(not column.lines for column in near) <= 1


def _sure(made: list[Place], line: Sequence[Piece], last: int) -> list[Place]:
    """The places up to the first of two cells that touch, and all behind it as one."""
    if not is_pushed(line):
        return made
    touching = next(piece.text for piece in line if is_pushed([piece]))
    start = SEAM.split(touching)[0]
    at = next((n for n, place in enumerate(made) if place.text in (start, touching)), 0)
    rest = APART.join(place.text for place in made[at:])
    return [*made[:at], Place(made[at].first, max(last, made[at].first + 1), rest)]


def _least(rest: Sequence[Piece], found: Sequence[Column]) -> int:
    """The column before that of the next piece."""
    held = over(rest[0], found) if rest else []
    return held[0] - 1 if held else len(found) - 1


def _place(piece: Piece, found: Sequence[Column], free: tuple[int, int]) -> Place:
    held = over(piece, found)
    if held:
        return Place(held[0], held[-1], piece.text)
    before = max((n for n, one in enumerate(found) if one.end <= piece.start), default=0)
    after = min(before + 1 if found[before].end <= piece.start else 0, len(found) - 1)
    beside = [n for n in dict.fromkeys((before, after)) if free[0] <= n <= free[1]]
    if len(beside) == 1:
        return Place(beside[0], beside[0], piece.text)
    return Place(before, after, piece.text)


def _parts(piece: Piece, found: Sequence[Column], wide: int) -> Iterator[Piece]:
    """A piece over several columns, cut where they are parted; whole if that is not certain."""
    held = [found[n] for n in over(piece, found)]
    cuts = [match for match in SEAM.finditer(piece.text) if match.start()]
    if not cuts or (len(held) == 1 and held[0].holds(part(piece, 0, cuts[0].start(), wide))):
        yield piece
        return
    start = 0
    for cut in (cut for cut in cuts if _between(piece, cut, (found, wide))):
        yield part(piece, start, cut.start(), wide)
        start = cut.end()
    yield part(piece, start, len(piece.text), wide)


def _between(piece: Piece, cut: re.Match[str], within: tuple[Sequence[Column], int]) -> bool:
    """Whether the seam lies between two columns, so that no column has both of its sides."""
    found, wide = within
    left = piece.start + width(piece.text[: cut.start()], wide)
    right = piece.start + width(piece.text[: cut.end()], wide)
    return not any(column.start < left and right < column.end for column in found)
