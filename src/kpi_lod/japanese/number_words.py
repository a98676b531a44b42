"""Numbers in words (三十, ゼロ) and mixed ones (1万2千): what they may say, for advice only.

In: printed text. Out: the number at its beginning and what stands behind it. Nothing is published
of it: who prints words is asked to write digits.
"""

from __future__ import annotations

import re
from decimal import Decimal

from kpi_lod.japanese.characters import narrow

_DIGITS = {"〇": 0, "零": 0} | {digit: n for n, digit in enumerate("一二三四五六七八九", 1)}
_STEPS = {"十": 10, "百": 100, "千": 1_000}
_GROUPS = {"万": 10**4, "億": 10**8, "兆": 10**12}
_SCALES = {**_STEPS, **_GROUPS}

_TOKEN = re.compile(rf"([0-9][0-9,]*(?:\.[0-9]+)?|[{''.join(_DIGITS)}]+)|([{''.join(_SCALES)}])")
_ZERO = "ゼロ"
_MOST = 40
"""Characters; a longer text is no number."""


def worded_number(text: str) -> tuple[Decimal, str] | None:
    """The number that a text begins with, and the rest; None where there is none.

    A word for thousands and more needs a digit before it: 千円 and 百万円 are units, 百円 is not.

    >>> worded_number("三十人"), worded_number("1千4百50件")
    ((Decimal('30'), '人'), (Decimal('1450'), '件'))
    >>> worded_number("1万2千"), worded_number("ゼロ"), worded_number("千人")
    ((Decimal('12000'), ''), (Decimal('0'), ''), None)
    """
    plain = narrow(text).strip()[:_MOST]
    if plain.startswith(_ZERO):
        return Decimal(0), plain.removeprefix(_ZERO).strip()
    tokens, end = [], 0
    while match := _TOKEN.match(plain, end):
        tokens.append(match)
        end = match.end()
    unit = bool(tokens) and tokens[0][2] is not None and any(t[2] in _GROUPS for t in tokens)
    value = None if unit or not tokens else _value(tokens)
    return None if value is None else (value, plain[end:].strip())


def _value(tokens: list[re.Match[str]]) -> Decimal | None:
    """The number of digits and scale words, each of these smaller than the one before."""
    total = section = Decimal(0)
    digits: Decimal | None = None
    step, group = max(_STEPS.values()) * 10, max(_GROUPS.values()) * 10
    for number, scale in (token.groups() for token in tokens):
        if number:
            if digits is not None:
                return None
            digits = _digits(number)
        elif scale in _STEPS:
            if _STEPS[scale] >= step or (digits is None and scale == "千"):
                return None
            section, step = section + (digits or 1) * _STEPS[scale], _STEPS[scale]
            digits = None
        else:
            whole = section + (digits or 0)
            if _GROUPS[scale] >= group or not whole:
                return None
            total, group = total + whole * _GROUPS[scale], _GROUPS[scale]
            section, digits, step = Decimal(0), None, max(_STEPS.values()) * 10
    return total + section + (digits or 0)


def _digits(text: str) -> Decimal:
    """Digits as they are, or one word for each (二〇二四)."""
    if text[0] in _DIGITS:
        return Decimal("".join(str(_DIGITS[one]) for one in text))
    return Decimal(text.replace(",", ""))
