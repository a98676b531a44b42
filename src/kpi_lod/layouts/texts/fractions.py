"""Counts behind a share: 71.62%（303名のうち、217名が…） → 217 of 303, where the sum is right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, localcontext
from itertools import combinations

from kpi_lod.errors import UnreadableError
from kpi_lod.japanese.characters import narrow
from kpi_lod.japanese.numbers import number

_COUNT = re.compile(r"(?<![0-9.,A-Za-z])[0-9][0-9,]{0,12}(?![0-9.,%]|ポイント)")
_MOST = 6
"""Counts that are compared; a text with more is no statement of a share."""


def fraction(percent: str, text: str) -> tuple[str, str] | None:
    """The only two counts of a text that make up the percentage as it is rounded, else None."""
    counts = list(dict.fromkeys(_counts(text)))
    if not 1 < len(counts) <= _MOST:
        return None
    value = number(percent)
    fitting = {pair for pair in _pairs(counts) if _fits(value, *pair)}
    if len(fitting) != 1:
        return None
    part, whole = fitting.pop()
    return f"{part:f}", f"{whole:f}"


def _counts(text: str) -> Iterator[Decimal]:
    for match in _COUNT.finditer(narrow(text)):
        try:
            yield number(match[0])
        except UnreadableError:
            continue


def _pairs(counts: list[Decimal]) -> Iterator[tuple[Decimal, Decimal]]:
    for one, other in combinations(counts, 2):
        yield min(one, other), max(one, other)


def _fits(percent: Decimal, part: Decimal, whole: Decimal) -> bool:
    if not whole or not part:
        return False
    places = -int(percent.as_tuple().exponent)
    with localcontext(prec=50):
        # Cities round half up, and some cut off: a whole step of the last place is allowed.
        return abs(part * 100 / whole - percent) < Decimal(1).scaleb(-places)
