"""The text of one value cell and what its headings say → figures, or why there are none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kpi_lod.layouts.found import Figure
from kpi_lod.layouts.headings.labels import Label
from kpi_lod.layouts.names import joined_lines
from kpi_lod.layouts.printed import Printed, printed
from kpi_lod.records import BEFORE, Period

_LONGEST_WORDS = 30


@dataclass(frozen=True, slots=True)
class Headed:
    """What stands around a value cell: its headings together, the year of its kind's own column
    (目標年月), the place of its row among those of its KPI, and the year of the n-th project year.
    """

    said: Label
    at: str
    dates: tuple[tuple[str, Period], ...] = ()
    nth: int = 0
    first_year: int | None = None


@dataclass(frozen=True, slots=True)
class Values:
    """Figures, each with the basis that is printed with it; or ``why`` the cell gives none."""

    figures: tuple[tuple[Figure, str], ...] = ()
    why: str = ""


def values(text: str, headed: Headed) -> Values:
    """The figures of a cell."""
    found = _printed(text, headed)
    if not found:
        return _worded(text, headed)
    kinds = _kinds(found, headed)
    if kinds is None:
        return Values(why="several")
    return _figures(found, kinds, headed)


def _printed(text: str, headed: Headed) -> Sequence[Printed]:
    """The figures of the text; part by part where the heading names a kind for each line, or for
    each word: ``255 集計中``.
    """
    for parts in ([line for line in text.splitlines() if line.strip()], text.split()):
        if 1 < len(parts) == len(headed.said.kinds):
            each = [[one for one in printed(part) if not one.role] for part in parts]
            if all(len(figures) == 1 for figures in each):
                return [figures[0] for figures in each]
    return [one for one in printed(text) if not one.role]


def _kinds(found: Sequence[Printed], headed: Headed) -> Sequence[str] | None:
    """The kind of each figure: what is printed with it, else what the headings say."""
    said = headed.said.kinds
    if any(one.kind for one in found):
        alone = said[0] if len(said) == 1 else ""
        # Below 基準値 the result of a year (H30実績 127人) is the baseline.
        based = alone == "baseline"
        return [alone if based and one.kind == "actual" else one.kind or alone for one in found]
    if len(found) == 1:
        return [_kind_of_row(said, headed.nth)]
    if len(found) == len(said):
        return said
    years = {one.period for one in found}
    if len(said) <= 1 and len(years) == len(found) and None not in years:
        return [*said, *[""] * len(found)][:1] * len(found)
    return None


def _kind_of_row(said: Sequence[str], nth: int) -> str:
    """The one kind of the heading, or the nth where it names one for each row of the KPI."""
    if len(said) == 1:
        return said[0]
    return said[nth] if nth < len(said) else ""


def _figures(found: Sequence[Printed], kinds: Sequence[str], headed: Headed) -> Values:
    made: list[tuple[Figure, str]] = []
    for one, printed_kind in zip(found, kinds, strict=True):
        period, known = _period(one, printed_kind, headed)
        if not known:
            return Values(why="year")
        kind = _settled_kind(printed_kind, period)
        if not kind:
            return Values(why="kind")
        if kind == "baseline" and period is None:
            period = BEFORE
        made.append((_figure(one, kind, period, headed), one.basis or headed.said.basis))
    return Values(tuple(made))


def _settled_kind(kind: str, period: Period | None) -> str:
    """A figure of the time before the project is its baseline, unless it is a target."""
    return "baseline" if period == BEFORE and kind in ("", "actual") else kind


def _period(one: Printed, kind: str, headed: Headed) -> tuple[Period | None, bool]:
    """The year of a figure, None for the document's own; and whether it can be told."""
    if one.period is not None:
        return one.period, True
    if headed.said.period is not None:
        return headed.said.period, True
    if headed.said.back:
        return None, False
    if headed.said.relative:
        if headed.first_year is None:
            return None, False
        return Period(headed.first_year + headed.said.relative - 1), True
    return dict(headed.dates).get(kind), True


def _figure(one: Printed, kind: str, period: Period | None, headed: Headed) -> Figure:
    return Figure(
        kind,
        period,
        one.value,
        one.as_written,
        headed.at,
        unit=one.unit,
        status=one.status or headed.said.status,
        note=one.note,
        numerator=one.numerator,
        denominator=one.denominator,
    )


def _worded(text: str, headed: Headed) -> Values:
    """A target in words (増加, 現状維持); other words are no values."""
    words = joined_lines(text)
    one_kind = len(headed.said.kinds) == 1 and "target" in headed.said.kinds[0]
    if not one_kind or len(words) > _LONGEST_WORDS or any(c.isdigit() for c in words):
        return Values(why="words")
    word = Printed(words, words, 0, len(words))
    return _figures([word], headed.said.kinds, headed)
