"""Units of money that stand once for many amounts: in the heading, or in a line above the table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kpi_lod.errors import UnreadableError
from kpi_lod.japanese.cells import cell as printed
from kpi_lod.japanese.characters import narrow
from kpi_lod.submissions.units import YEN, unit
from kpi_lod.submissions.workbook.gathering import Cell

_IN_BRACKETS = re.compile(r"[(\[【〔]\s*(?:単位)?\s*[:は]?\s*(\w*円)\s*[)\]】〕]")
_YEN = r"[十百千万億]*円"
_LINE = re.compile(rf"単位\s*[:は ]\s*({_YEN})|\A\(?({_YEN})(?:単位)?\)?\Z")


def yen_unit(heading: str) -> str:
    """The unit of money in the brackets of a heading, "" where there is none.

    >>> yen_unit("③実績額\\n（単位：千円）"), yen_unit("交付額［百万円］"), yen_unit("交付額（R6）")
    ('千円', '百万円', '')
    """
    found = _IN_BRACKETS.search(narrow(heading))
    return found[1] if found and _is_yen(found[1]) else ""


def unit_of_lines(texts: Iterable[str]) -> str:
    """The unit of money that a line above a table tells, "" where none does.

    >>> unit_of_lines(["事業費", "（単位：千円）"]), unit_of_lines(["千円単位なら「1,201千円」と"])
    ('千円', '')
    """
    found = (_LINE.search(narrow(text).strip()) for text in texts)
    return next((one[1] or one[2] for one in found if one), "")


def in_unit(amount: Cell, told: str) -> Cell:
    """The amount with that unit, unless it is yen or none, or the cell has a unit itself."""
    if not told or unit(told) == YEN or not is_bare(amount.text):
        return amount
    return replace(amount, text=f"{amount.text}{told}")


def is_bare(text: str) -> bool:
    """Whether a text is a number without a unit."""
    try:
        read = printed(text)
    except UnreadableError:
        return False
    return read.number is not None and not read.unit_text


def _is_yen(text: str) -> bool:
    found = unit(text)
    return found is not None and found.code == YEN.code
