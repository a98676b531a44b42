"""Tokens → the same, with those that turn out to be parts of names or sentences made text.

目標 in 目標達成団体数 is no target, 3回 in 3回の会議 no figure: what is glued to text without a
separator belongs to it, unless the text before ends as names of indicators do (来場者数1,000人).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from kpi_lod.layouts.texts.behind import is_known_unit
from kpi_lod.layouts.texts.lexicon import WEAK, Sort
from kpi_lod.layouts.texts.token import Token

NAME_END = re.compile(
    r"(?:数|率|額|量|割合|度|人口|者|高|時間|日数|面積|件数|比率|本数|値|価格|点|位|収入|所得|人数|客)\Z"
)
"""How the names of indicators end."""

_SAYING = (Sort.KIND, Sort.BASIS, Sort.MARK, Sort.WORD, Sort.RATE, Sort.BESIDE, Sort.LEVEL)
ATTRIBUTES = (*_SAYING, Sort.YEAR, Sort.DATE)
BLANK = (Sort.GAP, Sort.LINE)
_PARTICLE = re.compile(r"[ぁ-ん]")


def settled(text: str, found: Iterable[Token]) -> list[Token]:
    """The tokens with what belongs to text made text, neighbouring texts joined."""
    backward: list[Token] = []
    kept = list(found)
    for place in range(len(kept) - 1, -1, -1):
        before = kept[place - 1] if place else None
        _put_before(text, backward, kept[place], before)
    backward.reverse()
    forward: list[Token] = []
    for token in backward:
        _put_behind(text, forward, token)
    return forward


def _put_before(text: str, backward: list[Token], token: Token, before: Token | None) -> None:
    behind = backward[-1] if backward else None
    if behind is None or behind.start != token.end:
        backward.append(token)
    elif token.sort is behind.sort is Sort.NUMBER:  # 1人1台, 5段階中3.5
        backward[-1] = Token(Sort.TEXT, token.start, behind.end)
    elif behind.sort is not Sort.TEXT or _is_worded_value(text, token, backward, before):
        backward.append(token)
    elif token.sort is Sort.TEXT or _is_part(text, token, behind, before):
        backward[-1] = replace(behind, start=token.start)
    else:
        backward.append(token)


def _is_worded_value(text: str, token: Token, backward: list[Token], before: Token | None) -> bool:
    """Whether words behind 目標値 stand in the place of a figure: 目標値運用開始、実績値25箇所."""
    if token.sort is not Sort.KIND or not token.value.endswith("値"):
        return False
    after = backward[-2].sort if len(backward) > 1 else Sort.STOP
    opens = before is None or before.sort in (Sort.STOP, Sort.OPEN)
    words = text[backward[-1].start : backward[-1].end]
    worded = not NAME_END.search(words) and not _PARTICLE.match(words)
    return opens and after in (Sort.STOP, Sort.CLOSE, Sort.BRACKET) and worded


def _is_part(text: str, token: Token, behind: Token, before: Token | None) -> bool:
    """Whether a token belongs to the text that follows it without a separator."""
    if token.sort in ATTRIBUTES or token.sort is Sort.DASH:
        return True
    if token.sort is Sort.NUMBER:
        return not _stands_alone(text, token, behind, before)
    if token.sort is Sort.BRACKET:
        return not says_only(token)
    return False


def _stands_alone(text: str, token: Token, behind: Token, before: Token | None) -> bool:
    """A number between a word of kind and the next name, run together: 目標値1,000人会員数…"""
    told = before is not None and before.sort in (Sort.KIND, Sort.RATE, Sort.YEAR)
    follows = text[behind.start : behind.end]
    return (
        told
        and bool(token.unit)
        and not token.operator
        and is_known_unit(token.unit)
        and not _PARTICLE.match(follows)
    )


def says_only(bracket: Token) -> bool:
    """Whether brackets hold nothing but words that say something of figures, or a year."""
    inner = [token for token in bracket.inner if token.sort not in (*BLANK, Sort.STOP)]
    return bool(inner) and all(token.sort in ATTRIBUTES for token in inner)


def _put_behind(text: str, forward: list[Token], token: Token) -> None:
    before = forward[-1] if forward else None
    if before is None or before.sort is not Sort.TEXT or before.end != token.start:
        forward.append(token)
    elif token.sort is Sort.TEXT or _belongs(text, before, token):
        forward[-1] = replace(before, end=token.end)
    else:
        forward.append(token)


def _belongs(text: str, before: Token, token: Token) -> bool:
    """Whether a token belongs to the text that it follows without a separator."""
    rule = _BEHIND_TEXT.get(token.sort)
    return rule is not None and rule(text, before, token)


def _always(_text: str, _before: Token, _token: Token) -> bool:
    return True


def _weak(_text: str, _before: Token, token: Token) -> bool:
    return token.value in WEAK


def _no_value(text: str, before: Token, token: Token) -> bool:
    return not (token.unit and NAME_END.search(text[before.start : before.end]))


_BEHIND_TEXT: dict[Sort, Callable[[str, Token, Token], bool]] = {
    Sort.KIND: _weak,
    Sort.RATE: _always,
    Sort.LEVEL: _always,
    Sort.WORD: _always,
    Sort.BESIDE: _always,
    Sort.DATE: _always,
    Sort.DASH: _always,
    Sort.NUMBER: _no_value,
}
