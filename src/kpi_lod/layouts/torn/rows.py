"""The words of a torn row → its name, unit, kind and figures, if they fit the headings exactly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kpi_lod.documents.document import Cell, Table
from kpi_lod.layouts.headings.labels import label
from kpi_lod.layouts.headings.unit_words import is_unit
from kpi_lod.layouts.torn.heads import Head, fits, is_count, is_figure, is_kind

_LONGEST_PART = 40
_PROGRESS = re.compile(r"[(（]?[▲△+＋-]?[0-9０-９.．,]{1,8}[%％]?[)）]?|[(（]?[－―ー-][)）]?")


@dataclass(frozen=True, slots=True)
class TornRow:
    """A row; "" for what it has not. ``at`` is where it stands; ``whole``: no figure is missing;
    ``odd``: its figures do not fit the headings, and are kept as one text.
    """

    name: str
    unit: str
    kind: str
    values: tuple[str, ...]
    at: str
    number: str = ""
    whole: bool = True
    odd: bool = False


def row(parts: Sequence[str], head: Head, at: str) -> TornRow | None:
    """The row of these words, None where they do not fit.

    The figures are taken from the right. Of a row without a name that says it is of actuals, the
    last years may be missing; whether they are, only the other rows tell (:attr:`TornRow.whole`).
    """
    count = head.values
    front, values = list(parts[: max(len(parts) - count, 0)]), tuple(parts[-count:])
    if len(values) == count and all(map(fits, values, head.others)) and any(map(is_figure, values)):
        return _fronted(front, head, values, at)
    return _tailed(parts, head, at) if head.tail else _short(parts, head, at)


def _short(parts: Sequence[str], head: Head, at: str) -> TornRow | None:
    """A row of actuals whose last years are still to come."""
    if len(parts) > head.values or len(parts) < 2 or not is_kind(parts[0]):  # noqa: PLR2004
        return None
    short = tuple(parts[1:])
    if "actual" not in _kinds(parts[0]) and label_field(parts[0]) != "rate":
        return None
    if not all(map(fits, short, head.others)):
        return None
    return TornRow("", "", parts[0], short, at, whole=False)


def _tailed(parts: Sequence[str], head: Head, at: str) -> TornRow | None:
    """A row whose last columns hold words, or none: its figures are counted from the first one."""
    count = head.values - head.tail
    first = next((place for place, part in enumerate(parts) if is_figure(part)), len(parts))
    end = first + count
    values, words = parts[first:end], parts[end:]
    if len(values) < count or not all(map(fits, values, head.others)):
        return None
    if any(map(is_figure, words)):
        return None
    tail = (" ".join(words), *[""] * (head.tail - 1))
    return _fronted(list(parts[:first]), head, (*values, *tail), at)


def odd_row(parts: Sequence[str], at: str) -> TornRow | None:
    """A row by its looks, a name and figures, whatever the headings are; None for other lines."""
    first = next((place for place, part in enumerate(parts) if is_figure(part)), 0)
    if not first or label_field(parts[0]) or not all(len(part) < _LONGEST_PART for part in parts):
        return None
    return TornRow(" ".join(parts[:first]), "", "", (" ".join(parts[first:]),), at, odd=True)


def is_progress(parts: Sequence[str]) -> bool:
    """Whether they tell how far the figures above have come: 進捗率 (16%) (▲31%)."""
    rates = [part for part in parts if _PROGRESS.fullmatch(part)]
    headed = label_field(parts[0]) == "rate"
    bracketed = all(part[0] in "(（" for part in rates)
    return bool(rates) and len(rates) == len(parts) - headed and (headed or bracketed)


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
    unit = front.pop() if head.unit and front and is_unit(front[-1]) else ""
    if not kind and front and is_kind(front[-1]):
        kind = front.pop()
    number = front.pop(0) if head.number and front and is_count(front[0]) else ""
    name = " ".join(front)
    if name and (any(map(is_figure, front)) or (head.unit and not unit and not kind)):
        return None
    if (head.kind and not kind) or not (name or kind or unit or len(values) > 1):
        return None
    return TornRow(name, unit, kind, values, at, number)


def table(head: Head, rows: Sequence[TornRow], at: str) -> Table:
    """The table of these rows: number, name, unit, kind, figures; a column only where needed."""
    kinds = bool(head.kind) or any(row.kind for row in rows)
    lines = list(_headings(head, kinds=kinds, at=at))
    lines += [_line(row, head, kinds=kinds) for row in rows]
    cells = (replace(cell, row=number) for number, line in enumerate(lines, 1) for cell in line)
    return Table(tuple(cells), exact=False)


def _headings(head: Head, *, kinds: bool, at: str) -> Iterator[list[Cell]]:
    """The heading lines: number, name, unit and kind in their columns, then the others."""
    texts = _fronted_by(head, (head.number, head.name, head.unit, head.kind), kinds=kinds)
    deep = 2 if head.above else 1
    front = [Cell(1, place, text, at, rows=deep) for place, text in enumerate(texts, 1) if text]
    first = len(texts) + 1
    lowest = [Cell(1, place, text, at) for place, text in enumerate(head.texts, first) if text]
    if not head.above:
        yield front + lowest
        return
    yield front + [
        Cell(1, first + one.first, one.text, at, columns=one.columns) for one in head.above
    ]
    yield lowest


def _fronted_by(head: Head, front: Sequence[str], *, kinds: bool) -> Sequence[str]:
    """Number, name, unit and kind, without those that have no column."""
    there = (bool(head.number), True, bool(head.unit), kinds)
    return [text for text, is_there in zip(front, there, strict=True) if is_there]


def _line(row: TornRow, head: Head, *, kinds: bool) -> list[Cell]:
    if row.odd:
        name = Cell(1, 1 + bool(head.number), row.name, row.at)
        last = len(_fronted_by(head, ("",) * 4, kinds=kinds)) + 1
        return [name, Cell(1, last, row.values[0], row.at, columns=head.values)]
    front = _fronted_by(head, (row.number, row.name, row.unit, row.kind), kinds=kinds)
    cells = (*front, *row.values)
    return [Cell(1, place, text, row.at) for place, text in enumerate(cells, 1) if text]
