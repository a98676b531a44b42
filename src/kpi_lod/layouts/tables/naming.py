"""Which KPI the values of a band belong to: its columns of names and units, row by row."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kpi_lod.layouts.gathering import Named
from kpi_lod.layouts.headings.labels import Label
from kpi_lod.layouts.names import joined_lines
from kpi_lod.layouts.tables.lines import Line
from kpi_lod.layouts.tables.roles import Roles
from kpi_lod.layouts.tables.spots import Spot


@dataclass(slots=True)
class _Name:
    """A cell of a column of names: the rows it covers, what told its rows apart so far, and kinds
    that are printed behind the name (観光客数（目標値）).
    """

    named: Named
    last_row: int
    rows: int = 0
    sorts: set[tuple[str, ...]] = field(default_factory=set)
    said: tuple[str, ...] = ()


@dataclass(slots=True)
class Naming:
    """The last names and units of their columns."""

    roles: Roles
    names: dict[int, _Name] = field(default_factory=dict)
    units: dict[int, tuple[str, int]] = field(default_factory=dict)

    def name(self, spot: Spot, named: Named, kinds: tuple[str, ...]) -> None:
        """A KPI begins in a column of names; an empty cell of its row has not the unit above."""
        for column in self.roles.units:
            _, last_row = self.units.get(column, ("", spot.cell.row))
            if self.roles.name_column(column) == spot.column and last_row < spot.cell.row:
                del self.units[column]
        self.names[spot.column] = _Name(named, _last_row(spot), said=kinds)

    def unit(self, spot: Spot) -> None:
        """A cell of a column of units."""
        self.units[spot.column] = (joined_lines(spot.text), _last_row(spot))

    def unit_of_row(self, name_column: int, one: Line) -> str:
        """The unit that the row prints in a cell of its own, for the block of that name."""
        for piece in one.pieces:
            column = piece.spot.column
            block = self.roles.name_column(column) if column in self.roles.units else name_column
            if piece.field == "unit" and block == name_column:
                return joined_lines(piece.spot.text)
        return ""

    def go_on(self, one: Line, number: int, *, rows: int) -> None:
        """A row without a name of its own belongs to the KPI above, if it names another kind, or a
        note says that there are so many ``rows`` (上段：目標 下段：実績).
        """
        for column, name in list(self.names.items()):
            own = name.rows == 0
            again = number <= name.last_row or (one.sort and one.sort not in name.sorts)
            if not (own or again or name.rows < rows):
                if any(piece.field == "value" for piece in one.pieces):
                    del self.names[column]
                continue
            name.rows += 1
            name.sorts.add(one.sort)

    def of_column(self, column: int, noted: str) -> tuple[Named | None, int]:
        """The KPI of a column of values, None where it has no name, and which of its rows this is,
        from 0. ``noted``: the unit stated for the table.
        """
        name_column = self.roles.name_column(column)
        name = self.names.get(name_column) if name_column is not None else None
        if name is None:
            return None, 0
        unit_column = self.roles.unit_column(column)
        said = self.roles.said.get(column, Label())
        unit = self.units[unit_column][0] if unit_column in self.units else ""
        unit = name.named.unit or unit or said.unit or noted
        return replace(name.named, unit=unit), name.rows - 1

    def kinds(self, column: int) -> tuple[str, ...]:
        """The kinds printed behind the name of a column of values."""
        name_column = self.roles.name_column(column)
        name = self.names.get(name_column) if name_column is not None else None
        return name.said if name else ()


def _last_row(spot: Spot) -> int:
    return spot.cell.row + spot.cell.rows - 1
