"""What an Office file calls itself: docProps/core.xml (ECMA-376 part 2, 11) → its title."""

from __future__ import annotations

from collections.abc import Mapping

from kpi_lod.foreign.archive import Archive
from kpi_lod.foreign.limits import RefusedError
from kpi_lod.foreign.markup import local, parse

_PARTS = ("docprops/core.xml", "meta.xml")
_LONGEST = 1_000


def title(archive: Archive) -> str:
    """The title in the properties of an archive; "" where there is none that can be read."""
    part = next((part for part in _PARTS if part in archive), "")
    taken = _Title()
    try:
        parse(archive.pieces(part), part, start=taken.start, end=taken.end, text=taken.text)
    except RefusedError:
        return ""
    return " ".join("".join(taken.parts).split())[:_LONGEST]


class _Title:
    """The text of the element called title."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._within = False

    def start(self, name: str, _: Mapping[str, str]) -> None:
        """An element begins."""
        self._within = local(name) == "title"

    def end(self, _: str) -> None:
        """An element ends."""
        self._within = False

    def text(self, text: str) -> None:
        """Characters."""
        if self._within:
            self.parts.append(text)
