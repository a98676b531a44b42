"""The cells of a sheet → its tables and the lines of text between them.

Blocks of filled rows are parted by rows that are wholly blank. Columns are counted over the whole
sheet, but for those in which nothing begins, so that a table below can be laid beside its headings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kpi_lod.documents.document import Block, Cell, Paragraph, Section, Table
from kpi_lod.documents.spans import narrowed
from kpi_lod.documents.stacked import unstacked
from kpi_lod.foreign.worksheet import Range

At = Callable[[int, int], str]
"""Row and column, from 1 → where that is, in words."""

_LONG = 40
_SHORT = 12
_NOTE = re.compile(r"\s{0,9}[(（「【〔［\[]?(?:※|＊|\*|注|備考|出典|資料|参考|＜|<|・)")
_ASIDE = re.compile(r"単位|現在|時点|作成|資料|別紙|様式|ページ|№|No", re.IGNORECASE)
_HEADING = re.compile(
    r"年度|令和|平成|[RＲHＨ][0-9０-９元]|20[0-9]{2}|２０[０-９]{2}|目標|実績|計画|KPI|ＫＰＩ|指標|値|事業"
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """(row, column), counted from 1 → text; ``merged`` ranges show the text of their first cell."""

    name: str
    texts: Mapping[tuple[int, int], str]
    merged: Sequence[Range] = ()


def section(sheet: Sheet, at: At) -> Section:
    """The sheet's tables and paragraphs from top to bottom."""
    blocks = (block for rows in _runs(_cells(sheet, at)) for block in rows.blocks())
    return Section(tuple(blocks), sheet.name)


def _cells(sheet: Sheet, at: At) -> list[Cell]:
    """All that hold text, in order, with their spans; none over another."""
    spans: dict[tuple[int, int], Range] = {}
    covered: set[tuple[int, int]] = set()
    for merged in sorted(sheet.merged):
        top, left, bottom, right = merged
        inside = {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
        if sheet.texts.get((top, left), "").strip() and not inside & covered:
            spans[top, left] = merged
            covered |= inside
    made = []
    for (row, column), text in sorted(sheet.texts.items()):
        top, left, bottom, right = spans.get((row, column), (row, column, row, column))
        if text.strip() and ((row, column) in spans or (row, column) not in covered):
            lines = "\n".join(line.strip() for line in text.splitlines() if line.strip())
            size = bottom - top + 1, right - left + 1
            made.append(Cell(row, column, unstacked(lines), at(row, column), *size))
    return made


def _runs(cells: Sequence[Cell]) -> Iterator[_Rows]:
    """The runs of rows without a blank one among them."""
    run: list[Cell] = []
    bottom = 0
    for cell, narrow in zip(cells, narrowed(cells), strict=True):
        if run and cell.row > bottom + 1:
            yield _Rows(run)
            run = []
        run.append(narrow)
        bottom = max(bottom, cell.row + cell.rows - 1)
    if run:
        yield _Rows(run)


class _Rows:
    """A run of rows; its first and last ones may be lines of text around a table."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        self._cells = cells
        self._alone = _alone(cells)
        self._left = min(cell.column for cell in cells)
        self._right = max(cell.column + cell.columns for cell in cells) - 1

    def blocks(self) -> Iterator[Block]:
        """Lines, the table, lines."""
        before = self._before()
        rest = self._cells[len(before) :]
        after = self._after(rest)
        yield from (Paragraph(cell.text, cell.at) for cell in before)
        if table := rest[: len(rest) - len(after)]:
            top = table[0].row - 1
            yield Table(tuple(replace(cell, row=cell.row - top) for cell in table))
        yield from (Paragraph(cell.text, cell.at) for cell in after)

    def _before(self) -> Sequence[Cell]:
        """Those at the top that stand alone in their rows, and are no heading of columns."""
        return _while(lambda cell: self._is_alone(cell) and not self._heads(cell), self._cells)

    def _after(self, cells: Sequence[Cell]) -> Sequence[Cell]:
        """Those at the bottom that stand alone in their rows, and are notes."""
        found = _while(lambda cell: self._is_alone(cell) and self._notes(cell), cells[::-1])
        return found[::-1]

    def _is_alone(self, cell: Cell) -> bool:
        return cell.row in self._alone

    def _heads(self, cell: Cell) -> bool:
        """Whether it may stand over some of the columns below it."""
        if cell.column == self._left or _ASIDE.search(cell.text):
            return False
        return len(cell.text) <= _SHORT and _HEADING.search(cell.text) is not None

    def _notes(self, cell: Cell) -> bool:
        """Whether it is no name of a row whose other cells are blank."""
        wide = cell.columns * 2 > self._right - self._left + 1 and cell.columns > 1
        return wide or len(cell.text) > _LONG or _NOTE.match(cell.text) is not None


def _alone(cells: Sequence[Cell]) -> frozenset[int]:
    """The first rows of cells beside which there is none."""
    counted: dict[int, int] = {}
    for cell in cells:
        for row in range(cell.row, cell.row + cell.rows):
            counted[row] = counted.get(row, 0) + 1
    return frozenset(
        cell.row
        for cell in cells
        if all(counted[row] == 1 for row in range(cell.row, cell.row + cell.rows))
    )


def _while(holds: Callable[[Cell], bool], cells: Iterable[Cell]) -> Sequence[Cell]:
    found = []
    for cell in cells:
        if not holds(cell):
            break
        found.append(cell)
    return found
