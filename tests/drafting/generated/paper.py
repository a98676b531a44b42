"""What is laid out, before any format: lines, grids with merged cells, breaks of pages and sheets.

In: what a family lays out. Out: the blocks that every writer prints.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Line:
    """A line outside tables; ``level`` 1 to 3 is a heading."""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Box:
    """A cell; what it covers is left out of the rows, as in HTML."""

    text: str = ""
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Break:
    """A new page; in a workbook a new sheet of this name."""

    sheet: str


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a table."""

    rows: Sequence[Sequence[Box]]

    def placed(self) -> Mapping[tuple[int, int], Box]:
        """(row, column) from 0 → the box that begins there."""
        return dict(self._placed())

    @property
    def width(self) -> int:
        """How many columns there are."""
        return max(column + box.columns for (_, column), box in self.placed().items())

    @property
    def has_gaps(self) -> bool:
        """Whether a cell is empty: its place is lost where columns are."""
        return any(not box.text for row in self.rows for box in row)

    @property
    def is_merged_across(self) -> bool:
        """Whether a cell covers several columns, but not all."""
        width = self.width
        return any(1 < box.columns < width for row in self.rows for box in row)

    def _placed(self) -> Iterator[tuple[tuple[int, int], Box]]:
        covered: set[tuple[int, int]] = set()
        for at, row in enumerate(self.rows):
            column = 0
            for box in row:
                while (at, column) in covered:
                    column += 1
                yield (at, column), box
                covered |= {
                    (at + down, column + right)
                    for down in range(box.rows)
                    for right in range(box.columns)
                }


Block = Line | Grid | Break


@dataclass(slots=True)
class Paper:
    """A document under construction; ``name`` is that of its file."""

    name: str
    blocks: list[Block] = field(default_factory=list)

    def line(self, text: str, level: int = 0) -> None:
        """Add a line."""
        self.blocks.append(Line(text, level))

    def grid(self, rows: Sequence[Sequence[Box | str]]) -> None:
        """Add a table; a text stands for a plain box."""
        made = [[Box(one) if isinstance(one, str) else one for one in row] for row in rows]
        self.blocks.append(Grid(made))

    @property
    def grids(self) -> Sequence[Grid]:
        """The tables."""
        return [block for block in self.blocks if isinstance(block, Grid)]

    @property
    def text(self) -> str:
        """All that is printed, a line for each cell."""
        texts: list[str] = []
        for block in self.blocks:
            if isinstance(block, Line):
                texts.append(block.text)
            elif isinstance(block, Grid):
                texts += [box.text for row in block.rows for box in row]
        return "\n".join(texts)
