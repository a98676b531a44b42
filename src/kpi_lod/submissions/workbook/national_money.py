"""The amounts of the national form, where a city counts in thousands (実績額（単位：千円）)."""

from __future__ import annotations

import re
from dataclasses import replace

from kpi_lod.errors import UnreadableError
from kpi_lod.japanese.cells import cell as printed
from kpi_lod.japanese.characters import narrow
from kpi_lod.submissions.units import YEN, unit
from kpi_lod.submissions.workbook.gathering import Cell
from kpi_lod.submissions.workbook.national_table import Form

_UNIT = re.compile(r"\((?:単位)?:?\s*(\w*円)\)")


def in_unit_of_heading(amount: Cell, form: Form) -> Cell:
    """The amount with the unit of its heading, unless it is yen or the cell has a unit itself."""
    heading = form.heading(form.columns["settlement"])
    found = heading and _UNIT.search(narrow(heading.text))
    scaled = found and unit(found[1])
    if not (found and scaled) or scaled == YEN or not _is_bare(amount.text):
        return amount
    return replace(amount, text=f"{amount.text}{found[1]}")


def _is_bare(text: str) -> bool:
    try:
        read = printed(text)
    except UnreadableError:
        return False
    return read.number is not None and not read.unit_text
