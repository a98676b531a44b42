"""Invented summaries of municipalities, for pages about all of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from kpi_lod.register.municipalities import municipalities
from kpi_lod.release.pages.topics import long_lists, pages_of_prefecture, pages_of_topics
from kpi_lod.release.summary import (
    IndicatorSummary,
    MoneySummary,
    ProjectSummary,
    SideSummary,
    Summary,
    YearSummary,
)
from kpi_lod.settings import Publication


def year(
    period: str, target: str | None, actual: str | None, rate: str | None = None
) -> YearSummary:
    """A year of a KPI that is meant to grow; a missing actual is being compiled."""
    attained = None
    if target is not None and actual is not None:
        attained = float(actual) >= float(target)
    return YearSummary(
        period=period,
        target=None if target is None else SideSummary(target, "measured"),
        actual=SideSummary(actual, "measured" if actual else "being-compiled"),
        attained=attained,
        achievement=rate,
        reason=None if rate else "no-actual",
    )


KPI = IndicatorSummary(
    id="reach",
    name="参加者の<数>",
    unit="person",
    area="municipality",
    basis="per-period",
    direction="increase",
    level=None,
    concept="participants",
    match="exact",
    judged=("basis",),
    years=(year("2022", "10", "8", "0.8"), year("2023", "10", "20", "2"), year("2024", "30", None)),
)
PROJECT = ProjectSummary(
    id="fair",
    name="市の催し",
    reporting_year=2023,
    programme="regional-promotion",
    first_year=2022,
    last_year=2024,
    partners=(),
    indicators=(KPI,),
    money=(MoneySummary("2023", "grant", "5000"), MoneySummary("2023", "initial", "1")),
)


def city(code: str, *indicators: IndicatorSummary) -> Summary:
    project = PROJECT._replace(indicators=indicators or (KPI,))
    return Summary(code=code, triples=100, submissions=(), projects=(project,))


def country(count: int = 1_741) -> list[Summary]:
    """That many municipalities with the same project each."""
    rows = municipalities().items()
    codes = [code for code, row in rows if row.kind not in ("prefecture", "ward")]
    return [city(code) for code in codes[:count]]


def made(settings: Publication, summaries: Sequence[Summary]) -> dict[str, bytes]:
    """All pages of harmonised indicators and programmes, also those by prefecture."""
    found, lists = dict(pages_of_topics(settings, summaries)), long_lists(summaries)
    for _, ones in groupby(summaries, key=lambda one: one.code[:2]):
        found |= pages_of_prefecture(settings, [*ones], lists)
    return found
