"""One line of a form → its parts: a heading and its answer, or several of these side by side.

``事業名 移住促進事業 所管課 企画課``, ``指標① 修了者数　指標値 12人　実績値 14人``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kpi_lod.layouts.headings.labels import Label, label
from kpi_lod.layouts.torn.heads import words

_PAIR = re.compile(
    r"[【\[〔(（<＜〈《■●○◆◇・⇒→‐-]{0,2}[ \u3000]?"
    r"([^:：\t】\]〕【\[〔<＜〈《>＞〉》]{1,24}?(?:[(（][^()（）]{1,14}[)）])?)"
    r"(?:[】\]〕)）>＞〉》]?[ \u3000]?[:：\t]+|[】\]〕>＞〉》]|[ \u3000]+)[ \u3000]{0,9}(\S.*)",
    re.DOTALL,
)
_SIDES = re.compile(r"[ \u3000]{2,}[/／|｜]?[ \u3000]*|\u3000[/／|｜]?\u3000?")
_CLOSING = "】]〕)）"
_COUNT = re.compile(r"[(（]?[0-9０-９]{1,2}[)）.．]?|[①-⑳]")
_BESIDE = frozenset(
    (
        *("department", "programme", "years", "programme-year", "money", "value", "rate", "unit"),
        *("target-date", "baseline-date", "actual-date"),
    )
)
_BEGIN = _BESIDE | {"project", "kpi"}
_SHORT = 2


@dataclass(frozen=True, slots=True)
class Part:
    """A heading as printed, what it says, and what stands behind it."""

    head: str
    said: Label
    answer: str


_SQUARE = str.maketrans("［］｛｝〈〉《》", "[][]【】【】")


def parts(text: str) -> Sequence[Part]:
    """The parts of a line; () where it does not begin with a heading."""
    text = text.translate(_SQUARE)
    sides = [side for side in _SIDES.split(text) if side]
    read = [part for side in sides if (part := _part(side))]
    if len(read) > 1 and len(read) == len(sides):
        return read
    found = tuple(_worded(text))
    if len(found) > 1:
        return found
    whole = _part(text)
    return (whole,) if whole else ()


def _part(text: str) -> Part | None:
    match = _PAIR.fullmatch(text.strip())
    said = label(match[1]) if match else None
    if match is None or said is None or said.weak or said.bare:
        return None
    answer = match[2].strip()
    if answer[-1:] in _CLOSING and not any(c in answer for c in "【[〔(（"):
        answer = answer[:-1].strip()
    return Part(match[1], said, answer)


def _worded(text: str) -> Iterator[Part]:
    """Parts that only single spaces part: each begins with a word that is a heading by itself."""
    found = words(text.strip())
    if len(found) > 1 and _COUNT.fullmatch(found[0]):
        found = found[1:]
    heads = [place for place, word in enumerate(found) if _heads(word, first=place == 0)]
    if not heads or heads[0] != 0:
        return
    for place, end in zip(heads, (*heads[1:], len(found)), strict=True):
        said = label(found[place].rstrip("：:"))
        answer = " ".join(found[place + 1 : end])
        if said is not None and answer:
            yield Part(found[place].rstrip("：:"), said, answer)


def _heads(word: str, *, first: bool) -> bool:
    said = label(word)
    if said is None or said.weak or said.bare or len(word) < _SHORT:
        return False
    if said.field == "value" and not said.kinds:
        return False
    return said.field in (_BEGIN if first else _BESIDE)
