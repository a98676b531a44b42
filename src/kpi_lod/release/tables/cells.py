"""The texts of a table → the cells of its sheet, as people want to see them.

In: cells as CSV has them. Out: cells of SpreadsheetML (ECMA-376-1, 18.3.1.4) behind their address,
with the name of a style. Codes become their Japanese labels, periods their words; a number is a
number where Excel keeps all its digits, else a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from html import escape

from kpi_lod.register.labels import label
from kpi_lod.release.pages.wording import Wording
from kpi_lod.release.tables.columns import SEPARATOR, Column
from kpi_lod.submissions.workbook.book import RISKY
from kpi_lod.submissions.workbook.fitting import MAX_CELL, length
from kpi_lod.submissions.workbook.writing import municipality_name

MAX_DIGITS = 15
"""Excel keeps no more: its numbers are IEEE 754 doubles."""

MAX_PLACES = 9
PERCENT_PLACES = 4
_CUT = "…（続きはCSVにあります）"
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_REMEMBERED = 2**14

_JUDGED = {
    "direction": "望ましい方向",
    "level": "段階",
    "basis": "値の捉え方",
    "concept": "共通指標",
    "match": "一致度",
    "area": "対象区域",
    "unit": "単位",
    "year": "年度",
}
_AREAS = {"municipality": "自治体", "partners": "連携自治体全体", "own": "独自の区域"}

Words = Callable[[str], str]
"""A cell's text → what is shown."""


class Strings:
    """The texts of a workbook, each once (ECMA-376-1, 18.4)."""

    def __init__(self, first: int) -> None:
        self._first = first
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """The number under which cells name the text."""
        return self._first + self._numbers.setdefault(text, len(self._numbers))

    def xml(self) -> bytes:
        """All texts that were named, in that order."""
        return "".join(map(_string, self._numbers)).encode()


def _string(text: str) -> str:
    space = ' xml:space="preserve"' if text.strip() != text or "\n" in text else ""
    marked = _ESCAPED.sub("_x005F_", text)
    return f"<si><t{space}>{escape(marked, quote=False)}</t></si>"


Cell = Callable[[str], str]
"""A cell's text → its attributes and content: all that stands behind its address."""


def cell_maker(column: Column, styles: Mapping[str, int], strings: Strings) -> Cell:
    """How the cells of a column are written; ``styles``: name → number."""

    def text_cell(text: str, style: str | None = None) -> str:
        name = style or ("quoted" if text.startswith(RISKY) else look)
        return f' s="{styles[name]}" t="s"><v>{strings.number(_short(text))}</v></c>'

    def cell(text: str) -> str:
        if not text and not column.exact:
            return f' s="{styles[look]}"/>'
        if column.type.number and column.shown != "year":
            style = number_style(text, percent=column.shown == "percent")
            if style is None:
                return text_cell(text, "digits")
            return f' s="{styles[style]}"><v>{text}</v></c>'
        return text_cell(words(text))

    words, look = shown(column), "plain" if column.type.csvw == "anyURI" else "text"
    return lru_cache(_REMEMBERED)(cell)


def number_style(text: str, *, percent: bool = False) -> str | None:
    """The style that shows every digit of a number, None where Excel would lose some.

    >>> number_style("14700000"), number_style("71.62"), number_style("1.020544", percent=True)
    ('whole', 'places-2', 'percent-4')
    """
    whole, _, places = text.partition(".")
    digits = (whole.lstrip("-") + places).lstrip("0")
    if len(digits) > MAX_DIGITS or len(places) > MAX_PLACES:
        return None
    if percent:
        wanted = max(1, len(places) - 2)
        return f"percent-{wanted}" if wanted <= PERCENT_PLACES else None
    return f"places-{len(places)}" if places else "whole"


def shown(column: Column) -> Words:
    """The words for the cells of a column, in Japanese."""
    word = Wording("ja")
    scheme, kind = column.scheme, column.shown
    if scheme is not None:
        return lambda text: label(scheme, text, "ja")
    if isinstance(kind, tuple):
        yes, no = kind
        return lambda text: yes if text == "true" else no
    if column.type.form and column.name == "period":
        return word.period
    named: Mapping[str | None, Words] = {
        "year": word.period,
        "municipality": lambda text: _each(text, lambda one: municipality_name(one) or one),
        "judged": lambda text: _each(text, lambda one: _JUDGED.get(one, one)),
        "area": lambda text: _AREAS[text],
    }
    plain: Words = (lambda text: text.replace(SEPARATOR, "、")) if column.several else str
    return named.get(kind, plain)


def _each(text: str, name: Words) -> str:
    return "、".join(name(one) for one in text.split(SEPARATOR))


def _short(text: str) -> str:
    """The text as far as a cell of Excel can hold it."""
    if len(text) * 2 <= MAX_CELL or length(text) <= MAX_CELL:
        return text
    kept = text.encode("utf-16-le")[: 2 * (MAX_CELL - length(_CUT))]
    return kept.decode("utf-16-le", "ignore") + _CUT
