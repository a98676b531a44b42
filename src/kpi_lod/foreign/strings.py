"""The shared strings of an .xlsx file: XML → texts by number.

ECMA-376 part 1, 18.4.8 and 18.4.9. The readings that stand above characters (``rPh``, 読み仮名) are
no part of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kpi_lod.foreign.limits import MAX_CHARACTERS, MAX_STRINGS, RefusedError
from kpi_lod.foreign.looks import Looks, Struck
from kpi_lod.foreign.markup import local, parse
from kpi_lod.foreign.worksheet import unescaped


@dataclass(slots=True)
class SharedStrings:
    """The texts in their order, and by number what is struck out of those that have runs."""

    texts: list[str] = field(default_factory=list)
    struck: dict[int, Struck] = field(default_factory=dict)


def shared_strings(pieces: Iterable[bytes], name: str) -> SharedStrings:
    """The texts of the part called ``name``. Raises RefusedError."""
    reader = _Reader()
    parse(pieces, name, start=reader.start, end=reader.end, text=reader.text)
    return reader.strings


class _Reader:
    def __init__(self) -> None:
        self.strings = SharedStrings()
        self._looks = Looks()
        self._parts: list[str] = []
        self._length = 0
        self._collecting = False
        self._aside = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        known = local(name)
        if known == "t":
            self._collecting = not self._aside
        elif known == "rPh":
            self._aside = True
        elif known == "si":
            self._looks = Looks()
        else:
            self._looks.start(known, attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        known = local(name)
        if known == "t":
            self._collecting = False
        elif known == "rPh":
            self._aside = False
        elif known == "si":
            self._end_string()

    def text(self, text: str) -> None:
        """Characters."""
        if not self._collecting:
            return
        self._length += len(text)
        if self._length > MAX_CHARACTERS * 7:  # each may stand as _x0041_
            raise RefusedError("sheet-too-large/characters", allowed=MAX_CHARACTERS)
        self._parts.append(text)
        self._looks.text(text)

    def _end_string(self) -> None:
        text = unescaped("".join(self._parts))
        self._parts.clear()
        self._length = 0
        if len(text) > MAX_CHARACTERS:
            raise RefusedError("sheet-too-large/characters", allowed=MAX_CHARACTERS)
        if struck := self._looks.struck():
            self.strings.struck[len(self.strings.texts)] = struck
        self.strings.texts.append(text)
        if len(self.strings.texts) > MAX_STRINGS:
            raise RefusedError("sheet-too-large/cells", allowed=MAX_STRINGS)
