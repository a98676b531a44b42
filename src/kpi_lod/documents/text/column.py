"""A column of a table without lines, a place in it, and lines that have a cell for each column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kpi_lod.documents.text.below import Piece
from kpi_lod.documents.text.seams import cut

KIND = re.compile(
    r"[(（]?(?:当初|年度)?(?:目標|実績|計画|結果|予定|見込|基準|現状)(?:値|数)?"
    r"(?:[(（【\[][^()（）]{1,8}[)）】\]])?[)）]?"
)
"""What tells the rows of a KPI apart."""


@dataclass(slots=True)
class Column:
    """From where to where; ``head`` is its heading's text, "" for none; ``lines`` are those that
    have something in it, ``printed`` is where the heading itself stands.
    """

    start: int
    end: int
    head: str = ""
    lines: set[int] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    printed: tuple[int, int] = (-1, -1)

    @property
    def lean(self) -> int:
        """1 where its cells stand more to the right than its heading, -1 to the left, else 0."""
        right, left = self.end - self.printed[1], self.printed[0] - self.start
        return (right > left) - (right < left)

    def holds(self, piece: Piece) -> bool:
        """Whether some of the piece stands in it."""
        return piece.start < self.end and self.start < piece.end

    def add(self, piece: Piece, line: int) -> None:
        """Make it as wide as the piece, too."""
        self.start, self.end = min(self.start, piece.start), max(self.end, piece.end)
        self.lines.add(line)
        self.words.add(piece.text)

    def join(self, other: Column) -> None:
        """Make it as wide as both."""
        self.start, self.end = min(self.start, other.start), max(self.end, other.end)
        self.lines |= other.lines
        self.words |= other.words


@dataclass(frozen=True, slots=True)
class Place:
    """A text in the columns from ``first`` to ``last``: several where it cannot be told."""

    first: int
    last: int
    text: str


def over(piece: Piece, found: Sequence[Column]) -> list[int]:
    """The columns in which some of the piece stands."""
    return [n for n, column in enumerate(found) if column.holds(piece)]


def is_near(piece: Piece, at: int, found: Sequence[Column]) -> bool:
    """Whether no column but its neighbour is nearer to the piece than that one."""
    gaps = [max(one.start - piece.end, piece.start - one.end, 0) for one in found]
    return sum(gap < gaps[at] for gap in gaps) <= 1


def full(line: Sequence[Piece], found: Sequence[Column], wide: int) -> list[tuple[int, Piece]]:
    """The cells with their columns if there is one for each column from the first on, else []."""
    for units in (False, True):
        parts = [part for piece in line for part in cut(piece, wide, units=units)]
        whole = len(parts) == len(found) and is_near(parts[0], 0, found)
        first = [0] if whole else over(parts[0], found)
        if len(parts) > 1 and len(first) == 1 and len(parts) == len(found) - first[0]:
            return list(enumerate(parts, first[0]))
    return []
