"""The period of a project as a text gives it: ``実施期間 R4～R8``. Pure."""

from __future__ import annotations

import re

from kpi_lod.layouts.context.letters import plain
from kpi_lod.layouts.context.year_words import YearWord, year_ranges, year_words

_LABEL = re.compile(r"(?:実施|事業|計画|交付|認定|整備|採択)?期間|(?:実施|事業|採択)(?:予定)?年度")
_FIRST = re.compile(r"(?:開始|始期)(?:予定)?(?:年度|年月|時期)?")
_LAST = re.compile(r"(?:終了|終期|完了)(?:予定)?(?:年度|年月|時期)?")
_FOR = re.compile(
    r"(?:年度)? ?(?:(?:から|~|〜|より) ?\(?|\()(?P<count>[2-9]|10) ?(?:[かカヶケ箇]年|年間)"
)
_OPEN = re.compile(r" ?(?:~|〜|-|–|—|―|から|より|以降)")
_REACH = 16
_SHORT = 40
_LONGEST = 20
_AROUND = re.compile(r"[\s()\[\]【】「」:、。・※]|年度|度|から|まで|間")


def project_years(text: str) -> tuple[int, int] | None:
    """The first and last fiscal year that a text gives as the project's period.

    A range counts behind a word like 実施期間 or where the text is little else; a single year
    only behind such a word or alone.

    >>> project_years("道の駅整備推進室 実施期間 R4～R8"), project_years("令和2年度")
    ((2022, 2026), (2020, 2020))
    """
    printed = plain(text)
    ranges, words = year_ranges(printed), year_words(printed)
    if not ranges and words:
        told = _from_and_to(printed, words) or _counted(printed, words[0])
        if told is not None:
            return told
    labelled = [match.end() for match in _LABEL.finditer(printed)]
    singles = ((word, word) for word in words if not _OPEN.match(printed, word.end))
    for first, last in (*ranges, *singles):
        if _is_near(first, labelled, printed):
            return _sane(first, last)
    if ranges:
        return _sane(*ranges[0]) if len(printed) <= _SHORT and len(ranges) == 1 else None
    return _alone(printed, words)


def _from_and_to(text: str, words: tuple[YearWord, ...]) -> tuple[int, int] | None:
    """Where the years of beginning and end are told apart: ``開始年度 R3 終了年度 R5``."""
    ends = [[match.end() for match in word.finditer(text)] for word in (_FIRST, _LAST)]
    first, last = (
        next((word for word in words if _is_near(word, labels, text)), None) for labels in ends
    )
    return _sane(first, last) if first is not None and last is not None else None


def _counted(text: str, first: YearWord) -> tuple[int, int] | None:
    """Where the first year and the number of years are told: ``令和4年度から3年間``."""
    match = _FOR.match(text, first.end)
    return (first.year, first.year + int(match["count"]) - 1) if match else None


def _is_near(word: YearWord, labels: list[int], text: str) -> bool:
    return any(
        0 <= word.start - end <= _REACH and not re.search(r"[0-9。]", text[end : word.start])
        for end in labels
    )


def _sane(first: YearWord, last: YearWord) -> tuple[int, int] | None:
    return (first.year, last.year) if 0 <= last.year - first.year <= _LONGEST else None


def _alone(text: str, words: tuple[YearWord, ...]) -> tuple[int, int] | None:
    if len(words) != 1 or not words[0].fiscal or len(text) > _SHORT:
        return None
    (word,) = words
    left = text[: word.start] + text[word.end :]
    return None if _AROUND.sub("", left) else (word.year, word.year)
