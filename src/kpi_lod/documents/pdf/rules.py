"""Lines as they are drawn → lines as they are seen: joined, and those that meet together.

A border is often drawn cell by cell, twice, or as a row of dots.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kpi_lod.documents.pdf.drawn import Rule

NEAR = 3.0
"""Points within which two lines are one, or meet."""

_SHORT = 5.0
"""No line of a table is shorter, once its pieces are joined."""

_ROW = 80.0
"""No row between two such lines is higher; further down is something else."""

_ROWS = 2

MAX_RULES = 5_000
"""What has more of them is a map or a drawing."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Lines that meet each other, directly or by others."""

    across: tuple[Rule, ...]
    down: tuple[Rule, ...]


def joined(rules: Iterable[Rule]) -> list[Rule]:
    """Pieces of one line as one, double lines as one; what is very short is left out."""
    made: list[Rule] = []
    for group in _level(sorted(rules)):
        at = sum(rule.at for rule in group) / len(group)
        start, end = group[0].start, group[0].end
        for rule in sorted(group, key=lambda one: one.start):
            if rule.start > end + NEAR:
                made.append(Rule(at, start, end))
                start, end = rule.start, rule.end
            start, end = min(start, rule.start), max(end, rule.end)
        made.append(Rule(at, start, end))
    return [rule for rule in made if rule.end - rule.start >= _SHORT]


def _level(rules: Sequence[Rule]) -> Iterable[list[Rule]]:
    """Groups of lines at nearly the same place."""
    group: list[Rule] = []
    for rule in rules:
        if group and (rule.at - group[-1].at > NEAR / 2 or rule.at - group[0].at > NEAR):
            yield group
            group = []
        group.append(rule)
    if group:
        yield group


def frames(across: Sequence[Rule], down: Sequence[Rule]) -> list[Frame]:
    """The lines by what they meet; nothing of a page that is a drawing."""
    if len(across) > MAX_RULES or len(down) > MAX_RULES:
        return []
    places = [rule.at for rule in down]
    parent = list(range(len(across) + len(down)))
    for number, rule in enumerate(across):
        first = bisect_left(places, rule.start - NEAR)
        last = bisect_right(places, rule.end + NEAR)
        for other in range(first, last):
            if down[other].start - NEAR <= rule.at <= down[other].end + NEAR:
                _unite(parent, number, len(across) + other)
    return _grouped(parent, across, down)


def _grouped(parent: list[int], across: Sequence[Rule], down: Sequence[Rule]) -> list[Frame]:
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for number, rule in enumerate((*across, *down)):
        group = groups.setdefault(_root(parent, number), ([], []))
        group[number >= len(across)].append(rule)
    closed = [Frame(tuple(one), tuple(other)) for one, other in groups.values() if one and other]
    loose = sorted(rule for one, other in groups.values() if not other for rule in one)
    return [_with_rows(frame, loose, closed) for frame in closed]


def _with_rows(frame: Frame, loose: Sequence[Rule], others: Sequence[Frame]) -> Frame:
    """The frame with the lines below it, where only the heading has lines between columns."""
    left, right = min(r.start for r in frame.across), max(r.end for r in frame.across)
    last = max(rule.at for rule in frame.across)
    ends = [one.across[0].at for one in others if one.across[0].at > last]
    rows: list[Rule] = []
    for rule in loose:
        same = abs(rule.start - left) <= NEAR and abs(rule.end - right) <= NEAR
        if same and last < rule.at <= min((last + _ROW, *ends)):
            rows.append(rule)
            last = rule.at
    return Frame((*frame.across, *rows), frame.down) if len(rows) >= _ROWS else frame


def _root(parent: list[int], number: int) -> int:
    while parent[number] != number:
        parent[number] = parent[parent[number]]
        number = parent[number]
    return number


def _unite(parent: list[int], one: int, other: int) -> None:
    first, second = _root(parent, one), _root(parent, other)
    parent[max(first, second)] = min(first, second)
