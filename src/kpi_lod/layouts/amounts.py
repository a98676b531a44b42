"""Cells and rows of money → amounts of the project, each with its factor to yen."""

from __future__ import annotations

import re

from kpi_lod.japanese.units import scaled_unit
from kpi_lod.layouts.context import subsidy_rate
from kpi_lod.layouts.found import Money
from kpi_lod.layouts.labels import Label
from kpi_lod.layouts.lines import Line, Piece
from kpi_lod.layouts.names import joined_lines
from kpi_lod.layouts.printed import printed
from kpi_lod.layouts.roles import Roles
from kpi_lod.layouts.scope import Scope
from kpi_lod.layouts.unit_words import is_unit

# 事業費 alone may be eligible expenditure, a budget or a settlement.
_UNCERTAIN = "expenditure"
_COLUMN = re.compile(r"(?<=column )[0-9]+$")


def put_amount(piece: Piece, one: Line, scope: Scope, corner: Label) -> bool:
    """Put the amount of a cell to the project; False where it cannot be told what it is.

    ``corner``: the heading above those of the rows, which may state the unit of all.
    """
    found = [figure for figure in printed(piece.spot.text) if not figure.role]
    said, cell = piece.said, piece.spot.cell
    if len(found) != 1 or said.money == _UNCERTAIN:
        return False
    figure = found[0]
    scale = _scale((figure.unit, said.unit), one, corner, scope)
    period = figure.period if figure.period is not None else said.period
    scope.money(Money(said.money, period, figure.value, cell.text.strip(), cell.at, scale))
    return True


def put_row(one: Line, roles: Roles, scope: Scope) -> None:
    """What a row of amounts says besides: the rate in its heading, and its empty cells."""
    kinds = [head.money for head in one.heads if head.money]
    if not kinds:
        return
    project = scope.begin()
    rates = [rate for text in one.head_texts if (rate := subsidy_rate(text))]
    if rates and project.subsidy_rate is None:
        project.subsidy_rate = rates[0]
    amounts = [piece for piece in one.pieces if piece.field == "money"]
    if kinds[-1] != _UNCERTAIN and any(piece.spot.is_figure for piece in amounts):
        _put_blanks(kinds[-1], amounts, roles, scope)


def _put_blanks(kind: str, amounts: list[Piece], roles: Roles, scope: Scope) -> None:
    """Years that a row of amounts leaves empty, so that nobody takes them for forgotten."""
    filled = {column for piece in amounts for column in piece.spot.columns}
    for column in roles.values:
        period = roles.said[column].period
        if column not in filled and period is not None:
            at = _COLUMN.sub(str(column), amounts[-1].spot.cell.at)
            scope.money(Money(kind, period, "", "", at))


def _scale(units: tuple[str, str], one: Line, corner: Label, scope: Scope) -> int:
    """The factor to yen: of the figure's own unit, the heading's, the row's, the note's."""
    own = [joined_lines(p.spot.text) for p in one.pieces if is_unit(p.spot.text)]
    rows = [head.unit for head in reversed(one.heads)]
    for unit in (*units, *rows, *own, corner.unit, scope.said.unit):
        factor, rest = scaled_unit(unit)
        if unit and rest in ("円", ""):
            return factor
    return 1
