"""A sheet with headings above its columns → its rows by key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kpi_lod.errors import Finding, Severity, finding
from kpi_lod.submissions.workbook.gathering import Cell, CellRow
from kpi_lod.submissions.workbook.grid import Grid, GridRow, GridSheet
from kpi_lod.submissions.workbook.layout import Column, Sheet
from kpi_lod.submissions.workbook.recognising import (
    Headings,
    column_of,
    is_echo,
    table_headings,
)
from kpi_lod.submissions.workbook.told import Told

_NOTE = re.compile(r"\s*[(（]?(※|注|＊|\*)")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:]+)?|[0-9]+:[0-9]{2}:[0-9]{2}", re.ASCII)
_YEARS = ("period", "year", "reporting-year", "period.from", "period.to", "programme-year")
_IDS = ("id", "project", "kpi", "partners", "municipality", "kpi-lod", "revision", "subsidy-rate")


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
    return [made for number in found.rows if (made := reader.row(number))]


def is_note(text: str) -> bool:
    """Whether a text is a remark below a table (※…, 注…)."""
    return _NOTE.match(text) is not None


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
        read = [n for n in sorted(row) if n in keys and not self._columns[n].aid]
        texts = {row[n].text for n in row}
        if len(texts) == 1 and is_note(min(texts)):
            self._remark("note-not-read", row[min(row)], Severity.INFO)
            return {}
        self._report_beside(number, row)
        if not read:
            return {}
        self._report_missing(number, {keys[n] for n in read})
        return {keys[n]: cleaned(self._columns[n], row[n], self._findings) for n in read}

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

    def _report_missing(self, number: int, there: set[str]) -> None:
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
