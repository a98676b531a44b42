"""A column of marks (指標①, KPI2, ③) beside one of names: which of the two holds the names.

The national form prints 指標 above both, above the marks only, or above nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kpi_lod.layouts.headings.labels import Label
from kpi_lod.layouts.names import is_name
from kpi_lod.layouts.tables.spots import Spot

_MARK = re.compile(r"[①-⑳❶-❿⑴-⒇]|[(（]?[0-9０-９]{1,2}[)）.．]?")
_UNTOLD = ("", "corner", "number")


def beside_marks(said: dict[int, Label], columns: Mapping[int, Sequence[Spot]]) -> dict[int, Label]:
    """What the columns say, the names at the right of marks being those that 指標 heads."""
    found = dict(said)
    for column, one in said.items():
        right = said.get(column + 1, Label())
        if one.field != "kpi" or right.field not in _UNTOLD or right.number:
            continue
        if _are_marks(columns.get(column, ())) and _are_names(columns.get(column + 1, ())):
            found[column + 1] = one
            found[column] = replace(one, field="side")
    return found


def _are_marks(spots: Sequence[Spot]) -> bool:
    return bool(spots) and all(_is_mark(spot) for spot in spots)


def _is_mark(spot: Spot) -> bool:
    numbered = spot.is_heading and spot.label is not None and spot.label.field == "kpi"
    return numbered or _MARK.fullmatch(spot.text.strip()) is not None


def _are_names(spots: Sequence[Spot]) -> bool:
    names = [spot for spot in spots if is_name(spot.text) and not spot.is_figure]
    return bool(names) and len(names) == len([spot for spot in spots if not spot.is_heading])
