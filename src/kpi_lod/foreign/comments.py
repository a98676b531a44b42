"""The comments of a sheet: XML → where they stand, and how they begin (ECMA-376 part 1, 18.7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kpi_lod.foreign.markup import local, parse
from kpi_lod.foreign.worksheet import cell_position

Comment = tuple[int, int, str]
"""Row and column of its cell, and its first characters."""

MAX_COMMENTS = 1_000
MAX_BEGINNING = 100


def comments(pieces: Iterable[bytes], name: str) -> list[Comment]:
    """Those in the part called ``name``, at most the first thousand. Raises RefusedError."""
    reader = _Reader()
    parse(pieces, name, start=reader.start, end=reader.end, text=reader.text)
    return reader.found


@dataclass(slots=True)
class _Reader:
    found: list[Comment] = field(default_factory=list)
    _at: tuple[int, int] = (0, 0)
    _text: str = ""
    _collecting: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        known = local(name)
        if known == "comment":
            self._at, self._text = cell_position(attributes.get("ref", "")), ""
        self._collecting = known == "t"

    def end(self, name: str) -> None:
        self._collecting = False
        if local(name) == "comment" and self._at[0] and len(self.found) < MAX_COMMENTS:
            self.found.append((*self._at, self._text))

    def text(self, text: str) -> None:
        if self._collecting and len(self._text) < MAX_BEGINNING:
            self._text = (self._text + text)[:MAX_BEGINNING]
