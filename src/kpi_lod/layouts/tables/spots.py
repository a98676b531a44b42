"""A table → its rows of filled cells, each with what it says as a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kpi_lod.documents.document import Cell, Table
from kpi_lod.japanese.characters import narrow
from kpi_lod.layouts.headings.labels import Label, label
from kpi_lod.layouts.headings.unit_words import is_unit

_FIGURE = re.compile(r"[\s約(\[〈<△▲+-]*[0-9]")
_NUMBERED = re.compile(r"\s{0,9}(?:\([0-9]{1,2}\)|[0-9]{1,2}[.、)])\s{0,3}(?=[^\s0-9%,.(])")
"""The number of a name: (1)観光消費額, 2.宿泊者数; (3)人 is a figure."""
_DASH = re.compile(r"[\s()\[\]‐‒–—―─━ー－・*＊…-]+")


@dataclass(frozen=True, slots=True)
class Spot:
    """A filled cell. ``label`` is what it says as a heading, None for all that is none."""

    cell: Cell
    label: Label | None

    @property
    def column(self) -> int:
        """The first column that it covers."""
        return self.cell.column

    @property
    def columns(self) -> range:
        """All columns that it covers."""
        return range(self.cell.column, self.cell.column + self.cell.columns)

    @property
    def text(self) -> str:
        """As printed."""
        return self.cell.text

    @property
    def is_heading(self) -> bool:
        """Whether it can only be a heading: neither a figure nor a word that could be a name."""
        return self.label is not None and not self.label.weak and not self.label.bare

    @property
    def is_figure(self) -> bool:
        """Whether a number or a dash in its place begins the text, and it is no year."""
        if self.is_heading:
            return False
        plain = narrow(self.text)
        numbered = _NUMBERED.match(plain)
        if numbered and not is_unit(plain[numbered.end() :]):
            return False
        return bool(_FIGURE.match(plain) or _DASH.fullmatch(plain))


Row = tuple[Spot, ...]
"""The filled cells that begin in one row, from left to right."""


def rows(table: Table) -> Sequence[Row]:
    """The rows from the first to the last, () for one without filled cells of its own."""
    filled: dict[int, list[Spot]] = {}
    for cell in table.cells:
        if cell.text.strip():
            filled.setdefault(cell.row, []).append(Spot(cell, label(cell.text)))
    last = max(filled, default=0)
    return [tuple(sorted(filled.get(row, ()), key=_column)) for row in range(1, last + 1)]


def _column(spot: Spot) -> int:
    return spot.column


_TURNED_FIELDS = frozenset(
    ("kpi", "corner", "unit", "value", "rate", "text", "number", "money", "target-date", "results")
)
_NAMING_FIELDS = ("kpi", "corner")
_LEAST_ROWS = 2
_LEAST_NAMES = 2


def upright(table: Table) -> Table:
    """The table with its KPIs in rows: turned on its side where their names stand in one row.

    That is where all rows begin with headings, and behind the first stand names only.
    """
    lines = [row for row in rows(table) if len(row) > 1 or (row and row[0].column == 1)]
    whole = len({len(row) for row in lines}) == 1
    if len(lines) < _LEAST_ROWS or not (table.exact or whole) or not _is_turned(lines):
        return table
    cells = (
        replace(c, row=c.column, column=c.row, rows=c.columns, columns=c.rows) for c in table.cells
    )
    return replace(table, cells=tuple(sorted(cells, key=lambda c: (c.row, c.column))))


def _is_turned(lines: Sequence[Row]) -> bool:
    first, *others = lines
    naming, *names = first
    if naming.label is None or naming.label.field not in _NAMING_FIELDS:
        return False
    if len(names) < _LEAST_NAMES or any(name.is_heading or name.is_figure for name in names):
        return False
    starts = [row[0] for row in others if row[0].column <= naming.cell.columns]
    labels = [spot.label for spot in starts]
    valued = [found for found in labels if found is not None and found.field == "value"]
    return bool(valued) and all(
        found is not None and found.field in _TURNED_FIELDS for found in labels
    )
