"""The closed lists of the workbook: which there are, their defined names, who uses them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kpi_lod.submissions.workbook.layout import Column, Sheet, sheets


@dataclass(frozen=True, slots=True)
class Choice:
    """One list: its defined ``name``, the heading above it, its labels in order."""

    name: str
    heading: str
    labels: tuple[str, ...]


@cache
def choices() -> Mapping[tuple[str, ...], Choice]:
    """All lists by their labels: columns with the same labels share one.

    >>> [one.name for one in choices().values()][:3]
    ['choices_terms', 'choices_programme', 'choices_unit']
    """
    made: dict[tuple[str, ...], Choice] = {}
    for sheet in sheets().values():
        for column in sheet.columns:
            labels = tuple(column.labels)
            if labels and labels not in made:
                made[labels] = _choice(sheet, column, {one.name for one in made.values()})
    return made


def _choice(sheet: Sheet, column: Column, taken: set[str]) -> Choice:
    name, heading = _name(column.key), column.ja
    if name in taken:
        name, heading = f"{name}_{sheet.key}", f"{heading}（{sheet.name}）"
    return Choice(name, heading, tuple(column.labels))


def _name(key: str) -> str:
    return f"choices_{key.rpartition('.')[2].replace('-', '_')}"
