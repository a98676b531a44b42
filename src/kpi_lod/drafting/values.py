"""A figure as it was found → the words of a value: number or word, print, status, place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kpi_lod.errors import UnreadableError
from kpi_lod.japanese.cells import Cell, cell
from kpi_lod.japanese.numbers import number
from kpi_lod.japanese.units import scaled_unit
from kpi_lod.layouts.found import Figure
from kpi_lod.register.schemes import statuses_without_number
from kpi_lod.submissions.units import unit
from kpi_lod.submissions.values import scaled

_DIGIT = re.compile(r"\d")
_WORDS = "qualitative"
_MEASURED = "measured"
_DIFFERS = ("draft-unit-differs",)


@dataclass(frozen=True, slots=True)
class Value:
    """The words of a value, its number in the unit of the KPI (None where there is none), and the
    doubts about it, as keys of messages.
    """

    words: dict[str, str]
    number: Decimal | None
    doubts: tuple[str, ...] = ()


def value_of(figure: Figure, kpi_unit: str) -> Value:
    """The words of a figure of a KPI whose unit is printed as ``kpi_unit``."""
    try:
        read = cell(figure.value)
    except UnreadableError:
        # 50～60, 1:30, 1,23: kept as it is printed, since no number can be told.
        printed = figure.as_written or figure.value
        words = {"status": _WORDS, "as-written": printed, **_beside(figure)}
        return Value(words, None, ("draft-value-words",))
    if read.number is None:
        return _worded(figure, read)
    return _numeric(figure, read, kpi_unit)


def _worded(figure: Figure, read: Cell) -> Value:
    status = figure.status if figure.status in statuses_without_number() else ""
    if not status and read.status == _WORDS and _DIGIT.search(figure.value):
        status = _WORDS  # a number among words (2年に1回) is a warning unless that is said
    words = {"value": figure.value, "as-written": figure.as_written, "status": status}
    return Value({**_stated(words), **_beside(figure)}, None)


def _numeric(figure: Figure, read: Cell, kpi_unit: str) -> Value:
    assert read.number is not None
    scale, behind, doubts = _unit_behind(figure.unit or read.unit_text, kpi_unit)
    if figure.status in statuses_without_number():
        doubts = (*doubts, "draft-status-number")
    words = {
        "value": f"{read.number:f}{behind}",
        "as-written": figure.as_written or figure.value,
        "status": _numeric_status(figure, read),
    }
    return Value({**_stated(words), **_beside(figure)}, scaled(read.number, scale), doubts)


def _numeric_status(figure: Figure, read: Cell) -> str:
    """The status to state: none where it is a number like any other."""
    without = (*statuses_without_number(), "")
    status = read.status if figure.status in without else figure.status
    return "" if status == _MEASURED else status


def _unit_behind(own: str, kpi_unit: str) -> tuple[int, str, tuple[str, ...]]:
    """The factor of the figure's unit, what of it has to stand in the value, and the doubts.

    Nothing has to where it is the unit of the KPI.
    """
    theirs = unit(kpi_unit) if kpi_unit else None
    scale = theirs.scale if theirs else 1
    if not own or own == kpi_unit:
        return scale, "", ()
    mine = unit(own)
    factor, rest = scaled_unit(own)
    if mine is None:
        return (factor, own, ()) if factor > 1 and not rest else (scale, "", _DIFFERS)
    if theirs is None or mine.code != theirs.code:
        return mine.scale, own, _DIFFERS
    return mine.scale, "" if mine.scale == theirs.scale else own, ()


def _beside(figure: Figure) -> dict[str, str]:
    share = {"numerator": _plain(figure.numerator), "denominator": _plain(figure.denominator)}
    if not all(share.values()):
        share = {}
    return {**share, **_stated({"note": figure.note}), "at": figure.at}


def _plain(text: str) -> str:
    """The number without commas, "" if it is none."""
    try:
        return f"{number(text):f}"
    except UnreadableError:
        return ""


def _stated(words: dict[str, str]) -> dict[str, str]:
    """Without what is empty, but for a blank cell, which is told."""
    return {key: text for key, text in words.items() if text or key in ("value", "as-written")}
