"""One sheet of an .xlsx file: its XML → cells as they were stored, in one pass.

ECMA-376 part 1, 18.3.1. Neither calamine nor openpyxl tells all that is needed of a cell: calamine
gives nothing for an error and no format, openpyxl either a formula or its value, not both, and
takes several times as long. ``<dimension>``, which anybody may write, is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kpi_lod.foreign.limits import (
    MAX_BLANK_CELLS,
    MAX_CHARACTERS,
    MAX_COLUMNS,
    MAX_MERGED,
    MAX_ROWS,
    RefusedError,
)
from kpi_lod.foreign.looks import Looks
from kpi_lod.foreign.markup import parse

SPREADSHEET = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})", re.ASCII)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

Range = tuple[int, int, int, int]
"""First row, first column, last row, last column."""


@dataclass(slots=True)
class StoredCell:
    """A cell as the file has it.

    ``kind``: the type ``n``, ``s`` (the text is the number of a shared string), ``str``, ``b``,
    ``e``, ``d``, ``inlineStr``. ``text`` is None where the file has no value. ``looks``: those of
    a text that stands in the cell itself.
    """

    row: int
    column: int
    kind: str
    style: int
    text: str | None = None
    formula: bool = False
    looks: Looks | None = None


@dataclass(slots=True)
class StoredSheet:
    """What is told of a sheet beside its cells; columns hidden as pairs (first, last)."""

    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[Range] = field(default_factory=list)


Take = Callable[[StoredCell], None]


def read_sheet(pieces: Iterable[bytes], name: str, take: Take) -> StoredSheet:
    """Give each cell that is not blank to ``take``, in the order of the file; then the rest.

    ``name`` is that of the sheet. Raises RefusedError.
    """
    reader = _Reader(name, take)
    parse(pieces, name, start=reader.start, end=reader.end, text=reader.text)
    return reader.sheet


def cell_position(reference: str) -> tuple[int, int]:
    """Row and column of a reference such as ``H12``, (0, 0) where it is none.

    >>> cell_position("H12"), cell_position("XFD1048576")
    ((12, 8), (1048576, 16384))
    """
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return 0, 0
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column


def unescaped(text: str) -> str:
    r"""The text with ``_x000D_`` and the like as characters (ECMA-376 part 1, 22.9.2.19).

    >>> unescaped("a_x000D__x000A_b_x005F_x0041_")
    'a\nb_x0041_'
    """
    if "_x" not in text:
        return text
    plain = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return plain.replace("\r\n", "\n").replace("\r", "\n")


def _named(*names: str) -> Mapping[str, str]:
    return {f"{space} {name}": name for space in SPREADSHEET for name in names}


_NAMES = _named("c", "v", "f", "is", "t", "rPh", "row", "col", "mergeCell", "r", "rPr", "strike")


@dataclass(slots=True)
class _Reader:
    """The events of a sheet, taken one by one."""

    name: str
    take: Take
    sheet: StoredSheet = field(default_factory=StoredSheet)
    _cell: StoredCell | None = None
    _row: int = 0
    _column: int = 0
    _blank: int = 0
    _collecting: bool = False
    _aside: bool = False
    _parts: list[str] = field(default_factory=list)
    _length: int = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        known = _NAMES.get(name)
        if known == "c":
            self._start_cell(attributes)
        elif known in ("v", "t"):
            self._collecting = self._cell is not None and not self._aside
            if self._cell is not None and self._cell.text is None:
                self._cell.text = ""
        elif known == "f":
            if self._cell is not None:
                self._cell.formula = True
        elif known == "row":
            self._start_row(attributes)
        elif known is not None:
            self._start_other(known, attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        known = _NAMES.get(name)
        if known in ("v", "t"):
            self._collecting = False
        elif known == "c":
            self._end_cell()
        elif known == "rPh":
            self._aside = False

    def text(self, text: str) -> None:
        """Characters."""
        if self._collecting and self._cell is not None:
            self._parts.append(text)
            if self._cell.looks is not None:
                self._cell.looks.text(text)
            self._length += len(text)
            if self._length > MAX_CHARACTERS * 7:  # each may stand as _x0041_
                self._refuse_length(self._cell)

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        self._row = _whole(attributes.get("r")) or self._row + 1
        self._column = 0
        if attributes.get("hidden") in ("1", "true"):
            self.sheet.hidden_rows.append(self._row)

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        row, column = self._row, self._column + 1
        if "r" in attributes:
            row, column = cell_position(attributes["r"])
            if not row:
                raise _broken(f"{self.name}: {attributes['r']!r}")
        self._row, self._column = row, column
        kind, style = attributes.get("t", "n"), _whole(attributes.get("s"))
        self._cell = StoredCell(row, column, kind, style)
        self._blank += 1
        if self._blank > MAX_BLANK_CELLS:
            raise RefusedError(
                "sheet-too-large/cells", at=(self.name, 0, 0), allowed=MAX_BLANK_CELLS
            )

    def _end_cell(self) -> None:
        cell, self._cell = self._cell, None
        if cell is None:
            return
        if self._parts:
            text = "".join(self._parts)
            self._parts.clear()
            self._length = 0
            cell.text = unescaped(text) if cell.kind in ("str", "inlineStr") else text
        if cell.formula or cell.text:
            check_position(self.name, cell.row, cell.column)
            if len(cell.text or "") > MAX_CHARACTERS:
                self._refuse_length(cell)
            self.take(cell)

    def _start_other(self, known: str, attributes: Mapping[str, str]) -> None:
        if known == "rPh":
            self._aside = True
        elif known == "is" and self._cell is not None:
            self._cell.looks = Looks()
        elif known in ("r", "rPr", "strike"):
            if self._cell is not None and self._cell.looks is not None:
                self._cell.looks.start(known, attributes)
        elif known == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = _whole(attributes.get("min")), _whole(attributes.get("max"))
            if first <= MAX_COLUMNS and len(self.sheet.hidden_columns) < MAX_COLUMNS:
                self.sheet.hidden_columns.append((first, last))
        elif known == "mergeCell":
            self.sheet.merged.append(self._merged(attributes.get("ref", "")))

    def _merged(self, reference: str) -> Range:
        first, _, last = reference.partition(":")
        top, left = cell_position(first)
        bottom, right = cell_position(last or first)
        area = (bottom - top + 1) * (right - left + 1)
        if not top or bottom < top or right < left:
            raise _broken(f"{self.name}: {reference!r}")
        if area > MAX_MERGED or len(self.sheet.merged) > MAX_MERGED:
            at = (self.name, top, left)
            raise RefusedError("sheet-too-large/merged", at=at, found=reference, allowed=MAX_MERGED)
        return top, left, bottom, right

    def _refuse_length(self, cell: StoredCell) -> None:
        at = (self.name, cell.row, cell.column)
        raise RefusedError("sheet-too-large/characters", at=at, allowed=MAX_CHARACTERS)


def _broken(found: str) -> RefusedError:
    ja, en = f"セルの番地が正しくありません（{found}）", f"a cell has no position ({found})"
    return RefusedError("file-broken", reason_ja=ja, reason_en=en)


def check_position(sheet: str, row: int, column: int) -> None:
    """Raise RefusedError for a cell too far to the right or below."""
    at = (sheet, row, column)
    if column > MAX_COLUMNS:
        raise RefusedError("sheet-too-large/columns", at=at, allowed=MAX_COLUMNS)
    if row > MAX_ROWS:
        raise RefusedError("too-many-rows", at=at, allowed=MAX_ROWS)


def covered(merged: Range) -> Iterator[tuple[int, int]]:
    """The cells of a merged range but its first."""
    top, left, bottom, right = merged
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            if (row, column) != (top, left):
                yield row, column


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 9 else 0  # noqa: PLR2004
