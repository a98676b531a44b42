"""Characters → printed lines and their texts.

A space is printed where a gap is left, unless the gaps set a short label wide (均等割付: 単　位).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from kpi_lod.documents.pdf.drawn import Char

_SAME = 0.2
"""Share of its size by which a character is moved to make it look bold: the same one twice."""

_WORD_GAP, _IDEOGRAPH_GAP = 0.3, 0.6
"""Gap, in sizes, that separates words; beside ideographs, which are also spread to fill a line."""

_WIDE_LABEL = 8
"""No label that is set wide has more characters."""

_PADDING = 0.5
"""Sizes of a character between text and the line beside it, in a cell that is full."""

_TORN = re.compile(
    r"[0-9０-９]\n[^\W\d_]|[0-9０-９][^\W\d_]{1,3}\n[^\W\d_]{1,2}(?:$|[（(])"
    r"|[（(]\n|\n[）)]|[0-9０-９][,，]\n[0-9０-９]{3}(?![0-9０-９])"
    r"|(?:目標値?|計画値?|実績値?|基準値?|現状値?|[:：])[ \u3000]?[0-9０-９,，.．]{1,9}\n[0-9０-９]"
    r"|目\n標|実\n績|基\n準|計\n画|達\n成"
)
"""A figure and its unit, or a short unit and its rest; a number torn behind a comma, or behind the
word for its kind; a bracket and what it holds; such a word.
"""

_WIDE = frozenset("WF")


def once(chars: Sequence[Char]) -> list[Char]:
    """The characters without those that are drawn over themselves, in the order given."""
    seen: dict[tuple[str, int, int], list[Char]] = defaultdict(list)
    kept = []
    for char in chars:
        step = max(2.0, char.size)
        column, row = int(char.x0 // step), int(char.top // step)
        near = (
            other
            for x in (column - 1, column, column + 1)
            for y in (row - 1, row, row + 1)
            for other in seen.get((char.text, x, y), ())
        )
        if any(_same(char, other) for other in near):
            continue
        seen[char.text, column, row].append(char)
        kept.append(char)
    return kept


def _same(one: Char, other: Char) -> bool:
    allowed = max(0.3, _SAME * min(one.size, other.size, one.x1 - one.x0 + 0.01))
    return abs(one.x0 - other.x0) <= allowed and abs(one.top - other.top) <= allowed


def printed_lines(chars: Sequence[Char]) -> list[list[Char]]:
    """The lines from top to bottom, each from left to right; small marks stay in their line."""
    found: list[list[Char]] = []
    middle = height = 0.0
    for char in sorted(chars, key=lambda one: (one.y, one.x0)):
        if found and abs(char.y - middle) < 0.5 * max(height, char.size) * _share(char, height):
            found[-1].append(char)
            if char.size > height:
                middle, height = char.y, char.size
        else:
            found.append([char])
            middle, height = char.y, char.size
    return [sorted(line, key=lambda one: one.x0) for line in found]


def _share(char: Char, height: float) -> float:
    """A character as large as the line must stand beside it; a small one may hang or float."""
    return 1.0 if char.size > 0.8 * height else 0.9


def line_text(line: Sequence[Char]) -> str:
    """The text of one line, without blanks around it."""
    apart = "" if _is_spread(line) else " "
    parts = [line[0].text] if line else []
    for one, other in pairwise(line):
        if apart and not one.text.isspace() and not other.text.isspace() and _parts(one, other):
            parts.append(apart)
        parts.append(other.text)
    return "".join(parts).strip()


def cell_text(chars: Sequence[Char], right: float = float("inf")) -> str:
    """The text of a cell, one line break for each in it; labels written downwards are one line.

    ``right``: where the cell ends. A figure whose unit had no room there is one with it again.
    """
    if not chars:
        return ""
    way = sum(char.way for char in chars)
    if abs(way) * 2 > len(chars):
        return _turned(chars, 1 if way > 0 else -1)
    lines = [line for line in printed_lines(chars) if line_text(line)]
    texts = [line_text(line) for line in lines]
    if len(texts) > 1 and all(len(text) == 1 and not text.isdecimal() for text in texts):
        return "".join(texts)
    full = [_is_full(line, other, right) for line, other in pairwise(lines)]
    made = texts[:1]
    for text, is_full in zip(texts[1:], full, strict=True):
        torn = is_full and _TORN.search(f"{made[-1]}\n{text}")
        made.append(f"{made.pop()}{text}" if torn else text)
    return "\n".join(made)


def _is_full(line: Sequence[Char], other: Sequence[Char], right: float) -> bool:
    """Whether the next line's first character had no room at the end of the line."""
    seen = [char for char in line if not char.text.isspace()]
    first = next(char for char in other if not char.text.isspace())
    return max(char.x1 for char in seen) + (first.x1 - first.x0) > right - _PADDING * first.size


def _turned(chars: Sequence[Char], way: int) -> str:
    """Text in columns: downwards they follow each other from right to left, upwards from left."""
    columns: list[list[Char]] = []
    for char in sorted(chars, key=lambda one: -way * one.x):
        if columns and abs(columns[-1][0].x - char.x) < char.size / 2:
            columns[-1].append(char)
        else:
            columns.append([char])
    ordered = (sorted(column, key=lambda one: way * one.y) for column in columns)
    texts = ("".join(char.text for char in column).strip() for column in ordered)
    return "\n".join(text for text in texts if text)


def _parts(one: Char, other: Char) -> bool:
    """Whether the gap between two characters is a space."""
    gap = other.x0 - one.x1
    wide = _is_wide(one.text) or _is_wide(other.text)
    return gap > (_IDEOGRAPH_GAP if wide else _WORD_GAP) * min(one.size, other.size)


def _is_spread(line: Sequence[Char]) -> bool:
    """Whether a short label is set wide: the same gap between all of its ideographs."""
    if not 2 <= len(line) <= _WIDE_LABEL or not all(_is_letter(char.text) for char in line):  # noqa: PLR2004
        return False
    gaps = [other.x0 - one.x1 for one, other in pairwise(line)]
    size = line[0].size
    return min(gaps) > _WORD_GAP * size and max(gaps) - min(gaps) < 0.3 * size


def _is_wide(text: str) -> bool:
    return unicodedata.east_asian_width(text[-1:] or " ") in _WIDE


def _is_letter(text: str) -> bool:
    """An ideograph or kana, and no sign, digit or space."""
    return len(text) == 1 and unicodedata.category(text) == "Lo"
