"""The content of an .ods file → its sheets, with the texts that cells show.

OpenDocument 1.3 part 3, 9 (https://docs.oasis-open.org/office/OpenDocument/v1.3/). Each cell holds
what it shows as text beside its value, so no format has to be understood.
"""

from __future__ import annotations

from collections.abc import Mapping

from kpi_lod.documents.sheets import Sheet
from kpi_lod.documents.shown_sheets import Shown
from kpi_lod.foreign.archive import Archive
from kpi_lod.foreign.limits import (
    MAX_CELLS,
    MAX_CHARACTERS,
    MAX_MERGED,
    MAX_SHEETS,
    MAX_TEXT,
    RefusedError,
)
from kpi_lod.foreign.markup import check_prolog, local, parse
from kpi_lod.foreign.worksheet import Range, check_position

_ERRORS = ("#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#N/A", "#NUM!", "#NULL!", "Err:")
_CELLS = ("table-cell", "covered-table-cell")
_ASIDE = frozenset(("annotation", "shapes", "tracked-changes", "forms", "ruby-text", "frame"))
"""What stands in a sheet or cell and is no text of it."""

_MAX_REPEATED = 1_048_576
_SPACES = {"tab": "\t", "line-break": "\n"}


def read_ods(archive: Archive) -> list[Shown]:
    """All sheets in their order. Raises RefusedError where a limit is passed."""
    if b"encryption-data" in b"".join(archive.pieces("META-INF/manifest.xml")):
        raise RefusedError("encrypted")
    for name in archive.names:
        if name.endswith((".xml", ".rdf")):
            check_prolog(archive.pieces(name), name)
    reader = _Reader()
    part = "content.xml"
    parse(archive.pieces(part), part, start=reader.start, end=reader.end, text=reader.text)
    return reader.sheets


class _Reader:
    """The events of the content, taken one by one."""

    def __init__(self) -> None:
        self.sheets: list[Shown] = []
        self._hiding: set[str] = set()
        self._style = ""
        self._aside = 0
        self._filled = self._length = self._row = self._column = 0
        self._rows = self._columns = 1
        self._new_sheet("", False)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        known = local(name)
        told = {local(key): value for key, value in attributes.items()}
        if self._aside or known in _ASIDE:
            self._aside += 1
        elif known == "style":
            self._style = told.get("name", "")
        elif known == "table-properties" and told.get("display") == "false":
            self._hiding.add(self._style)
        elif known == "table":
            self._new_sheet(told.get("name", ""), told.get("style-name", "") in self._hiding)
        elif known == "table-row":
            self._row, self._column = self._row + self._rows, 1
            self._rows = _times(told.get("number-rows-repeated"))
        elif known in _CELLS:
            self._start_cell(known, told)
        else:
            self._start_text(known, told)

    def end(self, name: str) -> None:
        """An element ends."""
        known = local(name)
        if self._aside:
            self._aside -= 1
        elif known == "p":
            self._within = False
        elif known in _CELLS:
            self._end_cell()
        elif known == "table":
            self._end_sheet()

    def text(self, text: str) -> None:
        """Characters."""
        if self._within and not self._aside:
            self._add(text.replace("\n", " "))

    def _new_sheet(self, name: str, hidden: bool) -> None:
        self._name, self._hidden = name, hidden
        self._texts: dict[tuple[int, int], str] = {}
        self._merged: list[Range] = []
        self._unread: list[tuple[int, int]] = []
        self._row, self._rows, self._column, self._columns = 0, 1, 1, 1
        self._parts: list[str] = []
        self._within = False
        self._covered = False
        self._span = (1, 1)

    def _end_sheet(self) -> None:
        sheet = Sheet(self._name, self._texts, self._merged)
        self.sheets.append(Shown(sheet, self._hidden, self._unread))
        if len(self.sheets) > MAX_SHEETS:
            raise RefusedError("sheet-too-large/sheets", allowed=MAX_SHEETS)

    def _start_cell(self, known: str, told: Mapping[str, str]) -> None:
        self._covered = known == "covered-table-cell"
        self._columns = _times(told.get("number-columns-repeated"))
        rows = _times(told.get("number-rows-spanned"))
        self._span = rows, _times(told.get("number-columns-spanned"))
        self._parts = []

    def _start_text(self, known: str, told: Mapping[str, str]) -> None:
        if known == "p":
            self._within = True
            if self._parts:
                self._parts.append("\n")
        elif self._within and known == "s":
            self._add(" " * min(_times(told.get("c")), 100))
        elif self._within and known in _SPACES:
            self._add(_SPACES[known])

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        if self._length > MAX_TEXT:
            raise RefusedError("expanded-size/text", at=self._at(), allowed=MAX_TEXT)

    def _at(self) -> tuple[str, int, int]:
        return self._name, self._row, self._column

    def _end_cell(self) -> None:
        text = "".join(self._parts).strip()
        self._parts = []
        if text and not self._covered:
            self._put(text)
        self._column += self._columns

    def _put(self, text: str) -> None:
        """The text, as often as the cell is repeated, or over all that it spans."""
        rows, columns = self._rows, self._columns
        bottom, right = self._row + rows - 1, self._column + columns - 1
        self._filled += rows * columns
        if self._filled > MAX_CELLS:
            raise RefusedError("sheet-too-large/cells", at=self._at(), allowed=MAX_CELLS)
        check_position(self._name, bottom, right)
        if len(text) > MAX_CHARACTERS:
            raise RefusedError("sheet-too-large/characters", at=self._at(), allowed=MAX_CHARACTERS)
        for place in ((r, c) for r in range(self._row, bottom + 1) for c in self._across(right)):
            if text.startswith(_ERRORS):
                self._unread.append(place)
            else:
                self._texts[place] = text
        if self._span != (1, 1):
            self._merge()

    def _across(self, right: int) -> range:
        return range(self._column, right + 1)

    def _merge(self) -> None:
        rows, columns = self._span
        area = rows * columns
        self._filled += area
        if area > MAX_MERGED or self._filled > MAX_CELLS:
            raise RefusedError(
                "sheet-too-large/merged", at=self._at(), found=area, allowed=MAX_MERGED
            )
        last = self._row + rows - 1, self._column + columns - 1
        self._merged.append((self._row, self._column, *last))


def _times(text: str | None) -> int:
    """How often; 1 where nothing is said or nothing that can be meant."""
    count = int(text) if text and text.isascii() and text.isdecimal() and len(text) < 9 else 1  # noqa: PLR2004
    return min(max(count, 1), _MAX_REPEATED)
