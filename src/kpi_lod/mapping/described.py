"""All submissions of a municipality → one named graph per project: what it is now.

The newest edition that names a project describes it, and the newest that lists an indicator
describes the indicator, so that a KPI that is no longer reported keeps its name (design §5.1).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kpi_lod import iris
from kpi_lod.iris import ProjectIris, PublisherIris
from kpi_lod.mapping.traced import TracedGraph
from kpi_lod.records import BEFORE, Indicator, Period, Project, Submission
from kpi_lod.register.municipalities import municipalities
from kpi_lod.terms import (
    DCAT,
    DCT,
    DIMENSION,
    KPI,
    PROV,
    SKOS,
    TermText,
    day,
    english,
    japanese,
    plain,
    truth,
    whole,
)

JUDGED_PROPERTIES = {
    "direction": KPI.direction,
    "level": KPI.level,
    "basis": KPI.basis,
    "concept": KPI.concept,
    "match": KPI.match,
    "area": DIMENSION.refArea,
    "unit": KPI.unit,
    "year": DIMENSION.refPeriod,
}
_PROJECT_FIELDS = {
    "name": DCT.title,
    "summary": DCT.description,
    "programme": KPI.programme,
    "partners": KPI.partner,
    "departments": KPI.departmentName,
    "period": KPI.lastFiscalYear,
    "programme-year": KPI.programmeYear,
    "subsidy-rate": KPI.subsidyNumerator,
}
_INDICATOR_FIELDS = {
    "name": SKOS.prefLabel,
    "unit": KPI.unit,
    "area": DIMENSION.refArea,
    "level": KPI.level,
    "direction": KPI.direction,
    "basis": KPI.basis,
    "judged": KPI.judged,
    "concept": KPI.concept,
    "match": KPI.match,
    "reviewed": KPI.reviewed,
}


@dataclass(frozen=True, slots=True)
class ProjectNow:
    """A project as its newest edition tells it, with the newest telling of each indicator.

    ``submission`` and ``reporting_year``: id and year of the edition that describes the project,
    the newest that contains it: one about other projects says nothing of this one's years.
    ``uses_before``: whether a cell of any edition speaks of 事業開始前. ``joint``: the codes of all
    partners of the newest edition that has some; ``own_areas``: indicator → its own area's label.
    Older editions go on to speak of these, also when the newest no longer does.
    """

    municipality: str
    reporting_year: int
    submission: str
    project: Project
    indicators: tuple[Indicator, ...]
    uses_before: bool
    joint: tuple[str, ...]
    own_areas: Mapping[str, str]


def projects_now(editions: Sequence[Submission]) -> list[ProjectNow]:
    """The projects of one municipality; ``editions`` oldest first, withdrawn ones passed over."""
    newest: dict[str, tuple[Submission, Project]] = {}
    indicators: dict[str, dict[str, Indicator]] = {}
    uses_before: set[str] = set()
    joint: dict[str, tuple[str, ...]] = {}
    own_areas: dict[str, dict[str, str]] = {}
    standing = [e for e in editions if e.withdrawn is None]
    for edition in standing:
        for project in edition.projects:
            newest[project.id] = (edition, project)
            indicators.setdefault(project.id, {}).update({i.id: i for i in project.indicators})
            own_areas.setdefault(project.id, {}).update(_own_areas(project))
            if project.partners:
                joint[project.id] = project.partners
            if BEFORE in _periods(project):
                uses_before.add(project.id)
    return [
        ProjectNow(
            municipality=standing[0].municipality,
            reporting_year=newest[name][0].reporting_year,
            submission=newest[name][0].id,
            project=newest[name][1],
            indicators=tuple(indicators[name][i] for i in sorted(indicators[name])),
            uses_before=name in uses_before,
            joint=joint.get(name, ()),
            own_areas=own_areas[name],
        )
        for name in sorted(newest)
    ]


def _own_areas(project: Project) -> Iterable[tuple[str, str]]:
    for indicator in project.indicators:
        if indicator.area not in (None, "municipality", "partners"):
            yield indicator.id, indicator.area or ""


def _periods(project: Project) -> Iterable[Period]:
    yield from (m.period for i in project.indicators for m in i.measurements)
    yield from (a.period for a in project.amounts)


def project_graph(now: ProjectNow, publisher: PublisherIris) -> TracedGraph:
    """The description of a project and its indicators, in the graph of its document."""
    own = publisher.project(now.municipality, now.project.id)
    graph = TracedGraph(own.graph)
    _add_project(graph, own, now, publisher.submission(now.municipality, now.submission))
    if now.joint:
        _add_joint_area(graph, own, now)
    for name, label in sorted(now.own_areas.items()):
        _add_own_area(graph, own.own_area(name), label, now.municipality)
    if now.uses_before:
        _add_before(graph, own, now.project)
    for indicator in now.indicators:
        _add_indicator(graph, own, indicator)
    return graph


def _year(value: int | None) -> TermText | None:
    return None if value is None else iris.year(Period(value))


def _add_project(
    graph: TracedGraph, own: ProjectIris, now: ProjectNow, submission: TermText
) -> None:
    project = now.project
    numerator, denominator = project.subsidy_rate or (None, None)
    graph.describe(
        own.it,
        (KPI.Project,),
        (DCT.identifier, plain(f"{now.municipality}/{project.id}")),
        (DCT.title, japanese(project.name)),
        (DCT.description, japanese(project.summary)),
        (KPI.municipality, iris.municipality(now.municipality)),
        *((KPI.partner, iris.municipality(code)) for code in project.partners),
        (KPI.programme, iris.shared("programme", project.programme)),
        *((KPI.departmentName, japanese(name)) for name in project.departments),
        (KPI.firstFiscalYear, _year(project.first_year)),
        (KPI.lastFiscalYear, _year(project.last_year)),
        (KPI.programmeYear, whole(project.programme_year)),
        (KPI.subsidyNumerator, whole(numerator)),
        (KPI.subsidyDenominator, whole(denominator)),
        (PROV.wasDerivedFrom, submission),
    )
    graph.trace(own.it, project.places, _PROJECT_FIELDS)


def _add_joint_area(graph: TracedGraph, own: ProjectIris, now: ProjectNow) -> None:
    codes = sorted({now.municipality, *now.joint})
    names = [municipalities()[code] for code in codes]
    graph.describe(
        own.area,
        (DCT.Location,),
        (SKOS.prefLabel, japanese("・".join(m.name_ja for m in names))),
        (SKOS.prefLabel, english(", ".join(m.name_en for m in names))),
        *((DCT.hasPart, iris.statistical_area(code)) for code in codes),
    )


def _add_before(graph: TracedGraph, own: ProjectIris, project: Project) -> None:
    eve = f"{project.first_year}-03-31" if project.first_year else None
    graph.describe(
        own.before,
        (DCT.PeriodOfTime,),
        (SKOS.prefLabel, japanese("事業開始前")),
        (SKOS.prefLabel, english("before the project")),
        (DCAT.endDate, day(eve)),
    )


def _add_own_area(graph: TracedGraph, area: TermText, label: str, municipality: str) -> None:
    graph.describe(
        area,
        (DCT.Location,),
        (SKOS.prefLabel, japanese(label)),
        (DCT.isPartOf, iris.statistical_area(municipality)),
    )


def _add_indicator(graph: TracedGraph, own: ProjectIris, indicator: Indicator) -> None:
    node = own.indicator(indicator.id)
    graph.describe(
        node,
        (KPI.Indicator,),
        (SKOS.prefLabel, japanese(indicator.name)),
        (KPI.project, own.it),
        (KPI.unit, iris.shared("unit", indicator.unit)),
        (KPI.level, iris.code("level", indicator.level)),
        (KPI.direction, iris.code("direction", indicator.direction)),
        (KPI.basis, iris.code("basis", indicator.basis)),
        (KPI.concept, iris.code("concept", indicator.concept)),
        (KPI.match, iris.code("match", indicator.match)),
        *((KPI.judged, JUDGED_PROPERTIES[name]) for name in sorted(set(indicator.judged))),
        (KPI.reviewed, None if indicator.reviewed else truth(False)),
    )
    graph.trace(node, indicator.places, _INDICATOR_FIELDS)
