"""One row of a band → its filled cells, each with the matter it is about and what heads it.

What heads a cell are the headings above it and those at its left, the nearest first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kpi_lod.layouts.headings.labels import Label
from kpi_lod.layouts.headings.unit_words import is_unit
from kpi_lod.layouts.tables.bands import joined
from kpi_lod.layouts.tables.roles import Roles
from kpi_lod.layouts.tables.spots import Row, Spot
from kpi_lod.records import BEFORE

_PROSE = frozenset(
    (
        *("text", "done", "measure", "results"),
        *("comment", "reason", "other", "effect", "review", "next"),
    )
)
_HEADED_BY_ROW = frozenset(
    (
        *("project", "department", "programme", "years", "programme-year"),
        *("text", "done", "measure", "other"),
        *("results", "review", "comment", "effect", "next", "reason", "number"),
        *("target-date", "baseline-date", "actual-date"),
    )
)
_DATES = frozenset(("programme-year", "years", "target-date", "baseline-date", "actual-date"))
_LASTING = ("value", "money", "rate", "total", "")


@dataclass(frozen=True, slots=True)
class Piece:
    """A filled cell, the field it belongs to ("" if no heading says), and all its headings.

    Field ``crossed``: a row of actuals goes through a column of targets here.
    """

    spot: Spot
    field: str
    said: Label


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its cells with their fields, and what the headings within it say together."""

    pieces: tuple[Piece, ...]
    heads: tuple[Label, ...] = ()
    head_texts: tuple[str, ...] = ()

    @property
    def sort(self) -> tuple[str, ...]:
        """What tells the rows of one KPI apart: kinds, years and bases that headings in it name."""
        periods = (head.period.key for head in self.heads if head.period is not None)
        bases = (head.basis for head in self.heads if head.basis)
        return (*(kind for head in self.heads for kind in head.kinds), *periods, *bases)


def kind_of_rows(row: Row, above: Spot | None) -> Spot | None:
    """The heading of a kind that goes on below, at the left of 単年 and 累計."""
    for spot, after in pairwise(row):
        if _is_basis(after) and spot.is_heading and spot.label is not None and spot.label.kinds:
            return spot
    return above if _is_basis(row[0]) else None


def _is_basis(spot: Spot) -> bool:
    return spot.is_heading and bool(spot.label and spot.label.basis and not spot.label.kinds)


def has_target_rows(rows: Sequence[Row]) -> bool:
    """Whether any row is headed as one of targets: else those of actuals cross none."""
    heads = (spot.label for row in rows for spot in row if spot.is_heading)
    return any(said is not None and "target" in said.kinds for said in heads)


def uncrossed(one: Line, roles: Roles) -> Line:
    """The row, its cells below targets being targets though it is headed 実績値."""
    pieces = (
        replace(piece, field="value", said=roles.said[piece.spot.column])
        if piece.field == "crossed"
        else piece
        for piece in one.pieces
    )
    return replace(one, pieces=tuple(pieces))


def line(row: Row, roles: Roles) -> Line:
    """The row, read by its headings."""
    heads: list[Spot] = []
    pieces = tuple(_pieces(row, roles, heads))
    labels = tuple(spot.label for spot in heads if spot.label is not None)
    return Line(pieces, labels, tuple(spot.text for spot in heads))


def _pieces(row: Row, roles: Roles, heads: list[Spot]) -> Iterator[Piece]:
    left: Label | None = None
    for spot in row:
        above = _above(spot, roles)
        if _heads_the_rest(spot, left, above):
            said = spot.label
            assert said is not None
            heads.append(spot)
            left = said if left is None or left.field not in _LASTING else joined(said, left)
            continue
        unheaded = above is None and roles.has_years and spot.is_figure
        if unheaded and left is not None and left.field == "value" and left.period is None:
            yield Piece(spot, "", left)
        else:
            yield _piece(spot, left, above)
        left = left if left is not None and _lasts(left, spot) else None


def _lasts(left: Label, spot: Spot) -> bool:
    """Whether a heading is of the next cells too: 人件費 of all figures, 担当 of one answer."""
    return left.field in _LASTING or (left.field == "other" and spot.is_figure)


def _above(spot: Spot, roles: Roles) -> Label | None:
    return next((roles.said[c] for c in spot.columns if c in roles.said), None)


def _heads_the_rest(spot: Spot, left: Label | None, above: Label | None) -> bool:
    if not spot.is_heading or spot.label is None:
        return False
    if above is not None and above.field == "unit" and is_unit(spot.text):
        return False
    pure_date = spot.label.field == "value" and not spot.label.kinds
    if left is not None and left.field in _DATES and pure_date:
        return False
    if above is None:
        return True
    return above.field not in _PROSE | _DATES and not (above.field == "value" and pure_date)


def _of_baseline(left: Label, above: Label) -> Label | None:
    """Below 基準値 the row of actuals holds the baseline, that of targets mostly a dash."""
    if above.kinds != ("baseline",) or not left.kinds or left.field != "value":
        return None
    kinds = tuple("baseline" if kind == "actual" else kind for kind in left.kinds)
    period = above.period if above.period is not None else BEFORE
    return replace(joined(left, above), kinds=kinds, period=period)


def _disagree(left: Label, above: Label) -> bool:
    """Whether a row of actuals crosses a column of targets: either may be meant."""
    kinds = {*left.kinds, *above.kinds}
    return left.kinds == ("actual",) and len(above.kinds) == 1 and "target" in kinds


def _piece(spot: Spot, left: Label | None, above: Label | None) -> Piece:
    if left is not None and left.field in _HEADED_BY_ROW:
        return Piece(spot, left.field, left)
    if left is not None and left.field in ("kpi", "unit") and above is None:
        return Piece(spot, left.field, left)
    if left is None or left.field in ("kpi", "unit"):
        said = above or Label()
        return Piece(spot, said.field, said)
    if above is None or above.field in ("", "corner", "side"):
        return Piece(spot, left.field, joined(left, above) if above else left)
    if above.field in ("value", "money", "rate"):
        said = _of_baseline(left, above) or joined(left, above)
        return Piece(spot, "crossed" if _disagree(left, above) else said.field, said)
    return Piece(spot, above.field, above)
