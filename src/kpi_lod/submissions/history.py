"""What the earlier submissions of a municipality told: the newest of each, and where it stands.

In: earlier editions, oldest first. Out: projects, KPIs and numbers by their ids.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kpi_lod.errors import Place
from kpi_lod.records import Amount, Indicator, Measurement, Period, Project, Reading, Submission

KpiKey = tuple[str, str]
"""Project id and KPI id; the KPI id is "" for the money of the project."""

CellKey = tuple[KpiKey, Period, str]
"""Whose, when, and the kind of value or amount."""


@dataclass(frozen=True, slots=True)
class Told:
    """A number, the submission that told it, and where it stands."""

    edition: Submission
    reading: Reading
    place: Place


@dataclass(frozen=True)
class History:
    """Some editions, oldest first; those taken back are to be left out before."""

    editions: tuple[Submission, ...]

    @cached_property
    def projects(self) -> Mapping[str, tuple[Submission, Project]]:
        """Project id → the newest submission with it, and what it told."""
        return {project.id: (one, project) for one in self.editions for project in one.projects}

    @cached_property
    def indicators(self) -> Mapping[str, Mapping[str, tuple[Submission, Indicator]]]:
        """Project id → KPI id → the newest submission with it, and what it told."""
        found: dict[str, dict[str, tuple[Submission, Indicator]]] = defaultdict(dict)
        for one in self.editions:
            for project in one.projects:
                found[project.id] |= {kpi.id: (one, kpi) for kpi in project.indicators}
        return found

    @cached_property
    def numbers(self) -> Mapping[CellKey, Told]:
        """Cell → its newest number: an older one stands while newer cells only say why not."""
        return {
            key: Told(one, cell.reading, place)
            for one in self.editions
            for key, cell, place in cells(one)
            if cell.reading.value is not None
        }

    @cached_property
    def actuals(self) -> Mapping[KpiKey, Mapping[Period, Told]]:
        """KPI → year → its newest actual; 事業開始前 is no year."""
        found: dict[KpiKey, dict[Period, Told]] = defaultdict(dict)
        for (owner, period, kind), told in self.numbers.items():
            if owner[1] and kind == "actual" and period.year is not None:
                found[owner][period] = told
        return found


def cells(edition: Submission) -> Iterator[tuple[CellKey, Measurement | Amount, Place]]:
    """All values and amounts of a submission, each with its place."""
    for project in edition.projects:
        for indicator in project.indicators:
            for cell in indicator.measurements:
                key = (project.id, indicator.id), cell.period, cell.kind
                yield key, cell, cell.reading.places.get("", indicator.places[""])
        for amount in project.amounts:
            own = (project.id, ""), amount.period, amount.kind
            yield own, amount, amount.reading.places.get("", project.places[""])


def since(edition: Submission, other: Submission) -> dict[str, str]:
    """How to call the report of ``other`` in one of ``edition``, in both languages."""
    years = edition.reporting_year - other.reporting_year
    ja = {0: "同じ年度の別の報告", 1: "昨年度の報告"}
    en = {0: "another report of the same year", 1: "last year's report"}
    year = other.reporting_year
    return {
        "since_ja": ja.get(years, f"{year}年度の報告"),
        "since_en": en.get(years, f"the report of fiscal year {year}"),
        "now_ja": "今回" if years == 0 else "今年度",
        "now_en": "now" if years == 0 else "this year",
    }


def period_words(period: Period) -> tuple[str, str]:
    """How people call a period, in Japanese and English.

    >>> period_words(Period(2023)), period_words(Period(None))
    (('2023年度', 'fiscal year 2023'), ('事業開始前', 'the time before the project'))
    """
    if period.year is None:
        return "事業開始前", "the time before the project"
    if period.calendar:
        return f"暦年{period.year}", f"calendar year {period.year}"
    return f"{period.year}年度", f"fiscal year {period.year}"
