"""One cell's text → the figures in it; a free text → the KPIs in it.

What stands at the end of a figure, before it, in brackets behind it and below it belongs to it:
unit, year, kind, basis, status, operator, progress.
"""

from __future__ import annotations

from kpi_lod.layouts.texts.cells import cell_figures
from kpi_lod.layouts.texts.items import free_items
from kpi_lod.layouts.texts.sentences import sentence_items
from kpi_lod.layouts.texts.shown import Item, Printed

__all__ = ["Item", "Printed", "items", "printed"]


def printed(text: str) -> tuple[Printed, ...]:
    """The figures in the text of one value cell, in order; () where it is words without a value.

    Never a guess: a text that mixes prose and numbers (``3回の会議で20名が参加``) gives ().
    A dash or a word of status is a figure without a number. A blank text gives ().
    """
    return cell_figures(text)


def items(text: str, *, result: bool = False, bare: str = "actual") -> tuple[Item, ...]:
    """The KPIs in a free text, in order; () where it tells of none.

    ``result``: whether the heading above says that results of KPIs stand here (実績（KPI等）): then
    ``名称 217人`` without a word of kind is an actual, or of the kind ``bare`` that the heading
    says (目標値: target); elsewhere a figure needs such a word.
    """
    found = free_items(text, bare=bare if result else "")
    names = {item.name for item in found}
    return (*found, *(item for item in sentence_items(text) if item.name not in names))
