"""Which submission follows which: revisions replace, years follow on each other (pure).

In: all submissions of a municipality. Out: what each replaces, and the order of those that stand.
DCAT 3 keeps the two apart: versions of one thing
(https://www.w3.org/TR/vocab-dcat-3/#dataset-versions), members of a series
(https://www.w3.org/TR/vocab-dcat-3/#dataset-series).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kpi_lod.records import Submission
from kpi_lod.release.editions import standing_of


@dataclass(frozen=True, slots=True)
class Succession:
    """``replaces``: id → ids of what it replaces, sorted; ``members``: ids of those that stand and
    are not replaced, oldest first.
    """

    replaces: Mapping[str, tuple[str, ...]]
    members: tuple[str, ...]

    @property
    def replaced(self) -> Mapping[str, tuple[str, ...]]:
        """Id → ids of what it is replaced by, sorted."""
        return {
            older: tuple(newer for newer in sorted(self.replaces) if older in self.replaces[newer])
            for older in sorted({one for olders in self.replaces.values() for one in olders})
        }

    @property
    def previous(self) -> Mapping[str, str]:
        """Id → id of the member before it."""
        return {newer: older for older, newer in pairwise(self.members)}


def succession(editions: Sequence[Submission]) -> Succession:
    """How the submissions of one municipality follow; ``editions`` oldest first.

    A standing one replaces, for each of its projects, the last lower revision of the same year that
    has the project and of which no cell speaks any more, and withdrawn ones that no longer list
    any. What is replaced is no member of the series any more; what is corrected in part still is.
    """
    replaces = {one.id: _replaced_by(one, editions) for one in editions if one.withdrawn is None}
    gone = {older for olders in replaces.values() for older in olders}
    members = tuple(one.id for one in editions if one.withdrawn is None and one.id not in gone)
    return Succession(replaces, members)


def _replaced_by(newer: Submission, editions: Sequence[Submission]) -> tuple[str, ...]:
    lower = [
        one
        for one in reversed(editions)
        if one.reporting_year == newer.reporting_year
        and one.revision < newer.revision
        and standing_of(one, editions).state != "partly"
    ]
    found = {one.id for one in lower if one.withdrawn is not None and not one.projects}
    for project in newer.projects:
        found.update(
            next(([one.id] for one in lower if project.id in _projects(one)), ()),
        )
    return tuple(sorted(found))


def _projects(one: Submission) -> set[str]:
    return {project.id for project in one.projects}
