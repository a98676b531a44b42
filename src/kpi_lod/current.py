"""What holds now: all submissions of a municipality → the graph ``current/<code>``.

Pure (design §5.1, §5.5). Of all printed cells for the same indicator, period and kind the newest
with a number becomes the qb:Observation; each cell that changed an older one is its
prov:wasRevisionOf. Results set target and actual of a year side by side with attainment and rates,
or the reason there is none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from itertools import pairwise

from pyoxigraph import Literal, NamedNode

from kpi_lod import iris
from kpi_lod.graph import GraphBuilder, number_literal
from kpi_lod.iris import ProjectIris, PublisherIris
from kpi_lod.mapping.described import ProjectNow, projects_now
from kpi_lod.mapping.printed import area_iri
from kpi_lod.records import Indicator, Period, Reading, Submission
from kpi_lod.vocabulary import DIMENSION, KPI, PROV, QB

SIX_PLACES = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed cell of a series: its node, its reading."""

    node: NamedNode
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

Table = dict[tuple[Period, str], list[Printed]]
"""(period, kind) → series."""


@dataclass(frozen=True, slots=True)
class Rates:
    """How an actual compares; ratios (1 = 100 %), six places, half-even."""

    attained: bool | None = None
    achievement: Decimal | None = None
    progress: Decimal | None = None
    reason: str | None = None


def newest_number(series: Series) -> Printed | None:
    """The newest cell with a number: an older number stands while newer cells only say why not."""
    return next((cell for cell in reversed(series) if cell.has_number), None)


def ratio(numerator: Decimal, denominator: Decimal) -> Decimal | None:
    """The quotient to six places, None for the divisor 0.

    >>> ratio(Decimal(15002000), Decimal(14700000))
    Decimal('1.020544')
    """
    if denominator == 0:
        return None
    with localcontext(prec=100):
        return (numerator / denominator).quantize(SIX_PLACES, ROUND_HALF_EVEN)


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
            for printed in series.values():
                _add_observation(graph, printed, publisher.kpi_cube)
            _IndicatorResults(graph, own, now, indicator).add(series)
        for printed in cells.money[now.project.id].values():
            _add_observation(graph, printed, publisher.money_cube)
    return graph


class _Cells:
    """All printed cells of a municipality: (project, indicator) and project → table of series."""

    def __init__(self, editions: Iterable[Submission], publisher: PublisherIris) -> None:
        self.measured: dict[tuple[str, str], Table] = defaultdict(dict)
        self.money: dict[str, Table] = defaultdict(dict)
        for edition in editions:
            for project in edition.projects:
                own = publisher.project(edition.municipality, project.id)
                for indicator in project.indicators:
                    table = self.measured[project.id, indicator.id]
                    for m in indicator.measurements:
                        node = own.measurement(
                            indicator.id, m.period, kind=m.kind, submission=edition.id
                        )
                        table.setdefault((m.period, m.kind), []).append(Printed(node, m.reading))
                for a in project.amounts:
                    node = own.amount(a.period, kind=a.kind, submission=edition.id)
                    cells = self.money[project.id].setdefault((a.period, a.kind), [])
                    cells.append(Printed(node, a.reading))


def _add_observation(graph: GraphBuilder, series: Series, cube: NamedNode) -> None:
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

    def add(self, series: Table) -> None:
        years = {p for p, kind in series if kind in _RESULT_KINDS and p.year is not None}
        for period in sorted(years, key=lambda p: p.order):
            self._add_result(period, series)

    def _add_result(self, period: Period, series: Table) -> None:
        revised, planned = series.get((period, "revised-target")), series.get((period, "target"))
        target = _speaking(revised) if _has_number(revised) else _speaking(planned or revised)
        actual = _speaking(series.get((period, "actual")))
        baseline = _baseline(period, series)
        found = rates(
            self.indicator.direction,
            target=_value(target),
            actual=_value(actual),
            baseline=_value(baseline),
            due=not period.begins_after(self.now.reporting_year),
        )
        node = self.own.result(self.indicator.id, period)
        self.graph.describe(node, (KPI.Result,), *self._context(period))
        self._add_side(node, target, KPI.target, KPI.targetStatus)
        self._add_side(node, actual, KPI.actual, KPI.actualStatus)
        self._add_rates(node, found)
        used = (target, actual, baseline if found.progress is not None else None)
        for cell in used:
            self.graph.add(node, PROV.wasDerivedFrom, cell.node if cell else None)

    def _context(self, period: Period) -> Iterator[tuple[NamedNode, NamedNode | None]]:
        """What makes a cross-city question one star: the indicator's and project's facts."""
        indicator, municipality = self.indicator, self.now.municipality
        yield KPI.indicator, self.own.indicator(indicator.id)
        yield KPI.project, self.own.it
        yield KPI.municipality, iris.municipality(municipality)
        yield KPI.programme, iris.shared("programme", self.now.project.programme)
        yield KPI.unit, iris.shared("unit", indicator.unit)
        yield DIMENSION.refPeriod, iris.year(period)
        yield DIMENSION.refArea, area_iri(self.own, indicator, municipality)
        for predicate, scheme, code in (
            (KPI.concept, "concept", indicator.concept),
            (KPI.match, "match", indicator.match),
            (KPI.basis, "basis", indicator.basis),
            (KPI.direction, "direction", indicator.direction),
        ):
            yield predicate, iris.code(scheme, code)

    def _add_side(
        self, node: NamedNode, cell: Printed | None, value: NamedNode, status: NamedNode
    ) -> None:
        if cell is None:
            return
        if cell.reading.value is not None:
            self.graph.add(node, value, number_literal(cell.reading.value))
        else:
            self.graph.add(node, status, iris.shared("status", cell.reading.status))

    def _add_rates(self, node: NamedNode, found: Rates) -> None:
        if found.attained is not None:
            self.graph.add(node, KPI.attained, Literal(found.attained))
        for predicate, rate in (
            (KPI.achievementRate, found.achievement),
            (KPI.progressRate, found.progress),
        ):
            self.graph.add(node, predicate, None if rate is None else number_literal(rate))
        self.graph.add(node, KPI.notComputable, iris.code("reason", found.reason))


_RESULT_KINDS = ("target", "revised-target", "actual")


def _value(cell: Printed | None) -> Decimal | None:
    return cell.reading.value if cell else None


def _has_number(series: Series | None) -> bool:
    return bool(series) and newest_number(series or ()) is not None


def _speaking(series: Series | None) -> Printed | None:
    """The newest number, or else the newest reason there is none."""
    if not series:
        return None
    return newest_number(series) or series[-1]


def _baseline(period: Period, series: Table) -> Printed | None:
    """The latest baseline with a number that is not later than the period."""
    found = [
        (when.order, cell)
        for (when, kind), cells in series.items()
        if kind == "baseline" and when.order <= period.order and (cell := newest_number(cells))
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None
