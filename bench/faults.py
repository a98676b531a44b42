"""The faults of the invented submissions: each a function project → project and its results.

A fault takes the place of a project's last KPI or changes its money. ``expected`` counts the
validation results, by the local name of the shape or constraint, that a correct engine reports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from bench.invented import REPORTING_YEAR, YEN, Kind, number

from kpi_lod.records import Amount, Indicator, Measurement, Period, Project, Reading

PEOPLE = Kind("people", "参加者数", "person", None, "per-period", (0, 0))
SHARE = Kind("share", "満足度", "percent", None, "point-in-time", (0, 0))
TOKYO = "130001"
THOUSANDS = replace(PEOPLE, scale=1000, unit_as_written="千人")


@dataclass(frozen=True, slots=True)
class Fault:
    """How a project goes wrong; ``expected``: shape → number of results."""

    apply: Callable[[Project], Project]
    expected: Mapping[str, int]


def _kpi(kind: Kind, name: str, *measurements: Measurement) -> Indicator:
    return Indicator(
        id=f"fault-{name}",
        name=kind.name,
        unit=kind.unit,
        area="municipality",
        measurements=measurements,
        direction="increase",
        basis=kind.basis,
    )


def _with(project: Project, indicator: Indicator) -> Project:
    return replace(project, indicators=(*project.indicators[:-1], indicator))


def _with_amounts(project: Project, *amounts: Amount) -> Project:
    by_year = sorted(amounts, key=lambda amount: amount.period.order)
    return replace(project, amounts=tuple(by_year))


def _year(project: Project, offset: int = 0) -> int:
    assert project.first_year is not None
    return project.first_year + offset


def _cell(year: int, kind: str, reading: Reading) -> Measurement:
    return Measurement(Period(year), kind, reading)


def _people(year: int, kind: str, value: int) -> Measurement:
    return _cell(year, kind, number(PEOPLE, Decimal(value)))


def _described(name: str, **changes: object) -> Callable[[Project], Project]:
    """A KPI whose figures are right and whose description is changed."""

    def apply(project: Project) -> Project:
        kpi = _kpi(PEOPLE, name, _people(_year(project), "target", 100))
        return _with(project, replace(kpi, **changes))  # type: ignore[arg-type]

    return apply


def _ten_times(project: Project) -> Project:
    year = _year(project)
    cells = (_people(year, "target", 30), _people(year, "actual", 300))
    return _with(project, _kpi(PEOPLE, "ten-times", *cells))


def _cumulative_falls(project: Project) -> Project:
    cells = (_people(_year(project), "actual", 50), _people(_year(project, 1), "actual", 40))
    kpi = _kpi(PEOPLE, "cumulative", *cells)
    return _with(project, replace(kpi, basis="cumulative"))


def _too_early(project: Project) -> Project:
    return _with(project, _kpi(PEOPLE, "early", _people(REPORTING_YEAR + 1, "actual", 40)))


def _before_project(project: Project) -> Project:
    return _with(project, _kpi(PEOPLE, "before", _people(_year(project, -1), "target", 40)))


def _percent(project: Project) -> Project:
    reading = number(SHARE, Decimal(120))
    return _with(project, _kpi(SHARE, "percent", _cell(_year(project), "actual", reading)))


def _ratio(denominator: int) -> Callable[[Project], Project]:
    def apply(project: Project) -> Project:
        fraction = {"numerator": Decimal(200), "denominator": Decimal(denominator)}
        reading = replace(number(SHARE, Decimal("71.6")), **fraction)  # type: ignore[arg-type]
        return _with(project, _kpi(SHARE, "ratio", _cell(_year(project), "actual", reading)))

    return apply


def _mixed_scale(project: Project) -> Project:
    year, value = _year(project), Decimal(14_000)
    whole = replace(number(PEOPLE, value), as_written="14,000人")
    cells = (_cell(year, "target", number(THOUSANDS, value)), _cell(year, "actual", whole))
    return _with(project, _kpi(THOUSANDS, "scale", *cells))


def _grant(change: Callable[[Decimal, Decimal], Decimal]) -> Callable[[Project], Project]:
    """The first year's grant, made from the expenditure and the right grant."""

    def apply(project: Project) -> Project:
        first = Period(_year(project))
        paid = {a.kind: a.reading.value for a in project.amounts if a.period == first}
        spent, right = paid["eligible-expenditure"], paid["grant"]
        assert spent is not None
        assert right is not None
        wrong = Amount(first, "grant", number(YEN, change(spent, right)))
        others = (a for a in project.amounts if (a.period, a.kind) != (first, "grant"))
        return _with_amounts(project, *others, wrong)

    return apply


def _settlement(text: str, value: str) -> Callable[[Project], Project]:
    def apply(project: Project) -> Project:
        reading = replace(number(YEN, Decimal(value)), as_written=text)
        wrong = Amount(Period(_year(project)), "settlement", reading)
        return _with_amounts(project, *project.amounts, wrong)

    return apply


def _without_area(project: Project) -> Project:
    """A joint project one KPI of which does not say whose figures it gives."""
    kpi = _kpi(PEOPLE, "area", _people(_year(project), "target", 100))
    joint = replace(project, partners=project.partners or (TOKYO,))
    return _with(joint, replace(kpi, area=None))


FAULTS: Mapping[str, Fault] = {
    "no direction": Fault(_described("direction", direction=None), {"direction-stated": 1}),
    "no basis": Fault(_described("basis", basis=None), {"basis-stated": 1}),
    "not reviewed": Fault(_described("reviewed", reviewed=False), {"indicator-reviewed": 1}),
    "other unit than its concept": Fault(
        _described("concept", concept="sales", match="exact"), {"exact-match-unit": 1}
    ),
    "ten times the target": Fault(_ten_times, {"ten-times": 1}),
    "cumulative figures fall": Fault(_cumulative_falls, {"cumulative-falls": 1}),
    "actual of a year to come": Fault(_too_early, {"period-not-over": 1}),
    "target before the project": Fault(_before_project, {"before-project": 1}),
    "120 percent": Fault(_percent, {"measurement-percent": 1}),
    "not numerator ÷ denominator": Fault(_ratio(303), {"ratio-differs": 1}),
    "denominator 0": Fault(_ratio(0), {"measurement-denominator": 1, "ratio-differs": 1}),
    "千 missing": Fault(_mixed_scale, {"mixed-scale": 1}),
    "grant a yen too high": Fault(_grant(lambda spent, right: right + 1), {"grant-rate": 1}),
    "grant above expenditure": Fault(
        _grant(lambda spent, right: spent + 1), {"grant-over-expenditure": 1, "grant-rate": 1}
    ),
    "negative settlement": Fault(_settlement("△5,000", "-5000"), {"amount-negative": 1}),
    "half a yen": Fault(_settlement("5,000.5", "5000.5"), {"amount-value": 1}),
    "joint project without area": Fault(_without_area, {"measurement-area": 1, "result-area": 1}),
}
NOT_STATED = {"terms-stated": 1}
"""What a submission whose source states no terms of reuse gives."""


def total(faults: Mapping[str, int], not_stated: int) -> Counter[str]:
    """The results to expect: shape → how many; ``faults``: name → how often it was put in."""
    expected = Counter({name: count * not_stated for name, count in NOT_STATED.items()})
    for name, times in faults.items():
        for shape, count in FAULTS[name].expected.items():
            expected[shape] += count * times
    return +expected
