"""The bytes of an .xlsx file → :class:`Workbook`: what its cells show, as texts.

ECMA-376 part 1 (https://ecma-international.org/publications-and-standards/standards/ecma-376/).
Links to other files are never followed, macros never run: a file with macros is refused.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kpi_lod.foreign.archive import Archive
from kpi_lod.foreign.comments import Comment, comments
from kpi_lod.foreign.formats import shown
from kpi_lod.foreign.limits import MAX_CELLS, MAX_SHEETS, MAX_TEXT, RefusedError
from kpi_lod.foreign.markup import Start, check_prolog, local, parse
from kpi_lod.foreign.strings import SharedStrings, shared_strings
from kpi_lod.foreign.styles import Styles
from kpi_lod.foreign.worksheet import (
    Range,
    StoredCell,
    StoredSheet,
    check_position,
    covered,
    read_sheet,
    unescaped,
)

_RESAVE, _DOCUMENT = "file-type/resave", "file-type/document"
_KINDS = (
    ("xl/workbook.bin", _RESAVE, "Excelバイナリブック（.xlsb）", "a binary workbook (.xlsb)"),
    ("word/document.xml", _DOCUMENT, "Wordの文書（.docx）", "a Word document (.docx)"),
    ("ppt/presentation.xml", _DOCUMENT, "PowerPointの資料（.pptx）", "slides (.pptx)"),
    ("content.xml", _RESAVE, "OpenDocument（.odsなど）", "an OpenDocument file such as .ods"),
)
"""A part that only such a file has → key of the text, and what it is in Japanese and English."""

_ZIP = ("file-type/zip", "zip", "zip")
_TRUTHS = {"1": "TRUE", "0": "FALSE", "true": "TRUE", "false": "FALSE"}


@dataclass(frozen=True, slots=True)
class ShownCell:
    """What a cell shows.

    ``fault``: the key of the text that says why it cannot be read.
    ``rounded``: what is shown where the stored number has more places.
    ``struck``: what of the text is struck out.
    """

    text: str
    fault: str = ""
    rounded: str = ""
    struck: str = ""


@dataclass(slots=True)
class WorkbookSheet:
    """One sheet: (row, column), counted from 1 → cell; ``merged``: the ranges that were filled."""

    name: str
    hidden: bool
    cells: dict[tuple[int, int], ShownCell] = field(default_factory=dict)
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[tuple[int, int]] = ()
    merged: Sequence[Range] = ()
    comments: Sequence[Comment] = ()


def read_xlsx(content: bytes) -> list[WorkbookSheet]:
    """All worksheets in their order. Raises RefusedError where a limit is passed."""
    archive = Archive(content)
    _check_kind(archive)
    return _Reading(archive).sheets()


def _check_kind(archive: Archive) -> None:
    """Refuse what is no workbook, has macros, or could make the XML mean something else."""
    for name in archive.names:
        if name.endswith((".xml", ".rels")):
            check_prolog(archive.pieces(name), name)
    types = b"".join(archive.pieces("[Content_Types].xml"))
    macros = any(posixpath.basename(name) == "vbaproject.bin" for name in archive.names)
    if macros or b"macroEnabled" in types:
        raise RefusedError("macro")
    if "xl/workbook.xml" not in archive and not _workbook_part(archive):
        key, ja, en = next((told for part, *told in _KINDS if part in archive), _ZIP)
        raise RefusedError(key, found_ja=ja, found_en=en)


def _workbook_part(archive: Archive) -> str:
    """The name of the part that is the workbook; "" if there is none."""
    related = _Relations(archive, "")
    found = next((part for kind, part in related.parts.values() if kind == "officeDocument"), "")
    return found if found.startswith("xl/") and found in archive and found[-4:] == ".xml" else ""


class _Relations:
    """What a part names by id: kind of thing and part."""

    def __init__(self, archive: Archive, part: str) -> None:
        self.parts: dict[str, tuple[str, str]] = {}
        self._folder, base = posixpath.split(part)
        name = posixpath.join(self._folder, "_rels", f"{base}.rels")
        if name in archive:
            parse(archive.pieces(name), name, start=self._start)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if local(name) == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            path = posixpath.normpath(
                posixpath.join("/", self._folder, attributes.get("Target", ""))
            )
            self.parts[attributes.get("Id", "")] = (kind, path.lstrip("/"))

    def part(self, kind: str) -> str:
        """The first part of a kind, "" where there is none."""
        return next((part for found, part in self.parts.values() if found == kind), "")


class _Reading:
    """The work on one file."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        part = _workbook_part(archive) or "xl/workbook.xml"
        self._relations = _Relations(archive, part)
        self._listed: list[Mapping[str, str]] = []
        self._from_1904 = False
        self._stale = False
        self._pieces(part, self._start_workbook)
        self._styles = Styles()
        self._pieces(self._relations.part("styles"), self._styles.start)
        strings = self._relations.part("sharedStrings")
        self._strings = (
            shared_strings(archive.pieces(strings), strings) if strings else SharedStrings()
        )
        self._filled = 0
        self._text = 0

    def sheets(self) -> list[WorkbookSheet]:
        """All worksheets; what is a chart has no cells."""
        made = []
        for listed in self._listed:
            key = next((v for k, v in listed.items() if local(k) == "id"), "")
            kind, part = self._relations.parts.get(key, ("", ""))
            if "macrosheet" in kind.lower():
                raise RefusedError("macro")
            if kind == "worksheet" and part in self._archive:
                made.append(self._sheet(listed.get("name", ""), listed.get("state", ""), part))
        return made

    def _pieces(self, part: str, start: Start) -> None:
        if part in self._archive:
            parse(self._archive.pieces(part), part, start=start)

    def _start_workbook(self, name: str, attributes: Mapping[str, str]) -> None:
        known = local(name)
        if known == "sheet":
            self._listed.append(dict(attributes))
            if len(self._listed) > MAX_SHEETS:
                raise RefusedError("sheet-too-large/sheets", allowed=MAX_SHEETS)
        elif known == "workbookPr":
            self._from_1904 = attributes.get("date1904") in ("1", "true")
        elif known == "calcPr":
            self._stale = attributes.get("fullCalcOnLoad") in ("1", "true")

    def _sheet(self, name: str, state: str, part: str) -> WorkbookSheet:
        made = WorkbookSheet(name, state in ("hidden", "veryHidden"))

        def take(cell: StoredCell) -> None:
            found = self._shown(cell)
            if found.text.strip() or found.fault:
                self._count(name, cell.row, cell.column, found)
                struck = self._struck(cell, found.text)
                made.cells[cell.row, cell.column] = (
                    replace(found, struck=struck) if struck.strip() else found
                )

        stored = read_sheet(self._archive.pieces(part), name, take)
        self._fill_merged(made, stored)
        made.hidden_rows = stored.hidden_rows
        made.hidden_columns = stored.hidden_columns
        beside = _Relations(self._archive, part).part("comments")
        if beside in self._archive:
            made.comments = comments(self._archive.pieces(beside), beside)
        return made

    def _fill_merged(self, made: WorkbookSheet, stored: StoredSheet) -> None:
        made.merged = [merged for merged in stored.merged if merged[:2] in made.cells]
        for merged in made.merged:
            first = made.cells[merged[:2]]
            for place in covered(merged):
                check_position(made.name, *place)
                if place not in made.cells:
                    self._count(made.name, *place, first)
                    made.cells[place] = ShownCell(first.text)

    def _count(self, name: str, row: int, column: int, cell: ShownCell) -> None:
        self._filled += 1
        self._text += len(cell.text)
        if self._filled > MAX_CELLS:
            raise RefusedError("sheet-too-large/cells", at=(name, row, column), allowed=MAX_CELLS)
        if self._text > MAX_TEXT:
            raise RefusedError("expanded-size/text", at=(name, row, column), allowed=MAX_TEXT)

    def _shown(self, cell: StoredCell) -> ShownCell:
        """What the cell shows, by its type."""
        text = cell.text or ""
        if cell.formula and (self._stale or cell.text is None or (not text and cell.kind == "n")):
            return ShownCell(text or "=", "cell-formula")
        if cell.kind == "s":
            return ShownCell(self._string(text, cell))
        if cell.kind == "e":
            return ShownCell(text, "cell-error")
        if cell.kind == "b":
            return ShownCell(_TRUTHS.get(text, text))
        if cell.kind != "n" or not text.strip():
            return ShownCell(text)
        made = shown(text.strip(), self._styles.code(cell.style), from_1904=self._from_1904)
        return ShownCell(made.text, made.fault, made.rounded)

    def _string(self, text: str, cell: StoredCell) -> str:
        number = int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else -1  # noqa: PLR2004
        if not 0 <= number < len(self._strings.texts):
            at = f"{cell.row}, {cell.column}"
            ja, en = f"文字の失われたセルがあります（{at}）", f"a cell has lost its text ({at})"
            raise RefusedError("file-broken", reason_ja=ja, reason_en=en)
        return self._strings.texts[number]

    def _struck(self, cell: StoredCell, text: str) -> str:
        """What is struck out of the text that the cell shows."""
        whole = self._styles.is_struck(cell.style)
        runs = cell.looks.struck() if cell.looks else None
        if cell.kind == "s":
            runs = self._strings.struck.get(int(cell.text or 0))
        if runs is None:
            return text if whole else ""
        return unescaped(runs[0] + (runs[1] if whole else ""))
