"""The sheet whose fields stand one below the other, heading beside value → one row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from kpi_lod.errors import Severity
from kpi_lod.submissions.workbook.gathering import Cell, CellRow
from kpi_lod.submissions.workbook.grid import Grid, GridRow, GridSheet
from kpi_lod.submissions.workbook.layout import Sheet
from kpi_lod.submissions.workbook.named_municipality import named_first, tell_other
from kpi_lod.submissions.workbook.recognising import Headings, column_key, table_headings
from kpi_lod.submissions.workbook.table_rows import cleaned, is_note, table_rows
from kpi_lod.submissions.workbook.told import Told

_HINTS = 2
"""Columns beside a value that are for people: the hint and the English."""

_ACROSS = 3
"""Headings in one row from which on the fields stand side by side, as in a table."""


def form_row(grid: Grid, found: GridSheet, sheet: Sheet, findings: Told) -> list[CellRow]:
    """The one row that the fields are; what is missing or not read goes to ``findings``."""
    if not found.rows:
        return []
    if is_across(table_headings(sheet, found)):
        return table_rows(grid, found, sheet, findings)
    reader = _Form(grid, found, sheet, findings)
    reader.read()
    return [reader.cells] if reader.cells else []


def is_across(headings: Headings | None) -> bool:
    """Whether the fields stand side by side."""
    return headings is not None and len(headings.keys) >= _ACROSS


def form_cells(found: GridSheet, sheet: Sheet) -> Mapping[str, tuple[int, int]]:
    """Key of a field → row and column of its value, whether there is one or not."""
    labels: dict[str, tuple[int, int]] = {}
    for number, label, beside in _fields(found, sheet):
        if label:
            labels.setdefault(column_key(sheet, found.rows[number][label].text), (number, beside))
    return labels


def _fields(found: GridSheet, sheet: Sheet) -> Iterator[tuple[int, int, int]]:
    """Row, column of the heading (0 where there is none) and of the value, row by row.

    A heading that was changed is found by its English, which stands behind the value.
    """
    named = {number: _named(row, sheet) for number, row in found.rows.items()}
    firsts = Counter(columns[0] for columns in named.values() if columns)
    usual = firsts.most_common(1)[0][0] if firsts else 0
    for number, columns in named.items():
        row = found.rows[number]
        label = columns[0] if columns else 0
        beside = label + 1
        while beside in row and beside in columns and _same(sheet, row, label, beside):
            beside += 1  # the heading in a merged range, or its English
        behind = label > usual and beside not in row and label != usual + 1
        yield number, label, usual + 1 if behind else beside


def _named(row: GridRow, sheet: Sheet) -> list[int]:
    return [column for column in sorted(row) if column_key(sheet, row[column].text)]


def _same(sheet: Sheet, row: GridRow, one: int, other: int) -> bool:
    return column_key(sheet, row[one].text) == column_key(sheet, row[other].text)


class _Form:
    """The work on one sheet."""

    def __init__(self, grid: Grid, found: GridSheet, sheet: Sheet, findings: Told) -> None:
        self._grid, self._found, self._sheet = grid, found, sheet
        self._findings = findings
        self.cells: dict[str, Cell] = {}
        self._labels: dict[str, tuple[int, int]] = {}
        self._at: tuple[int, int] = (0, 0)
        self._beyond: set[int] = set()

    def read(self) -> None:
        """Take the fields row by row, and tell what is missing."""
        for number, label, beside in _fields(self._found, self._sheet):
            row = self._found.rows[number]
            if label:
                self._take(number, row, (label, beside))
            elif self._labels:
                self._report_unknown(row)
        self._tell_name()
        for column in self._sheet.columns:
            if column.required and column.key not in self.cells:
                self._report_missing(column.key, column.ja, column.en)

    def _take(self, number: int, row: GridRow, at: tuple[int, int]) -> None:
        label, beside = at
        key = column_key(self._sheet, row[label].text)
        self._labels.setdefault(key, (number, beside))
        self._at = (label, beside)
        if beside not in row:
            return
        self._report_beyond(row, beside)
        if key in self.cells:
            ja, en = self.cells[key].place.within
            place = row[beside].place
            self._findings.add(
                "duplicate-heading", place, found=row[label].text, other_ja=ja, other_en=en
            )
            return
        column = next(one for one in self._sheet.columns if one.key == key)
        self.cells[key] = cleaned(column, row[beside], self._findings)

    def _tell_name(self) -> None:
        """The name that our templates show beside the code may be that of another municipality."""
        code = self.cells.get("municipality")
        if code is not None:
            hint = self._found.rows[code.place.line].get(code.place.column + 1)
            if hint and (name := named_first(hint.text)):
                tell_other(code.text, name, code.place, self._findings)

    def _report_beyond(self, row: GridRow, beside: int) -> None:
        """Cells further on, once a column; the value itself may be merged so far."""
        for n in sorted(row):
            new = n > beside + _HINTS and n not in self._beyond
            if new and row[n].text != row[beside].text:
                self._beyond.add(n)
                self._findings.add(
                    "cell-beside", row[n].place, severity=Severity.WARNING, found=row[n].text
                )

    def _report_unknown(self, row: GridRow) -> None:
        """A field that nobody knows, or a note."""
        label, beside = self._at
        cell = row[min(row)]
        field = label in row and beside in row and not is_note(row[label].text)
        key = "column-not-read" if field else "note-not-read"
        severity = Severity.WARNING if field else Severity.INFO
        self._findings.add(key, cell.place, severity=severity, found=cell.text)

    def _report_missing(self, key: str, ja: str, en: str) -> None:
        if key in self._labels:
            place = self._grid.place(self._found, *self._labels[key])
            self._findings.add("missing-cell", place, found_ja=ja, found_en=en)
            return
        place = self._grid.place(self._found)
        there = _labels(self._found)
        self._findings.add("heading-missing", place, found_ja=ja, found_en=en, allowed=there)


def _labels(found: GridSheet) -> str:
    """The first cell of each row, as what is there."""
    texts = [row[min(row)].text for row in found.rows.values()]
    return "、".join(texts[:20]) or "－"
