"""A file of sheets as it lies there, before anybody asks what the columns are.

Readers of xlsx and CSV make a :class:`Grid`; who knows a layout takes the cells out of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kpi_lod.errors import Finding, Place
from kpi_lod.submissions.workbook.gathering import Cell

GridRow = Mapping[int, Cell]
"""Column, counted from 1 → cell that holds something."""


@dataclass(frozen=True, slots=True)
class GridSheet:
    """One sheet: row, counted from 1 → its cells; rows without any are not there.

    The text of a merged range stands in each of its cells. A number is written out in full
    (``1234.5``, never ``1.2345E3``), a day as ``2024-04-01``. ``hidden``: rows that are not shown,
    which are read all the same; so are ``hidden_columns``, pairs (first, last), and a sheet that is
    not ``visible``. ``file``: that of the sheet, where it has one of its own (CSV). ``merged``:
    the ranges that hold a text, as (first row, first column, last row, last column). ``comments``:
    row and column of cells with a comment of somebody's.
    """

    name: str
    rows: Mapping[int, GridRow]
    hidden: frozenset[int] = frozenset()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    visible: bool = True
    file: str = ""
    merged: tuple[tuple[int, int, int, int], ...] = ()
    comments: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """All sheets of a file in their order, and what is wrong with the file."""

    file: str
    sheets: tuple[GridSheet, ...]
    findings: tuple[Finding, ...] = ()

    def place(self, sheet: GridSheet, row: int = 0, column: int = 0) -> Place:
        """Where a cell of a sheet is, or the sheet as a whole; in a CSV file line and field."""
        if sheet.file:
            return Place(sheet.file, row, column)
        return Place(self.file, row, column, sheet=sheet.name)
