"""What was found in a document: projects, their KPIs and figures, as printed, each with its place.

Texts stay as they are printed. What the document does not say is "" or None or empty.
"""

from __future__ import annotations

from dataclasses import dataclass

from kpi_lod.records import Period


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed figure of a KPI, or the word that stands in its place.

    ``kind``: baseline, target, revised-target, actual or forecast. ``period`` is None where no year
    stands with it or above it: the document's own year is taken then, and said to be judged.
    ``value``: the number as printed without its unit, or the word (``集計中``, ``-``, "" for a
    blank cell); ``as_written``: what is printed, with unit and marks. ``unit``: printed with the
    figure itself. ``status``: given where words outside ``value`` decide it (速報値 in a heading).
    """

    kind: str
    period: Period | None
    value: str
    as_written: str
    at: str
    unit: str = ""
    status: str = ""
    note: str = ""
    numerator: str = ""
    denominator: str = ""


@dataclass(frozen=True, slots=True)
class FoundKpi:
    """A KPI; ``unit`` as printed ("" if nowhere), level, direction and basis only where printed."""

    name: str
    unit: str
    figures: tuple[Figure, ...]
    at: str
    level: str = ""
    direction: str = ""
    basis: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of a project: ``kind`` as in the amount-kind scheme, ``value`` as printed without
    unit, ``scale`` the factor to yen (千円: 1000).
    """

    kind: str
    period: Period | None
    value: str
    as_written: str
    at: str
    scale: int = 1


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What the national form says after the project: printed ratings and comments of one year."""

    period: Period | None
    effect: str = ""
    external_review: str = ""
    comment: str = ""
    next_step: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """Something that was done, with its own figure where one is printed; no KPI."""

    text: str
    at: str
    count: str = ""
    unit: str = ""
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class FoundProject:
    """A project (事業). ``programme`` is the printed name of the grant; years are fiscal years.

    ``partners``: six-digit codes of other municipalities that the text names as taking part.
    """

    name: str
    at: str
    kpis: tuple[FoundKpi, ...] = ()
    programme: str = ""
    departments: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    programme_year: int | None = None
    subsidy_rate: tuple[int, int] | None = None
    money: tuple[Money, ...] = ()
    evaluated: tuple[Evaluated, ...] = ()
    done: tuple[Done, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a person must look at; ``key`` names its text in messages.toml (``draft-…``),
    ``fields`` fill it, ``at`` is the place in the document.
    """

    key: str
    at: str
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """All of a document. ``municipality`` is a six-digit code, "" if it cannot be told;
    ``reporting_year`` the fiscal year the document is about, None if it cannot be told.
    """

    title: str
    municipality: str
    reporting_year: int | None
    projects: tuple[FoundProject, ...]
    doubts: tuple[Doubt, ...] = ()
