"""Projects and KPIs as they come to light, cell by cell; in the end the frozen records."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from kpi_lod.japanese.characters import folded
from kpi_lod.layouts.found import Done, Doubt, Evaluated, Figure, FoundKpi, FoundProject, Money
from kpi_lod.records import Period

_NO_NAME = re.compile(r"[\W\d_]+")


@dataclass(frozen=True, slots=True)
class Named:
    """A KPI as the table names it: name and unit as printed, with its place.

    ``bracket``: （年） as printed behind the name, which is the unit only where no figure has one.
    """

    name: str
    at: str
    unit: str = ""
    level: str = ""
    basis: str = ""
    bracket: str = ""


@dataclass(slots=True)
class GatheredKpi:
    """A KPI under construction: figures by kind and period."""

    named: Named
    figures: dict[tuple[str, str], Figure] = field(default_factory=dict)
    bases: set[str] = field(default_factory=set)
    note: str = ""

    def frozen(self) -> FoundKpi:
        """The record. A basis is stated only where no figure says otherwise."""
        basis = self.named.basis or (next(iter(self.bases)) if len(self.bases) == 1 else "")
        units = {figure.unit for figure in self.figures.values() if figure.unit}
        unit = units.pop() if len(units) == 1 else ""
        span = bool(self.named.bracket and unit and unit != self.named.unit)
        return FoundKpi(
            self.named.name + self.named.bracket if span else self.named.name,
            unit if span else self.named.unit or unit,
            tuple(self.figures.values()),
            self.named.at,
            level=self.named.level,
            basis=basis,
            note=self.note,
        )


@dataclass(slots=True)
class GatheredProject:
    """A project under construction; ``grant``: that of the heading it stands under."""

    name: str
    at: str
    kpis: dict[str, GatheredKpi] = field(default_factory=dict)
    programme: str = ""
    grant: str = ""
    departments: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    programme_year: int | None = None
    subsidy_rate: tuple[int, int] | None = None
    money: dict[tuple[str, str], Money] = field(default_factory=dict)
    evaluated: dict[str, str] = field(default_factory=dict)
    done: list[Done] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether it tells of nothing."""
        return not (self.kpis or self.money)

    def frozen(self) -> FoundProject:
        """The record; KPIs without figures are none."""
        first, last = self.years or (None, None)
        kpis = tuple(kpi.frozen() for kpi in self.kpis.values() if kpi.figures)
        return FoundProject(
            self.name,
            self.at,
            kpis,
            programme=self.programme or self.grant,
            departments=self.departments,
            partners=self.partners,
            first_year=first,
            last_year=last,
            programme_year=self.programme_year,
            subsidy_rate=self.subsidy_rate,
            money=tuple(self.money.values()),
            evaluated=(Evaluated(None, **self.evaluated),) if self.evaluated else (),
            done=tuple(self.done),
        )


@dataclass(slots=True)
class Gathering:
    """All that was found so far. ``reporting_year``: the document's own."""

    reporting_year: int | None = None
    projects: list[GatheredProject] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    current: GatheredProject | None = None
    by_name: dict[str, GatheredProject] = field(default_factory=dict)

    def doubt(self, key: str, at: str, **fields: str) -> None:
        """Something for a person to look at."""
        self.doubts.append(Doubt(key, at, tuple(fields.items())))

    def project(self, name: str, at: str) -> GatheredProject:
        """The project of that name, new where it was not seen before; it is the current one."""
        key = folded(name)
        found = self.by_name.get(key)
        if found is None or folded(found.name) != key:
            found = self.by_name[key] = GatheredProject(name, at)
            self.projects.append(found)
        self.current = found
        return found

    def figure(self, named: Named, figure: Figure, basis: str = "") -> None:
        """Put a figure to a KPI of the current project; the first of two different ones stays."""
        project = self.current or self.project("", named.at)
        kpi = project.kpis.setdefault(folded(named.name), GatheredKpi(named))
        kpi.named = _filled(kpi.named, named)
        if basis:
            kpi.bases.add(basis)
        key = (figure.kind, self._period_key(figure.period))
        first = kpi.figures.setdefault(key, figure)
        if folded(first.value) != folded(figure.value):
            self.doubt(
                "draft-two-ways/twice", figure.at, found=figure.as_written, first=first.as_written
            )

    def money(self, money: Money) -> None:
        """Put an amount to the current project; the first of two different ones stays."""
        project = self.current or self.project("", money.at)
        first = project.money.setdefault((money.kind, self._period_key(money.period)), money)
        if folded(first.value) != folded(money.value):
            self.doubt(
                "draft-two-ways/twice", money.at, found=money.as_written, first=first.as_written
            )

    def _period_key(self, period: Period | None) -> str:
        if period is None:
            return str(self.reporting_year or "")
        return period.key

    def frozen(self) -> Iterable[FoundProject]:
        """The projects that tell of something; a number or a dash is no project's name."""
        told = [project for project in self.projects if not project.is_empty]
        for project in (one for one in told if _NO_NAME.fullmatch(one.name)):
            for figure in (one for kpi in project.kpis.values() for one in kpi.figures.values()):
                self.doubt("draft-left-out/project", figure.at, found=figure.as_written)
        return [one.frozen() for one in told if not _NO_NAME.fullmatch(one.name)]


def _filled(first: Named, later: Named) -> Named:
    """What the first place does not say, the later ones may."""
    return replace(
        first,
        unit=first.unit or later.unit,
        level=first.level or later.level,
        basis=first.basis or later.basis,
    )
