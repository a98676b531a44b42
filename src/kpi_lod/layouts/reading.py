"""A Document → Found: blocks in order, tables by their headings, free texts by their words."""

from __future__ import annotations

from dataclasses import replace

from kpi_lod.documents.document import Document, Paragraph, Table
from kpi_lod.layouts.context import about, partners, programme
from kpi_lod.layouts.context.programmes import whole_grant
from kpi_lod.layouts.found import Found, FoundProject
from kpi_lod.layouts.gathering import Gathering
from kpi_lod.layouts.paragraphs.project_headings import Headings
from kpi_lod.layouts.paragraphs.reading import read_paragraph, settle
from kpi_lod.layouts.scope import Scope
from kpi_lod.layouts.tables.amounts import amounts_in
from kpi_lod.layouts.tables.table import read_table
from kpi_lod.layouts.torn.rejoining import rejoined
from kpi_lod.layouts.unnamed import unnamed, with_name


def found(document: Document) -> Found:
    """What the document reports. Never raises for what it prints: what is unclear is a doubt."""
    whole = about(document)
    gathering = Gathering(whole.reporting_year)
    scope = Scope(gathering, headings=Headings(whole.title))
    for section in document.sections:
        scope.headings.clear()
        at = ""
        for block in rejoined(section.blocks):
            _read(block, scope, at)
            at = block.at if isinstance(block, Paragraph) else ""
        settle(scope)
    grant = programme(whole.title)
    projects = tuple(
        replace(project, programme=whole_grant(project.programme, grant))
        for project in (_with_partners(p, whole.municipality) for p in gathering.frozen())
    )
    named = tuple(with_name(project, document, whole.title) for project in projects)
    doubts = (*whole.doubts, *gathering.doubts, *unnamed(projects, named))
    return Found(whole.title, whole.municipality, whole.reporting_year, named, doubts)


def _read(block: Table | Paragraph, scope: Scope, above: str) -> None:
    """Read a block; ``above`` is the place of the line right above, which may name its KPI."""
    if isinstance(block, Table):
        kpi = scope.kpi if scope.kpi is not None and scope.kpi.at == above else None
        settle(scope)
        scope.kpi = kpi
        read_table(block, scope, read_paragraph)
    else:
        scope.amounts_in = amounts_in(block.text) or scope.amounts_in
        read_paragraph(block, scope)


def _with_partners(project: FoundProject, own: str) -> FoundProject:
    texts = (project.name, *(kpi.name for kpi in project.kpis))
    codes = (code for text in texts for code in partners(text, own))
    return replace(project, partners=tuple(dict.fromkeys(codes)))
