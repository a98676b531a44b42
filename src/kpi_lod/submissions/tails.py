"""What stands behind a number and is no unit of the list: what to tell, and how to write it."""

from __future__ import annotations

import re

from kpi_lod.errors import Place
from kpi_lod.japanese.cells import Cell
from kpi_lod.japanese.number_words import worded_number
from kpi_lod.japanese.numbers import printed_number
from kpi_lod.japanese.units import scaled_unit
from kpi_lod.register.schemes import schemes
from kpi_lod.submissions.fields import Fields
from kpi_lod.submissions.units import nearest_units, unit

_ABOUT = re.compile(
    r"(?P<unit>.*?)(?P<word>程度|前後|くらい|ぐらい|ほど|あまり|余り?|近く|強|弱)|余り?.+"
)
_EXACT = ("強", "弱", "余")
"""Also the end of other words; behind a number or a unit they say that it is not exact."""

_DIGIT = re.compile(r"\d")
_SCALED = re.compile(r"[十百千万億兆〇一二三四五六七八九]")
_CHANGED = re.compile(r"(?P<unit>.*?)\s*(?P<word>の?(?:増加|減少|増|減))")


def report_tail(read: Cell, owner: Fields, place: Place) -> None:
    """Say that what stands behind a number is no unit; it may be one misspelt, or a remark."""
    if any(told(read, owner, place) for told in (_change, _about, _mixed)):
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


def _change(read: Cell, owner: Fields, place: Place) -> bool:
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


def _about(read: Cell, owner: Fields, place: Place) -> bool:
    """95名弱, 9ヘクタール程度: a number that is not exact."""
    match = _ABOUT.fullmatch(read.unit_text)
    if match is None or read.number is None:
        return False
    rest = match["unit"] or ""
    known = unit(rest) if rest else None
    if match["word"] in _EXACT and rest and known is None:
        return False
    scaled = rest if known and known.scale > 1 else ""
    number = f"{read.number}{scaled}"
    told = {"found": read.unit_text, "number": number, "written": read.as_written}
    owner.report("value-trailing-text/about", place, **told)
    return True


def _mixed(read: Cell, owner: Fields, place: Place) -> bool:
    """1千4百50件: digits between words, which say one number."""
    if read.number is None or not _SCALED.search(read.unit_text):
        return False
    sign = "-" if read.number < 0 else ""
    words = worded_number(f"{abs(read.number)}{read.unit_text}")
    if words is None or (words[1] and unit(words[1]) is None):
        return False
    written = f"{sign}{printed_number(words[0])}{words[1]}"
    owner.report("value-trailing-text/mixed", place, found=read.as_written, read=written)
    return True
