"""Opening and closing brackets → one token for each pair, with what stands between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kpi_lod.layouts.texts.lexicon import Sort
from kpi_lod.layouts.texts.token import Token

_DEEPEST = 4
"""Pairs within pairs; what is deeper is text."""

_PAIRS = dict(zip(")]〕〉>》】}", "([〔〈<《【{", strict=True))


def bracketed(flat: Sequence[Token]) -> list[Token]:
    """The tokens with each pair as one; a bracket without its partner is text."""
    partners = _partners(flat)
    levels: list[list[Token]] = [[]]
    opened: list[Token] = []
    for place, token in enumerate(flat):
        if place in partners and token.sort is Sort.OPEN:
            opened.append(token)
            levels.append([])
        elif place in partners:
            start, inner = opened.pop(), tuple(levels.pop())
            pair = Token(Sort.BRACKET, start.start, token.end, value=start.value, inner=inner)
            levels[-1].append(pair)
        else:
            levels[-1].append(_as_text(token))
    return levels[-1]


def _partners(flat: Sequence[Token]) -> Mapping[int, int]:
    """The places of brackets that have a partner, each with the other's place."""
    found: dict[int, int] = {}
    opened: list[int] = []
    kinds: Counter[str] = Counter()
    for place, token in enumerate(flat):
        if token.sort is Sort.OPEN:
            opened.append(place)
            kinds[token.value] += 1
        elif token.sort is Sort.CLOSE and kinds[_PAIRS[token.value]]:
            start = _opened(flat, opened, kinds, _PAIRS[token.value])
            if len(opened) < _DEEPEST:
                found[start], found[place] = place, start
    return found


def _opened(flat: Sequence[Token], opened: list[int], kinds: Counter[str], value: str) -> int:
    """The last bracket of a form that is open; those opened after it have no partner."""
    while True:
        start = opened.pop()
        kinds[flat[start].value] -= 1
        if flat[start].value == value:
            return start


def _as_text(token: Token) -> Token:
    return replace(token, sort=Sort.TEXT) if token.sort in (Sort.OPEN, Sort.CLOSE) else token
