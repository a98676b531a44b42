"""The printed name of a grant → its code in the programme scheme."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from kpi_lod.japanese.characters import folded
from kpi_lod.layouts.context.letters import plain
from kpi_lod.register.schemes import schemes

_SIGNS = re.compile(r"[()\[\]【】「」・\-]")
_SPELLINGS = (
    ("第二世代", "第2世代"),
    ("第2世代地方創生交付金", "第2世代交付金"),
    ("のための交付金", "交付金"),
    ("デジ田", "デジタル田園都市国家構想"),
    ("iii", "ⅲ"),
    ("ii", "ⅱ"),
    ("タイプi", "タイプⅰ"),
    ("タイプ1", "type1"),
    ("タイプ2", "type2"),
    ("タイプ3", "type3"),
    ("交付金推進タイプ", "交付金地方創生推進タイプ"),
    ("交付金拠点整備タイプ", "交付金地方創生拠点整備タイプ"),
)
_BY_YEAR = (
    (2022, "推進交付金", "地方創生推進交付金"),
    (2022, "デジタル実装タイプ", "デジタル田園都市国家構想推進交付金デジタル実装タイプ"),
    (2024, "デジタル実装タイプ", "デジタル田園都市国家構想交付金デジタル実装タイプ"),
)
"""Until which fiscal year a short name that fits two grants stands for which."""


def programme_code(printed: str, year: int | None = None) -> str | None:
    """The code of the grant that a text names, None if it fits none.

    ``year``: the fiscal year of the report, for short names that two grants have had. A type that
    has no code of its own gives its grant's.

    >>> programme_code("デジタル田園都市国家構想交付金(デジタル実装タイプ(TYPE1))")
    'digital-garden-city-implementation-type1'
    """
    whole = schemes()["programme"].code(printed)
    if whole is not None or not printed.strip():
        return whole
    key = _key(printed)
    if year is not None:
        key = _by_year(key, year)
    fitting = [label for label in _labels() if key.startswith(label)]
    return _labels()[max(fitting, key=len)] if fitting else None


def _by_year(key: str, year: int) -> str:
    for last, short, meant in _BY_YEAR:
        if year <= last and key.startswith(short):
            return key.replace(short, meant, 1)
    return key


@cache
def _labels() -> Mapping[str, str]:
    """Each label as it is compared → its code; short ones that say no grant are left out."""
    scheme = schemes()["programme"]
    return {_key(label): code for label, code in scheme.codes.items() if "交付" in label}


def _key(text: str) -> str:
    key = _SIGNS.sub("", folded(plain(text)))
    for printed, meant in _SPELLINGS:
        key = key.replace(printed, meant)
    return key
