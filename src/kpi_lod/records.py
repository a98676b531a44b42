"""The records of the product: what one municipality reported in one document for one year.

Between reading and mapping everything is one of these frozen records. Codes are those of the
schemes in ontology/; numbers are Decimal and normalised (14,700 千人 is 14700000); a missing number
is None with a status that says why, never 0. ``places`` tells where each field was read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from kpi_lod.errors import Place

Places = Mapping[str, Place]
"""Field name → where it stands; "" is the record itself."""


def _places() -> Places:
    return {}


@dataclass(frozen=True, slots=True)
class Period:
    """A fiscal year (April to March), a calendar year (暦年), or 事業開始前 (``year`` is None)."""

    year: int | None
    calendar: bool = False

    @property
    def key(self) -> str:
        """As it stands in IRIs: 2023, calendar-2023 or before."""
        if self.year is None:
            return "before"
        return f"calendar-{self.year}" if self.calendar else str(self.year)

    @property
    def order(self) -> tuple[int, bool]:
        """Sorts 事業開始前 first, then by the day the period begins (1 January before 1 April)."""
        return (0 if self.year is None else self.year, not self.calendar)

    def begins_after(self, fiscal_year: int) -> bool:
        """Whether the period begins when that fiscal year is over."""
        return self.year is not None and self.year > fiscal_year


BEFORE = Period(None)


@dataclass(frozen=True, slots=True)
class Reading:
    """One printed cell: the number, or the reason there is none, and what was printed.

    ``value`` is normalised, ``scale`` the factor that was applied (千人: 1000); ``unit_as_written``
    is given where it differs from the unit's own label. ``at`` is the place in the document.
    """

    status: str
    value: Decimal | None
    unit: str
    as_written: str
    scale: int = 1
    unit_as_written: str | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    note: str | None = None
    at: str | None = None
    places: Places = field(default_factory=_places, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Measurement:
    """A reading of an indicator for one period; ``kind``: target, actual and so on."""

    period: Period
    kind: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class Amount:
    """A reading of the project's money in yen for one period; ``kind``: grant and so on."""

    period: Period
    kind: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class Activity:
    """What was done (実施内容), with its own figure where one is printed; not a KPI."""

    text: str
    year: int
    reading: Reading | None = None
    places: Places = field(default_factory=_places, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Ratings and comments of the national report form (事業効果, 外部有識者の評価, 今後の方針)."""

    year: int
    effect: str | None = None
    external_review: str | None = None
    comment: str | None = None
    next_step: str | None = None
    reason: str | None = None
    places: Places = field(default_factory=_places, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Indicator:
    """A KPI. ``area``: municipality, partners, a label of its own, or None where a joint project
    does not say. ``judged`` lists what a person decided beyond print.
    """

    id: str
    name: str
    unit: str
    area: str | None
    measurements: tuple[Measurement, ...]
    level: str | None = None
    direction: str | None = None
    basis: str | None = None
    judged: tuple[str, ...] = ()
    concept: str | None = None
    match: str | None = None
    reviewed: bool = True
    places: Places = field(default_factory=_places, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Project:
    """A project (事業). ``subsidy_rate`` is (numerator, denominator); years are fiscal years."""

    id: str
    name: str
    programme: str
    indicators: tuple[Indicator, ...]
    departments: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    programme_year: int | None = None
    subsidy_rate: tuple[int, int] | None = None
    summary: str | None = None
    activities: tuple[Activity, ...] = ()
    amounts: tuple[Amount, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    places: Places = field(default_factory=_places, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Source:
    """The document the city published. ``terms``: an SPDX licence identifier or not-stated."""

    title: str
    terms: str
    url: str | None = None
    file: str | None = None
    sha256: str | None = None
    places: Places = field(default_factory=_places, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Submission:
    """What one municipality reported in one document for one fiscal year.

    ``withdrawn`` is the reason it was taken back, None while it stands.
    """

    municipality: str
    id: str
    reporting_year: int
    source: Source
    projects: tuple[Project, ...]
    revision: int = 1
    withdrawn: str | None = None
    places: Places = field(default_factory=_places, compare=False, repr=False)

    @property
    def edition(self) -> tuple[int, int]:
        """Reporting year and revision: the newest edition speaks for a cell."""
        return self.reporting_year, self.revision
