"""The styles of an .xlsx file: XML → number formats and fonts (ECMA-376 part 1, 18.8)."""

from __future__ import annotations

from collections.abc import Mapping

from kpi_lod.foreign.builtin_formats import BUILTIN_FORMATS, GENERAL
from kpi_lod.foreign.looks import is_on
from kpi_lod.foreign.markup import local

_LISTS = ("fonts", "fills", "borders", "cellXfs", "cellStyleXfs", "cellStyles", "dxfs")
"""Of which only the first has the fonts of cells, and only the fourth their styles."""


class Styles:
    """The number formats of cells, and whether they are struck out, by number of style."""

    def __init__(self) -> None:
        self._own: dict[str, str] = {}
        self._numbers: list[str] = []
        self._fonts: list[str] = []
        self._struck: list[bool] = []
        self._list = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        known = local(name)
        if known == "numFmt":
            self._own.setdefault(attributes.get("numFmtId", ""), attributes.get("formatCode", ""))
        elif known in _LISTS:
            self._list = known
        elif known == "xf" and self._list == "cellXfs":
            self._numbers.append(attributes.get("numFmtId", "0"))
            self._fonts.append(attributes.get("fontId", "0"))
        elif known == "font" and self._list == "fonts":
            self._struck.append(False)
        elif known == "strike" and self._list == "fonts" and self._struck:
            self._struck[-1] = is_on(attributes)

    def code(self, style: int) -> str:
        """The format code of a style; General where there is none."""
        number = self._numbers[style] if style < len(self._numbers) else "0"
        if number in self._own:
            return self._own[number]
        return BUILTIN_FORMATS.get(int(number), GENERAL) if number.isdecimal() else GENERAL

    def is_struck(self, style: int) -> bool:
        """Whether the font of a style strikes its text out."""
        font = self._fonts[style] if style < len(self._fonts) else ""
        number = int(font) if font.isascii() and font.isdecimal() and len(font) < 9 else -1  # noqa: PLR2004
        return 0 <= number < len(self._struck) and self._struck[number]
