"""Which short texts are units: to tell a unit's cell, or the bracket behind a name, from words."""

from __future__ import annotations

import re

from kpi_lod.japanese.characters import narrow
from kpi_lod.layouts.headings.label_words import UNITS

_ALTERNATIVES = "|".join(re.escape(word) for word in sorted(UNITS, key=len, reverse=True))
_SCALES = "百万|千万|十万|億|千|万"
_UNIT = re.compile(
    rf"(?:延べ?|のべ)?(?:{_SCALES})?(?:{_ALTERNATIVES})"
    rf"(?:[/／・](?:{_SCALES})?(?:[0-9,]{{1,7}})?(?:{_ALTERNATIVES}))?"
)
_LONGEST = 14


def is_unit(text: str) -> bool:
    """Whether the text is a unit and nothing else: 人, 千円, 人/試合, t-CO2, （件）."""
    bare = "".join(narrow(text).split()).strip("()[]〔〕【】")
    return len(bare) <= _LONGEST and _UNIT.fullmatch(bare) is not None
