"""A grid of sheets → the rows of our layout, and what is wrong with the form of the file.

In: :class:`Grid`. Out: :data:`Tables` for :mod:`kpi_lod.submissions.workbook.gathering`. A row that
holds something under a heading is never left out without a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from kpi_lod.errors import Finding, Place, Severity, finding
from kpi_lod.japanese.characters import folded
from kpi_lod.submissions.echoes import without_echoes
from kpi_lod.submissions.nodes import Columns, Parsed
from kpi_lod.submissions.workbook.form_rows import form_cells, form_row, is_across
from kpi_lod.submissions.workbook.gathering import CellRow, gathered
from kpi_lod.submissions.workbook.grid import Grid, GridSheet
from kpi_lod.submissions.workbook.heading_remarks import in_words_of_headings
from kpi_lod.submissions.workbook.layout import sheets
from kpi_lod.submissions.workbook.recognising import (
    NOT_READ,
    named_sheet,
    sheet_by_headings,
    table_headings,
)
from kpi_lod.submissions.workbook.remarks import merged_remarks, remarks
from kpi_lod.submissions.workbook.table_rows import table_rows
from kpi_lod.submissions.workbook.told import Told

_OF_VALUES = ("values", "budget")
_NEEDED = ("projects", "kpis", "values")
"""Sheets that a submission has unless it is withdrawn."""


def is_ours(grid: Grid) -> bool:
    """Whether a sheet of the file is one of our layout."""
    return any(named_sheet(sheet.name) or sheet_by_headings(sheet) for sheet in grid.sheets)


def ours_parsed(grid: Grid) -> Parsed:
    """The submission in a grid for which :func:`is_ours` holds."""
    found = Told(grid.file, grid.findings)
    chosen = _chosen(grid, found)
    tables: dict[str, list[CellRow]] = {}
    for key, sheet in chosen.items():
        rows = form_row if sheets()[key].form else table_rows
        tables[key] = rows(grid, sheet, sheets()[key], found)
        said = chain(remarks(grid, sheet, tables[key]), merged_remarks(sheet, tables[key]))
        for one in said:
            found.take(one)
    for key in _OF_VALUES:
        if key in chosen:
            tables[key] = in_words_of_headings(key, chosen[key], tables, found)
    withdrawn = any("withdrawn" in row for row in tables.get("head", ()))
    for one in _missing(grid, chosen, withdrawn=withdrawn):
        found.take(one)
    parsed = gathered(tables, grid.file)
    for one in without_echoes(found.findings, parsed.findings):
        found.take(one)
    return Parsed(parsed.root, tuple(found.findings), (), parsed.rows, _columns(grid, chosen))


def _columns(grid: Grid, chosen: Mapping[str, GridSheet]) -> Columns:
    """Where the cells of each sheet are, by the keys of their columns."""
    made: dict[tuple[str, str], Mapping[str, tuple[int, int]]] = {}
    for key, found in chosen.items():
        place = grid.place(found)
        headings = table_headings(sheets()[key], found) if found.rows else None
        if sheets()[key].form and not is_across(headings):
            made[place.file, place.sheet] = form_cells(found, sheets()[key])
        elif headings:
            columns = {name: (0, column) for column, name in headings.keys.items()}
            made[place.file, place.sheet] = columns
    return made


def _chosen(grid: Grid, found: Told) -> Mapping[str, GridSheet]:
    """The sheets that are read, by key; the others are told if they hold anything."""
    named = {sheet.name: named_sheet(sheet.name) for sheet in grid.sheets}
    chosen: dict[str, GridSheet] = {}
    for sheet in grid.sheets:
        if named[sheet.name] and named[sheet.name] not in chosen:
            chosen[named[sheet.name]] = sheet
    for sheet in grid.sheets:
        if sheet in chosen.values() or not sheet.rows or folded(sheet.name) in NOT_READ:
            continue
        key = named[sheet.name] or sheet_by_headings(sheet)
        if key and key not in chosen:
            chosen[key] = sheet
        else:
            found.take(_not_read(grid, sheet, key))
    return {key: chosen[key] for key in sheets() if key in chosen}


def _not_read(grid: Grid, sheet: GridSheet, key: str) -> Finding:
    place = grid.place(sheet)
    if not key:
        return finding("sheet-not-read", place, severity=Severity.INFO, found=sheet.name)
    name = sheets()[key].name
    return finding(
        "sheet-not-read/same", place, severity=Severity.WARNING, found=sheet.name, allowed=name
    )


def _missing(grid: Grid, chosen: Mapping[str, GridSheet], *, withdrawn: bool) -> Iterator[Finding]:
    names = "、".join(sheet.name for sheet in grid.sheets)
    csv = any(sheet.file for sheet in grid.sheets)
    for key in ("head", *(() if withdrawn else _NEEDED)):
        if key not in chosen:
            kind = "sheet-missing/csv" if csv else "sheet-missing"
            wanted = f"{sheets()[key].name}.csv" if csv else sheets()[key].name
            place = Place(grid.file) if csv else Place(grid.file, sheet=sheets()[key].name)
            yield finding(kind, place, found=wanted, allowed=names, folder=grid.file)
        elif not chosen[key].rows and not csv:
            yield finding("sheet-missing/empty", grid.place(chosen[key]), found=chosen[key].name)
