"""How an office writes years and numbers; drawn once for each document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random

_WIDE = str.maketrans("0123456789,.%-", "０１２３４５６７８９，．％－")


def _era(year: int) -> tuple[str, str, int]:
    return ("令和", "R", year - 2018) if year > 2018 else ("平成", "H", year - 1988)


def _long(year: int) -> str:
    era, _, number = _era(year)
    return f"{era}{'元' if number == 1 and era == '令和' else number}年度"


def _short(year: int) -> str:
    _, letter, number = _era(year)
    return f"{letter}{number}"


def _first_short(year: int) -> str:
    return "R元" if year == 2019 else _short(year)


YEARS: Mapping[str, Callable[[int], str]] = {
    "long": _long,
    "wide": lambda year: _long(year).translate(_WIDE),
    "short": _short,
    "short-year": lambda year: _short(year) + "年度",
    "short-wide": lambda year: _short(year).translate(_WIDE) + "年度",
    "first": _first_short,
    "western": lambda year: f"{year}年度",
    "both": lambda year: f"{year}年度（{_short(year)}）",
    "both-back": lambda year: f"{_long(year)}（{year}年度）",
    "bare": lambda year: _long(year).removeprefix("令和"),
    "broken": lambda year: _long(year).replace("令和", "令和\n").replace("平成", "平成\n"),
}
"""Ways to write a fiscal year. 令和5年 is left out: it may be the calendar year. A bare 5年度 means
令和; of 平成 the era is printed."""


@dataclass(frozen=True, slots=True)
class Style:
    """``year_form`` is that of headings, ``title_form`` that of titles and of text."""

    year_form: str
    title_form: str
    commas: bool
    wide: bool
    dash: str
    mark_brackets: str
    spaced_unit: bool
    at_least: bool
    breaks_names: bool
    spreads_headings: bool
    footnotes: bool

    def year(self, year: int) -> str:
        """A year as in a heading."""
        return YEARS[self.year_form](year)

    def brief(self, year: int) -> str:
        """A year as beside a value, where there is little room."""
        return _short(year)

    def title(self, year: int) -> str:
        """A year as in a title."""
        return YEARS[self.title_form](year)

    def number(self, number: Decimal, decimals: int) -> str:
        """A number as printed."""
        text = f"{number:,.{decimals}f}" if self.commas else f"{number:.{decimals}f}"
        return text.translate(_WIDE) if self.wide else text

    def marked(self, text: str, mark: str) -> str:
        """A value with 速報値 or 見込み."""
        return text + self.mark_brackets.format(mark)


def style(random: Random) -> Style:
    """The ways of one office."""
    return Style(
        year_form=random.choice(list(YEARS)),
        title_form=random.choice(("long", "wide", "western", "both-back")),
        commas=random.random() < 0.8,
        wide=random.random() < 0.12,
        dash=random.choice("-―－—"),
        mark_brackets=random.choice(("（{}）", "({})")),
        spaced_unit=random.random() < 0.15,
        at_least=random.random() < 0.1,
        breaks_names=random.random() < 0.12,
        spreads_headings=random.random() < 0.12,
        footnotes=random.random() < 0.12,
    )
