"""What surrounds the figures: whose document it is, its year, its projects' descriptions. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from kpi_lod.documents.document import Document
from kpi_lod.layouts.context.contacts import without_contacts
from kpi_lod.layouts.context.departments import departments
from kpi_lod.layouts.context.headlines import title
from kpi_lod.layouts.context.municipality import municipality
from kpi_lod.layouts.context.partners import partners
from kpi_lod.layouts.context.programmes import programme
from kpi_lod.layouts.context.project_years import project_years
from kpi_lod.layouts.context.reporting_year import reporting_year
from kpi_lod.layouts.context.subsidy import subsidy_rate
from kpi_lod.layouts.found import Doubt

__all__ = [
    "About",
    "about",
    "departments",
    "partners",
    "programme",
    "project_years",
    "subsidy_rate",
    "without_contacts",
]


@dataclass(frozen=True, slots=True)
class About:
    """Title, municipality (six digits, "" if it cannot be told) and fiscal year of a document."""

    title: str
    municipality: str
    reporting_year: int | None
    doubts: tuple[Doubt, ...] = ()


def about(document: Document) -> About:
    """What the document is, by its title, first lines, headings and file name."""
    whose, reported = municipality(document), reporting_year(document)
    return About(title(document), whose.code, reported.year, (*whose.doubts, *reported.doubts))
