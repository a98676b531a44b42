"""What was found in a document → the words of its submission; pure."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_lod.documents.document import Document
from kpi_lod.drafting.context import Drafting
from kpi_lod.drafting.ids import ids
from kpi_lod.drafting.periods import period_key
from kpi_lod.drafting.printable import printable
from kpi_lod.drafting.projects import project_words
from kpi_lod.layouts.found import Found, FoundProject
from kpi_lod.records import Period
from kpi_lod.submissions.plain import Plain
from kpi_lod.submissions.reader import FORMAT
from kpi_lod.vocabulary import NOT_STATED


def submission_words(document: Document, found: Found, drafting: Drafting) -> dict[str, Plain]:
    """The words; keys that the document says nothing of are not there."""
    words: dict[str, Plain] = {"kpi-lod": FORMAT}
    if drafting.municipality:
        words["municipality"] = drafting.municipality
    year = period_key(Period(drafting.year)) if drafting.year else ""
    words["id"] = f"{drafting.year}-report" if year else "report"
    if year:
        words["reporting-year"] = year
    words["revision"] = "1"
    words["source"] = _source(document, found)
    words["projects"] = list(_projects(found.projects, drafting))
    return words


def _source(document: Document, found: Found) -> dict[str, Plain]:
    title = printable(found.title) or printable(document.title) or printable(document.file)
    texts = {"title": title, "file": printable(document.file), "sha256": document.sha256}
    return {**{key: text for key, text in texts.items() if text}, "terms": NOT_STATED}


def _projects(projects: Sequence[FoundProject], drafting: Drafting) -> list[Plain]:
    names = [printable(one.name) or f"project {n}" for n, one in enumerate(projects, 1)]
    called = ids(names, known=drafting.earlier.projects, prefix="project")
    pairs = enumerate(zip(projects, called, strict=True))
    return [project_words(one, key, f"projects[{n}]", drafting) for n, (one, key) in pairs]
