"""The years that a text prints, each with its place, and whether it is 年度 or a day. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kpi_lod.errors import UnreadableError
from kpi_lod.japanese.years import fiscal_year
from kpi_lod.layouts.context.letters import plain

_APRIL = 4
_ERA = r"(?:令 ?和|平 ?成|㋿|㍻|(?<![A-Za-z0-9])[RH]|(?<![A-Za-z0-9</])[rh])"
_YEAR = re.compile(
    rf"(?:(?P<era>{_ERA}) ?\.?(?P<number>元|[0-9]{{1,2}}(?![0-9]))"
    r"|(?<![0-9.,])(?P<western>(?:19|20)[0-9]{2})"
    r"(?= ?(?:\([^()]{1,8}\) ?)?(?:年|[./][0-9]{1,2}(?![0-9]))))"
    rf"(?: ?\((?:(?:19|20)[0-9]{{2}}|{_ERA} ?(?:元|[0-9]{{1,2}}))(?:年度?)?\))?"
    r"(?: ?(?P<word>年 ?度|年)|(?=[./][0-9]))?"
    r"(?: ?[./]? ?(?P<month>[0-9]{1,2}) ?(?:月(?: ?[0-9]{1,2} ?日)?|[./][0-9]{1,2}(?![0-9]))"
    r"|[./](?P<last>[0-9]{1,2})(?=$|[\s)~〜、]))?"
)
_RANGE = re.compile(r" ?(?:末|当初)? ?(?:~|〜|-|–|—|―|ー|から|より|→) ?")
_WESTERN = re.compile(r"20[0-9]{2}(?![0-9])")
_SHORT = re.compile(r"(?P<number>元|[0-9]{1,2}) ?(?:年 ?度|年(?! ?[0-9]))")
_SHORT_ALONE = re.compile(r"(?P<number>[0-9]{1,2})(?![0-9.,月回年%])")


@dataclass(frozen=True, slots=True)
class YearWord:
    """A printed year: the fiscal year it is or lies in, whether 年度 is said, and its place."""

    year: int
    start: int
    end: int
    fiscal: bool
    day: bool = False


def year_words(text: str) -> tuple[YearWord, ...]:
    """All years of a text, in order; one that no era has is none.

    >>> [(w.year, w.day) for w in year_words("令和5年度（R6.3.31まで）")]
    [(2023, False), (2023, True)]
    """
    found = (_read(match) for match in _YEAR.finditer(plain(text)))
    return tuple(word for word in found if word is not None)


def year_ranges(text: str) -> tuple[tuple[YearWord, YearWord], ...]:
    """First and last year of each range: ``R4～R8``, ``令和4～6年度``, ``2022-2024年度``.

    >>> [(a.year, b.year) for a, b in year_ranges("実施期間 平成30～令和2年度")]
    [(2018, 2020)]
    """
    plain_text, words = plain(text), year_words(text)
    following = {word.start: word for word in words}
    pairs = []
    for word in _and_loose(plain_text, words):
        between = _RANGE.match(plain_text, word.end)
        if between is None:
            continue
        last = following.get(between.end()) or _short(plain_text, between.end(), word)
        if last is not None and word.year <= last.year:
            pairs.append((word, last))
    return tuple(pairs)


def _read(match: re.Match[str]) -> YearWord | None:
    era = (match["era"] or "").replace(" ", "")
    try:
        year = fiscal_year(f"{era}{match['number']}" if era else match["western"])
    except UnreadableError:
        return None
    printed_month = match["month"] or match["last"]
    month = int(printed_month) if printed_month else None
    if month is not None and 1 <= month < _APRIL:
        year -= 1
    fiscal = (match["word"] or "").endswith("度") or (not match["word"] and month is None)
    return YearWord(year, match.start(), match.end(), fiscal, month is not None)


def _and_loose(text: str, words: tuple[YearWord, ...]) -> list[YearWord]:
    """The years, and western ones without 年 that only a range shows to be years."""
    bare = [
        YearWord(int(match[1]), match.start(), match.end(), True)
        for match in re.finditer(r"(?<![0-9.,])(20[0-9]{2})(?= ?[~〜\-–—―ー] ?20[0-9]{2})", text)
    ]
    return [*words, *bare]


def _short(text: str, start: int, first: YearWord) -> YearWord | None:
    """The last year of a range, whose era may be said only once."""
    western = _WESTERN.match(text, start)
    if western is not None:
        return YearWord(int(western[0]), western.start(), western.end(), True)
    match = _SHORT.match(text, start) or _SHORT_ALONE.match(text, start)
    if match is None or first.day or match["number"] == "元":
        return None
    before = first.year - _number(text, first)
    return YearWord(before + int(match["number"]), start, match.end(), True)


def _number(text: str, word: YearWord) -> int:
    digits = re.search(r"元|[0-9]{1,4}", text[word.start : word.end])
    number = 1 if digits is None or digits[0] == "元" else int(digits[0])
    return number % 100 if number > 1900 else number  # noqa: PLR2004
