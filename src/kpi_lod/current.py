"""What holds now: all submissions of a municipality → its projects with cells and results.

Pure (design §5.1, §5.5). Of all printed cells for the same indicator, period and kind the newest
with a number speaks. Results set target and actual of a year side by side with attainment and
rates, or the reason there is none. Graph, tables and pages are made of these same records.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal

from kpi_lod.iris import ProjectIris, PublisherIris
from kpi_lod.mapping.described import ProjectNow, projects_now
from kpi_lod.records import Amount, Indicator, Measurement, Period, Project, Reading, Submission
from kpi_lod.terms import TermText

SIX_PLACES = Decimal("0.000001")
_EXACT = Context(prec=100)


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed cell of a series: its node, its reading, the id of the submission it is of."""

    node: TermText
    reading: Reading
    submission: str

    @property
    def value(self) -> Decimal | None:
        """Its number, None where it says why there is none."""
        return self.reading.value

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

    ``due``: whether the year is over for the newest edition of the project, so that an actual can
    be had.
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


@dataclass(frozen=True, slots=True)
class Result:
    """Target and actual of one indicator in one year, as they stand now (kpi:Result).

    ``target``: the newest revised target, else the target; None where no document prints one.
    ``baseline``: the number that the progress rate is counted from, None where there is no rate.
    """

    node: TermText
    period: Period
    target: Printed | None
    actual: Printed | None
    baseline: Printed | None
    rates: Rates


@dataclass(frozen=True, slots=True)
class IndicatorNow:
    """An indicator as it is described now, all its printed cells, and its results by year."""

    indicator: Indicator
    cells: Table
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class ProjectCurrent:
    """A project as it is described now, with its indicators and all its printed amounts."""

    now: ProjectNow
    iris: ProjectIris
    indicators: tuple[IndicatorNow, ...]
    money: Table

    def amounts_now(self) -> Iterator[tuple[Period, str, Printed]]:
        """Period, kind and the cell that speaks for each amount, by period and kind."""
        for period, kinds in sorted(self.money.items(), key=lambda item: item[0].order):
            for kind, series in sorted(kinds.items()):
                yield period, kind, speaking(series)


def current_projects(
    editions: Sequence[Submission], publisher: PublisherIris
) -> tuple[ProjectCurrent, ...]:
    """The projects of one municipality by id; ``editions`` oldest first.

    Withdrawn ones are passed over.
    """
    standing = [e for e in editions if e.withdrawn is None]
    cells = _Cells(standing, publisher)
    return tuple(
        ProjectCurrent(
            now=now,
            iris=publisher.project(now.municipality, now.project.id),
            indicators=tuple(_indicator_now(cells, now, publisher)),
            money=cells.money[now.project.id],
        )
        for now in projects_now(standing)
    )


def _indicator_now(
    cells: _Cells, now: ProjectNow, publisher: PublisherIris
) -> Iterator[IndicatorNow]:
    own = publisher.project(now.municipality, now.project.id)
    for indicator in now.indicators:
        table = cells.measured[now.project.id, indicator.id]
        yield IndicatorNow(indicator, table, tuple(_results(own, now, indicator, table)))


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
                _series(table, m).append(Printed(node, m.reading, submission))
        for a in project.amounts:
            node = own.amount(a.period, kind=a.kind, submission=submission)
            _series(self.money[project.id], a).append(Printed(node, a.reading, submission))


def _series(table: Table, cell: Measurement | Amount) -> list[Printed]:
    return table.setdefault(cell.period, {}).setdefault(cell.kind, [])


def _results(
    own: ProjectIris, now: ProjectNow, indicator: Indicator, table: Table
) -> Iterator[Result]:
    """A result for each year of a target or an actual; baselines hold from their year on."""
    baseline = None
    for period, kinds in sorted(table.items(), key=lambda item: item[0].order):
        cells = {kind: speaking(printed) for kind, printed in kinds.items()}
        baseline = _numbered(cells.get("baseline")) or baseline
        if period.year is None or _RESULT_KINDS.isdisjoint(cells):
            continue
        revised, planned = cells.get("revised-target"), cells.get("target")
        target = _numbered(revised) or planned or revised
        actual = cells.get("actual")
        found = rates(
            indicator.direction,
            target=_value(target),
            actual=_value(actual),
            baseline=_value(baseline),
            due=not period.begins_after(now.reporting_year),
        )
        yield Result(
            node=own.result(indicator.id, period),
            period=period,
            target=target,
            actual=actual,
            baseline=baseline if found.progress is not None else None,
            rates=found,
        )


_RESULT_KINDS = frozenset({"target", "revised-target", "actual"})


def _value(cell: Printed | None) -> Decimal | None:
    return cell.reading.value if cell else None


def _numbered(cell: Printed | None) -> Printed | None:
    return cell if cell and cell.has_number else None


def speaking(series: Series) -> Printed:
    """The cell that speaks for a series: the newest number, or else the newest reason for none."""
    return newest_number(series) or series[-1]
