"""Rows of a table → bands: headings that stand together, and the rows that they head.

A column says what the headings above it say together, the lowest first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest

from kpi_lod.layouts.headings.labels import Label
from kpi_lod.layouts.headings.stated_units import stated_unit
from kpi_lod.layouts.tables.spots import Row, Spot
from kpi_lod.layouts.tables.stretched import stretched
from kpi_lod.records import BEFORE

_VALUED = frozenset(("value", "rate", "money"))
_BELOW_YEARS = _VALUED | {"corner"}
_BEFORE_VALUES = frozenset(("kpi", "unit"))
_LEAST_SHARE = 0.6
_CERTAIN_SHARE = 0.75
_COLUMN_FIELDS = frozenset(("kpi", "value", "unit", "rate", "results"))
_KEY_FIELDS = frozenset(
    (
        *("project", "department", "programme", "years", "programme-year"),
        *("text", "done", "measure", "other"),
        *("target-date", "baseline-date", "actual-date"),
    )
)
_DATED_FIELDS = frozenset(
    ("programme-year", "years", "target-date", "baseline-date", "actual-date")
)


@dataclass(frozen=True, slots=True)
class Band:
    """Rows below the same headings; ``columns``: number → what they say of it, with their place."""

    columns: dict[int, Label] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()
    at: str = ""

    def with_field(self, *fields: str) -> list[int]:
        """The columns of those fields, from left to right."""
        return sorted(column for column, said in self.columns.items() if said.field in fields)


def bands(rows: Sequence[Row]) -> Iterator[Band]:
    """The bands of a table; the first may have no headings."""
    headings: list[Row] = []
    below: list[Row] = []
    filled = [row for row in rows if row]
    for row, following in zip(filled, (*filled[1:], ()), strict=False):
        heads = is_heading_row(row, below_heading=bool(headings) and not below)
        if heads or (not headings and _tops(row, following)):
            if below:
                yield _band(headings, below)
                headings, below = [], []
            headings.append(row)
        elif headings and _begins_form(row, headings):
            yield _band(headings, below)
            headings, below = [], [row]
        else:
            below.append(row)
    if below or headings:
        yield _band(headings, below)


def is_heading_row(row: Row, *, below_heading: bool = False) -> bool:
    """Whether the cells of the row head columns: most are headings, and none is a figure."""
    if any(spot.is_figure and not _is_bare_year(spot) for spot in row):
        return False
    if below_heading and all(stated_unit(spot.text) for spot in row):
        return True
    heads = [spot for spot, before in zip(row, (None, *row), strict=False) if _heads(spot, before)]
    if below_heading and len(heads) == len(row) and row[0].column > 1:
        return True
    if len(row) == 1 or not any(spot.is_heading for spot in heads):
        return _bare_years(row)
    share = len(heads) / len(row)
    if _is_pair(row):
        return share >= _CERTAIN_SHARE and _of_columns(heads)
    return share >= _LEAST_SHARE


def _tops(row: Row, lower: Row) -> bool:
    """Whether the row stands above one of headings, and years in it go over those of values."""
    if len(row) == 1 or _is_pair(row) or any(spot.is_figure for spot in row):
        return False
    if not lower or not is_heading_row(lower):
        return False
    values = {s.column for s in lower if s.label is not None and s.label.field == "value"}
    return any(_is_date(spot.label) and spot.column in values for spot in row[1:])


def _heads(spot: Spot, before: Spot | None) -> bool:
    """Whether the cell is a heading, and not the date that the heading before it asks for."""
    if spot.label is None:
        return False
    asked = before is not None and before.label is not None and before.label.field in _DATED_FIELDS
    return not (asked and spot.label.field == "value" and not spot.label.kinds)


def _is_bare_year(spot: Spot) -> bool:
    return spot.label is not None and spot.label.bare


def _bare_years(row: Row) -> bool:
    """Four digits are years where several in a row go up."""
    years = [spot.label.period.year for spot in row if spot.label and spot.label.period]
    bare = [year for year in years if year is not None]
    rising = all(second - first in (1, 5) for first, second in pairwise(bare))
    return len(bare) > 1 and rising and len(bare) / len(row) >= _LEAST_SHARE


def _is_pair(row: Row) -> bool:
    """Whether the row begins with a heading of a form and what was filled in."""
    first, second = row[0], row[1]
    return (
        first.label is not None
        and first.label.field in _KEY_FIELDS
        and (second.label is None or second.label.weak)
    )


def _of_columns(heads: Sequence[Spot]) -> bool:
    fields = [spot.label.field for spot in heads if spot.label]
    return sum(name in _COLUMN_FIELDS for name in fields) > 1


def _begins_form(row: Row, headings: Sequence[Row]) -> bool:
    """Whether a row of a form (事業名 …) comes below a table with other columns."""
    first = row[0]
    if not first.is_heading or first.label is None or first.label.field not in _KEY_FIELDS:
        return False
    return len(row) > 1 and not any(spot.is_figure for spot in row)


def _band(printed: Sequence[Row], below: Sequence[Row]) -> Band:
    headings = [
        stretched(row, lower) for row, lower in zip_longest(printed, printed[1:], fillvalue=())
    ]
    columns: dict[int, Label] = {}
    for number, row in reversed(list(enumerate(headings))):
        lower = headings[number + 1] if number + 1 < len(headings) else ()
        for spot, after in zip(row, (*row[1:], None), strict=True):
            said = spot.label or stated_unit(spot.text)
            if said is not None:
                for column in _covered(spot, after, lower):
                    near = columns.get(column)
                    columns[column] = said if near is None else joined(near, said)
    _date_left(columns, headings)
    for upper, lower in pairwise(headings):
        columns |= _of_no_year(columns, upper, lower)
    at = headings[0][0].cell.at if headings else ""
    return Band(_settled(columns), tuple(below), at)


def _date_left(columns: dict[int, Label], headings: Sequence[Row]) -> None:
    """A date below a heading that has one belongs to the kind at its left: 基準値 (H30)."""
    for upper, lower in pairwise(headings):
        tops = {spot.column: spot.label for spot in upper}
        for spot in lower:
            top, left = tops.get(spot.column), columns.get(spot.column - 1)
            if not (_is_date(spot.label) and _is_date(top)) or top is None or left is None:
                continue
            if left.kinds and left.period is None and spot.label is not None:
                columns[spot.column - 1] = replace(left, period=spot.label.period)
                columns[spot.column] = top


def _of_no_year(columns: dict[int, Label], upper: Row, lower: Row) -> dict[int, Label]:
    """Targets and actuals below words beside years are of no year that can be told."""
    return {
        column: Label()
        for left, spot, right in zip((None, *upper), upper, (*upper[1:], None), strict=False)
        if spot.label is None and any(_is_date(one.label) for one in (left, right) if one)
        for column in _below(spot, right, lower)
        if (own := columns[column]).kinds in (("target",), ("actual",)) and own.period is None
    }


def _below(spot: Spot, after: Spot | None, lower: Row) -> Iterator[int]:
    """The columns of values below a cell of a row of headings, up to the next cell."""
    ends = after.column if after is not None else spot.columns[-1] + 1
    for one in lower:
        if spot.column <= one.column < ends and one.label and one.label.field == "value":
            yield one.column


def _is_date(said: Label | None) -> bool:
    return said is not None and said.period is not None and not said.kinds


def _covered(spot: Spot, after: Spot | None, lower: Row) -> Iterator[int]:
    """The columns of a heading: its own, and the empty ones at its right above others' headings.

    In texts and sheets without merged cells 令和5年度 stands above 目標 only, and means 実績 too;
    or above 指標, as 指標① does, and means the unit and the values of that block.
    """
    yield from spot.columns
    if spot.label is None or not (spot.label.field == "value" or spot.label.number):
        return
    ends = after.column if after is not None else max((s.column for s in lower), default=0) + 1
    fields = {s.column: s.label.field for s in lower if s.label is not None}
    wanted = _BEFORE_VALUES | _BELOW_YEARS
    if fields.get(spot.columns[-1]) not in wanted:
        return
    for column in range(spot.columns[-1], ends):
        if fields.get(column) not in wanted:
            return
        if fields[column] in _VALUED:
            wanted = _BELOW_YEARS
        if column > spot.columns[-1]:
            yield column


# What a heading of these says, the heading above it cannot change.
_FINAL_FIELDS = frozenset(
    ("kpi", "unit", "rate", "text", "project", "department", "target-date", "baseline-date")
)


def joined(near: Label, far: Label) -> Label:
    """Both headings together; where both say something of one matter, the nearer counts.

    A unit stated below a heading (単位：円) is that heading's.
    """
    if near.field == "unit" and near.unit and far.field:
        return replace(far, unit=near.unit, scale=near.scale)
    if near.field in _FINAL_FIELDS:
        return replace(near, number=near.number or far.number, level=near.level or far.level)
    return replace(
        near,
        field=_joined_field(near.field, far),
        kinds=near.kinds or far.kinds or _before_a_year(near, far),
        period=near.period if near.period is not None else far.period,
        number=near.number or far.number,
        basis=near.basis or far.basis,
        level=near.level or far.level,
        status=near.status or far.status,
        unit=near.unit or far.unit,
        scale=near.scale if near.scale != 1 else far.scale,
        money=_joined_money(near.money, far.money),
        current=near.current if near.kinds else far.current,
        relative=near.relative or far.relative,
        back=near.back if near.period is not None else near.back or far.back,
        begin=near.begin if near.period is not None else far.begin,
    )


def _before_a_year(near: Label, far: Label) -> tuple[str, ...]:
    """事業開始前 above R2 is a baseline, whose year is known."""
    known = near.period is not None and near.period != BEFORE
    return ("baseline",) if known and far.period == BEFORE else ()


def _joined_money(near: str, far: str) -> str:
    """The row 事業費 below 決算 tells what was spent."""
    return far or near if near == "expenditure" else near or far


def _joined_field(near: str, heading: Label) -> str:
    """The year below 事業費 heads money, that below 達成率 a rate, 値 below 基準値 its values."""
    far = heading.field
    if far == "value" and near == "corner" and heading.kinds:
        return far
    if far in ("money", "rate") and near in ("value", "corner", ""):
        return far
    return near or far


def _settled(columns: dict[int, Label]) -> dict[int, Label]:
    """現状 is a baseline unless another heading is one; then it is the latest actual."""
    based = any("baseline" in c.kinds and not c.current for c in columns.values())
    if not based:
        return columns
    return {
        number: replace(said, kinds=("actual",))
        if said.current and "actual" not in said.kinds
        else said
        for number, said in columns.items()
    }
