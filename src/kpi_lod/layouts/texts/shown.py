"""Records of what one text prints: a figure, and a KPI with its figures."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kpi_lod.records import Period


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure in a text, or the word in its place.

    ``value``: number as printed, without unit (``14,700``), or the word (``集計中``, ``-``).
    ``unit``: behind it (``千人``, ``%``, ``人/試合``). ``as_written``: all that is printed of it.
    ``kind``, ``period``, ``basis``, ``status``: where words with it say so, else "" and None.
    ``role``: "" for the figure itself; ``rate`` for a progress or achievement rate that stands
    beside one, ``cumulative`` for a running sum in brackets. ``start``, ``end``: in the text.
    A number of several scale words (``12億3,400万``) is written out (``1,234,000,000``); a range
    and a year that stands for a figure are words with a status. An operator (以上) is the note.
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

    def dated(self, period: Period | None) -> Item:
        """The KPI, its figures without a year being of that period."""
        made = (one if one.period else replace(one, period=period) for one in self.printed)
        return replace(self, printed=tuple(made))
