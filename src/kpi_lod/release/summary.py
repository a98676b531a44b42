"""What the files about all municipalities need to know of each one, small enough to hold 1,741.

In: a municipality's data. Out: :class:`Summary`, and as JSON, in which it is kept beside what was
built of the municipality. Numbers are texts in canonical form, as they stand in the RDF.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from kpi_lod.current import IndicatorNow, Printed, ProjectCurrent, Result
from kpi_lod.dataset import MunicipalityData
from kpi_lod.japanese.numbers import canonical_text


class SideSummary(NamedTuple):
    """A target or an actual: its number, or the status that says why there is none."""

    number: str | None
    status: str


class YearSummary(NamedTuple):
    """The result of one period (``2023``, ``calendar-2023``); rates are ratios (1 = 100 %)."""

    period: str
    target: SideSummary | None
    actual: SideSummary | None
    attained: bool | None
    achievement: str | None
    reason: str | None


class IndicatorSummary(NamedTuple):
    """An indicator; ``area``: municipality, partners, a label of its own, or None."""

    id: str
    name: str
    unit: str
    area: str | None
    basis: str | None
    direction: str | None
    level: str | None
    concept: str | None
    match: str | None
    judged: tuple[str, ...]
    years: tuple[YearSummary, ...]


class MoneySummary(NamedTuple):
    """An amount that speaks now, in yen."""

    period: str
    kind: str
    yen: str


class ProjectSummary(NamedTuple):
    """A project as it is described now; ``reporting_year``: of the newest edition with it."""

    id: str
    name: str
    reporting_year: int
    programme: str
    first_year: int | None
    last_year: int | None
    partners: tuple[str, ...]
    indicators: tuple[IndicatorSummary, ...]
    money: tuple[MoneySummary, ...]


class SubmissionSummary(NamedTuple):
    """A submission; ``withdrawn``: the reason it was taken back."""

    id: str
    title: str
    reporting_year: int
    revision: int
    terms: str
    url: str | None
    withdrawn: str | None


class Summary(NamedTuple):
    """One municipality in a release; ``triples``: of all its graphs."""

    code: str
    triples: int
    submissions: tuple[SubmissionSummary, ...]
    projects: tuple[ProjectSummary, ...]

    def json(self) -> bytes:
        """As it is kept: lists without names, for there are half a million of them in a country."""
        return json.dumps(self, ensure_ascii=False, separators=(",", ":")).encode()


def summary(data: MunicipalityData, triples: int) -> Summary:
    """The summary of a municipality with that many distinct triples."""
    return Summary(
        code=data.code,
        triples=triples,
        submissions=tuple(
            SubmissionSummary(
                id=one.id,
                title=one.source.title,
                reporting_year=one.reporting_year,
                revision=one.revision,
                terms=one.source.terms,
                url=one.source.url,
                withdrawn=one.withdrawn,
            )
            for one in data.editions
        ),
        projects=tuple(map(_project, data.projects)),
    )


def _project(current: ProjectCurrent) -> ProjectSummary:
    project = current.now.project
    return ProjectSummary(
        id=project.id,
        name=project.name,
        reporting_year=current.now.reporting_year,
        programme=project.programme,
        first_year=project.first_year,
        last_year=project.last_year,
        partners=project.partners,
        indicators=tuple(map(_indicator, current.indicators)),
        money=tuple(
            MoneySummary(period.key, kind, canonical_text(cell.value))
            for period, kind, cell in current.amounts_now()
            if cell.value is not None
        ),
    )


def _indicator(now: IndicatorNow) -> IndicatorSummary:
    one = now.indicator
    return IndicatorSummary(
        id=one.id,
        name=one.name,
        unit=one.unit,
        area=one.area,
        basis=one.basis,
        direction=one.direction,
        level=one.level,
        concept=one.concept,
        match=one.match,
        judged=one.judged,
        years=tuple(map(_year, now.results)),
    )


def _year(result: Result) -> YearSummary:
    rate = result.rates.achievement
    return YearSummary(
        period=result.period.key,
        target=_side(result.target),
        actual=_side(result.actual),
        attained=result.rates.attained,
        achievement=None if rate is None else canonical_text(rate),
        reason=result.rates.reason,
    )


def _side(cell: Printed | None) -> SideSummary | None:
    if cell is None:
        return None
    number = None if cell.value is None else canonical_text(cell.value)
    return SideSummary(number, cell.reading.status)


def read_summary(content: bytes) -> Summary:
    """The summary that :meth:`Summary.json` wrote.

    Raises ValueError or TypeError where it is not one.
    """
    code, triples, submissions, projects = json.loads(content)
    return Summary(
        code,
        triples,
        tuple(map(SubmissionSummary._make, submissions)),
        tuple(map(_read_project, projects)),
    )


def _read_project(kept: Sequence[Any]) -> ProjectSummary:
    *described, partners, indicators, money = kept
    inside = tuple(map(_read_indicator, indicators)), tuple(map(MoneySummary._make, money))
    return ProjectSummary._make((*described, tuple(partners), *inside))


def _read_indicator(kept: Sequence[Any]) -> IndicatorSummary:
    *described, judged, years = kept
    return IndicatorSummary._make((*described, tuple(judged), tuple(map(_read_year, years))))


def _read_year(kept: Sequence[Any]) -> YearSummary:
    period, target, actual, *told = kept
    return YearSummary(period, _read_side(target), _read_side(actual), *told)


def _read_side(kept: Sequence[Any] | None) -> SideSummary | None:
    return SideSummary._make(kept) if kept else None
