"""The years that a heading prints: ``R5``, ``令和5(2023)年度末``, ``H31.4.1時点``.

In: text that :func:`kpi_lod.layouts.labels.squeezed` made (half-width, no white space). A date or
month stands for the fiscal year it lies in; a year alone is taken for the fiscal year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kpi_lod.japanese.years import FISCAL_YEARS
from kpi_lod.records import Period

_BEFORE_ERA = {"令和": 2018, "R": 2018, "㋿": 2018, "平成": 1988, "H": 1988, "㍻": 1988}
# Plans of the time before 2019 print H32 and later years.
_LAST_OF_HEISEI = 40
_SHORT_REIWA = range(1, 13)
_SHORT_HEISEI = range(19, 32)
_FIRST_MONTH = 4

_ERA = r"(?:令和|平成|㋿|㍻|(?<![A-Za-z])[RH])\.?(?:元|0?[1-9](?![0-9])|[1-6][0-9])"
_WESTERN = r"(?<![0-9,.])(?:19[89]|20[0-4])[0-9](?![0-9,])"
_ONE = rf"(?:{_ERA}|{_WESTERN})"
_SUFFIX = r"(?:年度末|年度|年末|年|末)?"
_MONTH = r"(?:(?:年|\.|/)(?P<month>1[0-2]|0?[1-9])(?![0-9])(?:月末|月|(?:\.|/|月)[0-9]{1,2}日?)?)?"
_YEAR = re.compile(
    rf"[({{\[〈【<]?(?P<year>{_ONE}){_MONTH}{_SUFFIX}"
    rf"(?:[(\[〈]{_ONE}{_SUFFIX}[)\]〉]{_SUFFIX})?"
    r"(?P<calendar>[(\[]?(?:暦年|1月?[~～〜-]12月)[)\]]?)?[)}\]〉】>]?"
)
_SHORT = re.compile(r"(?<![0-9.,])(?P<short>[0-9]{1,2}|元)年度末?")
_RELATIVE = re.compile(r"第?(?P<nth>[1-9])(?:年目|年次|年度目)|初年度")
_TO = re.compile(r"年?度?[~～〜–—―ー-]|から")
_PARTS = re.compile(r"(令和|平成|㋿|㍻|[RH])?\.?(元|[0-9]+)")


@dataclass(frozen=True, slots=True)
class PrintedYear:
    """A year in a heading, up to ``end``: a period, or the n-th year of a project (``relative``).

    ``begin`` is given for a span of years (R3～R7): its first year, ``period`` being its last.
    ``bare``: four digits alone, which may as well be a figure.
    """

    period: Period | None
    end: int
    relative: int = 0
    begin: int | None = None
    bare: bool = False


def year_at(text: str, start: int = 0) -> PrintedYear | None:
    """The year, or span of years, that is printed at a place of the text; None if none is."""
    first = _one_at(text, start)
    if first is None or first.period is None:
        return first
    to = _TO.match(text, first.end)
    last = _one_at(text, to.end()) if to else None
    if last is None or last.period is None:
        return first
    return PrintedYear(last.period, last.end, begin=first.period.year)


def _one_at(text: str, start: int) -> PrintedYear | None:
    if match := _YEAR.match(text, start):
        year = _year(match["year"])
        return None if year is None else _dated(match, year)
    if match := _SHORT.match(text, start):
        year = _short_year(1 if match["short"] == "元" else int(match["short"]))
        return None if year is None else PrintedYear(Period(year), match.end())
    if match := _RELATIVE.match(text, start):
        return PrintedYear(None, match.end(), relative=int(match["nth"] or 1))
    return None


def _dated(match: re.Match[str], year: int) -> PrintedYear:
    calendar = match["calendar"] is not None
    if match["month"] and not calendar and int(match["month"]) < _FIRST_MONTH:
        year -= 1
    bare = match[0].isdigit()
    return PrintedYear(Period(year, calendar), match.end(), bare=bare)


def _year(printed: str) -> int | None:
    parts = _PARTS.match(printed)
    if parts is None:
        return None
    number = 1 if parts[2] == "元" else int(parts[2])
    if parts[1] in ("平成", "H", "㍻") and number > _LAST_OF_HEISEI:
        return None
    year = _BEFORE_ERA.get(parts[1] or "", 0) + number
    return year if year in FISCAL_YEARS else None


def _short_year(number: int) -> int | None:
    if number in _SHORT_REIWA:
        return 2018 + number
    return 1988 + number if number in _SHORT_HEISEI else None
