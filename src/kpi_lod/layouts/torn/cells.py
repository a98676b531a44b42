"""Lines of one cell each → a table, if they fit the headings that begin them.

``指標`` ``単位`` ``R4目標値`` ``R4実績値`` and then ``来場者数`` ``人`` ``1,000`` ``1,200``.
"""

from __future__ import annotations

from collections.abc import Sequence

from kpi_lod.documents.document import Block, Paragraph
from kpi_lod.layouts.headings.labels import label
from kpi_lod.layouts.headings.unit_words import is_unit
from kpi_lod.layouts.torn.heads import Head, fits, head, is_count, is_figure, is_kind
from kpi_lod.layouts.torn.rows import TornRow, table

_FEWEST_HEADINGS = 3
_MOST_HEADINGS = 20
_LONGEST = 80


def cells_table(lines: Sequence[Paragraph], start: int) -> tuple[Sequence[Block], int] | None:
    """The table that begins at a line, and where the lines go on behind it; None if none does."""
    texts = _headings(lines, start)
    found = head(texts) if len(texts) >= _FEWEST_HEADINGS else None
    if found is None or not found.name:
        return None
    rows, end = _rows(lines, start + len(texts), found)
    if not rows or (end < len(lines) and is_figure(lines[end].text)):
        return None
    return (table(found, rows, lines[start].at),), end


def _headings(lines: Sequence[Paragraph], start: int) -> list[str]:
    texts: list[str] = []
    for line in lines[start : start + _MOST_HEADINGS]:
        said = label(line.text)
        if said is None or said.weak or is_figure(line.text):
            break
        texts.append(line.text)
    return texts


def _rows(lines: Sequence[Paragraph], start: int, found: Head) -> tuple[list[TornRow], int]:
    rows: list[TornRow] = []
    at = start
    while at < len(lines):
        read, behind = _named(lines, at, found)
        if not read:
            break
        rows += read
        at = behind
    return rows, at


def _named(lines: Sequence[Paragraph], start: int, found: Head) -> tuple[list[TornRow], int]:
    """The rows of the name at a line: one, or one for each kind; [] where they do not fit."""
    number, at = "", start
    if found.number:
        if not is_count(lines[at].text) or at + 1 >= len(lines):
            return [], start
        number, at = lines[at].text, at + 1
    name = lines[at]
    if not _is_name(name.text):
        return [], start
    at += 1
    unit = ""
    if found.unit:
        if at >= len(lines) or not is_unit(lines[at].text):
            return [], start
        unit, at = lines[at].text, at + 1
    rows: list[TornRow] = []
    while taken := _values(lines, at, found):
        kind, values = taken
        first = not rows
        rows.append(
            TornRow(
                name.text if first else "",
                unit if first else "",
                kind,
                values,
                name.at if first else lines[at].at,
                number if first else "",
            )
        )
        at += bool(kind) + len(values)
        if not kind:
            break
    return rows, at


def _is_name(text: str) -> bool:
    return len(text) <= _LONGEST and not is_figure(text) and label(text) is None


def _values(lines: Sequence[Paragraph], at: int, found: Head) -> tuple[str, tuple[str, ...]] | None:
    """The kind, "" if none, and the figures that stand at a line; None where they do not fit."""
    kind = lines[at].text if at < len(lines) and is_kind(lines[at].text) else ""
    first = at + bool(kind)
    values = tuple(line.text for line in lines[first : first + found.values])
    if len(values) < found.values or not all(map(fits, values, found.others)):
        return None
    return kind, values
