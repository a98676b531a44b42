"""Years and dates as they are printed with figures: R5, 令和5(2023)年度, R6.3末, 2024/3/31."""

from __future__ import annotations

import re

from kpi_lod.errors import UnreadableError
from kpi_lod.japanese.years import fiscal_year
from kpi_lod.records import BEFORE, Period

_ERA = r"(?:(?:令和|平成|昭和) ?|(?<![A-Za-z0-9])[RHSrhs] ?|[㋿㍻])(?:元|[0-9]{1,2})(?![0-9])"
_WEST = r"(?<![0-9A-Za-z.,])(?:19|20)[0-9]{2}(?![0-9,])"
_SHORT = r"(?<![0-9A-Za-z.,第約])(?:元|[1-9]|[12][0-9]|3[01])年度(?![目間])"
_AGAIN = r"(?: ?\((?:(?:令和|平成|[RH]) ?(?:元|[0-9]{1,2})|(?:19|20)[0-9]{2})(?:年度|年)?\))?"
_SAME = r"(?:[・/] ?(?:令和|平成|[RH]) ?(?:元|[0-9]{1,2})(?:年度|年)?)?"

DATE = (
    rf"(?:(?:{_ERA}|{_WEST}) ?[./年] ?[0-9]{{1,2}}(?![0-9]|[人件社%])"
    r"(?: ?[./月] ?[0-9]{1,2}(?![0-9]))?(?: ?[月日])?"
    r"|(?<![0-9A-Za-z年カか])(?:1[0-2]|[1-9])月(?:(?:[1-3]?[0-9])日)?(?!間))"
    r"(?:末日?|頃|中旬|上旬|下旬|以降)?(?:に|の)?(?:時点|現在)?"
)
"""A month or a day; a year alone is none."""

ANNOUNCED = r"(?:に)?(?:公表予定|確定予定|集計予定|判明予定|公表|確定|集計|判明|発表|調査)(?:予定)?"
"""What makes of a date the day from which there will be a figure."""

YEAR = (
    rf"(?:{_ERA}{_AGAIN}(?: ?(?:年度|年))?|{_WEST}{_AGAIN} ?(?:年度|年)(?!間)|{_WEST}(?= ?:)"
    rf"|{_SHORT})"
    r"(?: ?\((?:[RH]) ?(?:元|[0-9]{1,2})\))?(?:末|当初)?(?:時点|現在)?(?:調査(?![予中未]))?"
    r"(?:暦年)?(?:まで(?:に|の)?)?"
)
SPAN = rf"(?:{YEAR}) ?[~〜–-] ?(?P<last>{YEAR})(?:の(?=累計|合計|計))?"
BEFORE_START = r"(?:事業開始前|事業実施前|事業開始時|取組開始前|導入前|計画開始前)(?:の値|値)?"
BARE = re.compile(r"'?(20[0-3][0-9]|199[0-9])")
"""A year without 年度, which is one only where nothing else is in its brackets."""

FIRST_DAY = re.compile(r"[./年] ?4 ?[./月] ?1(?![0-9])")
"""1 April: the count may close the year before or open the new one."""

_MONTH = re.compile(r"(?P<year>.*?[0-9元]) ?[./年] ?(?P<month>[0-9]{1,2})(?![0-9])")
_CORE = re.compile(rf"(?:{_ERA}|{_WEST}){_AGAIN}(?: ?(?:年度|年))?")
_ERALESS = re.compile(r"(元|[0-9]{1,2})年度")
_LAST_OF_REIWA = 12
"""平成12年度 lies before all of these programmes, 令和13年度 ahead of all of them."""

_NEW_YEAR = 4
_MONTHS = 12


def year_period(text: str) -> Period | None:
    """The period of a text that :data:`YEAR` matches, in half-width characters; None for no year
    that exists (平成35年).
    """
    core = _CORE.match(_with_era(text))
    year = _year(core[0]) if core else None
    return None if year is None else Period(year, calendar="暦年" in text)


def _with_era(text: str) -> str:
    """5年度 is 令和5年度, 28年度 平成28年度: no report of these programmes is of another era."""
    match = _ERALESS.match(text)
    if match is None:
        return text
    first = match[1] == "元" or int(match[1]) <= _LAST_OF_REIWA
    return f"{'令和' if first else '平成'}{text}"


def bare_period(text: str) -> Period | None:
    """The period that brackets with nothing but four digits name: (2017), ['17] is none."""
    match = BARE.fullmatch(text.strip())
    return Period(int(match[1])) if match else None


def month_period(text: str) -> Period | None:
    """The fiscal year in which a month lies; None where no year stands with it."""
    match = _MONTH.match(text)
    year = _year(match["year"]) if match else None
    if match is None or year is None or not 1 <= int(match["month"]) <= _MONTHS:
        return None
    return Period(year if int(match["month"]) >= _NEW_YEAR else year - 1)


def before_start() -> Period:
    """The time before a project began."""
    return BEFORE


def _year(text: str) -> int | None:
    try:
        return fiscal_year(text.strip())
    except UnreadableError:
        return None
