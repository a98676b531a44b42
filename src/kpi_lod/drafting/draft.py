"""``kpi-lod draft``: a document → the words of a submission, doubts, and a page to review them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kpi_lod.errors import FileName, Finding
from kpi_lod.submissions.plain import Plain


@dataclass(frozen=True, slots=True)
class Draft:
    """The words of the submission, the doubts about it, and the files written."""

    words: Plain
    doubts: Sequence[Finding]
    files: tuple[Path, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether the municipality is known: what has none cannot be checked."""
        return isinstance(self.words, dict) and bool(self.words.get("municipality"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """``output``: .yaml, .yml or .xlsx; ``review``: the page with source beside draft."""

    output: Path | None = None
    municipality: str | None = None
    review: Path | None = None
    force: bool = False


def draft(document: FileName, wanted: Wanted) -> Draft:
    """Read the document and write the draft."""
    raise NotImplementedError((document, wanted))
