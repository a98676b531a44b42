"""A document as its reader saw it: sections of tables and paragraphs, in reading order.

Nothing is interpreted here: texts are as printed, with one line break where the document breaks a
line within a cell. ``at`` is where a cell or paragraph stands, in the words that are published as
kpi:place: ``table 1 row 5 column 4``, ``p.3 table 2 row 3 column 4``, ``line 12``, ``p.3 line 5``,
``事業!C5`` (sheet and cell, as spreadsheets name it).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kpi_lod.errors import Finding


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its top left position in the grid, counted from 1, and how far it spans."""

    row: int
    column: int
    text: str
    at: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Cells that do not overlap, sorted by row and column; empty ones may be left out.

    ``exact``: whether the columns are certain (ruled lines, tags, cells of a sheet). In a text torn
    by extraction they are what its reader made of it, and a row may be shifted.
    """

    cells: tuple[Cell, ...]
    exact: bool = True

    @property
    def height(self) -> int:
        """How many rows the grid has."""
        return max((cell.row + cell.rows - 1 for cell in self.cells), default=0)

    @property
    def width(self) -> int:
        """How many columns the grid has."""
        return max((cell.column + cell.columns - 1 for cell in self.cells), default=0)

    def grid(self) -> Mapping[tuple[int, int], Cell]:
        """(row, column) → the cell that covers it; a cell that spans stands at all it covers."""
        return {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line or paragraph outside tables; ``level`` is 1 for a heading of the first level, 0 for
    text that the document does not mark as a heading.
    """

    text: str
    at: str
    level: int = 0


Block = Table | Paragraph


@dataclass(frozen=True, slots=True)
class Section:
    """A sheet, or all of a text; ``name`` is the sheet's, "" where there is none."""

    blocks: tuple[Block, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What a file holds. ``file`` is its name without folders, ``title`` what it calls itself in
    its properties ("" if nothing), ``remarks`` what its reader has to tell (a hidden sheet, a table
    without lines that may be read wrongly).
    """

    file: str
    kind: str
    sha256: str
    sections: tuple[Section, ...]
    title: str = ""
    remarks: tuple[Finding, ...] = field(default=())

    def blocks(self) -> Iterator[Block]:
        """All blocks of all sections, in reading order."""
        return (block for section in self.sections for block in section.blocks)
