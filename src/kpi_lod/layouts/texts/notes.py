"""Notes in tokens: ※ with its words becomes one token, so that no figure is read out of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kpi_lod.layouts.texts.lexicon import Sort
from kpi_lod.layouts.texts.token import Token

_ENDS = (Sort.KIND, Sort.NUMBER, Sort.BULLET, Sort.BRACKET, Sort.YEAR)


def with_notes(found: Sequence[Token], *, lines: bool = False) -> list[Token]:
    """The tokens with each note and its words as one.

    A note ends with its line, if the next line begins with a figure or a mark (``lines``: in any
    case), with its sentence, if a mark follows, and else with the text.
    """
    return list(_folded(found, lines=lines))


def _folded(found: Sequence[Token], *, lines: bool) -> Iterator[Token]:
    place = 0
    while place < len(found):
        token = found[place]
        place += 1
        if token.sort is Sort.NOTE and _has_words(found, place):
            end = _end(found, place, lines=lines)
            token, place = replace(token, end=found[end - 1].end), end
        yield token


def _has_words(found: Sequence[Token], place: int) -> bool:
    """Whether words follow a mark; ※1 between two figures is a mark alone."""
    behind = [token for token in found[place : place + 2] if token.sort is not Sort.GAP]
    return bool(behind) and behind[0].sort not in (Sort.LINE, Sort.NUMBER, Sort.KIND, Sort.NOTE)


def _end(found: Sequence[Token], place: int, *, lines: bool) -> int:
    for end in range(place, len(found) - 1):
        if found[end].sort is Sort.LINE and (lines or found[end + 1].sort in _ENDS):
            return end
        if found[end].sort is Sort.BULLET and _is_said(found[place:end]):
            return end
    return len(found)


def _is_said(words: Sequence[Token]) -> bool:
    """Whether a sentence ends there: ※目標に届かなかった。 ②参加者数：…"""
    told = [token for token in words[-3:] if token.sort is not Sort.GAP]
    return bool(told) and told[-1].sort is Sort.STOP and told[-1].value == "。"
