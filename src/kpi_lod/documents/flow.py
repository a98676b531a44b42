"""Lines and tables in tables, as markup nests them → blocks one after the other.

A table within a cell becomes a table of its own, right after the outer one, whose cell goes on
without it. A table that only arranges a page is none: its cells' contents stand where it stood.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from kpi_lod.documents.document import Block, Paragraph, Table
from kpi_lod.documents.spans import Spanned, placed
from kpi_lod.documents.stacked import unstacked
from kpi_lod.foreign.limits import MAX_CELLS, RefusedError


@dataclass(slots=True)
class Line:
    """A paragraph, or a line of a cell; ``level`` as in Paragraph."""

    text: str
    level: int = 0


@dataclass(slots=True)
class Slot:
    """A cell as markup has it: what stands in it, and how far it says that it spans."""

    parts: list[Line | Grid] = field(default_factory=list)
    rows: int = 1
    columns: int = 1

    @property
    def text(self) -> str:
        """Its own lines, without those of tables within it."""
        return unstacked("\n".join(part.text for part in self.parts if isinstance(part, Line)))

    @property
    def tables(self) -> Iterator[Grid]:
        """The tables within it."""
        return (part for part in self.parts if isinstance(part, Grid))


@dataclass(slots=True)
class Grid:
    """A table as markup has it: groups of rows of cells."""

    groups: list[list[list[Slot]]] = field(default_factory=lambda: [[]])

    @property
    def rows(self) -> Sequence[Sequence[Slot]]:
        """All rows that have cells."""
        return [row for group in self.groups for row in group if row]

    @property
    def arranges(self) -> bool:
        """Whether it only arranges: one cell in all, or one row or column that holds tables."""
        slots = [slot for row in self.rows for slot in row]
        if len(slots) <= 1:
            return True
        straight = len(self.rows) == 1 or len(slots) == len(self.rows)
        return straight and any(True for slot in slots for _ in slot.tables)


Part = Line | Grid


def blocks(parts: Sequence[Part]) -> tuple[Block, ...]:
    """The blocks, their places counted over all of ``parts``.

    Raises RefusedError ``document-too-long``, ``table-span``.
    """
    made = []
    size = 0
    for block in _Numbered().blocks(parts):
        made.append(block)
        size += len(block.cells) if isinstance(block, Table) else 1
        if size > MAX_CELLS:
            raise RefusedError("document-too-long", allowed=MAX_CELLS)
    return tuple(made)


class _Numbered:
    """Tables and paragraphs are counted as they come."""

    def __init__(self) -> None:
        self._tables = count(1)
        self._paragraphs = count(1)

    def blocks(self, parts: Sequence[Part]) -> Iterator[Block]:
        """Those of ``parts``, tables with those within them behind them."""
        for part in parts:
            if isinstance(part, Line):
                yield Paragraph(part.text, f"paragraph {next(self._paragraphs)}", part.level)
            elif part.arranges:
                for row in part.rows:
                    for slot in row:
                        yield from self.blocks(slot.parts)
            else:
                yield from self._table(part)

    def _table(self, grid: Grid) -> Iterator[Block]:
        if any(slot.text for row in grid.rows for slot in row):
            number = next(self._tables)
            groups = [
                [[Spanned(slot.text, slot.rows, slot.columns) for slot in row] for row in group]
                for group in grid.groups
            ]
            yield Table(placed(groups, lambda row, column: _at(number, row, column)))
        for row in grid.rows:
            for slot in row:
                yield from self.blocks(list(slot.tables))


def _at(table: int, row: int, column: int) -> str:
    return f"table {table} row {row} column {column}"
