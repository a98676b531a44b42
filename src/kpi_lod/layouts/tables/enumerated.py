"""Cells that list several things by ①②③: the parts of the names and the parts of the values."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kpi_lod.layouts.names import kpi_name
from kpi_lod.layouts.printed import items, printed
from kpi_lod.layouts.texts.shown import Printed

_CIRCLED = re.compile(r"[①-⑳]")
_LEAST = 2


def enumerated(text: str) -> Mapping[str, str]:
    """Mark (①) → what stands behind it; empty where fewer than two things are listed, or twice."""
    marks = list(_CIRCLED.finditer(text))
    if len(marks) < _LEAST:
        return {}
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    parts = {mark[0]: text[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)}
    whole = len(parts) == len(marks) >= _LEAST and not text[: marks[0].start()].strip()
    return parts if whole and all(parts.values()) else {}


def beside(text: str, marks: Mapping[str, str]) -> Mapping[str, str]:
    """The parts of a cell beside an enumeration: by the same marks, else a line for each."""
    parts = enumerated(text)
    if parts.keys() == marks.keys():
        return parts
    lines = [line for line in text.splitlines() if line.strip()]
    return dict(zip(marks, lines, strict=True)) if not parts and len(lines) == len(marks) else {}


def name_and_figure(text: str) -> tuple[str, Printed | None]:
    """A name and the one figure that is printed behind it: ``新規取引先数 20社``."""
    above, _, last = text.strip().rpartition("\n")
    below = [one for one in printed(last) if not one.role] if above else []
    if len(below) == 1 and below[0].kind in ("", "target"):
        return kpi_name(above), below[0]
    found = items(text, result=True)
    figures = [one for item in found for one in item.printed if not one.role]
    if len(found) != 1 or len(figures) != 1 or figures[0].kind not in ("", "target", "actual"):
        return kpi_name(text), None
    return kpi_name(found[0].name), figures[0]
