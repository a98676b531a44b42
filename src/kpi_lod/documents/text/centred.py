"""Texts that stand in the middle of the rows that they are for → which rows those are.

In a PDF a merged cell prints its text in the middle, and a cell of several lines is printed above
and below the line of its row. Both are told by the middle of the lines: it is that of the rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_OFF = 0.3
"""In rows: a middle may be so far from the other. Half a row would be the next choice."""
_MOST_LINES = 8
_NEXT = 1.05
_MOST_UNITS = 60
_MOST_STATES = 4000


@dataclass(frozen=True, slots=True)
class Share:
    """The rows from ``first`` to ``last`` have the lines from ``start`` to before ``end``."""

    first: int
    last: int
    start: int
    end: int


def shares(starts: Sequence[int], rows: int, lines: Sequence[float]) -> list[Share] | None:
    """Which rows each line belongs to; None where it cannot be told for all of them.

    ``starts``: the rows at which a new text may begin; ``lines``: where lines stand, in rows from
    0, 0.5 between the first and the second.

    >>> shares([0, 1, 2], 3, [0.5, 2.0])
    [Share(first=0, last=1, start=0, end=1), Share(first=2, last=2, start=1, end=2)]
    >>> shares([0, 1, 2], 3, [0.0]) is None
    True
    """
    if not lines or len(starts) * len(lines) > _MOST_STATES:
        return None
    units = [(a, b - 1) for a, b in zip(starts, [*starts[1:], rows], strict=True)]
    best: list[list[_Way | None]] = [[None] * (len(lines) + 1) for _ in range(len(units) + 1)]
    best[len(units)][len(lines)] = _Way(0, 1, None)
    for unit in range(len(units) - 1, -1, -1):
        for line in range(len(lines) - 1, -1, -1):
            best[unit][line] = _best(units, lines, (unit, line), best)
    return _followed(best, units)


@dataclass(frozen=True, slots=True)
class _Way:
    """The most shares that can be made from here, in how many ways, and the next step."""

    count: int
    ways: int
    step: tuple[int, int] | None


def _best(
    units: Sequence[tuple[int, int]],
    lines: Sequence[float],
    at: tuple[int, int],
    best: Sequence[Sequence[_Way | None]],
) -> _Way | None:
    found: _Way | None = None
    for step in _steps(units, lines, at):
        after = best[step[0]][step[1]]
        if after is None:
            continue
        if found is None or after.count + 1 > found.count:
            found = _Way(after.count + 1, after.ways, step)
        elif after.count + 1 == found.count:
            found = _Way(found.count, found.ways + after.ways, found.step)
    return found


def _steps(
    units: Sequence[tuple[int, int]], lines: Sequence[float], at: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    unit, line = at
    for last in range(unit, min(len(units), unit + _MOST_UNITS)):
        middle = (units[unit][0] + units[last][1]) / 2
        for end in range(line + 1, _end_of_text(lines, line) + 1):
            if abs((lines[line] + lines[end - 1]) / 2 - middle) <= _OFF:
                yield last + 1, end


def _end_of_text(lines: Sequence[float], start: int) -> int:
    """Behind the last line that may go on with the text: none of them stands off."""
    most = min(len(lines), start + _MOST_LINES)
    return next((n for n in range(start + 1, most) if lines[n] - lines[n - 1] > _NEXT), most)


def _followed(
    best: Sequence[Sequence[_Way | None]], units: Sequence[tuple[int, int]]
) -> list[Share] | None:
    unit = line = 0
    way = best[0][0]
    if way is None or way.ways != 1:
        return None
    made: list[Share] = []
    while way is not None and way.step is not None:
        after, end = way.step
        made.append(Share(units[unit][0], units[after - 1][1], line, end))
        unit, line = after, end
        way = best[unit][line]
    return made


def from_top(starts: Sequence[int], rows: int, lines: Sequence[float]) -> list[Share] | None:
    """The same where each text begins in the first of its rows."""
    heads = [n for n, line in enumerate(lines) if line in starts]
    between = any(line != int(line) for line in lines)
    if between and len(heads) < len(starts):
        return None
    if not heads or heads[0] != 0 or lines[0] != 0:
        return None
    ends = [*heads[1:], len(lines)]
    firsts = [int(lines[n]) for n in heads]
    lasts = [*(first - 1 for first in firsts[1:]), rows - 1]
    return [Share(*one) for one in zip(firsts, lasts, heads, ends, strict=True)]
