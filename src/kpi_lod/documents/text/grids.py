"""Rows of texts → a Table, each cell with the words that say where it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kpi_lod.documents.document import Cell, Table
from kpi_lod.documents.text.tags import untagged
from kpi_lod.foreign.limits import MAX_COLUMNS, MAX_ROWS, RefusedError


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row as they stand, blank ones too; its number in its table, and its line."""

    number: int
    line: int
    cells: tuple[str, ...]

    @property
    def filled(self) -> int:
        """How many cells hold something."""
        return sum(1 for cell in self.cells if cell.strip())


def table(rows: Sequence[Row], number: int, *, exact: bool = True) -> Table:
    """The table that is the ``number``-th of its file; inexact where rows differ in length.

    Raises RefusedError ``too-many-rows``, ``sheet-too-large/columns``.
    """
    if len(rows) > MAX_ROWS:
        at = ("", rows[MAX_ROWS].line, 1)
        raise RefusedError("too-many-rows", at=at, allowed=MAX_ROWS)
    wide = next((row for row in rows if len(row.cells) > MAX_COLUMNS), None)
    if wide:
        at = ("", wide.line, MAX_COLUMNS + 1)
        raise RefusedError("sheet-too-large/columns", at=at, allowed=MAX_COLUMNS)
    same = len({len(row.cells) for row in rows}) <= 1
    cells = [
        Cell(place, column, text, f"table {number} row {row.number} column {column}")
        for place, row in enumerate(rows, 1)
        for column, printed in enumerate(row.cells, 1)
        if (text := untagged(printed))
    ]
    return Table(tuple(cells), exact=exact and same)
