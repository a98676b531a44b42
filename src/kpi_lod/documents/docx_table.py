"""A table of a Word text while its elements come in: rows, spans, cells that go on downwards.

ECMA-376 part 1, 17.4: a cell that continues the one above says so itself (vMerge).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kpi_lod.documents.flow import Grid, Slot


@dataclass(slots=True)
class OpenTable:
    """A table that goes on; ``above``: the cell of each column that may go on downwards.

    ``merge``: that of the cell at hand, ``""``, ``restart`` or ``continue``. ``grown``: the cells
    above that go on in the row at hand.
    """

    grid: Grid = field(default_factory=Grid)
    above: dict[int, Slot] = field(default_factory=dict)
    slot: Slot = field(default_factory=Slot)
    column: int = 1
    merge: str = ""
    deleted: bool = False
    grown: list[Slot] = field(default_factory=list)

    def start_row(self) -> None:
        """A row begins."""
        self.grid.groups[0].append([])
        self.column, self.deleted, self.grown = 1, False, []

    def end_row(self) -> None:
        """A row ends; one that was deleted was never there."""
        if self.deleted:
            self.grid.groups[0].pop()
            for slot in self.grown:
                slot.rows -= 1

    def leave(self, columns: int) -> None:
        """Columns before the first cell that have none."""
        self.slot = Slot(columns=columns)
        self.merge = ""
        self.end_cell()

    def end_cell(self) -> None:
        """The cell at hand is whole: it stands in the row, or the one above goes on."""
        above = self.above.get(self.column)
        if self.merge == "continue" and above is not None:
            above.rows += 1
            self.grown.append(above)
        else:
            self.grid.groups[0][-1].append(self.slot)
            self.above[self.column] = self.slot
        if not self.merge:
            del self.above[self.column]
        self.column += self.slot.columns
