"""Fiscal years (年度): printed in era or Western years, read as the Western year they begin in.

Fiscal year 2023 = 令和5年度 = R5 = 2023-04-01 to 2024-03-31. The eras changed in May 2019, so that
平成31年度 and 令和元年度 both are 2019; written is 令和元年度.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kpi_lod.errors import UnreadableError
from kpi_lod.japanese.characters import narrow

FISCAL_YEARS = range(1989, 2051)


@dataclass(frozen=True, slots=True)
class _Era:
    """An era; its year n is the Western year ``before + n``, and ``last`` its last fiscal year."""

    name: str
    letter: str
    ligature: str
    before: int
    last: int


_REIWA = _Era("令和", "R", "㋿", 2018, FISCAL_YEARS[-1] - 2018)
_HEISEI = _Era("平成", "H", "㍻", 1988, 31)
_SHOWA = _Era("昭和", "S", "㍼", 1925, 63)
_ERAS = {
    printed: era
    for era in (_REIWA, _HEISEI, _SHOWA)
    for printed in (era.name, era.letter, era.ligature)
}

# One printed year, or one with another in brackets: 令和5年度(2023年度), 令和5(2023)年度.
_YEARS = re.compile(r"([^()]+)(?:\(([^()]+)\) ?(?:年度|年)?)?")
_ERA_YEAR = rf"(?P<era>{'|'.join(_ERAS)}) ?(?P<year>元|[0-9]{{1,2}})"
_YEAR = re.compile(rf"(?:{_ERA_YEAR}|(?P<western>[0-9]{{4}})) ?(?:年度|年)?")


@dataclass(frozen=True, slots=True)
class _Reading:
    """One printed year as the fiscal year it stands for, and whether it was an era year."""

    year: int
    by_era: bool


def fiscal_year(text: str) -> int:
    """The fiscal year that the text prints, as the Western year it begins in.

    Reads R5, r5, Ｒ０５, 令和5年度, 令和元年, 平成31年度, ㋿6, 2023, 2023年度, also with the same
    year again in brackets. 令和5年 is taken for the fiscal year, as in the headings of reports.

    Raises :class:`UnreadableError`: ``fiscal-year/form`` for any other text,
    ``fiscal-year/range`` outside :data:`FISCAL_YEARS`, ``fiscal-year/era`` for a year that the era
    does not have, ``fiscal-year/mismatch`` if the bracket says another year.

    >>> fiscal_year("令和５年度"), fiscal_year("H31"), fiscal_year("令和元年度（2019年度）")
    (2023, 2019, 2019)
    """
    pair = _YEARS.fullmatch(" ".join(narrow(text).upper().split()))
    if pair is None:
        raise UnreadableError("fiscal-year/form", found=text)
    readings = [_reading(part.strip(), found=text) for part in pair.groups() if part]
    return _agreed_year(readings, found=text)


def printed_fiscal_year(year: int) -> str:
    """The fiscal year as reports print it.

    >>> printed_fiscal_year(2023), printed_fiscal_year(2019)
    ('令和5年度', '令和元年度')
    """
    era = _era_of(year)
    number = year - era.before
    return f"{era.name}{'元' if number == 1 else number}年度"


def short_fiscal_year(year: int) -> str:
    """The fiscal year as narrow columns print it.

    >>> short_fiscal_year(2023), short_fiscal_year(2018)
    ('R5', 'H30')
    """
    era = _era_of(year)
    return f"{era.letter}{year - era.before}"


def _reading(part: str, *, found: str) -> _Reading:
    match = _YEAR.fullmatch(part)
    if match is None:
        raise UnreadableError("fiscal-year/form", found=found)
    if match["western"]:
        return _Reading(_allowed(int(match["western"]), found=found), by_era=False)
    return _Reading(_era_year(_ERAS[match["era"]], match["year"], found=found), by_era=True)


def _era_year(era: _Era, printed: str, *, found: str) -> int:
    number = 1 if printed == "元" else int(printed)
    year = _allowed(era.before + number, found=found)
    if not 1 <= number <= era.last:
        fields = {"era": era.name, "year": number, "first": 1, "last": era.last}
        raise UnreadableError("fiscal-year/era", found=found, **fields)
    return year


def _allowed(year: int, *, found: str) -> int:
    if year not in FISCAL_YEARS:
        first, last = FISCAL_YEARS[0], FISCAL_YEARS[-1]
        raise UnreadableError("fiscal-year/range", found=found, year=year, first=first, last=last)
    return year


def _agreed_year(readings: list[_Reading], *, found: str) -> int:
    first, last = readings[0], readings[-1]
    if first.year == last.year:
        return first.year
    if first.by_era == last.by_era:
        raise UnreadableError("fiscal-year/form", found=found)
    era, western = (first, last) if first.by_era else (last, first)
    raise UnreadableError(
        "fiscal-year/mismatch", found=found, era_year=era.year, western_year=western.year
    )


def _era_of(year: int) -> _Era:
    return _REIWA if _allowed(year, found=str(year)) > _REIWA.before else _HEISEI
