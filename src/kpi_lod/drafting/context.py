"""What the words of one draft are made with: the document's year, what was before, the notes."""

from __future__ import annotations

from dataclasses import dataclass, field

from kpi_lod.drafting.earlier import NOTHING, Earlier
from kpi_lod.drafting.notes import Notes


@dataclass(frozen=True, slots=True)
class Drafting:
    """``year``: the fiscal year the document is about, None if it cannot be told."""

    municipality: str = ""
    year: int | None = None
    earlier: Earlier = NOTHING
    notes: Notes = field(default_factory=Notes)
