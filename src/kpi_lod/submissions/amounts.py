"""Amounts beside amounts: one that is very small among its like was written in thousands of yen.

In: a submission that was read without a violation. Out: remarks, which stop nothing. An amount is
compared with the same kind in other years, with other kinds of the same year, and with the same
kind and year of other projects.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kpi_lod.errors import Finding, Severity, finding
from kpi_lod.japanese.numbers import printed_number
from kpi_lod.records import Amount, Period, Submission

_SMALL = 500
"""So many times smaller than the smallest beside it: neither two years nor two kinds are so far
apart, but thousands of yen and yen are, of amounts that differ by half."""

_ONE_PROJECT = 100_000
"""Yen; projects differ in size, so a larger one beside another project may well be right."""

_FREE = "supplementary"
"""A correction of the budget may be of any size."""


@dataclass(frozen=True, slots=True)
class _Told:
    """An amount with a number above zero, and whose it is."""

    project: str
    period: Period
    kind: str
    value: Decimal
    amount: Amount


def small_amounts(submission: Submission) -> Iterator[Finding]:
    """Amounts in yen that may be thousands of yen."""
    told = [one for project in submission.projects for one in _told(project.id, project.amounts)]
    for one in told:
        if one.amount.reading.scale > 1:
            continue
        for beside in (_years(one, told), _kinds(one, told), _projects(one, told)):
            if beside and one.value * _SMALL <= min(beside):
                yield _finding(one, min(beside))
                break


def _told(project: str, amounts: Sequence[Amount]) -> Iterator[_Told]:
    for amount in amounts:
        value = amount.reading.value
        if amount.kind != _FREE and value is not None and value > 0:
            yield _Told(project, amount.period, amount.kind, value, amount)


def _years(one: _Told, told: Sequence[_Told]) -> list[Decimal]:
    return [
        other.value
        for other in told
        if (other.project, other.kind) == (one.project, one.kind) and other.period != one.period
    ]


def _kinds(one: _Told, told: Sequence[_Told]) -> list[Decimal]:
    return [
        other.value
        for other in told
        if (other.project, other.period) == (one.project, one.period) and other.kind != one.kind
    ]


def _projects(one: _Told, told: Sequence[_Told]) -> list[Decimal]:
    if one.value >= _ONE_PROJECT:
        return []
    return [
        other.value
        for other in told
        if (other.kind, other.period) == (one.kind, one.period) and other.project != one.project
    ]


def _finding(one: _Told, other: Decimal) -> Finding:
    reading = one.amount.reading
    return finding(
        "amount-small",
        reading.places[""],
        severity=Severity.INFO,
        **{"found": reading.as_written, "other": printed_number(other)},
        number=printed_number(one.value),
    )
