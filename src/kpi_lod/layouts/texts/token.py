"""A token: a piece of text and what it says by itself."""

from __future__ import annotations

from dataclasses import dataclass

from kpi_lod.layouts.texts.lexicon import Sort
from kpi_lod.records import Period


@dataclass(frozen=True, slots=True)
class Token:
    """``code``: what its word says (target, cumulative), for a number its status.

    ``value``: a number as printed or the word, in half-width characters. ``front`` and ``operator``
    stand around a number (年, 以上). ``inner``: what stands between brackets.
    """

    sort: Sort
    start: int
    end: int
    code: str = ""
    period: Period | None = None
    value: str = ""
    unit: str = ""
    front: str = ""
    operator: str = ""
    inner: tuple[Token, ...] = ()
