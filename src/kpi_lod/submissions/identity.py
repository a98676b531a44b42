"""Projects and KPIs from one year to the next: is it still the same thing under the same id?

In: one submission and what was told before. Out: warnings where a series would break without
anybody having meant it, and an Info where a name became quite another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kpi_lod.errors import Finding, Place, Severity, finding
from kpi_lod.records import Indicator, Project, Submission
from kpi_lod.register.schemes import schemes
from kpi_lod.submissions.history import History, since
from kpi_lod.submissions.likeness import QUITE_ANOTHER, alike, folded, likeness

_Known = Mapping[str, tuple[Submission, Project]] | Mapping[str, tuple[Submission, Indicator]]


@dataclass(frozen=True, slots=True)
class Identity:
    """One submission, what was told before, in the last year, and beside it in the same year."""

    edition: Submission
    before: History
    last_year: History
    beside: History

    def findings(self) -> Iterator[Finding]:
        """All of it."""
        changed = _changed({p.id: p.name for p in self.edition.projects}, self.before.projects)
        for project in self.edition.projects:
            if former := changed.get(project.id):
                told = self.before.projects[former]
                place = project.places["id"]
                yield self._note("id-changed", place, told, found=project.id, former=former)
            yield from self._same_project(project)
        yield from self._vanished_projects(set(changed.values()))

    def _vanished_projects(self, renamed: set[str]) -> Iterator[Finding]:
        there = {project.id for project in self.edition.projects} | renamed
        # The city may report in several documents: only one that this one follows is asked.
        followed = {one.id for key, (one, _) in self.last_year.projects.items() if key in there}
        for key, told in self.last_year.projects.items():
            gone = key not in there and key not in self.beside.projects
            if gone and told[0].id in followed and self._is_due(told[1]):
                place = self.edition.places.get("projects", self.edition.places[""])
                yield self._note("vanished", place, told, found=key, name=told[1].name)

    def _is_due(self, project: Project) -> bool:
        """Whether its figures are still to be told; a correction tells only what it mends."""
        last, edition = project.last_year, self.edition
        return last is not None and edition.reporting_year <= last and edition.revision == 1

    def _same_project(self, project: Project) -> Iterator[Finding]:
        if told := self.before.projects.get(project.id):
            yield from self._name(project, told)
        known = self.before.indicators.get(project.id, {})
        changed = _changed({kpi.id: kpi.name for kpi in project.indicators}, known)
        for kpi in project.indicators:
            former = changed.get(kpi.id)
            # Another unit, basis or area wants a new id: then all is as it should be.
            if former and _counts_the_same(known[former][1], kpi):
                place, was = kpi.places["id"], known[former]
                yield self._note("id-changed/kpi", place, was, found=kpi.id, former=former)
            if kpi.id in known:
                yield from self._name(kpi, known[kpi.id])
                yield from self._direction(kpi, known[kpi.id])
        yield from self._vanished_kpis(project, set(changed.values()))

    def _vanished_kpis(self, project: Project, renamed: set[str]) -> Iterator[Finding]:
        there = {kpi.id for kpi in project.indicators} | renamed
        there |= self.beside.indicators.get(project.id, {}).keys()
        due = self.last_year.indicators.get(project.id, {}) if self._is_due(project) else {}
        for key, told in due.items():
            if key not in there:
                place, name = project.places["id"], told[1].name
                yield self._note("vanished/kpi", place, told, found=key, name=name)

    def _name(
        self, now: Project | Indicator, told: tuple[Submission, Project | Indicator]
    ) -> Iterator[Finding]:
        was = told[1].name
        if folded(was) != folded(now.name) and likeness(was, now.name) < QUITE_ANOTHER:
            place = now.places.get("name", now.places["id"])
            names = {"before": was, "after": now.name}
            yield self._note("name-changed", place, told, Severity.INFO, found=now.id, **names)

    def _direction(self, now: Indicator, told: tuple[Submission, Indicator]) -> Iterator[Finding]:
        """One that is stated at last, or left out, is no change."""
        was = told[1].direction
        if was and now.direction and was != now.direction:
            place = now.places.get("direction", now.places["id"])
            names = {"before": was, "after": now.direction}
            labels = {f"{key}_ja": schemes()["direction"].labels[v] for key, v in names.items()}
            yield self._note("direction-changed", place, told, found=now.id, **names, **labels)

    def _note(
        self,
        code: str,
        place: Place,
        told: tuple[Submission, Project | Indicator],
        severity: Severity = Severity.WARNING,
        /,
        **fields: object,
    ) -> Finding:
        edition, thing = told
        where = thing.places.get("id", thing.places[""])
        by = since(self.edition, edition)
        return finding(code, place, severity=severity, other=where, **by, **fields)


def _changed(now: Mapping[str, str], known: _Known) -> dict[str, str]:
    """Of each id that is new the former one that seems to be the same thing."""
    old = {key: told[1].name for key, told in known.items() if key not in now}
    return alike({key: name for key, name in now.items() if key not in known}, old)


def _counts_the_same(old: Indicator, new: Indicator) -> bool:
    pairs = ((old.unit, new.unit), (old.basis, new.basis), (old.area, new.area))
    return all(was == now or not (was and now) for was, now in pairs)
