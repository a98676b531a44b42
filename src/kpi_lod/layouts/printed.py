"""One cell's text → the figures in it; a free text → the KPIs in it.

What stands at the end of a figure, before it, in brackets behind it and below it belongs to it:
unit, year, kind, basis, status, operator, progress.
"""

from __future__ import annotations

from dataclasses import dataclass

from kpi_lod.records import Period


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure in a text, or the word in its place.

    ``value``: number as printed, without unit (``14,700``), or the word (``集計中``, ``-``).
    ``unit``: behind it (``千人``, ``%``, ``人/試合``). ``as_written``: all that is printed of it.
    ``kind``, ``period``, ``basis``, ``status``: where words with it say so, else "" and None.
    ``role``: "" for the figure itself; ``rate`` for a progress or achievement rate that stands
    beside one, ``cumulative`` for a running sum in brackets. ``start``, ``end``: in the text.
    """

    value: str
    as_written: str
    start: int
    end: int
    unit: str = ""
    kind: str = ""
    period: Period | None = None
    basis: str = ""
    status: str = ""
    note: str = ""
    numerator: str = ""
    denominator: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A KPI in a free text: its name, what is printed of it, and level where the text says so.

    ``unit``: that of the name (``来場者数（人）``), "" where only the figures have one.
    """

    name: str
    printed: tuple[Printed, ...]
    start: int
    end: int
    unit: str = ""
    level: str = ""
    basis: str = ""
    note: str = ""


def printed(text: str) -> tuple[Printed, ...]:
    """The figures in the text of one value cell, in order; () where it is words without a value.

    Never a guess: a text that mixes prose and numbers (``3回の会議で20名が参加``) gives ().
    A dash or a word of status is a figure without a number. A blank text gives ().
    """
    raise NotImplementedError(text)


def items(text: str, *, result: bool = False) -> tuple[Item, ...]:
    """The KPIs in a free text, in order; () where it tells of none.

    ``result``: whether the heading above says that results of KPIs stand here (実績（KPI等）): then
    ``名称 217人`` without a word of kind is an actual; elsewhere a figure needs such a word.
    """
    raise NotImplementedError(text)
