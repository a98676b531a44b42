"""Grids of one page after the other → tables: what goes on over the page is one table."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kpi_lod.documents.document import Cell, Table
from kpi_lod.documents.pdf.aligning import aligned
from kpi_lod.documents.pdf.grids import Area, Grid

_NEAR = 4.0
"""Points by which the columns of one table may differ between two pages."""

_FOOT = 0.8
"""Share of the page's height that is filled where a row more would have had no room."""

_LABELS = 3
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Placed:
    """A grid on its page: the number of the page, of the table on it, and the page's height."""

    grid: Grid
    page: int
    number: int
    height: float

    def at(self, area: Area) -> str:
        """Where a cell stands, as it is published, but for its column."""
        return f"p.{self.page} table {self.number} row {area.row + 1}"


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a page ends in a table: after ``rows`` rows.

    ``above``, ``below``: the columns without a line at the end of the one page and at the beginning
    of the other; ``headed``: headings stand there, whose line tells nothing.
    """

    rows: int
    above: frozenset[int]
    below: frozenset[int]
    headed: bool

    def is_one(self, above: Cell, below: Cell) -> bool:
        """Whether two cells are one: no line closes them, or the lower one goes on without text."""
        columns = set(range(above.column, above.column + above.columns))
        is_open = columns <= self.above and (self.headed or columns <= self.below)
        return is_open or (below.rows > 1 and not below.text)


def goes_on(chain: Sequence[Placed], below: Placed) -> bool:
    """Whether the first table of a page is the rest of the last one of the page before."""
    above = chain[-1]
    if below.page != above.page + 1 or above.grid.exact != below.grid.exact:
        return False
    if not _same_columns(above.grid, below.grid):
        return False
    first = repeated_rows(chain[0].grid, below.grid)
    if first >= len(below.grid.ys) - 1 or _is_form(chain[0].grid, below.grid, first):
        return False
    needed = below.grid.ys[first + 1] - below.grid.ys[first]
    return above.grid.ys[-1] + needed > _FOOT * above.height


def table(chain: Sequence[Placed]) -> Table:
    """One table of all its parts."""
    xs = _all_columns(chain)
    cells: list[Cell] = []
    before: Placed | None = None
    rows = 0
    for part in chain:
        skipped = repeated_rows(chain[0].grid, part.grid) if part is not chain[0] else 0
        found = list(_cells(part, xs, rows - skipped, skipped))
        if before is not None:
            cut = Cut(rows, _open(before, xs, bottom=True), _open(part, xs), skipped > 0)
            cells, found = _united(cells, found, cut)
        before = part
        cells += found
        rows += len(part.grid.ys) - 1 - skipped
    ordered = sorted(aligned(cells, xs), key=lambda one: (one.row, one.column))
    named = (replace(one, at=f"{one.at} column {one.column}") for one in ordered)
    return Table(tuple(named), exact=chain[0].grid.exact)


def repeated_rows(first: Grid, below: Grid) -> int:
    """How many rows at the top of ``below`` are the headings at the top of ``first``."""
    ends = 0
    for row in range(min(len(first.ys), len(below.ys)) - 1):
        texts = _row_texts(below, row)
        if not any(texts) or texts != _row_texts(first, row):
            break
        ends = row + 1
    crossing = [area for area in below.areas if area.row < ends < area.row + area.rows]
    return min((area.row for area in crossing), default=ends)


def _row_texts(grid: Grid, row: int) -> list[str]:
    return [area.text for area in grid.areas if area.row == row and area.text]


def _is_form(first: Grid, below: Grid, repeated: int) -> bool:
    """Whether the same form begins again, with another project: the same labels at the left."""
    labels, others = _labels(first), _labels(below)
    if labels and others and not repeated and labels[0] == others[0]:
        return True
    one, other = set(labels[repeated:]), set(others[repeated:])
    shared = len(one & other)
    return min(len(one), len(other)) >= _LABELS and shared > _ALIKE * min(len(one), len(other))


def _labels(grid: Grid) -> list[str]:
    """The texts of the first column that are words."""
    texts = (area.text for area in grid.areas if area.column == 0)
    return [text for text in texts if text and not text.strip("().（）").isdecimal()]


def _same_columns(one: Grid, other: Grid) -> bool:
    """Whether the lines of the one with fewer columns stand where the other has lines."""
    if abs(one.xs[0] - other.xs[0]) > _NEAR or abs(one.xs[-1] - other.xs[-1]) > _NEAR:
        return False
    few, many = sorted((one.xs, other.xs), key=len)
    return all(abs(_closest(many, x) - x) <= _NEAR for x in few)


def _closest(places: Sequence[float], at: float) -> float:
    return min(places, key=lambda place: abs(place - at))


def _all_columns(chain: Sequence[Placed]) -> list[float]:
    made: list[float] = []
    for x in sorted(x for part in chain for x in part.grid.xs):
        if not made or x - made[-1] > (_NEAR if len(chain) > 1 else 0):
            made.append(x)
    return made


def _cells(part: Placed, xs: Sequence[float], offset: int, skipped: int) -> Iterator[Cell]:
    """The cells of a part, numbered in the whole table."""
    columns = [_column(xs, x) for x in part.grid.xs]
    for area in part.grid.areas:
        if area.row >= skipped:
            start, end = columns[area.column], columns[area.column + area.columns]
            wide = max(1, end - start)
            place = (area.row + offset + 1, start + 1)
            yield Cell(*place, area.text, part.at(area), area.rows, wide)


def _open(part: Placed, xs: Sequence[float], *, bottom: bool = False) -> frozenset[int]:
    """The open columns of a part, numbered as cells are."""
    lines = part.grid.xs
    fields = part.grid.open_bottom if bottom else part.grid.open_top
    spans = ((_column(xs, lines[one]), _column(xs, lines[one + 1])) for one in fields)
    return frozenset(column + 1 for start, end in spans for column in range(start, end))


def _column(xs: Sequence[float], x: float) -> int:
    after = min(bisect_left(xs, x), len(xs) - 1)
    return after if after == 0 or xs[after] - x <= x - xs[after - 1] else after - 1


def _united(above: list[Cell], below: list[Cell], cut: Cut) -> tuple[list[Cell], list[Cell]]:
    """Cells that the page cuts, each as one; the others as they are."""
    last = {(one.column, one.columns): one for one in above if one.row + one.rows - 1 == cut.rows}
    gone, grown = [], {}
    for cell in below:
        over = last.get((cell.column, cell.columns))
        if cell.row == cut.rows + 1 and over is not None and cut.is_one(over, cell):
            text = "\n".join(text for text in (over.text, cell.text) if text)
            gone.append(cell)
            grown[over] = replace(over, rows=over.rows + cell.rows, text=text)
    if not gone:
        return above, below
    ends = {id(one) for one in last.values()}
    whole = [grown.get(one, one) if id(one) in ends else one for one in above]
    return whole, [one for one in below if one not in gone]
