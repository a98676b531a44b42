"""The heading line of a table that extraction tore → its columns, and which words fit into them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kpi_lod.errors import UnreadableError
from kpi_lod.japanese.cells import cell
from kpi_lod.layouts.labels import Label, label
from kpi_lod.layouts.printed import printed
from kpi_lod.layouts.unit_words import is_unit

_NAMING = ("kpi", "corner")
_FIGURES = ("value", "money", "rate", "total")
_FEWEST = 2
_LONGEST_WORD = 60
_LONGEST_GRADE = 4
_OPEN, _CLOSE = "(（「『【［[〔〈", ")）」』】］]〕〉"
_LONGEST_LINE = 400
_COUNTED = re.compile(r"[(（]?[0-9０-９①-⑳][0-9０-９\-.)）]{0,6}")


@dataclass(frozen=True, slots=True)
class Head:
    """The columns of a torn table: perhaps a number, a name, perhaps a unit, and the others."""

    texts: tuple[str, ...]
    others: tuple[Label, ...] = field(default=())
    counted: bool = False
    named: bool = True
    united: bool = False

    @property
    def values(self) -> int:
        """How many columns stand behind name and unit."""
        return len(self.others)


def head(words: Sequence[str]) -> Head | None:
    """The columns that these words head, None where one of them heads none.

    There must be a column of values, at most one of names, and that before all others.
    """
    labels = [label(word) for word in words]
    known = [one for one in labels if one is not None and not one.weak]
    if len(known) != len(words) or len(words) < _FEWEST:
        return None
    counted = known[0].field == "number"
    rest = known[1:] if counted else known
    named = bool(rest) and rest[0].field in _NAMING
    rest = rest[1:] if named else rest
    united = bool(rest) and rest[0].field == "unit"
    others = tuple(rest[1:] if united else rest)
    if not _are_values(others):
        return None
    return Head(tuple(words), others, counted=counted, named=named, united=united)


def _are_values(others: Sequence[Label]) -> bool:
    fields = [one.field for one in others]
    kinds = fields.count("corner") <= 1 and not {"kpi", "project", "number"} & set(fields)
    return kinds and any(one.heads_values for one in others)


def is_second(words: Sequence[str], first: Head) -> bool:
    """Whether they are a second line of headings: one below each column but that of the names."""
    if len(words) != first.values + first.united:
        return False
    return all(label(word) is not None or word[0] in "(（" for word in words)


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
    return is_figure(word) if said.field in _FIGURES else len(word) <= _LONGEST_WORD
