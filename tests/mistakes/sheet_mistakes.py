"""Mistakes that only rows of cells can have: rows of 実績 of one KPI, and where it is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class SheetMistake:
    """Rows of the sheet 実績, column key → text; ``place`` is the cell that is told."""

    rows: Sequence[Mapping[str, str]]
    code: str
    place: str


MISTAKES = [
    SheetMistake([{"kpi": "x", "period": "R6", "actual": "1"}], "row-without-owner", "実績!B5"),
    SheetMistake([{"actual": "1"}], "missing-cell", "実績!A5"),
    SheetMistake(
        [{"period": "R6", "actual": "1"}, {"period": "R6", "actual": "2"}],
        "repeated-cell",
        "実績!D6",
    ),
    SheetMistake(
        [{"period": "R6", "target": "1", "actual": "2", "note": "速報"}],
        "details-of",
        "実績!F5",
    ),
    SheetMistake(
        [{"period": "R6", "target": "1", "actual": "2", "details-of": "x", "note": "速報"}],
        "value-allowed",
        "実績!F5",
    ),
]
