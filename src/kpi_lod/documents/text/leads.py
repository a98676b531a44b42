"""The lines of headings above columns → cells, those above several columns spanning them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kpi_lod.documents.document import Cell
from kpi_lod.documents.text.below import Piece
from kpi_lod.documents.text.column import Column, Place
from kpi_lod.documents.text.heads import is_head
from kpi_lod.documents.text.spread import spread

_APART = re.compile(
    r"指標|KPI|ＫＰＩ|項目|事業|施策|単位|担当|所管|No|番号|区分|備考|達成|進捗|評価|名$|開始前|策定時|当初"
)


@dataclass(frozen=True, slots=True)
class Leads:
    """The lines of headings; ``heads`` are those that may each head one column."""

    lines: Sequence[Sequence[Piece]]
    main: int
    heads: Sequence[Piece]

    @property
    def rows(self) -> int:
        """How many rows of the table they are."""
        return len(self._upper()) + 1

    def cells(self, found: Sequence[Column]) -> list[Cell] | None:
        """The cells, with which the columns are named; None where it cannot be told what stands
        above what.
        """
        for piece in self._lower():
            if not _named(piece, found):
                return None
        upper = self._upper()
        rows = [self._spread(line, found) for line in upper]
        if not all(rows) or not all(is_head(piece.text) for line in upper for piece in line):
            return None
        for place in (one for row in rows for one in row if one.first == one.last):
            found[place.first].head = f"{place.text}\n{found[place.first].head}"
        rows = [[one for one in row if one.first < one.last] for row in rows]
        made = [
            cell(Place(n, n, one.head), len(upper) + 1) for n, one in enumerate(found) if one.head
        ]
        return [*(cell(one, at) for at, row in enumerate(rows, 1) for one in row), *made]

    def _lower(self) -> Iterator[Piece]:
        return (piece for line in self.lines[self.main + 1 :] for piece in line)

    def _upper(self) -> list[list[Piece]]:
        """The lines above without what heads one column by itself."""
        rest = [[p for p in line if p not in self.heads] for line in self.lines[: self.main]]
        return [line for line in rest if line]

    def _spread(self, upper: Sequence[Piece], found: Sequence[Column]) -> list[Place]:
        main = {piece.text for piece in self.lines[self.main]}
        counts = Counter(column.head for column in found)
        under = [
            n
            for n, column in enumerate(found)
            if column.head in main and (counts[column.head] > 1 or not _APART.search(column.head))
        ]
        return spread(upper, under, found)


def leads(lines: Sequence[Sequence[Piece]]) -> Leads | None:
    """The headings of a table; the fullest line heads the columns, others what it leaves out."""
    if not lines:
        return None
    main = max(range(len(lines)), key=lambda at: (len(lines[at]), at))
    lines = _wrapped(lines, main)
    start, end = lines[main][0].start, lines[main][-1].end
    beside = [p for line in lines[:main] for p in line if p.end < start or p.start > end + 1]
    heads = sorted((*lines[main], *beside), key=lambda piece: piece.start)
    if any(one.end > other.start for one, other in pairwise(heads)):
        return None
    return Leads(lines, main, heads)


def _wrapped(lines: Sequence[Sequence[Piece]], main: int) -> list[list[Piece]]:
    """The lines, a heading that is printed above and below the fullest of them put into it."""
    made = _continued([list(line) for line in lines], main)
    if not 0 < main < len(lines) - 1:
        return made
    for upper in list(made[main - 1]):
        lower = next((p for p in made[main + 1] if p.start == upper.start), None)
        within = [p for p in made[main] if p.start < upper.end and upper.start < p.end]
        if lower is None or len(within) > 1:
            continue
        parts = [upper, *within, lower]
        text, end = "\n".join(p.text for p in parts), max(p.end for p in parts)
        made[main - 1].remove(upper)
        made[main + 1].remove(lower)
        kept = [p for p in made[main] if p not in within]
        whole = Piece(text, min(p.start for p in parts), end)
        made[main] = sorted((*kept, whole), key=lambda piece: piece.start)
    return made


def _continued(made: list[list[Piece]], main: int) -> list[list[Piece]]:
    """The lines, a word that is no heading by itself put to what goes on below it: 事業⏎開始前."""
    for line in made[:main]:
        for upper in [piece for piece in line if not is_head(piece.text)]:
            for n, lower in enumerate(made[main]):
                over = lower.start < upper.end and upper.start < lower.end
                if over and is_head(upper.text + lower.text):
                    ends = min(upper.start, lower.start), max(upper.end, lower.end)
                    made[main][n] = Piece(upper.text + lower.text, *ends)
                    line.remove(upper)
                    break
    return made


def _named(piece: Piece, found: Sequence[Column]) -> bool:
    """Whether the piece goes on with the heading of the one column above it."""
    over = [column for column in found if column.holds(piece)]
    if len(over) == 1:
        over[0].head = f"{over[0].head}\n{piece.text}".strip()
    return len(over) == 1


def cell(place: Place, row: int, rows: int = 1) -> Cell:
    """The cell at a place."""
    at = f"table 1 row {row} column {place.first + 1}"
    wide = place.last - place.first + 1
    return Cell(row, place.first + 1, place.text, at, rows, wide)
