"""The figures of one KPI beside each other: what a person should look at twice. Pure.

None of it is a fault: a target may well be missed by far. But a figure that was read from the wrong
cell mostly shows like this.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from kpi_lod.japanese.numbers import printed_number
from kpi_lod.layouts.found import Doubt
from kpi_lod.records import Period
from kpi_lod.submissions.units import unit

_FAR = 10
"""Times that a target and its actual may be apart."""

_WHOLE = 100
_RUNNING = ("cumulative", "cumulative-increment")


@dataclass(frozen=True, slots=True)
class Drafted:
    """A cell of the draft with its number, if it has one."""

    period: Period
    kind: str
    number: Decimal | None
    at: str


def suspicions(name: str, unit_text: str, basis: str, cells: Sequence[Drafted]) -> Iterator[Doubt]:
    """What is odd about the figures of the KPI of that name."""
    yield from _far_apart(name, cells)
    if basis in _RUNNING:
        yield from _falls(name, cells)
    known = unit(unit_text) if unit_text else None
    if known is not None and known.code == "percent":
        yield from _over_whole(name, cells)


def _far_apart(name: str, cells: Sequence[Drafted]) -> Iterator[Doubt]:
    numbers = {(one.period, one.kind): one for one in cells if one.number}
    for (period, kind), target in numbers.items():
        actual = numbers.get((period, "actual"))
        if kind != "target" or actual is None:
            continue
        assert target.number is not None
        assert actual.number is not None
        low, high = sorted((abs(target.number), abs(actual.number)))
        if low * _FAR <= high and target.number * actual.number > 0:
            told = {"target": _shown(target), "actual": _shown(actual)}
            yield _doubt("draft-far-apart", actual, name, **told)


def _falls(name: str, cells: Sequence[Drafted]) -> Iterator[Doubt]:
    actuals = [one for one in cells if one.kind == "actual" and one.number is not None]
    ordered = sorted(actuals, key=lambda one: one.period.order)
    for before, after in pairwise(ordered):
        assert before.number is not None
        assert after.number is not None
        if after.number < before.number:
            yield _doubt("draft-fell", after, name, before=_shown(before), after=_shown(after))


def _over_whole(name: str, cells: Sequence[Drafted]) -> Iterator[Doubt]:
    for one in cells:
        if one.number is not None and not 0 <= one.number <= _WHOLE:
            yield _doubt("draft-percent", one, name, found=_shown(one))


def _shown(one: Drafted) -> str:
    return "" if one.number is None else printed_number(one.number)


def _doubt(key: str, one: Drafted, name: str, **fields: str) -> Doubt:
    return Doubt(key, one.at, (("at", one.at), ("name", name), *fields.items()))
