"""The municipalities that a text names, by the register; names inside other words do not count."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kpi_lod.layouts.letters import KANJI, plain
from kpi_lod.register.municipalities import Municipality, municipalities

_SHORT = 2
_NOT_BEHIND = re.compile(r"市?場|内会|街地|区?町村")
_NOT_BEFORE = re.compile(rf"[{KANJI}ァ-ヺーA-Za-z0-9]$")
_LETS_SHORT_BEGIN = re.compile(r"(?:年度?|度|期|旧|郡|現在|[都道府県])$")
_COUNTRY = re.compile(rf"[{KANJI}ァ-ヺ]{{1,5}}郡")
_LOOKBACK = 8


@dataclass(frozen=True, slots=True)
class Town:
    """A name in a text: the codes it may stand for (several where the country has it twice)."""

    codes: tuple[str, ...]
    start: int
    end: int
    is_prefecture: bool = False


def towns(text: str) -> tuple[Town, ...]:
    """All municipalities and prefectures that a text names, in order.

    A ward of a city stands for its city. A prefecture in front settles which of two towns is meant.

    >>> [town.codes for town in towns("東京都府中市と広島市、観光市場")]
    [('130001',), ('132063',), ('341002',)]
    """
    printed = plain(text)
    found: list[Town] = []
    for match in _pattern().finditer(printed):
        name = match[0]
        if name in _prefectures():
            found.append(Town((_prefectures()[name],), *match.span(), is_prefecture=True))
        elif _stands_alone(printed, match):
            codes = _settled(_codes()[name], found, printed, match.start())
            found.append(Town(codes, *match.span()))
    return tuple(found)


def named(codes: tuple[str, ...]) -> str:
    """Codes with their names, as ``盛岡市 032018、青森市 022012``."""
    register = municipalities()
    return "、".join(f"{register[code].name_ja} {code}" for code in codes)


def stem(code: str) -> str:
    """The name without 市, 町 and the like; "" where too little is left to find it in a text."""
    name = municipalities()[code].name_ja[:-1]
    return name if len(name) >= _SHORT else ""


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - _LOOKBACK) : match.start()]
    if _NOT_BEHIND.match(text, match.end()):
        return False
    if len(match[0]) > _SHORT or not _NOT_BEFORE.search(before):
        return True
    return bool(_LETS_SHORT_BEGIN.search(before))


def _settled(codes: tuple[str, ...], found: list[Town], text: str, start: int) -> tuple[str, ...]:
    """The codes that are left when the prefecture stands in front, maybe with a 郡 between."""
    if len(codes) == 1 or not found or not found[-1].is_prefecture:
        return codes
    between = text[found[-1].end : start].strip()
    if between and not _COUNTRY.fullmatch(between):
        return codes
    inside = tuple(code for code in codes if code[:2] == found[-1].codes[0][:2])
    return inside or codes


@cache
def _pattern() -> re.Pattern[str]:
    names = {*_codes(), *_prefectures()}
    return re.compile("|".join(sorted(map(re.escape, names), key=lambda name: (-len(name), name))))


@cache
def _codes() -> Mapping[str, tuple[str, ...]]:
    """Name → codes; a ward of a city counts as its city."""
    codes: dict[str, tuple[str, ...]] = {}
    register = municipalities()
    for town in register.values():
        if town.kind != "prefecture":
            name = plain(town.name_ja)
            codes[name] = (*codes.get(name, ()), _city(town))
    return codes


def _city(town: Municipality) -> str:
    if town.kind != "ward":
        return town.code
    city = town.name_ja[: town.name_ja.index("市") + 1]
    return next(
        (m.code for m in municipalities().values() if m.name_ja == city and m.kind == "city"),
        town.code,
    )


@cache
def _prefectures() -> Mapping[str, str]:
    every = municipalities().values()
    return {town.name_ja: town.code for town in every if town.kind == "prefecture"}
