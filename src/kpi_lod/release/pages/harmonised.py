"""KPIs under a harmonised indicator: which of them may be compared, and their medians (pure).

In: the summaries of all municipalities. Out: a :class:`Measured` for each KPI that has a concept,
with the reasons why it may not be compared, and :class:`YearFigures` over those that may. Figures
of different bases (単年, 累計 …) never meet in one median.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import cached_property

from kpi_lod.register.schemes import concept_units
from kpi_lod.release.summary import IndicatorSummary, ProjectSummary, Summary, YearSummary

COMPARABLE_MATCHES = frozenset({"exact", "close"})
_SIX_PLACES = Decimal("0.000001")
_EXACT = Context(prec=100)


@dataclass(frozen=True)
class Measured:
    """One KPI of one project of one municipality, under a harmonised indicator."""

    code: str
    project: ProjectSummary
    indicator: IndicatorSummary

    @property
    def path(self) -> str:
        """Where its page stands in the release, with its anchor."""
        return f"project/{self.code}/{self.project.id}#{self.indicator.id}"

    @cached_property
    def latest(self) -> int | None:
        """Which of its years is the latest with an actual that is a number."""
        found = [i for i, one in enumerate(self.indicator.years) if actual_number(one) is not None]
        return found[-1] if found else None

    @cached_property
    def around(self) -> tuple[YearSummary, ...]:
        """The latest year with an actual, the one before and the one after; else its last three."""
        years = self.indicator.years
        if self.latest is None:
            return years[-3:]
        return years[max(self.latest - 1, 0) : self.latest + 2]

    @property
    def status(self) -> str | None:
        """Why the newest actual that was printed has no number; None where one has, or none is."""
        printed = [one.actual for one in self.indicator.years if one.actual]
        return printed[-1].status if printed and self.latest is None else None

    @cached_property
    def hindrances(self) -> tuple[str, ...]:
        """Why it may not be compared: keys of ``HINDRANCES``; none if it may."""
        return tuple(_hindrances(self))


def actual_number(year: YearSummary) -> Decimal | None:
    """The actual of a year, None where it has no number."""
    actual = year.actual
    return None if actual is None or actual.number is None else Decimal(actual.number)


def _hindrances(one: Measured) -> Iterator[str]:
    kpi = one.indicator
    if kpi.match not in COMPARABLE_MATCHES:
        yield f"match-{kpi.match}"
    if kpi.unit != concept_units().get(kpi.concept or ""):
        yield "unit"
    if kpi.basis is None:
        yield "basis"
    if kpi.area != "municipality":
        yield {"partners": "area-joint", None: "area-unknown"}.get(kpi.area, "area-own")
    if one.latest is None:
        yield "no-number"


def by_concept(summaries: Iterable[Summary]) -> Mapping[str, Sequence[Measured]]:
    """Code of each harmonised indicator → the KPIs under it, by municipality, project and KPI."""
    found: dict[str, list[Measured]] = defaultdict(list)
    for summary in summaries:
        for project in summary.projects:
            for indicator in project.indicators:
                if indicator.concept is not None:
                    found[indicator.concept].append(Measured(summary.code, project, indicator))
    return found


def unsure(measured: Iterable[Measured]) -> list[Measured]:
    """The KPIs that nothing but an unknown basis keeps from being compared."""
    return [one for one in measured if one.hindrances == ("basis",)]


def by_basis(measured: Iterable[Measured]) -> Mapping[str, Sequence[Measured]]:
    """Basis → the KPIs that may be compared with each other, the basis with the most KPIs first."""
    found: dict[str, list[Measured]] = defaultdict(list)
    for one in measured:
        if not one.hindrances:
            assert one.indicator.basis is not None
            found[one.indicator.basis].append(one)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


@dataclass(frozen=True, slots=True)
class YearFigures:
    """What comparable KPIs tell about one year; a median over fewer than two is None.

    ``actuals``, ``rates`` and ``judged``: how many KPIs the figure beside it rests on.
    """

    period: str
    cities: int
    actuals: int
    median_actual: Decimal | None
    rates: int
    median_rate: Decimal | None
    judged: int
    attained: int


def year_figures(comparable: Sequence[Measured]) -> list[YearFigures]:
    """The figures of each year in which one of the KPIs has an actual, the newest year first."""
    years: dict[str, list[tuple[str, YearSummary]]] = defaultdict(list)
    for one in comparable:
        for year in one.indicator.years:
            if actual_number(year) is not None:
                years[year.period].append((one.code, year))
    return [_figures(period, years[period]) for period in sorted(years, key=_newest_first)]


def _newest_first(period: str) -> tuple[int, str]:
    return -int(period.removeprefix("calendar-")), period


def _figures(period: str, found: Sequence[tuple[str, YearSummary]]) -> YearFigures:
    actuals = [number for _, year in found if (number := actual_number(year)) is not None]
    rates = [Decimal(year.achievement) for _, year in found if year.achievement is not None]
    judged = [year.attained for _, year in found if year.attained is not None]
    return YearFigures(
        period=period,
        cities=len({code for code, _ in found}),
        actuals=len(actuals),
        median_actual=median(actuals),
        rates=len(rates),
        median_rate=median(rates),
        judged=len(judged),
        attained=sum(judged),
    )


def median(numbers: Sequence[Decimal]) -> Decimal | None:
    """The median, of an even number of figures the mean of the middle two; None below two.

    >>> median([Decimal(3), Decimal(1), Decimal(8)]), median([Decimal(1)])
    (Decimal('3'), None)
    """
    if len(numbers) < 2:  # noqa: PLR2004  (one figure is no distribution)
        return None
    ordered, middle = sorted(numbers), len(numbers) // 2
    if len(ordered) % 2:
        return ordered[middle]
    mean = _EXACT.divide(_EXACT.add(ordered[middle - 1], ordered[middle]), Decimal(2))
    return mean.quantize(_SIX_PLACES, ROUND_HALF_EVEN, _EXACT).normalize(_EXACT)
