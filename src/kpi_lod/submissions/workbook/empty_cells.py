"""Where to write what is missing: the empty cell, and not the one by which a row is known.

In: a finding at a cell, the rows that were read, and where the columns are. Out: the finding at the
cell that has to be filled in; where no column is for it, as it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kpi_lod.errors import Finding, Place
from kpi_lod.submissions.nodes import Columns, ShownRows
from kpi_lod.submissions.workbook.names import column_at

_ABSENT = {
    "direction-stated": ("direction",),
    "basis-stated": ("basis",),
    "terms-stated": ("source.terms",),
    "concept-with-match": ("concept", "match"),
    "measurement-fraction": ("numerator", "denominator"),
    "activity-count-unit": ("unit",),
    "actual-missing": ("actual",),
}
"""Code → keys of the columns of which one is empty."""

_OF_KPI = ("measurement-area", "measurement-area-valid")
"""Codes of values whose KPI is to be mended: the area of its row, whether it is empty or not."""

_OF_VALUE = ("measurement-number-missing", "amount-number-missing")
"""Codes of values without a number: the last step of the way by keys is the column."""


def at_empty_cell(found: Finding, rows: ShownRows, columns: Columns) -> Finding:
    """The finding, moved to the cell of its row, or of its KPI's row, that is empty."""
    if not found.place.in_table or not columns:
        return found
    if found.code in _OF_KPI:
        return replace(found, place=_area(found.place, rows, columns))
    return replace(found, place=_empty(found.place, found, rows, columns))


def _empty(place: Place, found: Finding, rows: ShownRows, columns: Columns) -> Place:
    there = columns.get((place.file, place.sheet), {})
    for key in _wanted(found):
        row, column = there.get(key, (place.line, 0))
        row = row or place.line
        if column and not _holds(Place(place.file, row, column, sheet=place.sheet), rows):
            return Place(place.file, row, column, place.pointer, place.sheet)
    return place


def _wanted(found: Finding) -> Iterator[str]:
    yield from _ABSENT.get(found.code, ())
    if found.code == "missing-key" or found.code in _OF_VALUE:
        at = column_at(found.place.pointer)
        if at is not None:
            yield at[1].key


def _holds(place: Place, rows: ShownRows) -> bool:
    row = rows.get((place.file, place.sheet, place.line), ())
    return any(cell.column == place.column and cell.text for cell in row)


def _area(place: Place, rows: ShownRows, columns: Columns) -> Place:
    """The area in the row of the KPI that a value is of: one place a KPI, not one a value."""
    owner = _ids(place, rows)
    for file, sheet, line in rows:
        column = columns.get((file, sheet), {}).get("area", (0, 0))[1]
        here = Place(file, line, column, place.pointer.partition(".values")[0], sheet)
        if column and _ids(here, rows, "id") == owner:
            return here
    return place


def _ids(place: Place, rows: ShownRows, key: str = "kpi") -> tuple[str, str]:
    """Ids of project and KPI in a row."""
    cells = {cell.key: cell.text for cell in rows.get((place.file, place.sheet, place.line), ())}
    return cells.get("project", ""), cells.get(key, "")
