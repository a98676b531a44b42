"""What holds now: all submissions of a municipality → the graph ``current/<code>``.

Pure (design §5.1, §5.5). Of all printed cells for the same indicator, period and kind the newest
with a number becomes the qb:Observation; each cell that changed an older one is its
prov:wasRevisionOf. Results set target and actual of a year side by side with attainment and rates,
or the reason there is none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from itertools import pairwise

from kpi_lod import iris
from kpi_lod.graph import GraphBuilder, Statement
from kpi_lod.iris import ProjectIris, PublisherIris
from kpi_lod.mapping.described import ProjectNow, projects_now
from kpi_lod.mapping.printed import area_iri
from kpi_lod.records import Amount, Indicator, Measurement, Period, Project, Reading, Submission
from kpi_lod.terms import DIMENSION, KPI, PROV, QB, TermText, number, truth

SIX_PLACES = Decimal("0.000001")
_EXACT = Context(prec=100)


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed cell of a series: its node, its reading."""

    node: TermText
    reading: Reading

    @property
    def has_number(self) -> bool:
        """Whether it can be an observation."""
        return self.reading.value is not None

    def differs(self, older: Printed) -> bool:
        """Whether value, status or unit are not those of the older cell."""
        mine, theirs = self.reading, older.reading
        return (mine.value, mine.status, mine.unit) != (theirs.value, theirs.status, theirs.unit)


Series = Sequence[Printed]
"""The printed cells of one indicator (or amount), period and kind, oldest edition first."""

Table = dict[Period, dict[str, list[Printed]]]
"""Period → kind → series."""


@dataclass(frozen=True, slots=True)
class Rates:
    """How an actual compares; ratios (1 = 100 %), six places, half-even."""

    attained: bool | None = None
    achievement: Decimal | None = None
    progress: Decimal | None = None
    reason: str | None = None


def newest_number(series: Series) -> Printed | None:
    """The newest cell with a number: an older number stands while newer cells only say why not."""
    for cell in reversed(series):
        if cell.has_number:
            return cell
    return None


def ratio(numerator: Decimal, denominator: Decimal) -> Decimal | None:
    """The quotient to six places, None for the divisor 0.

    >>> ratio(Decimal(15002000), Decimal(14700000))
    Decimal('1.020544')
    """
    if denominator == 0:
        return None
    return _EXACT.divide(numerator, denominator).quantize(SIX_PLACES, ROUND_HALF_EVEN, _EXACT)


_ATTAINED: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "increase": lambda actual, target: actual >= target,
    "maintain": lambda actual, target: actual >= target,
    "decrease": lambda actual, target: actual <= target,
}


def rates(
    direction: str | None,
    *,
    target: Decimal | None,
    actual: Decimal | None,
    baseline: Decimal | None,
    due: bool,
) -> Rates:
    """Attainment and rates of one year; ``reason`` says why there is no achievement rate.

    ``due``: whether the year is over for the newest submission, so that an actual can be had.
    """
    if actual is None:
        return Rates(reason="no-actual" if due else "not-yet-due")
    if target is None:
        return Rates(reason="no-target")
    progress = None if baseline is None else ratio(actual - baseline, target - baseline)
    if direction is None:
        return Rates(progress=progress, reason="no-direction")
    attained = _ATTAINED[direction](actual, target)
    over, under = (target, actual) if direction == "decrease" else (actual, target)
    achievement = ratio(over, under)
    if achievement is None:
        return Rates(attained, None, progress, "zero-divisor")
    if target < 0 or actual < 0:
        return Rates(attained, None, progress, "negative-number")
    return Rates(attained, achievement, progress)


def current_graph(editions: Sequence[Submission], publisher: PublisherIris) -> GraphBuilder:
    """The derived graph of one municipality; ``editions`` oldest first."""
    code = editions[0].municipality
    graph = GraphBuilder(publisher.current(code))
    standing = [e for e in editions if e.withdrawn is None]
    cells = _Cells(standing, publisher)
    for now in projects_now(standing):
        own = publisher.project(code, now.project.id)
        for indicator in now.indicators:
            series = cells.measured[now.project.id, indicator.id]
            _add_observations(graph, series, publisher.kpi_cube)
            _IndicatorResults(graph, own, now, indicator).add(series)
        _add_observations(graph, cells.money[now.project.id], publisher.money_cube)
    return graph


class _Cells:
    """All printed cells of a municipality: (project, indicator) and project → table of series."""

    def __init__(self, editions: Iterable[Submission], publisher: PublisherIris) -> None:
        self.measured: dict[tuple[str, str], Table] = defaultdict(dict)
        self.money: dict[str, Table] = defaultdict(dict)
        for edition in editions:
            for project in edition.projects:
                self._add(project, publisher.project(edition.municipality, project.id), edition.id)

    def _add(self, project: Project, own: ProjectIris, submission: str) -> None:
        for indicator in project.indicators:
            table = self.measured[project.id, indicator.id]
            for m in indicator.measurements:
                node = own.measurement(indicator.id, m.period, kind=m.kind, submission=submission)
                _series(table, m).append(Printed(node, m.reading))
        for a in project.amounts:
            node = own.amount(a.period, kind=a.kind, submission=submission)
            _series(self.money[project.id], a).append(Printed(node, a.reading))


def _series(table: Table, cell: Measurement | Amount) -> list[Printed]:
    return table.setdefault(cell.period, {}).setdefault(cell.kind, [])


def _add_observations(graph: GraphBuilder, table: Table, cube: TermText) -> None:
    for kinds in table.values():
        for series in kinds.values():
            newest = newest_number(series)
            if newest is not None:
                graph.describe(newest.node, (QB.Observation,), (QB.dataSet, cube))
            for older, newer in pairwise(series):
                if newer.differs(older):
                    graph.add(newer.node, PROV.wasRevisionOf, older.node)


class _IndicatorResults:
    """The results of one indicator, a year each."""

    def __init__(
        self, graph: GraphBuilder, own: ProjectIris, now: ProjectNow, indicator: Indicator
    ) -> None:
        self.graph = graph
        self.own = own
        self.now = now
        self.indicator = indicator
        self.context = self._context()

    def _context(self) -> list[Statement]:
        """What makes a cross-city question one star: the indicator's and project's facts."""
        indicator, municipality = self.indicator, self.now.municipality
        return [
            (KPI.indicator, self.own.indicator(indicator.id)),
            (KPI.project, self.own.it),
            (KPI.municipality, iris.municipality(municipality)),
            (KPI.programme, iris.shared("programme", self.now.project.programme)),
            (KPI.unit, iris.shared("unit", indicator.unit)),
            (DIMENSION.refArea, area_iri(self.own, indicator, municipality)),
            (KPI.concept, iris.code("concept", indicator.concept)),
            (KPI.match, iris.code("match", indicator.match)),
            (KPI.basis, iris.code("basis", indicator.basis)),
            (KPI.direction, iris.code("direction", indicator.direction)),
        ]

    def add(self, series: Table) -> None:
        """A result for each year of a target or an actual; baselines hold from their year on."""
        baseline = None
        for period, kinds in sorted(series.items(), key=lambda item: item[0].order):
            cells = {kind: _speaking(printed) for kind, printed in kinds.items()}
            baseline = _numbered(cells.get("baseline")) or baseline
            if period.year is not None and not _RESULT_KINDS.isdisjoint(cells):
                self._add_result(period, cells, baseline)

    def _add_result(
        self, period: Period, cells: Mapping[str, Printed], baseline: Printed | None
    ) -> None:
        revised, planned = cells.get("revised-target"), cells.get("target")
        target = _numbered(revised) or planned or revised
        actual = cells.get("actual")
        found = rates(
            self.indicator.direction,
            target=_value(target),
            actual=_value(actual),
            baseline=_value(baseline),
            due=not period.begins_after(self.now.reporting_year),
        )
        used = (target, actual, baseline if found.progress is not None else None)
        self.graph.describe(
            self.own.result(self.indicator.id, period),
            (KPI.Result,),
            *self.context,
            (DIMENSION.refPeriod, iris.year(period)),
            _side(target, KPI.target, KPI.targetStatus),
            _side(actual, KPI.actual, KPI.actualStatus),
            (KPI.attained, truth(found.attained)),
            (KPI.achievementRate, number(found.achievement)),
            (KPI.progressRate, number(found.progress)),
            (KPI.notComputable, iris.code("reason", found.reason)),
            *((PROV.wasDerivedFrom, cell.node) for cell in used if cell),
        )


def _side(cell: Printed | None, value: TermText, status: TermText) -> Statement:
    """The target or the actual: its number, or the reason there is none."""
    if cell is None or cell.reading.value is not None:
        return value, number(_value(cell))
    return status, iris.shared("status", cell.reading.status)


_RESULT_KINDS = frozenset({"target", "revised-target", "actual"})


def _value(cell: Printed | None) -> Decimal | None:
    return cell.reading.value if cell else None


def _numbered(cell: Printed | None) -> Printed | None:
    return cell if cell and cell.has_number else None


def _speaking(series: Series) -> Printed:
    """The newest number, or else the newest reason there is none."""
    return newest_number(series) or series[-1]
