"""A Document → Found: blocks in order, tables by their headings, free texts by their words."""

from __future__ import annotations

from kpi_lod.documents.document import Document
from kpi_lod.layouts.found import Found


def found(document: Document) -> Found:
    """What the document reports. Never raises for what it prints: what is unclear is a doubt."""
    raise NotImplementedError(document)
