"""A draft that is not written yet: what came of a document, in words and with its notes."""

from __future__ import annotations

from dataclasses import dataclass

from kpi_lod.documents.document import Document
from kpi_lod.drafting.doubts import comments
from kpi_lod.drafting.notes import Notes
from kpi_lod.errors import Finding
from kpi_lod.submissions.plain import Plain, yaml_text


@dataclass(frozen=True, slots=True)
class Drafted:
    """The words of a submission, the doubts about them, and where they were printed."""

    document: Document
    words: dict[str, Plain]
    doubts: tuple[Finding, ...]
    notes: Notes

    @property
    def text(self) -> str:
        """The YAML, the doubts as comments above it."""
        return f"{comments(self.doubts)}{yaml_text(self.words)}"
