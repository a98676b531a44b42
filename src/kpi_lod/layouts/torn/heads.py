"""The heading line of a table that extraction tore → its columns, and which words fit into them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kpi_lod.errors import UnreadableError
from kpi_lod.japanese.cells import cell
from kpi_lod.layouts.headings.labels import Label, label
from kpi_lod.layouts.headings.unit_words import is_unit
from kpi_lod.layouts.printed import printed

_NAMING = ("kpi", "corner")
_FIGURES = ("value", "money", "rate", "total")
_HELD = (*_FIGURES, "corner", "unit")
_FEWEST = 2
_LONGEST_WORD = 60
_LONGEST_GRADE = 4
_OPEN, _CLOSE = "(（「『【［[〔〈", ")）」』】］]〕〉"
_LONGEST_LINE = 400
_NOTED = re.compile(r"[※＊*](?:注?[0-9０-９①-⑳]{1,2})?|[(（]?注[0-9０-９①-⑳]{1,2}[)）]?")
"""In place of a figure that is still to come, or of which the note says why there is none."""

_COUNTED = re.compile(r"[(（]?[0-9０-９①-⑳][0-9０-９\-.)）]{0,6}")


@dataclass(frozen=True, slots=True)
class Above:
    """A heading above others: from which of the last columns on, and over how many."""

    text: str
    first: int
    columns: int


@dataclass(frozen=True, slots=True)
class Head:
    """The columns of a torn table: perhaps number, name, unit, kind ("" if none), and the others.

    ``others``: what their headings say, ``texts``: as printed, the lowest; ``above``: those above.
    """

    others: tuple[Label, ...]
    texts: tuple[str, ...]
    above: tuple[Above, ...] = ()
    number: str = ""
    name: str = ""
    unit: str = ""
    kind: str = ""

    @property
    def values(self) -> int:
        """How many columns stand behind name and unit."""
        return len(self.others)

    @property
    def tail(self) -> int:
        """How many of the last columns hold words."""
        held = (place for place, one in enumerate(reversed(self.others)) if one.field in _HELD)
        return next(held, 0)


def head(words: Sequence[str]) -> Head | None:
    """The columns that these words head, None where one of them heads none.

    There must be a column of values, at most one of names, and that before all others.
    """
    labels = [label(word) for word in words]
    known = [one for one in labels if one is not None and not one.weak]
    if len(known) != len(words) or len(words) < _FEWEST:
        return None
    fields, at, front = [one.field for one in known], 0, {}
    for slot, wanted in (("number", ("number",)), ("name", _NAMING), ("unit", ("unit",))):
        if at < len(fields) and fields[at] in wanted:
            front[slot] = words[at]
            at += 1
    if "name" in front and fields[at : at + 1] == ["corner"]:
        front["kind"] = words[at]
        at += 1
    others = tuple(known[at:])
    return Head(others, tuple(words[at:]), (), **front) if _are_values(others) else None


def _are_values(others: Sequence[Label]) -> bool:
    fields = [one.field for one in others]
    kinds = fields.count("corner") <= 1 and not {"kpi", "project", "number"} & set(fields)
    return kinds and any(one.heads_values for one in others)


def words(text: str) -> list[str]:
    """The words of a line; spaces within brackets part none. [] for a line that is no row.

    >>> words("誘致件数 4件(うちR5 1件)")
    ['誘致件数', '4件(うちR5 1件)']
    """
    if len(text) > _LONGEST_LINE or "\n" in text:
        return []
    depth, parts = 0, [""]
    for character in text.strip():
        depth = max(depth + (character in _OPEN) - (character in _CLOSE), 0)
        if character in " \u3000" and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return [part for part in parts if part]


@lru_cache(maxsize=4096)
def is_figure(word: str) -> bool:
    """Whether a cell of values may hold it: a number, a dash or a word of status; no other word."""
    if len(word) > _LONGEST_WORD:
        return False
    found = printed(word)
    if not found:
        return False
    return any(character.isdecimal() for character in found[0].value) or _is_status(word)


def _is_status(word: str) -> bool:
    try:
        return cell(word).status != "qualitative"
    except UnreadableError:
        return False


def is_kind(word: str) -> bool:
    """Whether it says what the figures behind it are: 目標, 実績, 達成率."""
    said = label(word)
    if said is None or said.weak or said.period is not None:
        return False
    return bool(said.kinds) or said.field == "rate"


def is_count(word: str) -> bool:
    """Whether it only counts the row."""
    return _COUNTED.fullmatch(word) is not None


def fits(word: str, said: Label) -> bool:
    """Whether the word may stand in a column so headed."""
    if said.field == "unit":
        return is_unit(word)
    if said.field == "corner":
        return is_kind(word)
    if said.field == "rate":
        return len(word) <= _LONGEST_GRADE or is_figure(word)
    if said.field in _FIGURES:
        return is_figure(word) or _NOTED.fullmatch(word) is not None
    return len(word) <= _LONGEST_WORD
