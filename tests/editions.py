"""Invented editions for tests: a small city's submissions as records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from kpi_lod.errors import Finding, Place
from kpi_lod.iris import PublisherIris
from kpi_lod.records import (
    Amount,
    Indicator,
    Measurement,
    Period,
    Project,
    Reading,
    Source,
    Submission,
)
from kpi_lod.submissions.collection import by_municipality, group_findings

PUBLISHER = PublisherIris("https://example.org/kpi/")
PLACES = {"": Place("x.yaml", 1, 1), "id": Place("x.yaml", 2, 1)}


def reading(value: str | None, status: str = "measured", *, unit: str = "person") -> Reading:
    number = None if value is None else Decimal(value)
    return Reading(status=status, value=number, unit=unit, as_written=value or status)


def measurement(
    year: int | None, kind: str, value: str | None, status: str = "measured"
) -> Measurement:
    return Measurement(Period(year), kind, reading(value, status))


def amount(year: int, kind: str, value: str | None, status: str = "measured") -> Amount:
    return Amount(Period(year), kind, reading(value, status, unit="yen"))


def indicator(*measurements: Measurement, name: str = "visitors") -> Indicator:
    return Indicator(
        id=name,
        name="来訪者数",
        unit="person",
        area="municipality",
        measurements=measurements,
        direction="increase",
        places=PLACES,
    )


def project(*indicators: Indicator, amounts: tuple[Amount, ...] = ()) -> Project:
    return Project(
        id="castle",
        name="城の公開",
        programme="regional-promotion",
        indicators=indicators,
        amounts=amounts,
        places=PLACES,
    )


def edition(year: int, *projects: Project, revision: int = 1) -> Submission:
    return Submission(
        municipality="032018",
        id=f"{year}-all" if revision == 1 else f"{year}-all-{revision}",
        reporting_year=year,
        source=Source("報告", "not-stated"),
        projects=projects,
        revision=revision,
        places={**PLACES, "id": Place(f"{year}-{revision}.yaml", 2, 1)},
    )


def findings_between(submissions: Iterable[Submission]) -> list[Finding]:
    """What is wrong between the submissions of each municipality."""
    groups = by_municipality(submissions).values()
    return [found for group in groups for found in group_findings(group)]


def withdrawn(submission: Submission) -> Submission:
    return replace(submission, withdrawn="誤った資料のため")
