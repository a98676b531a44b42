"""A sheet with headings above its columns → its rows by key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kpi_lod.errors import Finding, Severity, finding
from kpi_lod.register.schemes import schemes
from kpi_lod.submissions.workbook.gathering import Cell, CellRow
from kpi_lod.submissions.workbook.grid import Grid, GridRow, GridSheet
from kpi_lod.submissions.workbook.layout import DETAILS, Column, Sheet
from kpi_lod.submissions.workbook.owners import is_total
from kpi_lod.submissions.workbook.recognising import (
    Headings,
    column_of,
    is_echo,
    table_headings,
)
from kpi_lod.submissions.workbook.told import Told

_NOTE = re.compile(r"\s*[(（]?(※|注|＊|\*)")
_ASIDE = re.compile(r"\s*[#＃](?!(N/A|DIV/0|NAME|NULL|NUM|REF|VALUE))", re.IGNORECASE)
"""How people who know programs mark a line that is not to be read; no error of a formula."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:]+)?|[0-9]+:[0-9]{2}:[0-9]{2}", re.ASCII)
_YEARS = ("period", "year", "reporting-year", "period.from", "period.to", "programme-year")
_IDS = ("id", "project", "kpi", "partners", "municipality", "kpi-lod", "revision", "subsidy-rate")

_VALUES = {"values": ("kind",), "budget": ("amount-kind",)}
"""Sheet → the schemes whose codes are its columns of values."""

_ALWAYS = ("target", "actual")
"""Columns without which a table of anybody's says little of a KPI."""


def table_rows(grid: Grid, found: GridSheet, sheet: Sheet, findings: Told) -> list[CellRow]:
    """The rows below the headings; what is missing or not read goes to ``findings``."""
    if not found.rows:
        return []
    headings = table_headings(sheet, found)
    if headings is None:
        findings.take(_no_headings(grid, found, sheet))
        return []
    for one in _heading_findings(grid, found, sheet, headings):
        findings.take(one)
    reader = _Table(grid, found, sheet, headings, findings)
    rows = [made for number in found.rows if (made := reader.row(number))]
    if rows:
        for one in _absent_values(grid, found, sheet, headings):
            findings.take(one)
    return rows


def is_note(text: str) -> bool:
    """Whether a text is a remark below a table (※…, 注…, # …)."""
    return any(form.match(text) for form in (_NOTE, _ASIDE))


def cleaned(column: Column, cell: Cell, findings: Told) -> Cell:
    """The cell without spaces around a code; a fault or a day where none is due is told."""
    if cell.fault is not None:
        findings.take(cell.fault)
        return cell
    is_year = column.key in _YEARS
    if is_year or column.key in _IDS or (column.labels and not column.suggested):
        cell = replace(cell, text=cell.text.strip())
    wants_number = column.number or column.key == "subsidy-rate"
    if (is_year or wants_number) and _DAY.fullmatch(cell.text):
        key = "cell-date" if is_year else "cell-date/number"
        findings.add(key, cell.place, found=cell.text)
    return cell


class _Table:
    """The work on the rows of one sheet."""

    def __init__(
        self, grid: Grid, found: GridSheet, sheet: Sheet, headings: Headings, findings: Told
    ) -> None:
        self._grid, self._found, self._sheet = grid, found, sheet
        self._headings, self._findings = headings, findings
        self._columns = {n: column_of(sheet, key) for n, key in headings.keys.items()}
        self._beside: set[int] = set()

    def row(self, number: int) -> CellRow:
        """The cells of a row by key; empty where it has none that are read."""
        row = self._found.rows[number]
        keys = self._headings.keys
        if number <= self._headings.last or is_echo(self._sheet, row, keys):
            return {}
        if self._is_note(row):
            return {}
        read = [n for n in sorted(row) if n in keys and not self._columns[n].aid]
        self._report_beside(number, row)
        if not read:
            return {}
        self._report_missing(number, {keys[n]: row[n].text for n in read})
        return {keys[n]: cleaned(self._columns[n], row[n], self._findings) for n in read}

    def _is_note(self, row: GridRow) -> bool:
        """Whether it is a remark, which is told and not read; what a formula shows is none."""
        own = [n for n in sorted(row) if n not in self._columns or not self._columns[n].aid]
        cells = [row[n] for n in own or sorted(row)]
        first, texts = cells[0], dict.fromkeys(cell.text for cell in cells)
        if first.fault is not None or not is_note(first.text):
            return False
        if len(texts) == 1:
            self._remark("note-not-read", first, Severity.INFO)
            return True
        if not _ASIDE.match(first.text):
            return False
        told = replace(first, text=" │ ".join(texts))
        self._remark("note-not-read/row", told, Severity.WARNING)
        return True

    def _report_beside(self, number: int, row: GridRow) -> None:
        """Cells that no heading stands above: in CSV the sign of a comma too many."""
        above = self._found.rows[self._headings.row]
        for n in sorted(row):
            if n in self._columns or n in above:
                continue
            if self._found.file:
                self._remark("cell-beside/csv", row[n], Severity.VIOLATION)
                return
            if n not in self._beside:
                self._beside.add(n)
                self._remark("cell-beside", row[n], Severity.WARNING)

    def _report_missing(self, number: int, there: Mapping[str, str]) -> None:
        if is_total(there.get("project", "")):
            return  # the row is to go
        for n, key in self._headings.keys.items():
            column = self._columns[n]
            if column.required and key not in there:
                place = self._grid.place(self._found, number, n)
                self._findings.add("missing-cell", place, found_ja=column.ja, found_en=column.en)

    def _remark(self, key: str, cell: Cell, severity: Severity) -> None:
        self._findings.add(key, cell.place, severity=severity, found=cell.text)


def _heading_findings(
    grid: Grid, found: GridSheet, sheet: Sheet, headings: Headings
) -> Iterator[Finding]:
    row = found.rows[headings.row]
    there = "、".join(row[n].text for n in sorted(row))
    for column in sheet.columns:
        if column.required and column.key not in headings.keys.values():
            place = grid.place(found, headings.row, min(row))
            yield finding(
                "heading-missing", place, found_ja=column.ja, found_en=column.en, allowed=there
            )
    repeated = {second for _, second in headings.twice}
    for n in sorted(row):
        if n not in headings.keys and n not in repeated:
            yield finding(
                "column-not-read", row[n].place, severity=Severity.WARNING, found=row[n].text
            )
    for first, second in headings.twice:
        ja, en = grid.place(found, headings.row, first).within
        place = grid.place(found, headings.row, second)
        text = row[second].text if second in row else ""
        yield finding("duplicate-heading", place, found=text, other_ja=ja, other_en=en)


def _absent_values(
    grid: Grid, found: GridSheet, sheet: Sheet, headings: Headings
) -> Iterator[Finding]:
    """Columns of values that are not there; a table with all our columns of details is ours."""
    there = set(headings.keys.values())
    kinds = {kind for scheme in _VALUES.get(sheet.key, ()) for kind in schemes()[scheme].labels}
    ours = there >= {column.key for column in DETAILS}
    absent = [
        column
        for column in sheet.columns
        if column.key in kinds and column.key not in there and (ours or column.key in _ALWAYS)
    ]
    if absent:
        place = grid.place(found, headings.row, min(found.rows[headings.row]))
        ja, en = "、".join(one.ja for one in absent), ", ".join(one.en for one in absent)
        yield finding("column-missing", place, severity=Severity.WARNING, found_ja=ja, found_en=en)


def _no_headings(grid: Grid, found: GridSheet, sheet: Sheet) -> Finding:
    needed = [column for column in sheet.columns if column.required]
    there = next(iter(found.rows.values()))
    return finding(
        "heading-missing",
        grid.place(found, min(found.rows), min(there)),
        found_ja="、".join(column.ja for column in needed),
        found_en=", ".join(column.en for column in needed),
        allowed="、".join(cell.text for cell in there.values()),
    )
