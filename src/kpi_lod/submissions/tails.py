"""What stands behind a number and is no unit of the list: what to tell, and how to write it."""

from __future__ import annotations

import re

from kpi_lod.errors import Place
from kpi_lod.japanese.cells import Cell
from kpi_lod.japanese.numbers import printed_number
from kpi_lod.japanese.units import scaled_unit
from kpi_lod.register.schemes import schemes
from kpi_lod.submissions.fields import Fields
from kpi_lod.submissions.units import nearest_units, unit

_DIGIT = re.compile(r"\d")
_CHANGED = re.compile(r"(?P<unit>.*?)\s*(?P<word>の?(?:増加|減少|増|減))")


def report_tail(read: Cell, owner: Fields, place: Place) -> None:
    """Say that what stands behind a number is no unit; it may be one misspelt, or a remark."""
    if _reported_change(read, owner, place):
        return
    factor, rest = scaled_unit(read.unit_text)
    close = schemes()["unit"].close(read.unit_text) and not read.unit_text.startswith("(")
    several = factor > 1 and (bool(_DIGIT.search(rest)) or not close)
    if close and not several:
        report_unit(read.unit_text, owner, place)
    else:
        key = "value-trailing-text/scale" if several else "value-trailing-text"
        told = {"found": read.unit_text, "number": read.number, "written": read.as_written}
        owner.report(key, place, **told)


def report_unit(text: str, owner: Fields, place: Place) -> None:
    """Say that there is no such unit, with the nearest ones."""
    if not owner.is_full:  # likeness takes its time
        owner.report_code(schemes()["unit"], text, place, nearest=nearest_units(text))


def _reported_change(read: Cell, owner: Fields, place: Place) -> bool:
    """▲5人減 and 5人増: whether sign or word says where it goes, only a person can tell."""
    match = _CHANGED.fullmatch(read.unit_text)
    if match is None or read.number is None or (match["unit"] and unit(match["unit"]) is None):
        return False
    up = f"{printed_number(abs(read.number))}{match['unit']}"
    owner.report(
        "value-trailing-text/change",
        place,
        found=match["word"],
        written=read.as_written,
        number=read.number,
        up=up,
        down=f"▲{up}",
    )
    return True
