"""What the columns of a band hold, by their headings and by what stands in them.

A column may be headed 目標値 実績値 and hold those words again (the row says which); one headed
実績 may hold prose; where no heading says 指標, the column of names is the one with words before
the values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kpi_lod.layouts.headings.labels import Label
from kpi_lod.layouts.names import is_name
from kpi_lod.layouts.tables.bands import Band
from kpi_lod.layouts.tables.contents import by_column, by_content
from kpi_lod.layouts.tables.spots import Spot

_VALUES = ("value", "money")


@dataclass(frozen=True, slots=True)
class Roles:
    """Columns by what they hold. ``values`` are those of KPIs; ``said`` is by column, for all."""

    said: dict[int, Label]
    names: tuple[int, ...]
    units: tuple[int, ...]
    values: tuple[int, ...]

    @property
    def has_years(self) -> bool:
        """Whether headings tell the years of values: then a column without one has no year."""
        return any(self.said[column].period is not None for column in self.values)

    @property
    def last_year(self) -> int:
        """The last of the years that head actuals, 0 where fewer than two do."""
        found = [self.said[column] for column in self.values]
        years = [s.period.year or 0 for s in found if s.period and s.kinds in ((), ("actual",))]
        return max(years) if len(set(years)) > 1 else 0

    def name_column(self, column: int) -> int | None:
        """The column of the name that a value belongs to: of its number, else the nearest left."""
        number = self.said[column].number if column in self.said else 0
        if number:
            same = [name for name in self.names if self.said[name].number == number]
            if same:
                return same[0]
        left = [name for name in self.names if name < column]
        return left[-1] if left else next(iter(self.names), None)

    def unit_column(self, column: int) -> int | None:
        """The column of units of the same block, the nearest at the left, else at the right."""
        name = self.name_column(column)
        block = [unit for unit in self.units if self.name_column(unit) == name]
        left = [unit for unit in block if unit < column]
        return left[-1] if left else next(iter(block), None)


def roles(band: Band) -> Roles:
    """The roles of the columns of a band."""
    said = by_content(band)
    values = tuple(sorted(n for n, one in said.items() if one.field == "value"))
    for name in _unnamed(band, said, values):
        said[name] = replace(said.get(name, Label()), field="kpi")
    names = tuple(sorted(n for n, one in said.items() if one.field == "kpi"))
    units = tuple(sorted(n for n, one in said.items() if one.field == "unit"))
    return Roles(said, _first_of_each(names, said), units, values)


def _unnamed(band: Band, said: Mapping[int, Label], values: Sequence[int]) -> Sequence[int]:
    """The columns of names where no heading says so: 項目 or none, and words below.

    Those of each number (指標②) that has values, and, where the heading repeats, of each block.
    """
    named = {one.number for one in said.values() if one.field == "kpi"}
    numbers = {said[value].number for value in values} - (named | {0} if named else named)
    found = [
        column
        for number in sorted(numbers)
        for column in _first_unnamed(band, said, [v for v in values if said[v].number == number])
    ]
    again = [column for column in said if _repeats(said, column, found)]
    return [*found, *again]


def _repeats(said: Mapping[int, Label], column: int, found: Sequence[int]) -> bool:
    """Whether the heading of a column of names stands there again, in the block of another year."""
    first = next((said[name] for name in found if name in said), None)
    own = said[column]
    if first is None or column in found or (own.number, own.field) != (first.number, first.field):
        return False
    return own.period is not None and own.period != first.period


def _first_unnamed(band: Band, said: Mapping[int, Label], values: Sequence[int]) -> Iterator[int]:
    columns = by_column(band.rows)
    number = said[values[0]].number
    for wanted in ("corner", ""):
        for column in sorted(columns):
            own = said.get(column, Label())
            words = [spot for spot in columns[column] if _is_words(spot)]
            if column < values[0] and own.field == wanted and own.number == number and words:
                yield column
                return


def _is_words(spot: Spot) -> bool:
    return not spot.is_figure and not spot.is_heading and is_name(spot.text)


def _first_of_each(names: Sequence[int], said: dict[int, Label]) -> tuple[int, ...]:
    """Columns side by side below one heading are one column of names, the last of them."""
    return tuple(
        name
        for name in names
        if name + 1 not in names or said[name + 1].number != said[name].number
    )
