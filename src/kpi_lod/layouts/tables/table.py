"""A table → figures, amounts and answers, put to the projects that are being read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from kpi_lod.documents.document import Paragraph, Table
from kpi_lod.layouts.gathering import Named
from kpi_lod.layouts.headings.labels import Label, label
from kpi_lod.layouts.headings.unit_words import is_unit
from kpi_lod.layouts.names import is_name, joined_lines, name_and_kinds
from kpi_lod.layouts.printed import items
from kpi_lod.layouts.scope import Scope
from kpi_lod.layouts.tables.aligned import aligned
from kpi_lod.layouts.tables.amounts import cornered, put_amount, put_row
from kpi_lod.layouts.tables.bands import Band, bands
from kpi_lod.layouts.tables.continued import continued, figures_line, heading_of
from kpi_lod.layouts.tables.enumerated import beside, enumerated, name_and_figure
from kpi_lod.layouts.tables.lines import (
    Line,
    Piece,
    has_target_rows,
    kind_of_rows,
    line,
    uncrossed,
)
from kpi_lod.layouts.tables.naming import Naming
from kpi_lod.layouts.tables.readings import Headed, values
from kpi_lod.layouts.tables.roles import Roles, roles
from kpi_lod.layouts.tables.spots import Row, Spot, rows, upright
from kpi_lod.layouts.tables.title_rows import title_line
from kpi_lod.records import Period

_DATED_KINDS = {
    "target-date": ("target", "revised-target"),
    "baseline-date": ("baseline",),
    "actual-date": ("actual",),
}
_WHY = {"": "heading", "money": "money", "kind": "kind", "crossed": "kind"}
"""Field of a figure that may end nowhere → why it does."""
_FORM_FIELDS = frozenset(
    (
        *("department", "programme", "years", "programme-year"),
        *("effect", "review", "comment", "next", "reason"),
    )
)
_ENDS_IN_FIGURE = re.compile(r"[0-9０-９][^\s0-9０-９]{0,6}$")
_DIGIT = re.compile(r"[0-9０-９]")
_MONTH = re.compile(r"[.．/月]")


ReadTitle = Callable[[Paragraph, Scope], None]


def read_table(table: Table, scope: Scope, read_title: ReadTitle) -> None:
    """Read a table below what the scope says; its title rows are read as lines outside tables."""
    for band in bands(rows(upright(table))):
        _Reader(band, roles(band), scope, table.exact, read_title).read()


def read_row(row: Row, scope: Scope) -> None:
    """Read one row that has no headings but its own, as a line of a form."""
    band = Band(rows=(row,))
    _Reader(band, roles(band), scope, True).read()


def _no_title(_: Paragraph, __: Scope) -> None:
    return


@dataclass(slots=True)
class _Reader:
    """One band on its way."""

    band: Band
    roles: Roles
    scope: Scope
    exact: bool
    read_title: ReadTitle = _no_title
    naming: Naming = field(init=False)
    dates: dict[str, Period] = field(default_factory=dict)
    kind: Spot | None = None
    heading: Spot | None = None

    def __post_init__(self) -> None:
        self.naming = Naming(self.roles)

    def read(self) -> None:
        paired = has_target_rows(self.band.rows)
        for row in self.band.rows:
            if not self.roles.said and self._goes_on(row):
                continue
            moved, was_moved = aligned(row, self.roles, exact=self.exact)
            if not moved:
                self._left_out(row[0], "shifted", row)
                continue
            if was_moved:
                self._two_ways(moved)
            read = line(self._with_kind(moved), self.roles)
            self._row(read if paired else uncrossed(read, self.roles))

    def _goes_on(self, row: Row) -> bool:
        """Whether a row of a form goes on with the KPI or the results above it."""
        self.heading = heading_of(row, self.heading)
        whole = continued(row, self.heading)
        figures = figures_line(whole) if len(whole) > len(row) else None
        if figures is not None:
            self.read_title(figures, self.scope)
        elif len(whole) > len(row):
            self._row(line(whole, self.roles))
        return len(whole) > len(row)

    def _with_kind(self, row: Row) -> Row:
        """The row with the kind printed only in the first of its rows, 単年 and 累計."""
        self.kind = kind_of_rows(row, self.kind)
        return row if self.kind is None or self.kind in row else (self.kind, *row)

    def _two_ways(self, row: Row) -> None:
        printed_row = " | ".join(joined_lines(spot.text) for spot in row)
        self.scope.gathering.doubt("draft-two-ways/shifted", row[0].cell.at, found=printed_row)

    def _left_out(self, spot: Spot, why: str, row: Row = ()) -> None:
        texts = [joined_lines(one.text) for one in row or (spot,)]
        self.scope.gathering.doubt(f"draft-left-out/{why}", spot.cell.at, found=" | ".join(texts))

    def _row(self, one: Line) -> None:
        if not one.pieces:
            self._noted(one)
            return
        title = title_line(one, self.roles)
        if title is not None:
            self.read_title(title, self.scope)
            return
        self._describe(one)
        number = one.pieces[0].spot.cell.row
        self.naming.go_on(one, number, rows=len(self.scope.said.kinds))
        if not self._enumeration(one):
            self._figures_of(one)

    def _figures_of(self, one: Line) -> None:
        crossed = [
            p.spot for p in one.pieces if p.field == "crossed" and _DIGIT.search(p.spot.text)
        ]
        if crossed and not self.exact:
            # A row of actuals that reaches into the targets has lost a cell before them.
            self._left_out(crossed[0], "shifted", tuple(piece.spot for piece in one.pieces))
            return
        for piece in one.pieces:
            if piece.field == "value":
                self._value(piece)
            elif piece.field == "results" or (piece.field == "kpi" and not self.roles.values):
                self._results(piece)
            elif not self._placed(piece, one):
                self._left_out(piece.spot, _WHY.get(piece.field, "heading"))
        put_row(one, self.roles, self.scope)

    def _placed(self, piece: Piece, one: Line) -> bool:
        """Whether a cell is no figure, or one that has its place outside KPIs."""
        if not piece.spot.is_figure or piece.field not in _WHY:
            return True
        if piece.field != "money":
            return False
        corner = self.roles.said.get(min(self.roles.said, default=0), Label())
        return put_amount(cornered(piece, one, corner), one, self.scope)

    def _noted(self, one: Line) -> None:
        """A row of headings alone may state a unit or kinds for what follows."""
        for head in one.heads:
            if head.field == "unit" and head.unit:
                self.scope.said = replace(self.scope.said, unit=head.unit, scale=head.scale)

    def _describe(self, one: Line) -> None:
        """Names, units, dates and answers of the row, before its figures."""
        self.dates = {}
        beside_name = any(piece.field == "project" for piece in one.pieces)
        for piece in sorted(one.pieces, key=lambda piece: piece.field != "project"):
            if piece.field in _DATED_KINDS:
                self._date(piece)
            elif piece.field == "unit":
                self._unit(piece.spot)
            else:
                self._answer(piece, beside=beside_name)
        for piece in one.pieces:
            if piece.field == "kpi":
                self._names(piece, one)

    def _names(self, piece: Piece, one: Line) -> None:
        """The name of a KPI, or those of several (①…②…) whose values stand in rows below."""
        spot = piece.spot
        marks = {} if self.roles.names or self.roles.values else enumerated(spot.text)
        self.scope.listed = {
            mark: self.scope.named(part, spot.cell.at) for mark, part in marks.items()
        }
        if is_name(spot.text):
            self._name(piece, one)

    def _answer(self, piece: Piece, *, beside: bool) -> None:
        forms, text, at = self.scope.forms, piece.spot.text, piece.spot.cell.at
        if piece.field == "project" or piece.field in _FORM_FIELDS:
            forms.answer(piece.field, text, at, beside=beside)
            self.scope.granted()
        elif piece.field == "text" and beside:
            forms.remark(text)

    def _unit(self, spot: Spot) -> None:
        self.naming.unit(spot)
        if self.scope.kpi is not None and not self.roles.names:
            self.scope.kpi = replace(self.scope.kpi, unit=joined_lines(spot.text))

    def _enumeration(self, one: Line) -> bool:
        """Whether the row lists several KPIs in one cell; they are read then."""
        named = [p for p in one.pieces if p.field == "kpi" and enumerated(p.spot.text)]
        if len(named) != 1 or not self.roles.values:
            return False
        spot = named[0].spot
        marks = enumerated(spot.text)
        kpis = {mark: self._own_target(part, spot) for mark, part in marks.items()}
        for piece in one.pieces:
            if piece.field == "value":
                self._parts(piece, kpis)
            elif piece.field == "money":
                self._placed(piece, one)
        return True

    def _parts(self, piece: Piece, kpis: Mapping[str, Named]) -> None:
        spot = piece.spot
        parts = beside(spot.text, {mark: "" for mark in kpis})
        if not parts:
            self._left_out(spot, "several")
        for mark, part in parts.items():
            self._figures(piece, part, kpis[mark], 0)

    def _own_target(self, text: str, spot: Spot) -> Named:
        """The KPI of a cell, whose target may stand behind its name where no column is for it."""
        kinds = {kind for column in self.roles.values for kind in self.roles.said[column].kinds}
        name, figure = name_and_figure(text) if "actual" in kinds else (text, None)
        if figure is None or "target" in kinds:
            return self.scope.named(text, spot.cell.at)
        named = self.scope.named(name, spot.cell.at, figure.unit)
        self.scope.printed(named, replace(figure, kind="target"), spot.cell.at)
        return named

    def _date(self, piece: Piece) -> None:
        said = label(piece.spot.text)
        if said is None or said.period is None:
            return
        self.dates |= dict.fromkeys(_DATED_KINDS[piece.field], said.period)
        # 目標年月 is when a project ends: where nothing else tells, its result is of that year.
        dated = piece.field == "target-date" and _MONTH.search(piece.spot.text)
        if dated and self.scope.gathering.reporting_year is None:
            self.dates.setdefault("actual", said.period)

    def _name(self, piece: Piece, one: Line) -> None:
        spot = piece.spot
        unit = self.naming.unit_of_row(spot.column, one)
        text, kinds = name_and_kinds(spot.text)
        named = self.scope.named(text, spot.cell.at, unit, said=piece.said)
        if not unit and _ENDS_IN_FIGURE.search(spot.text.strip()) and not enumerated(spot.text):
            named = self._own_target(spot.text, spot)
        if spot.column in self.roles.names:
            self.naming.name(spot, named, kinds)
        elif not self.roles.names:
            self.scope.kpi = named

    def _named(self, column: int) -> tuple[Named | None, int]:
        """The KPI of a column of values, and which of its rows this is, from 0."""
        if self.roles.name_column(column) is None:
            return self.scope.kpi, 0
        return self.naming.of_column(column, self.scope.said.unit)

    def _value(self, piece: Piece) -> None:
        spot = piece.spot
        if is_unit(spot.text) and not spot.is_figure:
            return
        named, nth = self._named(spot.column)
        if self.scope.listed and enumerated(spot.text).keys() == self.scope.listed.keys():
            self._parts(piece, self.scope.listed)
            return
        if self._spans(spot):
            self._left_out(spot, "several")
            return
        self._figures(piece, spot.text, named, nth)

    def _figures(self, piece: Piece, text: str, named: Named | None, nth: int) -> None:
        spot = piece.spot
        said = self._with_scope(piece.said, spot.column)
        headed = Headed(said, spot.cell.at, tuple(self.dates.items()), nth, self._first_year())
        found = values(text, headed)
        if found.why:
            self._without_value(piece, found.why)
        elif named is None:
            self._left_out(spot, "name")
        else:
            for figure, basis in found.figures:
                self.scope.figure(named, figure, basis)

    def _without_value(self, piece: Piece, why: str) -> None:
        """A cell of values without a figure may name KPIs itself."""
        spot = piece.spot
        said = self._with_scope(piece.said, spot.column)
        bare = said.kinds[0] if len(said.kinds) == 1 else ""
        read = why in ("words", "several")
        found = items(spot.text, result=bool(bare), bare=bare) if read else ()
        for item in found:
            self.scope.item(item.dated(said.period), spot.cell.at, said.kinds)
        if not found and (why != "words" or spot.is_figure):
            self._left_out(spot, why)

    def _with_scope(self, said: Label, column: int) -> Label:
        said, around = self._dated(said), self.scope.said
        kinds = said.kinds or self.naming.kinds(column) or around.kinds
        return replace(said, kinds=kinds, basis=said.basis or around.basis)

    def _dated(self, said: Label) -> Label:
        """The heading with its year, where it says 前年度, or 目標値 behind the years to come."""
        year = self.scope.gathering.reporting_year
        if said.period is not None or year is None:
            return said
        last = self.roles.last_year
        if said.kinds == ("target",) and not said.relative and last > year:
            return replace(said, period=Period(last))
        return replace(said, period=Period(year - said.back), back=0) if said.back else said

    def _spans(self, spot: Spot) -> bool:
        """Whether the cell lies below several columns that say different things."""
        heads = {self.roles.said.get(column) for column in spot.columns}
        return len({(h.kinds, h.period) for h in heads if h is not None}) > 1

    def _first_year(self) -> int | None:
        project, year = self.scope.gathering.current, self.scope.gathering.reporting_year
        if project is None:
            return None
        if project.years is not None:
            return project.years[0]
        if project.programme_year is None or year is None:
            return None
        return year - project.programme_year + 1

    def _results(self, piece: Piece) -> None:
        spot, kinds = piece.spot, piece.said.kinds or self._kinds_of_kpis(piece)
        bare = kinds[0] if len(kinds) == 1 else "actual"
        for item in items(spot.text, result=True, bare=bare):
            self.scope.item(item, spot.cell.at, kinds)

    def _kinds_of_kpis(self, piece: Piece) -> tuple[str, ...]:
        """Figures in a column of KPIs are their targets, where another column tells the results."""
        results = any(one.field == "results" for one in self.roles.said.values())
        return ("target",) if piece.field == "kpi" and results else ()
