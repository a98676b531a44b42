"""What the columns of a band hold by what stands in them, where their headings leave it open.

A column headed 目標値 実績値 may hold those words again, one headed 実績 prose, one headed KPI the
targets, and 年度 beside 現状値 the year of that value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from kpi_lod.layouts.headings.labels import Label
from kpi_lod.layouts.headings.unit_words import is_unit
from kpi_lod.layouts.printed import printed
from kpi_lod.layouts.tables.bands import Band
from kpi_lod.layouts.tables.name_marks import beside_marks
from kpi_lod.layouts.tables.spots import Row, Spot
from kpi_lod.layouts.tables.told_kinds import told_kinds

_FEW_YEARS = 2
_PROSE_LENGTH = 25
_HALF = 0.5
_LONGEST_NAME = 50
_MOST = 0.7
_FIRST = 5
_OF_KPIS = ("kpi", "value", "results")
_OF_ANY = frozenset(("", "rate", "kpi", "text", "value", "results", "corner", "done", "total"))
_DATE_FIELDS = {
    ("baseline",): "baseline-date",
    ("target",): "target-date",
    ("revised-target",): "target-date",
    ("actual",): "actual-date",
}
_DATED_FIELDS = ("corner", "years", "programme-year")


def by_content(band: Band) -> dict[int, Label]:
    """What the headings of a band say of its columns, in the light of the cells below them."""
    columns = by_column(band.rows)
    said = {
        column: _by_cells(one, columns[column]) if column in columns else one
        for column, one in band.columns.items()
    }
    said = _with_measures(beside_marks(said, columns), columns)
    said = _kinds_of_years(_with_dates(_with_targets(said, columns), columns))
    return _told_apart(said, band.rows)


def by_column(rows: Sequence[Row]) -> dict[int, list[Spot]]:
    """Column → its filled cells, from above to below."""
    found: dict[int, list[Spot]] = {}
    for spot in (spot for row in rows for spot in row):
        found.setdefault(spot.column, []).append(spot)
    return found


def _by_cells(said: Label, spots: Sequence[Spot]) -> Label:
    told = _by_kinds(said, spots)
    return told if told is not said else _READ.get(said.field, _as_headed)(said, spots)


def _as_headed(said: Label, _: Sequence[Spot]) -> Label:
    return said


def _of_sums(said: Label, spots: Sequence[Spot]) -> Label:
    """KPI増加分の累計 is no value of a year."""
    return replace(said, field="total") if said.basis and _are_figures(spots) else said


def _of_plans(said: Label, spots: Sequence[Spot]) -> Label:
    return replace(said, field="value" if _are_figures(spots) else "text", kinds=("target",))


def _of_values(said: Label, spots: Sequence[Spot]) -> Label:
    if sum(map(_is_date, spots)) > _HALF * len(spots) and said.kinds in _DATE_FIELDS:
        return replace(said, field=_DATE_FIELDS[said.kinds])
    if sum(spot.is_heading for spot in spots) / len(spots) >= _HALF:
        return replace(said, field="side")
    if said.kinds and not any(spot.is_figure for spot in spots) and _is_prose(spots):
        return replace(said, field="results")
    return said


def _of_results(said: Label, spots: Sequence[Spot]) -> Label:
    if _are_figures(spots):
        return replace(said, field="value", kinds=said.kinds or ("actual",))
    return said


def _by_kinds(said: Label, spots: Sequence[Spot]) -> Label:
    """Cells that tell a target and an actual are values or results, whatever heads them."""
    if said.field not in _OF_ANY:
        return said
    kind = told_kinds(spots)
    return replace(said, field=kind, kinds=(), number=0) if kind else said


_READ: Mapping[str, Callable[[Label, Sequence[Spot]], Label]] = {
    "": _of_sums,
    "planned": _of_plans,
    "value": _of_values,
    "results": _of_results,
}
"""Field by the headings → what the cells make of it."""


def _is_prose(spots: Sequence[Spot]) -> bool:
    return sum(len(spot.text) >= _PROSE_LENGTH for spot in spots) / len(spots) >= _HALF


def _are_figures(spots: Sequence[Spot]) -> bool:
    short = sum(spot.is_figure and len(spot.text) < _PROSE_LENGTH for spot in spots)
    return short / len(spots) > _HALF


def _with_targets(
    said: dict[int, Label], columns: Mapping[int, Sequence[Spot]]
) -> dict[int, Label]:
    """A column headed KPI that holds nothing but figures: the targets, unless others are."""
    targets = any("target" in one.kinds and one.field == "value" for one in said.values())
    kinds = () if targets else ("target",)
    found = {n: columns.get(n, ()) for n, one in said.items() if one.field == "kpi"}
    figures = [column for column, spots in found.items() if _are_values(spots)]
    if len(said) == len(figures):
        return said
    field = "value" if kinds else "number"
    return said | {n: replace(said[n], field=field, kinds=kinds, number=0) for n in figures}


def _with_measures(
    said: dict[int, Label], columns: Mapping[int, Sequence[Spot]]
) -> dict[int, Label]:
    """A column headed 取組 that holds short names is one of projects, if no other is."""
    measures = [column for column, one in said.items() if one.field == "measure"]
    named = any(one.field == "project" for one in said.values())
    first = min((n for n, one in said.items() if one.field in _OF_KPIS), default=0)
    found = [n for n in measures if not named and n < first and _are_names(columns.get(n, ()))]
    return said | {
        column: replace(said[column], field="project" if column in found[-1:] else "done")
        for column in measures
    }


def _are_names(spots: Sequence[Spot]) -> bool:
    """Whether nearly all of the first cells are short and no sentences.

    Below them a note may stand, or a table of other things.
    """
    spots = spots[:_FIRST]
    named = [
        spot
        for spot in spots
        if len(spot.text) <= _LONGEST_NAME and "。" not in spot.text and not spot.is_figure
    ]
    return bool(spots) and len(named) >= _MOST * len(spots)


def _are_values(spots: Sequence[Spot]) -> bool:
    """Whether the cells are values, and not the numbers of KPIs, 1, 2, 3."""
    texts = [spot.text.strip() for spot in spots if not spot.is_heading]
    valued = [text for text in texts if len(text) < _PROSE_LENGTH and _is_value(text)]
    counted = [str(number) for number in range(1, len(texts) + 1)]
    return len(valued) > _HALF * len(texts) and texts != counted


def _is_value(text: str) -> bool:
    """Whether the cell prints numbers and nothing else but their units: 6次産業化件数 is a name."""
    figures = printed(text)
    counted = (one.value[-1:].isdigit() and is_unit(one.unit or "人") for one in figures)
    return bool(figures) and all(counted)


def _with_dates(said: dict[int, Label], columns: Mapping[int, Sequence[Spot]]) -> dict[int, Label]:
    """年度 at the right of 現状値 holds the years of those values."""
    found = dict(said)
    for column, spots in columns.items():
        left, own = said.get(column - 1), said.get(column)
        if left is None or own is None or own.field not in _DATED_FIELDS or left.field != "value":
            continue
        dates = sum(_is_date(spot) for spot in spots)
        if left.period is None and left.kinds in _DATE_FIELDS and dates > _HALF * len(spots):
            found[column] = replace(own, field=_DATE_FIELDS[left.kinds])
    return found


def _told_apart(said: dict[int, Label], rows: Sequence[Row]) -> dict[int, Label]:
    """Columns of figures that their headings do not tell apart say nothing: a heading above them
    was not read.
    """
    found: dict[object, list[int]] = {}
    name = 0
    for column, one in sorted(said.items()):
        name = column if one.field == "kpi" else name
        if one.field == "value":
            same = replace(one, unit="", scale=1, weak=False, bare=False)
            found.setdefault((name, same), []).append(column)
    alike = [columns for columns in found.values() if _stand_together(columns, rows)]
    return said | {n: replace(said[n], field="kind") for columns in alike for n in columns}


def _stand_together(columns: Sequence[int], rows: Sequence[Row]) -> bool:
    """Whether any row has figures in two of the columns."""
    counts = (sum(s.is_figure and s.column in columns for s in row) for row in rows)
    return any(count > 1 for count in counts)


def _is_date(spot: Spot) -> bool:
    return spot.label is not None and spot.label.period is not None and not spot.label.kinds


def _kinds_of_years(said: dict[int, Label]) -> dict[int, Label]:
    """Years between a baseline and a target, or before the year of a target, are of actuals."""
    sure = [one for one in said.values() if one.field == "value" and not one.current]
    kinds = {kind for one in said.values() if one.field == "value" for kind in one.kinds}
    actual = any("actual" in one.kinds for one in sure)
    if actual or not {"target"} & kinds or not ({"baseline"} & kinds or _are_earlier(said)):
        return said
    return {
        column: replace(one, kinds=("actual",))
        if one.field == "value" and not one.kinds and one.period is not None
        else one
        for column, one in said.items()
    }


def _are_earlier(said: dict[int, Label]) -> bool:
    """Whether several years without a kind stand before those of all targets: R3 R4 目標値(R6)."""
    values = [one for one in said.values() if one.field == "value"]
    bare = [one.period.year or 0 for one in values if one.period is not None and not one.kinds]
    aims = [one.period.year if one.period else None for one in values if "target" in one.kinds]
    if len(bare) < _FEW_YEARS or None in aims or not all(bare):
        return False
    return max(bare) < min(year for year in aims if year is not None)
