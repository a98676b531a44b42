"""The words of a torn row → its name, unit, kind and figures, if they fit the headings exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kpi_lod.documents.document import Cell, Table
from kpi_lod.layouts.labels import label
from kpi_lod.layouts.torn_heads import Head, fits, is_count, is_figure, is_kind
from kpi_lod.layouts.unit_words import is_unit


@dataclass(frozen=True, slots=True)
class TornRow:
    """A row; "" for what it has not. ``at`` is where it stands; ``whole``: no figure is missing."""

    name: str
    unit: str
    kind: str
    values: tuple[str, ...]
    at: str
    number: str = ""
    whole: bool = True


def row(parts: Sequence[str], head: Head, at: str) -> TornRow | None:
    """The row of these words, None where they do not fit.

    The figures are taken from the right. Of a row without a name that says it is of actuals, the
    last years may be missing; whether they are, only the other rows tell (:attr:`TornRow.whole`).
    """
    count = head.values
    front, values = list(parts[: max(len(parts) - count, 0)]), tuple(parts[-count:])
    if len(values) == count and all(map(fits, values, head.others)):
        return _fronted(front, head, values, at)
    if len(parts) > count or len(parts) < 2 or not is_kind(parts[0]):  # noqa: PLR2004
        return None
    short = tuple(parts[1:])
    if "actual" not in _kinds(parts[0]) and label_field(parts[0]) != "rate":
        return None
    if not all(map(fits, short, head.others)):
        return None
    return TornRow("", "", parts[0], short, at, whole=False)


def label_field(word: str) -> str:
    """The field that a heading word names, "" if it is none."""
    said = label(word)
    return said.field if said else ""


def _kinds(word: str) -> tuple[str, ...]:
    said = label(word)
    return said.kinds if said else ()


def _fronted(front: list[str], head: Head, values: tuple[str, ...], at: str) -> TornRow | None:
    """The row with what stands before its figures: number, name, and unit and kind in any order."""
    kind = front.pop() if front and is_kind(front[-1]) else ""
    unit = front.pop() if head.united and front and is_unit(front[-1]) else ""
    if not kind and front and is_kind(front[-1]):
        kind = front.pop()
    number = front.pop(0) if head.counted and front and is_count(front[0]) else ""
    name = " ".join(front)
    if name and (is_figure(name) or (head.united and not unit and not kind)):
        return None
    if not name and not (kind or unit):
        return None
    return TornRow(name, unit, kind, values, at, number)


def table(head: Head, second: Sequence[str], rows: Sequence[TornRow], at: str) -> Table:
    """The table of these rows: number, name, unit, kind, figures; a column only where needed."""
    kinds = any(row.kind for row in rows)
    lines = [_headings(head, head.texts, kinds=kinds, at=at)]
    if second:
        lines.append(_behind(head, second, kinds=kinds, at=at))
    lines += [_line(row, head, kinds=kinds) for row in rows]
    cells = (replace(cell, row=number) for number, line in enumerate(lines, 1) for cell in line)
    return Table(tuple(cells), exact=False)


def _fronts(head: Head, *, kinds: bool) -> int:
    """How many columns stand before those of figures."""
    return head.counted + 1 + head.united + kinds


def _headings(head: Head, texts: Sequence[str], *, kinds: bool, at: str) -> list[Cell]:
    """The heading line: number, name and unit in their columns, the others in the last ones."""
    name = 1 + head.counted
    there = ((head.counted, 1), (head.named, name), (head.united, name + 1))
    columns = [column for is_there, column in there if is_there]
    front = [Cell(1, column, text, at) for column, text in zip(columns, texts, strict=False)]
    return front + _behind(head, texts[len(columns) :], kinds=kinds, at=at)


def _behind(head: Head, texts: Sequence[str], *, kinds: bool, at: str) -> list[Cell]:
    """Texts in the last columns."""
    last = _fronts(head, kinds=kinds) + head.values
    first = last - len(texts) + 1
    return [Cell(1, first + place, text, at) for place, text in enumerate(texts)]


def _line(row: TornRow, head: Head, *, kinds: bool) -> list[Cell]:
    front = [row.number] if head.counted else []
    front += [row.name]
    front += [row.unit] if head.united else []
    front += [row.kind] if kinds else []
    cells = [*front, *row.values]
    return [Cell(1, place, text, row.at) for place, text in enumerate(cells, 1) if text]
