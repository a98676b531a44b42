"""Which editions of a year stand, and what became of those that do not (pure).

In: a submission and all of its municipality. Out: :class:`Standing`. A higher revision takes the
place of the cells that it prints, so it may correct a part and leave the rest as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kpi_lod.records import Period, Submission

_Key = tuple[str, str, Period, str]
"""Project, indicator ("" for money), period and kind."""


@dataclass(frozen=True, slots=True)
class Standing:
    """``state``: withdrawn, replaced (all its cells), partly (some, or descriptions) or standing.

    ``newer`` and ``older``: the other standing editions of its year about projects of its own.
    ``cells``: how many it prints; ``reprinted``: how many of them a newer one prints again.
    """

    state: str
    newer: Sequence[Submission]
    older: Sequence[Submission]
    cells: int
    reprinted: int


def standing_of(one: Submission, editions: Iterable[Submission]) -> Standing:
    """What a submission counts for, among all editions of its municipality."""
    related = [other for other in editions if _is_related(one, other)]
    newer = [other for other in related if other.revision > one.revision]
    older = [other for other in related if other.revision < one.revision]
    cells = set(_cells(one))
    again = cells.intersection(key for other in newer for key in _cells(other))
    if one.withdrawn is not None:
        state = "withdrawn"
    elif not newer:
        state = "standing"
    else:
        state = "replaced" if len(again) == len(cells) else "partly"
    return Standing(state, newer, older, len(cells), len(again))


def _is_related(one: Submission, other: Submission) -> bool:
    projects = {project.id for project in one.projects}
    return (
        other.withdrawn is None
        and other.reporting_year == one.reporting_year
        and not projects.isdisjoint(project.id for project in other.projects)
    )


def _cells(one: Submission) -> Iterator[_Key]:
    for project in one.projects:
        for indicator in project.indicators:
            for cell in indicator.measurements:
                yield project.id, indicator.id, cell.period, cell.kind
        for amount in project.amounts:
            yield project.id, "", amount.period, amount.kind


def lost_projects(editions: Sequence[Submission]) -> dict[str, tuple[Submission, str]]:
    """Projects of withdrawn submissions that no standing one has: id → the newest such, its name.

    ``editions``: all of a municipality, the oldest first.
    """
    kept = {p.id for one in editions if one.withdrawn is None for p in one.projects}
    return {
        project.id: (one, project.name)
        for one in editions
        if one.withdrawn is not None
        for project in one.projects
        if project.id not in kept
    }
