"""Rows of a torn text back below their headings, where their cells alone tell how far they moved.

In a text made by extraction a row may have lost or gained an empty cell. It is put right only if a
unit stands beside the column of units, or as many figures are left as there are columns of values.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kpi_lod.layouts.headings.unit_words import is_unit
from kpi_lod.layouts.printed import printed
from kpi_lod.layouts.tables.roles import Roles
from kpi_lod.layouts.tables.spots import Row, Spot

_COUNT = re.compile("[0-9０-９]{1,3}")


def aligned(row: Row, roles: Roles, *, exact: bool = False) -> tuple[Row, bool]:
    """The row below its headings, and whether it had to be moved; () where that cannot be told.

    In a table whose columns are certain a row is moved only where a figure stands in the column
    of 目標値 and 実績値, or a unit in a column of values; else it stays as it is.
    """
    if not roles.values or _fits(row, roles, exact=exact):
        return row, False
    moved = _by_unit(row, roles) or _by_count(row, roles)
    return (moved or (row if exact else ()), bool(moved))


def _fits(row: Row, roles: Roles, *, exact: bool) -> bool:
    if _stray_unit(row, roles) is not None:
        return False
    if exact:
        sides = {column for column, said in roles.said.items() if said.field == "side"}
        astray = tuple(spot for spot in row if spot.column in sides)
    else:
        astray = tuple(spot for spot in row if not _is_held(spot, roles))
    return not _figures(astray)


def _figures(row: Row) -> Sequence[Spot]:
    return [spot for spot in row if spot.is_figure and printed(spot.text)]


def _is_held(spot: Spot, roles: Roles) -> bool:
    """Whether a figure stands where one may; a number in front of all headings counts rows."""
    said = roles.said.get(spot.column)
    if said is None and spot.column < min(roles.said, default=0):
        return _COUNT.fullmatch(spot.text.strip()) is not None
    if said is not None and not said.field:
        return bool(said.basis)  # 増加分の累計 heads sums, which no year is told of
    return said is not None and said.field not in ("side", "kpi", "unit")


def _stray_unit(row: Row, roles: Roles) -> int | None:
    """The column of a unit that stands in a column of values, while that of units is empty."""
    filled = {spot.column for spot in row}
    if not roles.units or any(column in filled for column in roles.units):
        return None
    strays = [spot.column for spot in row if is_unit(spot.text) and spot.column in roles.values]
    return strays[0] if strays else None


def _by_unit(row: Row, roles: Roles) -> Row:
    stray = _stray_unit(row, roles)
    if stray is None:
        return ()
    step = roles.units[0] - stray
    moved = tuple(_at(spot, spot.column + step) if spot.column >= stray else spot for spot in row)
    figures = _figures(moved)
    return moved if all(spot.column in roles.values for spot in figures) else ()


def _by_count(row: Row, roles: Roles) -> Row:
    figures = _figures(row)
    columns = _columns(roles, len(figures))
    if not columns or any(spot.cell.columns > 1 for spot in figures):
        return ()
    places = iter(columns)
    return tuple(_at(spot, next(places)) if spot in figures else spot for spot in row)


def _columns(roles: Roles, count: int) -> Sequence[int]:
    """The columns that so many figures fill: those of values, or with them those of rates."""
    rates = [column for column, said in roles.said.items() if said.field == "rate"]
    every = sorted((*roles.values, *rates))
    return next((columns for columns in (roles.values, every) if len(columns) == count), ())


def _at(spot: Spot, column: int) -> Spot:
    return Spot(replace(spot.cell, column=column), spot.label)
