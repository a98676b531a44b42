"""Headings that say no more than a unit, in brackets below others (（千円）) or behind own words
(コスト（単位：千円）).
"""

from __future__ import annotations

import re

from kpi_lod.japanese.characters import narrow
from kpi_lod.japanese.units import scaled_unit
from kpi_lod.layouts.headings.labels import Label
from kpi_lod.layouts.headings.unit_words import is_unit

_ALONE = re.compile(r"[(\[〔【]([^()\[\]〔〕【】]{1,12})[)\]〕】]")
_STATED = re.compile(r"[(\[〔【]単位[:：]([^()\[\]〔〕【】]{1,12})[)\]〕】]")


def stated_unit(text: str) -> Label | None:
    """What a cell among headings says that is none itself: its unit, None if it states none.

    >>> stated_unit("（千円）").scale, stated_unit("コスト（単位：千円）").unit
    (1000, '千円')
    """
    plain = "".join(narrow(text).split())
    alone, stated = _ALONE.fullmatch(plain), _STATED.search(plain)
    found = alone or stated
    if found is None or not is_unit(found[1]):
        return None
    factor, rest = scaled_unit(found[1])
    scale = factor if rest in ("円", "") else 1
    return Label(field="unit" if alone else "", unit=found[1], scale=scale)
