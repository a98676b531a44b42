"""What surrounds the figures: whose document it is, its year, its projects' descriptions. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from kpi_lod.documents.document import Document
from kpi_lod.layouts.found import Doubt


@dataclass(frozen=True, slots=True)
class About:
    """Title, municipality (six digits, "" if it cannot be told) and fiscal year of a document."""

    title: str
    municipality: str
    reporting_year: int | None
    doubts: tuple[Doubt, ...] = ()


def about(document: Document) -> About:
    """What the document is, by its title, first lines, headings and file name."""
    raise NotImplementedError(document)


def departments(text: str) -> tuple[str, ...]:
    """The departments that a text names, without officials, extensions and telephone numbers.

    ``【担当課:地域創生課】`` → 地域創生課; ``学校教育課 学校情報室`` → both.
    """
    raise NotImplementedError(text)


def programme(text: str) -> str:
    """The printed name of a grant in a text (交付金名称, title, heading), "" if it names none."""
    raise NotImplementedError(text)


def project_years(text: str) -> tuple[int, int] | None:
    """The first and last fiscal year that a text gives as the project's period.

    ``実施期間 R4～R8``, ``令和4年度から令和6年度まで``, ``R2年度`` (both the same).
    """
    raise NotImplementedError(text)


def partners(text: str, own: str) -> tuple[str, ...]:
    """The codes of other municipalities that a project's name or a KPI's name lists as taking part.

    ``own``: the document's municipality, which is none of them. Only towns that stand in a list
    that includes it (（青森市、盛岡市、仙台市…）), not every place that is mentioned.
    """
    raise NotImplementedError((text, own))


def subsidy_rate(text: str) -> tuple[int, int] | None:
    """The rate that a heading states: ``交付額(交付対象事業費/2)`` → (1, 2); None if none."""
    raise NotImplementedError(text)
