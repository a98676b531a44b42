"""What is odd in one submission: it can be read and published, but is hardly what was meant.

In: a submission that was read without a violation. Out: warnings. What the data as a whole must
keep to is in the shapes; here is what only shows beside the print.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from kpi_lod.errors import Finding, Place, Severity, finding
from kpi_lod.records import Indicator, Period, Project, Reading, Submission
from kpi_lod.submissions.counts import odd_counts
from kpi_lod.submissions.likeness import folded, repeated

_SUMS = {"cumulative": "per-period", "cumulative-increment": "increment"}
"""Basis of a running sum → basis of what it sums."""

_SUMMED = ("target", "actual")
_REPORTED = {"actual", "forecast"}
_NOT_EXACT = ("approximate", "estimated", "provisional")
_ADDED_UP = re.compile(r"累計|累積|単年度?|増加分")


def oddities(submission: Submission) -> Iterator[Finding]:
    """All of it, project by project."""
    yield from _no_actual(submission)
    yield from _left_out(submission)
    for project in submission.projects:
        yield from _other_year(project, submission.reporting_year)
        if not project.indicators:
            yield _warning("empty/kpis", project.places["kpis"], found=project.id)
        yield from _same_names(project)
        yield from _sums(project)
        for indicator in project.indicators:
            for rule in _RULES:
                yield from rule(indicator)


def _no_actual(submission: Submission) -> Iterator[Finding]:
    """Not one KPI has an actual of the year that is reported, nor a reason for having none."""
    kpis = [kpi for project in submission.projects for kpi in project.indicators]
    cells = [cell for kpi in kpis for cell in kpi.measurements]
    years = {cell.period.year for cell in cells if cell.kind == "actual"}
    year = submission.reporting_year
    if submission.withdrawn is None and cells and year not in years:
        place = submission.places["reporting-year"]
        yield _warning("empty/actuals", place, found=year, count=len(kpis))


def _left_out(submission: Submission) -> Iterator[Finding]:
    """KPIs with a target of the year that is reported and no actual, though others have one.

    A correction speaks for the cells only that it prints.
    """
    if submission.withdrawn is not None or submission.revision > 1:
        return
    year = Period(submission.reporting_year)
    kpis = [kpi for project in submission.projects for kpi in project.indicators]
    rows = [(k, {m.kind: m for m in k.measurements if m.period == year}) for k in kpis]
    if not any("actual" in cells for _, cells in rows):
        return
    for kpi, cells in rows:
        target = cells.get("target") or cells.get("revised-target")
        if target is not None and not cells.keys() & _REPORTED:
            place = target.reading.places[""]
            way = f"{place.pointer.rpartition('.')[0]}.actual"
            here = replace(place, pointer=way)
            yield _warning("actual-missing", here, found=kpi.id, year=year.year)


def _other_year(project: Project, reporting_year: int) -> Iterator[Finding]:
    """The year of the project is counted from its first one."""
    stated, first = project.programme_year, project.first_year
    if stated is None or first is None or stated == reporting_year - first + 1:
        return
    due = reporting_year - first + 1
    place = project.places["programme-year"]
    key = "programme-year" if due > 0 else "programme-year/before"
    yield _warning(key, place, found=stated, due=due, first=first, year=reporting_year)


def _no_values(indicator: Indicator) -> Iterator[Finding]:
    if not indicator.measurements:
        yield _warning("empty/values", indicator.places["values"], found=indicator.id)


def _fractions(indicator: Indicator) -> Iterator[Finding]:
    """A percentage written as 0.77: all numbers up to 1, and nothing that says it is so."""
    numbers = [m.reading for m in indicator.measurements if m.reading.value is not None]
    if indicator.unit != "percent" or any(_is_stated(one) for one in numbers):
        return
    parts = [one for one in numbers if one.value]
    if parts and all(0 < (one.value or 0) <= 1 for one in parts):
        place = parts[0].places[""]
        yield _warning("percent-as-fraction", place, found=parts[0].as_written, kpi=indicator.id)


def _is_stated(reading: Reading) -> bool:
    """Whether the percentage was printed with its sign, or can be computed."""
    return "%" in reading.as_written or "％" in reading.as_written or bool(reading.denominator)


def _no_places(indicator: Indicator) -> Iterator[Finding]:
    """Nobody has looked at the values yet, and nobody could find them in the document."""
    if indicator.reviewed:
        return
    lost = [one.reading for one in indicator.measurements if not one.reading.at]
    if lost:
        place, count = lost[0].places[""], len(lost)
        yield _warning("place-missing", place, found=indicator.id, count=count)


_RULES: tuple[Callable[[Indicator], Iterator[Finding]], ...] = (
    *(_no_values, _fractions, _no_places, odd_counts),
)


def _same_names(project: Project) -> Iterator[Finding]:
    """A KPI that stands twice: the same name, unit, basis and area under two ids."""
    named = {kpi.id: kpi for kpi in project.indicators}
    whole = ((i.id, i.name, (i.unit, i.basis, i.area)) for i in project.indicators)
    for key, first in repeated(whole):
        ja, en = named[first].places["id"].within
        place = named[key].places["id"]
        yield _warning("same-name", place, found=key, first=first, other_ja=ja, other_en=en)


def _sums(project: Project) -> Iterator[Finding]:
    """A running sum beside what it sums: the step from year to year must be that year's number.

    The two are linked by their names, which differ in 累計 and the like only.
    """
    parts = {_summed_key(kpi, kpi.basis): kpi for kpi in project.indicators}
    for total in project.indicators:
        part = parts.get(_summed_key(total, _SUMS.get(total.basis or "")))
        if part is not None and total.basis in _SUMS:
            for kind in _SUMMED:
                yield from _steps(_exact(total, kind), _exact(part, kind), total, part)


def _summed_key(kpi: Indicator, basis: str | None) -> tuple[object, ...]:
    return folded(_ADDED_UP.sub("", kpi.name)), kpi.unit, kpi.area, basis


def _exact(kpi: Indicator, kind: str) -> dict[int, Reading]:
    """Fiscal year → the number that was printed without reserve."""
    return {
        m.period.year: m.reading
        for m in kpi.measurements
        if m.kind == kind and m.period.year is not None and not m.period.calendar
        if m.reading.value is not None and m.reading.status not in _NOT_EXACT
    }


def _steps(
    totals: dict[int, Reading], parts: dict[int, Reading], total: Indicator, part: Indicator
) -> Iterator[Finding]:
    for year, now in totals.items():
        before, step = totals.get(year - 1), parts.get(year)
        if before is None or step is None:
            continue
        rest = _value(before) + _value(step) - _value(now)
        if abs(rest) > sum(_rounded_by(one) for one in (before, step, now)):
            shown = f"{before.as_written} + {step.as_written} ≠ {now.as_written}"
            place = now.places[""]
            yield _warning("cumulative-sum", place, found=shown, kpi=total.id, part=part.id)


def _value(reading: Reading) -> Decimal:
    return reading.value or Decimal(0)


def _rounded_by(reading: Reading) -> Decimal:
    """How far the exact number may be from the print: half of its last place, 0 for counts."""
    printed = (_value(reading) / reading.scale).normalize()
    places = max(0, -int(printed.as_tuple().exponent))
    if reading.scale == 1 and not places:
        return Decimal(0)
    return Decimal(reading.scale).scaleb(-places) / 2


def _warning(code: str, place: Place, **fields: object) -> Finding:
    return finding(code, place, severity=Severity.WARNING, **fields)
