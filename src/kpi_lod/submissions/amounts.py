"""Amounts beside amounts: one that is very small among its like was written in thousands of yen.

In: a submission that was read without a violation. Out: remarks, which stop nothing. An amount is
compared with the same kind in other years, with other kinds of the same year, and with the same
kind and year of other projects.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from heapq import nsmallest
from operator import attrgetter

from kpi_lod.errors import Finding, Severity, finding
from kpi_lod.japanese.numbers import printed_number
from kpi_lod.records import Amount, Submission

_SMALL = 500
"""So many times smaller than the smallest beside it: neither two years nor two kinds are so far
apart, but thousands of yen and yen are, of amounts that differ by half."""

_ONE_PROJECT = 100_000
"""Yen; projects differ in size, so a larger one beside another project may well be right."""

_FREE = "supplementary"
"""A correction of the budget may be of any size."""

_Group = tuple[object, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """An amount with a number above zero, and whose it is."""

    project: str
    value: Decimal
    amount: Amount


def small_amounts(submission: Submission) -> Iterator[Finding]:
    """Amounts in yen that may be thousands of yen."""
    told = [one for project in submission.projects for one in _told(project.id, project.amounts)]
    least = _least(told)
    for one in told:
        if one.amount.reading.scale > 1:
            continue
        beside = (_beside(one, least[group]) for group in _groups(one))
        far = (value for value in beside if value is not None and one.value * _SMALL <= value)
        if (other := next(far, None)) is not None:
            yield _finding(one, other)


def _told(project: str, amounts: Sequence[Amount]) -> Iterator[_Told]:
    for amount in amounts:
        value = amount.reading.value
        if amount.kind != _FREE and value is not None and value > 0:
            yield _Told(project, value, amount)


def _groups(one: _Told) -> Iterator[_Group]:
    """What the amount is compared with: other years, other kinds, other projects."""
    period, kind = one.amount.period, one.amount.kind
    yield "years", one.project, kind
    yield "kinds", one.project, period
    if one.value < _ONE_PROJECT:
        yield "projects", period, kind


def _least(told: Sequence[_Told]) -> Mapping[_Group, Sequence[_Told]]:
    """Of each group the two smallest; other projects are those of any size."""
    groups: dict[_Group, list[_Told]] = {}
    for one in told:
        period, kind = one.amount.period, one.amount.kind
        for group in {*_groups(one), ("projects", period, kind)}:
            groups.setdefault(group, []).append(one)
    return {group: nsmallest(2, ones, key=attrgetter("value")) for group, ones in groups.items()}


def _beside(one: _Told, least: Sequence[_Told]) -> Decimal | None:
    """The smallest of a group but the amount itself."""
    return next((other.value for other in least if other is not one), None)


def _finding(one: _Told, other: Decimal) -> Finding:
    reading = one.amount.reading
    return finding(
        "amount-small",
        reading.places[""],
        severity=Severity.INFO,
        found=reading.as_written,
        number=printed_number(one.value),
        other=printed_number(other),
    )
