"""What people add to the headings of values: 実績値（千人）, R5実績, 交付額（千円）.

In: a sheet, its headings, the rows that were read. Out: rows whose amounts have the unit of their
heading; what is not used, since it would change what the columns mean, is told at the heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kpi_lod.errors import Severity, UnreadableError
from kpi_lod.japanese.characters import narrow
from kpi_lod.japanese.years import fiscal_year
from kpi_lod.register.schemes import schemes
from kpi_lod.submissions.tables import period
from kpi_lod.submissions.units import unit
from kpi_lod.submissions.workbook.gathering import Cell, CellRow, Tables
from kpi_lod.submissions.workbook.grid import GridSheet
from kpi_lod.submissions.workbook.heading_units import in_unit, is_bare, unit_of_lines, yen_unit
from kpi_lod.submissions.workbook.layout import Sheet, period_key, sheets
from kpi_lod.submissions.workbook.recognising import (
    Headings,
    column_key,
    heading_word,
    table_headings,
)
from kpi_lod.submissions.workbook.told import Told

_KINDS = {"values": "kind", "budget": "amount-kind"}
"""Sheet → the scheme whose codes are its columns of values."""

_BRACKETS = re.compile(r"[(\[【〔](.*?)[)\]】〕]")
_YEAR = re.compile(
    r"(?:(?P<era>令和|平成|r|h)(?P<number>元|\d{1,2})|(?P<western>20\d{2}))(?:年度?)?"
)
_UNIT = re.compile(r"単位\s*[:は ]\s*([^\s)\]】〕]+)")
_EMPTY = "単位:は・,、/ 　"
_FEWEST = 2
"""Known headings that make a row one of headings."""


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading of values that says more: the key of its column, and what it adds."""

    cell: Cell
    key: str
    remark: str


def in_words_of_headings(key: str, found: GridSheet, tables: Tables, told: Told) -> list[CellRow]:
    """The rows of a sheet of ours; amounts without a unit have that of their heading."""
    rows, layout = list(tables[key]), sheets()[key]
    headings = table_headings(layout, found) if found.rows else None
    if headings is None or not rows:
        return rows
    units = _Units(tables)
    for heading in _headings(layout, found, headings):
        _tell(heading, layout, rows, units, told)
    if key == "values":
        _tell_lines(found, headings, rows, units, told)
        return rows
    lines = unit_of_lines(cell.text for cell in _above(found, headings))
    return [_in_units(row, _yen_units(found, layout, headings), lines) for row in rows]


def _above(found: GridSheet, headings: Headings) -> list[Cell]:
    above = (found.rows[number] for number in sorted(found.rows) if number < headings.row)
    return [cell for row in above for cell in row.values()]


def _in_units(row: CellRow, of_headings: Mapping[str, str], of_lines: str) -> CellRow:
    kinds = schemes()["amount-kind"].labels
    return {
        key: in_unit(cell, of_headings.get(key, of_lines)) if key in kinds else cell
        for key, cell in row.items()
    }


def _yen_units(found: GridSheet, sheet: Sheet, headings: Headings) -> Mapping[str, str]:
    """Key of a column → the unit in its heading."""
    cells = _cells(found, sheet, headings)
    return {key: said for key, cell in cells if (said := yen_unit(cell.text))}


def _cells(found: GridSheet, sheet: Sheet, headings: Headings) -> Iterator[tuple[str, Cell]]:
    """Keys and cells of the headings of values, in whichever row of headings they stand."""
    kinds = schemes()[_KINDS[sheet.key]].labels
    for number in range(headings.row - 2, headings.last + 1):
        row = found.rows.get(number, {})
        if sum(bool(column_key(sheet, cell.text)) for cell in row.values()) < _FEWEST:
            continue
        for column, cell in sorted(row.items()):
            if headings.keys.get(column) in kinds:
                yield headings.keys[column], cell


def _headings(sheet: Sheet, found: GridSheet, headings: Headings) -> Iterator[_Heading]:
    """The headings that say more than the name of their column and a unit of money."""
    for key, cell in _cells(found, sheet, headings):
        known = column_key(sheet, cell.text) == key
        if known:
            continue
        word = heading_word(cell.text)
        year = _YEAR.search(word)
        if year:
            yield _Heading(cell, key, year[0])
        for inside in _BRACKETS.findall(word):
            rest = _YEAR.sub("", inside).strip(_EMPTY)
            if rest and not (sheet.key == "budget" and yen_unit(f"({rest})")):
                yield _Heading(cell, key, rest)


class _Units:
    """Units as they are written in the sheet of KPIs."""

    def __init__(self, tables: Tables) -> None:
        self._units = {
            (row["project"].text, row["id"].text): row["unit"].text
            for row in tables.get("kpis", ())
            if {"project", "id", "unit"} <= row.keys()
        }

    def other(self, rows: Sequence[CellRow], key: str, named: str) -> str:
        """The unit of the first KPI whose bare numbers stand there though it has another one."""
        for row in rows:
            own = self._units.get((_text(row, "project"), _text(row, "kpi")), "")
            if own and key in row and is_bare(row[key].text) and not _same(own, named):
                return own
        return ""


def _text(row: CellRow, key: str) -> str:
    return row[key].text if key in row else ""


def _same(one: str, other: str) -> bool:
    left, right = unit(one), unit(other)
    if left is None or right is None:
        return left is right
    return (left.code, left.scale) == (right.code, right.scale)


def _tell(
    heading: _Heading, sheet: Sheet, rows: Sequence[CellRow], units: _Units, told: Told
) -> None:
    text = " ".join(heading.cell.text.split())
    fields = {"found": text, "remark": heading.remark}
    place = heading.cell.place
    if year := _year(heading.remark):
        if other := _other_year(rows, heading.key, year):
            fields["year"] = other
            told.add("heading-remark/year", place, severity=Severity.WARNING, **fields)
    elif sheet.key == "values" and unit(heading.remark) is not None:
        if other := units.other(rows, heading.key, heading.remark):
            fields["kpi"] = other
            told.add("heading-remark/unit", place, severity=Severity.WARNING, **fields)
    else:
        told.add("heading-remark", place, severity=Severity.WARNING, **fields)


def _tell_lines(
    found: GridSheet, headings: Headings, rows: Sequence[CellRow], units: _Units, told: Told
) -> None:
    """A unit above a table of KPIs, each of which has its own."""
    for cell in _above(found, headings):
        said = _UNIT.search(narrow(cell.text))
        if said is None or unit(said[1]) is None:
            continue
        kinds = schemes()["kind"].labels
        other = next((one for kind in kinds if (one := units.other(rows, kind, said[1]))), "")
        if other:
            fields = {"found": " ".join(cell.text.split()), "remark": said[1], "kpi": other}
            told.add("heading-remark/unit", cell.place, severity=Severity.WARNING, **fields)
        return  # in a merged range the text stands in each cell


def _year(remark: str) -> int | None:
    found = _YEAR.fullmatch(remark)
    if found is None:
        return None
    era = found["era"]
    text = found["western"] or f"{era.upper()}{found['number']}{'年度' if len(era) > 1 else ''}"
    try:
        return fiscal_year(text)
    except UnreadableError:
        return None


def _other_year(rows: Sequence[CellRow], key: str, year: int) -> str:
    """The year of the first row with such a value that is of another year."""
    for row in rows:
        if key in row and "period" in row:
            try:
                when = period(period_key(row["period"].text)).year
            except UnreadableError:
                continue
            if when is not None and when != year:
                return row["period"].text
    return ""
