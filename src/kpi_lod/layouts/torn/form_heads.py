"""The headings of a form that extraction tore → its columns: those of the project, of the KPI, of
its figures, and of what is said of the project behind them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kpi_lod.documents.document import Paragraph
from kpi_lod.layouts.headings.labels import Label, label
from kpi_lod.layouts.headings.stated_units import stated_unit
from kpi_lod.layouts.torn.heads import is_count, words

_MOST_LINES = 30
_PROJECT = ("number", "project", "programme", "department", "money")
_FIGURES = ("value", "unit", "target-date", "rate")
_TAIL = ("effect", "review", "comment", "next", "reason", "text", "rate", "other")


@dataclass(frozen=True, slots=True)
class Column:
    """A heading as printed, and what it says."""

    text: str
    said: Label


@dataclass(frozen=True, slots=True)
class FormHead:
    """The columns: ``front`` of the project, the KPI's ``name``, ``core`` of its figures, and
    ``tail``; ``lines``: how many lines the headings take.
    """

    front: tuple[Column, ...]
    name: Column
    core: tuple[Column, ...]
    tail: tuple[Column, ...]
    lines: int

    def has(self, field: str) -> bool:
        """Whether a column of the project is of that field."""
        return any(one.said.field == field for one in self.front)


def form_head(lines: Sequence[Paragraph], start: int) -> FormHead | None:
    """The headings that begin at a line, None where they are not those of such a form."""
    found: list[Column] = []
    at = start
    while at < len(lines) and at - start < _MOST_LINES:
        columns = _columns(lines[at].text)
        if not columns:
            break
        found += columns
        at += 1
    whole = at - start < _MOST_LINES
    return _parted(_lowest(found), at - start) if whole else None


def _columns(text: str) -> list[Column]:
    """The headings of a line, [] if it has other words."""
    parts = words(text)
    read = [(part, label(part) or stated_unit(part)) for part in parts]
    if all(said is not None and not said.weak and not is_count(part) for part, said in read):
        return [Column(part, said) for part, said in read if said is not None]
    whole = label(text)
    return [Column(text, whole)] if whole is not None and not whole.weak else []


def _lowest(found: Sequence[Column]) -> list[Column]:
    """Without the headings above others that say the same: ⑤…における実績値 above 実績値."""
    kept: list[Column] = []
    for one in found:
        if stated_unit(one.text) or (one.said.field == "unit" and one.said.unit):
            if kept and kept[-1].said.field == "money":
                kept[-1] = Column(f"{kept[-1].text}（{one.said.unit}）", kept[-1].said)
            continue
        same = [other for other in kept if _key(other) == _key(one)]
        kept = [other for other in kept if other not in same] + [one]
    return kept


def _key(one: Column) -> tuple[object, ...]:
    return one.said.field, one.said.kinds, one.said.period


def _parted(columns: Sequence[Column], lines: int) -> FormHead | None:
    fields = [one.said.field for one in columns]
    if not {"project", "kpi", "value"} <= set(fields):
        return None
    name = fields.index("kpi")
    last = max(place for place, field in enumerate(fields) if field == "value")
    while fields[last + 1 : last + 2] == ["rate"]:
        last += 1
    core = tuple(columns[name + 1 : last + 1])
    front, tail = tuple(columns[:name]), tuple(columns[last + 1 :])
    if not _allowed(front, _PROJECT) or not _allowed(core, _FIGURES) or not _allowed(tail, _TAIL):
        return None
    return FormHead(front, columns[name], core, tail, lines) if _is_sure(core) else None


def _allowed(columns: Sequence[Column], fields: Sequence[str]) -> bool:
    return all(one.said.field in fields for one in columns)


def _is_sure(core: Sequence[Column]) -> bool:
    """Whether target and actual stand there, with something between names and figures' ends."""
    kinds = [kind for one in core if one.said.field == "value" for kind in one.said.kinds]
    return len(core) > 1 and "actual" in kinds and len(set(kinds)) == len(kinds)
