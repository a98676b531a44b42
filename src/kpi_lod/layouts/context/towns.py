"""The municipalities that a text names, by the register; names inside other words do not count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kpi_lod.layouts.context.letters import KANJI, plain
from kpi_lod.register.municipalities import Municipality, municipalities

_KIND = re.compile("[市区町村都道府県]")
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
    return _towns(plain(text)) if _KIND.search(text) else ()


@lru_cache(maxsize=8192)  # every line is asked for by several sources of the owner
def _towns(printed: str) -> tuple[Town, ...]:
    found: list[Town] = []
    for start, end in _names(printed):
        name = printed[start:end]
        if name in _prefectures():
            found.append(Town((_prefectures()[name],), start, end, is_prefecture=True))
        elif _stands_alone(printed, start, end):
            codes = _settled(_codes()[name], found, printed, start)
            found.append(Town(codes, start, end))
    return tuple(found)


def _names(text: str) -> Iterator[tuple[int, int]]:
    """Where names stand, the longest of those that begin at one letter; they do not overlap."""
    reached = 0
    while initial := _initials().search(text, reached):
        start = initial.start()
        name = next((n for n in _by_initial()[initial[0]] if text.startswith(n, start)), "")
        reached = start + (len(name) or 1)
        if name:
            yield start, reached


def named(codes: tuple[str, ...]) -> str:
    """Codes with their names, as ``盛岡市 032018、青森市 022012``."""
    register = municipalities()
    return "、".join(f"{register[code].name_ja} {code}" for code in codes)


def stem(code: str) -> str:
    """The name without 市, 町 and the like; "" where too little is left to find it in a text."""
    name = municipalities()[code].name_ja[:-1]
    return name if len(name) >= _SHORT else ""


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _LOOKBACK) : start]
    if _NOT_BEHIND.match(text, end):
        return False
    if end - start > _SHORT or not _NOT_BEFORE.search(before):
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
def _initials() -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(map(re.escape, _by_initial())))}]")


@cache
def _by_initial() -> Mapping[str, Sequence[str]]:
    """First letter → names, the longer before those they begin with.

    An expression of all names would take longer to compile than most documents to read.
    """
    names: dict[str, list[str]] = {}
    for name in sorted({*_codes(), *_prefectures()}, key=len, reverse=True):
        names.setdefault(name[0], []).append(name)
    return names


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
    return _cities().get(town.name_ja[: town.name_ja.index("市") + 1], town.code)


@cache
def _cities() -> Mapping[str, str]:
    """Name → code, of two cities of one name the first."""
    cities = [town for town in municipalities().values() if town.kind == "city"]
    return {town.name_ja: town.code for town in reversed(cities)}


@cache
def _prefectures() -> Mapping[str, str]:
    every = municipalities().values()
    return {town.name_ja: town.code for town in every if town.kind == "prefecture"}
