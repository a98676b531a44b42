"""The projects of a municipality as they stand now → the derived graph ``current/<code>``.

Design §5.1, §5.5. The newest cell with a number becomes the qb:Observation; each cell that changed
an older one is its prov:wasRevisionOf; a kpi:Result a year and indicator.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from kpi_lod import iris
from kpi_lod.current import Printed, ProjectCurrent, Result, Table, newest_number
from kpi_lod.graph import GraphBuilder, Statement
from kpi_lod.iris import PublisherIris
from kpi_lod.mapping.printed import area_iri
from kpi_lod.records import Indicator
from kpi_lod.terms import DIMENSION, KPI, PROV, QB, TermText, number, truth


def current_graph(
    code: str, projects: Iterable[ProjectCurrent], publisher: PublisherIris
) -> GraphBuilder:
    """The derived graph of the municipality with that code."""
    graph = GraphBuilder(publisher.current(code))
    for project in projects:
        for one in project.indicators:
            _add_observations(graph, one.cells, publisher.kpi_cube)
            context = _context(project, one.indicator)
            for result in one.results:
                graph.describe(result.node, (KPI.Result,), *context, *_statements(result))
        _add_observations(graph, project.money, publisher.money_cube)
    return graph


def _add_observations(graph: GraphBuilder, table: Table, cube: TermText) -> None:
    for kinds in table.values():
        for series in kinds.values():
            newest = newest_number(series)
            if newest is not None:
                graph.describe(newest.node, (QB.Observation,), (QB.dataSet, cube))
            for older, newer in pairwise(series):
                if newer.differs(older):
                    graph.add(newer.node, PROV.wasRevisionOf, older.node)


def _context(project: ProjectCurrent, indicator: Indicator) -> list[Statement]:
    """What makes a cross-city question one star: the indicator's and project's facts."""
    own, municipality = project.iris, project.now.municipality
    return [
        (KPI.indicator, own.indicator(indicator.id)),
        (KPI.project, own.it),
        (KPI.municipality, iris.municipality(municipality)),
        (KPI.programme, iris.shared("programme", project.now.project.programme)),
        (KPI.unit, iris.shared("unit", indicator.unit)),
        (DIMENSION.refArea, area_iri(own, indicator, municipality)),
        (KPI.concept, iris.code("concept", indicator.concept)),
        (KPI.match, iris.code("match", indicator.match)),
        (KPI.basis, iris.code("basis", indicator.basis)),
        (KPI.direction, iris.code("direction", indicator.direction)),
    ]


def _statements(result: Result) -> list[Statement]:
    used = (result.target, result.actual, result.baseline)
    found = result.rates
    return [
        (DIMENSION.refPeriod, iris.year(result.period)),
        _side(result.target, KPI.target, KPI.targetStatus),
        _side(result.actual, KPI.actual, KPI.actualStatus),
        (KPI.attained, truth(found.attained)),
        (KPI.achievementRate, number(found.achievement)),
        (KPI.progressRate, number(found.progress)),
        (KPI.notComputable, iris.code("reason", found.reason)),
        *((PROV.wasDerivedFrom, cell.node) for cell in used if cell),
    ]


def _side(cell: Printed | None, value: TermText, status: TermText) -> Statement:
    """The target or the actual: its number, or the reason there is none."""
    if cell is None or cell.reading.value is not None:
        return value, number(cell.value if cell else None)
    return status, iris.shared("status", cell.reading.status)
