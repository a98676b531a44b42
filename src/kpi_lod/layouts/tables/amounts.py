"""Cells and rows of money → amounts of the project, each with its factor to yen."""

from __future__ import annotations

import re
from dataclasses import replace

from kpi_lod.japanese.characters import narrow
from kpi_lod.japanese.units import scaled_unit
from kpi_lod.layouts.context import subsidy_rate
from kpi_lod.layouts.context.letters import plain
from kpi_lod.layouts.found import Money
from kpi_lod.layouts.headings.labels import Label
from kpi_lod.layouts.headings.unit_words import is_unit
from kpi_lod.layouts.names import joined_lines
from kpi_lod.layouts.printed import printed
from kpi_lod.layouts.scope import Scope
from kpi_lod.layouts.tables.grants import Granted, granted
from kpi_lod.layouts.tables.lines import Line, Piece
from kpi_lod.layouts.tables.roles import Roles
from kpi_lod.records import Period

# 事業費 alone may be eligible expenditure, a budget or a settlement.
_UNCERTAIN = "expenditure"
# An amount of a project below it, with no unit far and wide, may as well be in thousands.
_LEAST_YEN = 1_000_000
_STATED = re.compile(r"単位[:はが]? ?([十百千]?[万億]?円)[)\]】]?$")
_END = 12
_COLUMN = re.compile(r"(?<=column )[0-9]+$")


def amounts_in(text: str) -> str:
    """The unit of money that a line ends in, for the amounts below it: ``一覧（単位：千円）``."""
    match = _STATED.search(plain(text.rstrip())[-_END:])
    return match[1] if match else ""


def cornered(piece: Piece, one: Line, corner: Label) -> Piece:
    """The amount with the unit that the corner of its table states, where none else does."""
    own = piece.said.unit or any(is_unit(other.spot.text) for other in one.pieces)
    if own or not corner.unit:
        return piece
    return replace(piece, said=replace(piece.said, unit=corner.unit, scale=corner.scale))


def put_amount(piece: Piece, one: Line, scope: Scope) -> bool:
    """Put the amount of a cell to the project; False where it cannot be told what it is."""
    found = [figure for figure in printed(piece.spot.text) if not figure.role]
    said, cell = piece.said, piece.spot.cell
    scale = _scale(found[0].unit if found else "", said, one, scope)
    period = found[0].period if found and found[0].period is not None else said.period
    inner = granted(cell.text, " ".join(one.head_texts))
    if inner is not None:
        put_grant(inner, scope, period, cell.at, scale=scale)
    if len(found) != 1 or said.money == _UNCERTAIN:
        return False
    if scale is None and _number(found[0].value) < _LEAST_YEN:
        return False
    text = cell.text.strip()
    scope.money(Money(said.money, period, found[0].value, text, cell.at, scale or 1))
    return True


def put_grant(
    found: Granted, scope: Scope, period: Period | None, at: str, scale: int | None = None
) -> None:
    """Put a grant that is printed beside or behind the cost; ``scale``: that of the cost."""
    own = scaled_unit(found.unit)[0] if found.unit else scale
    if own is not None:
        scope.money(Money("grant", period, found.value, found.written, at, own))


def _number(text: str) -> int:
    digits = "".join(c for c in narrow(text).partition(".")[0] if c in "0123456789")
    return int(digits[:15] or _LEAST_YEN)


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


def _scale(printed_unit: str, said: Label, one: Line, scope: Scope) -> int | None:
    """The factor to yen: of the figure's own unit, the heading's, the row's, the note's; None where
    no unit is printed.
    """
    own = [joined_lines(p.spot.text) for p in one.pieces if is_unit(p.spot.text)]
    for unit in (printed_unit, said.unit, *own, scope.said.unit, scope.amounts_in):
        factor, rest = scaled_unit(unit)
        if unit and rest in ("円", ""):
            return factor
    return None
