"""Rows of cells that say how far they span → cells with a place in a grid, none over another.

As HTML forms a table (https://html.spec.whatwg.org/multipage/tables.html#forming-a-table), except
that a cell which would lie over another is narrowed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kpi_lod.documents.document import Cell
from kpi_lod.foreign.limits import RefusedError

MAX_COLUMNS = 1_000
MAX_ROWS = 65_534
"""What HTML makes of a wider or higher span."""

MAX_PLACES = 200_000
"""Places in the grid of one table, each counted once for the cell that covers it."""


@dataclass(frozen=True, slots=True)
class Spanned:
    """A cell's text; ``rows`` 0 means down to the end of its group of rows."""

    text: str
    rows: int = 1
    columns: int = 1


Row = Sequence[Spanned]
At = Callable[[int, int], str]
"""Row and column, from 1 → where that is, in words."""


def placed(groups: Sequence[Sequence[Row]], at: At) -> tuple[Cell, ...]:
    """The cells of a table in groups of rows (head, body), over whose end no cell reaches.

    Raises RefusedError ``table-span`` for a grid that is too large.
    """
    laying = _Laying()
    for group in groups:
        last = laying.row + len(group)
        for row in group:
            laying.lay(row, last)
    return laying.cells(at)


def narrowed(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells in a grid without the rows and columns in which none begins.

    These say nothing that the one before does not say: sheets of squared paper have dozens. The
    places of cells stay as they were.
    """
    rows = sorted({cell.row for cell in cells})
    columns = sorted({cell.column for cell in cells})
    return tuple(
        Cell(
            bisect_left(rows, cell.row) + 1,
            bisect_left(columns, cell.column) + 1,
            cell.text,
            cell.at,
            _begun(rows, cell.row, cell.rows),
            _begun(columns, cell.column, cell.columns),
        )
        for cell in cells
    )


def _begun(lines: Sequence[int], first: int, number: int) -> int:
    """How many of the lines are among ``number`` from ``first`` on."""
    return bisect_left(lines, first + number) - bisect_left(lines, first)


class _Laying:
    """The grid, row by row; of each column is known how far down it is taken."""

    def __init__(self) -> None:
        self.row = 0
        self._taken: list[int] = []
        self._placed: list[tuple[int, int, int, int, str]] = []
        self._places = 0

    def lay(self, row: Row, last: int) -> None:
        """Put the next row's cells; none reaches below the row ``last``."""
        self.row += 1
        column = 0
        for cell in row:
            column = self._next_free(column)
            rows = min(cell.rows or MAX_ROWS, MAX_ROWS, last - self.row + 1)
            columns = self._free_columns(column, min(max(cell.columns, 1), MAX_COLUMNS))
            self._count(rows * columns, column + columns)
            self._taken[column : column + columns] = [self.row + rows - 1] * columns
            self._placed.append((self.row, column + 1, rows, columns, cell.text))
            column += columns

    def cells(self, at: At) -> tuple[Cell, ...]:
        """All of them."""
        return narrowed(
            [
                Cell(row, column, text, at(row, column), rows, columns)
                for row, column, rows, columns, text in self._placed
            ]
        )

    def _next_free(self, column: int) -> int:
        while column < len(self._taken) and self._taken[column] >= self.row:
            column += 1
        return column

    def _free_columns(self, column: int, wanted: int) -> int:
        """How many of the columns wanted are free from here on, at least one."""
        beside = range(column + 1, min(column + wanted, len(self._taken)))
        taken = next((one for one in beside if self._taken[one] >= self.row), column + wanted)
        return taken - column

    def _count(self, places: int, width: int) -> None:
        self._places += places
        if self._places > MAX_PLACES:
            raise RefusedError("table-span", at=("", self.row, width), allowed=MAX_PLACES)
        self._taken += [0] * (width - len(self._taken))
