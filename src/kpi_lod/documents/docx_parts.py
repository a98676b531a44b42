"""The parts of a .docx file: which there are, and the styles and numbers of its paragraphs.

ECMA-376 part 1, 17.7 and 17.9 (https://ecma-international.org/publications-and-standards/
standards/ecma-376/).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kpi_lod.foreign.archive import Archive
from kpi_lod.foreign.markup import Start, local, parse

_HEADING = re.compile(r"(?:heading|見出し)\s{0,3}([1-9])", re.IGNORECASE)
_MAX_BASED = 20
"""Styles on which one is based in turn, that are looked at."""

Attributes = Mapping[str, str]
NumberOf = tuple[str, str]
"""numId and ilvl: which numbering, and which of its levels."""


def plain(attributes: Attributes) -> Attributes:
    """The attributes by their names without namespaces."""
    return {local(name): value for name, value in attributes.items()}


def is_on(attributes: Attributes) -> bool:
    """Whether a property such as ``<w:vanish/>`` holds."""
    return attributes.get("val", "1") not in ("0", "false", "off", "none")


def related(archive: Archive, part: str) -> Mapping[str, str]:
    """Kind of thing → the part of that kind that ``part`` names; the first of each."""
    folder, base = posixpath.split(part)
    found: dict[str, str] = {}

    def start(_: str, attributes: Attributes) -> None:
        path = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
        kind = attributes.get("Type", "").rpartition("/")[2]
        if attributes.get("TargetMode") != "External" and path.lstrip("/") in archive:
            found.setdefault(kind, path.lstrip("/"))

    read_part(archive, posixpath.join(folder, "_rels", f"{base}.rels"), start)
    return found


def read_part(archive: Archive, part: str, start: Start) -> None:
    """Call ``start`` for each element of a part; nothing where there is none."""
    if part and part in archive:
        parse(archive.pieces(part), part, start=start)


@dataclass(slots=True)
class _Style:
    based: str = ""
    level: int = 0
    number: str = ""
    of: str = "0"


@dataclass(slots=True)
class Styles:
    """Styles of paragraphs, as the events of the part come."""

    _styles: dict[str, _Style] = field(default_factory=dict)
    _current: _Style = field(default_factory=_Style)

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        known, told = local(name), plain(attributes)
        value = told.get("val", "")
        if known == "style":
            self._current = self._styles.setdefault(told.get("styleId", ""), _Style())
        elif known == "name":
            match = _HEADING.fullmatch(value)
            self._current.level = int(match[1]) if match else int(value.lower() == "title")
        elif known == "basedOn":
            self._current.based = value
        elif known == "outlineLvl":
            self._current.level = outline_level(value)
        elif known == "numId":
            self._current.number = value
        elif known == "ilvl":
            self._current.of = value

    def level(self, style: str) -> int:
        """The level of heading that a style makes; 0 for text."""
        return next((one.level for one in self._line(style) if one.level), 0)

    def number(self, style: str) -> NumberOf:
        """The numbering of a style; ("", "0") where it has none."""
        found = ((one.number, one.of) for one in self._line(style) if one.number)
        return next(found, ("", "0"))

    def _line(self, style: str) -> list[_Style]:
        """The style and those it is based on."""
        line: list[_Style] = []
        while style in self._styles and len(line) < _MAX_BASED:
            line.append(self._styles[style])
            style = line[-1].based
        return line


def outline_level(value: str) -> int:
    """The level of heading of an outline level, which counts from 0; 9 is text."""
    return int(value) + 1 if len(value) == 1 and value in "012345678" else 0
