"""The amounts of the national form, where a city counts in thousands (実績額（単位：千円）)."""

from __future__ import annotations

from kpi_lod.submissions.workbook.gathering import Cell
from kpi_lod.submissions.workbook.heading_units import in_unit, unit_of_lines, yen_unit
from kpi_lod.submissions.workbook.national_table import Form


def in_unit_of_heading(amount: Cell, form: Form) -> Cell:
    """The amount with the unit of its heading, unless it is yen or the cell has a unit itself."""
    heading = form.heading(form.columns["settlement"])
    above = (row for number, row in form.sheet.rows.items() if number < form.first)
    lines = (cell.text for row in above for cell in row.values())
    return in_unit(amount, (heading and yen_unit(heading.text)) or unit_of_lines(lines))
