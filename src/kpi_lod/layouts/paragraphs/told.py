"""KPIs with their figures in one line or paragraph, put to the project that is being read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kpi_lod.layouts.printed import items
from kpi_lod.layouts.scope import Scope
from kpi_lod.layouts.texts.shown import Item, Printed

_ARROW = re.compile("[→⇒➡➔]")
_FROM_TO = ("baseline", "target")


def results(text: str, at: str, scope: Scope, *, own: bool = False) -> bool:
    """KPIs of a free text; ``own``: only those that print a target, as no other count does."""
    found = [_from_to(item, text) for item in items(text, result=True)]
    kept = [item for item in found if not own or _has_target(item)]
    for item in kept:
        scope.item(item, at)
    return bool(kept)


def _has_target(item: Item) -> bool:
    kinds = {one.kind for one in item.printed if not one.role}
    return "target" in kinds and len(kinds) > 1


def _own_kinds(figures: Sequence[Printed], text: str) -> bool:
    """目標 10人 → 実績 12人: what is printed with the figures counts, and not the arrow."""
    kinds = [one.kind for one in figures]
    return kinds[:1] == ["target"] or "実績" in text or not {"actual", "target"}.issuperset(kinds)


def _from_to(item: Item, text: str) -> Item:
    """``12人（H30）→ 20人（R6）`` is a baseline and a target; 【R5実績】 15人 may follow."""
    figures = [one for one in item.printed if not one.role]
    pair, behind = figures[:2], figures[2:]
    if len(pair) < len(_FROM_TO) or not _ARROW.search(text[pair[0].end : pair[1].start]):
        return item
    if not behind and _one_year_apart(pair):
        return item  # one year and the next: both of them actuals
    ahead = text[item.start : pair[1].end] if behind else text
    if _own_kinds(pair, ahead) or any(one.kind != "actual" for one in behind):
        return item
    if len(behind) > 1 or (behind and "実績" not in text[pair[1].end :]):
        return item
    made = [replace(one, kind=kind) for one, kind in zip(pair, _FROM_TO, strict=True)]
    return replace(item, printed=(*made, *behind))


def _one_year_apart(pair: Sequence[Printed]) -> bool:
    years = [one.period.year or 0 for one in pair if one.period is not None]
    return len(years) == len(_FROM_TO) and years[1] - years[0] == 1
