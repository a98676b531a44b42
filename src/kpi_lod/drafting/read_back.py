"""The draft read as ``check`` would read it: what is a violation there becomes a doubt."""

from __future__ import annotations

from collections.abc import Iterator

from kpi_lod.drafting.notes import Notes
from kpi_lod.errors import Finding, Severity, clipped
from kpi_lod.layouts.found import Doubt
from kpi_lod.submissions.reader import read_submission

_TOLD = ("missing-key", "empty")
"""What is missing is a doubt already, in words about the document."""


def violations(text: str, notes: Notes) -> Iterator[Doubt]:
    """Doubts about the words of a draft, each where its word was printed."""
    for one in read_submission(text.encode(), "").findings:
        told = one.code in _TOLD or one.place.pointer.endswith(".programme")
        if one.severity is Severity.VIOLATION and not told:
            yield _doubt(one, notes)


def _doubt(one: Finding, notes: Notes) -> Doubt:
    at = notes.place(one.place.pointer)
    told = {"at": at, "pointer": clipped(one.place.pointer), "found_ja": one.ja, "found_en": one.en}
    return Doubt("draft-check", at, tuple(told.items()))
