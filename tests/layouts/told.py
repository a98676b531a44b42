"""A figure as one line of words, so that an example and what is read of it fit on one line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from kpi_lod.documents.text import read_text
from kpi_lod.layouts.found import Figure, FoundProject
from kpi_lod.layouts.printed import Item, Printed
from kpi_lod.layouts.reading import found


def told(figures: Iterable[Printed]) -> list[str]:
    """Value, unit, kind, period, basis, status, role, note and fraction, where there are any."""
    return [" ".join(filter(None, _words(one))) for one in figures]


def told_items(found: Iterable[Item]) -> dict[str, list[str]]:
    """Name → its figures, then unit, level and basis of the name."""
    return {item.name: [*told(item.printed), *_of_name(item)] for item in found}


def _words(one: Printed) -> tuple[str, ...]:
    period = one.period.key if one.period else ""
    note = f"note:{one.note}" if one.note else ""
    shares = f"{one.numerator} of {one.denominator}" if one.numerator else ""
    return (one.value, one.unit, one.kind, period, one.basis, one.status, one.role, note, shares)


def _of_name(item: Item) -> list[str]:
    said = {"unit": item.unit, "level": item.level, "basis": item.basis}
    return [f"{key}={text}" for key, text in said.items() if text]


def examples(name: str) -> list[tuple[str, str]]:
    """The text and what is told of it, of each line of a file of examples."""
    path = Path(__file__).parent / "examples" / name
    lines = path.read_text(encoding="utf-8").split("\n")
    parted = (line.partition("\t") for line in lines if line and not line.startswith("#"))
    return [(text.replace("\\n", "\n"), told) for text, _, told in parted]


def projects_of(text: str) -> Sequence[FoundProject]:
    """The projects that a text tells of."""
    return found(read_text(text.encode(), "document.txt")).projects


def figures_of(text: str) -> dict[str, str]:
    """Name and unit of each KPI that a text tells of → kind, year and value of its figures."""
    return {
        f"{kpi.name} [{kpi.unit}]": ", ".join(map(_of_figure, kpi.figures))
        for project in projects_of(text)
        for kpi in project.kpis
    }


def _of_figure(figure: Figure) -> str:
    period = figure.period.key if figure.period else ""
    return " ".join(filter(None, (figure.kind, period, figure.value)))
