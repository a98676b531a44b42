"""Columns whose cells tell themselves which figure is a target, an actual or a baseline.

Their heading may say anything: 達成状況, 進捗, 備考, KPI. A cell that holds nothing but such
figures (``目標 20件（R5） 実績 15件（R5）``) is one of values; one that begins with the name of a
KPI is one of results.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from kpi_lod.layouts.printed import items, printed
from kpi_lod.layouts.tables.spots import Spot

_HALF = 0.5
_FIRST = 5
_MOST = 40
"""So many cells are looked at: they tell what the others are."""

_KIND = re.compile(r"目標|計画値|実績|結果|基準|現状|策定時|当初")
_TARGET_AND_FIGURE = re.compile(r"(?:目標|計画)値?[^0-9０-９。]{0,12}[0-9０-９]")


def told_kinds(spots: Sequence[Spot]) -> Literal["value", "results", ""]:
    """What a column holds by the kinds that its cells tell; "" where they tell none.

    The first cells are enough: below them a table of other things may stand.
    """
    return _told(spots[:_FIRST]) or _told(spots[:_MOST])


def _told(spots: Sequence[Spot]) -> Literal["value", "results", ""]:
    telling = [spot.text for spot in spots if len(set(_KIND.findall(spot.text))) > 1]
    if len(telling) < _HALF * len(spots):
        return ""
    if sum(map(_is_valued, telling)) >= _HALF * len(spots):
        return "value"
    return "results" if sum(map(_is_named, telling)) >= _HALF * len(spots) else ""


def _is_valued(text: str) -> bool:
    """Whether the cell holds figures alone, each with its kind."""
    figures = [one for one in printed(text) if not one.role]
    return all(one.kind for one in figures) and len({one.kind for one in figures}) > 1


def _is_named(text: str) -> bool:
    if _TARGET_AND_FIGURE.search(text) and "実績" in text:
        return True
    return any(len({one.kind for one in item.printed}) > 1 for item in items(text, result=True))
