"""A text → tokens: words that say something of a figure, numbers, years, and text between them.

Every character belongs to exactly one token. Positions are those of the text; half-width forms are
compared. Nothing is decided here about what belongs together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from kpi_lod.japanese.characters import narrow
from kpi_lod.layouts.texts.lexicon import WORDS, Sort, word_pattern
from kpi_lod.layouts.texts.nesting import bracketed
from kpi_lod.layouts.texts.numerals import NUMBER, number_token
from kpi_lod.layouts.texts.times import (
    ANNOUNCED,
    BEFORE_START,
    DATE,
    SPAN,
    YEAR,
    before_start,
    month_period,
    year_period,
)
from kpi_lod.layouts.texts.token import Token

_DASH = "-ー–—―─━‒ｰ"
_CIRCLED = "①-⑳⓪❶-❿㈠-㈩⑴-⒇㊀-㊉Ⓐ-ⓩ"
_NOTE = r"※[0-9]{1,2}(?![0-9.,])|※|\*[0-9]{0,2}(?![0-9])|(?<![ぁ-鿿])注[0-9]{0,2}(?=[ :)\n]|$)"
_PLAIN = (
    r"(?:基本|重点|施策|政策|個別|戦略|行動|取組)目標(?: ?[0-9]{1,2}(?![0-9.,]))?|目標年[度次月]"
)
"""Headings that hold a word of kind and speak of no figure."""

_PARTS = (
    ("line", r"[ \t]*[\r\n]+[ \t\r\n]*"),
    ("gap", r"[ \t\u200b\ufeff\xa0]+"),
    (
        "note",
        r"※[0-9]{1,2}(?![0-9.,])|※|\*[0-9]{0,2}(?![0-9])|(?<![ぁ-鿿])注[0-9]{0,2}(?=[ :)\n]|$)",
    ),
    ("order", rf"(?:KPI|指標|目標)? ?[{_CIRCLED}]|(?:KPI|指標) ?[0-9]{{1,2}}(?= ?[:.)]|[ \n])"),
    ("mark", r"[○●◎◇◆□■▪▼▽◦►▶▷➢➤✓•‣★☆◯〇](?![0-9])|(?:(?<=\s)|^)[・･](?![・･])"),
    (
        "count",
        r"(?:(?<=\s)|^)(?:\([0-9ア-ン]{1,2}\)|[0-9]{1,2}[.)](?![0-9])|[ア-オa-eⅠ-Ⅹ][.)]|[ア-オ] )",
    ),
    ("plain", _PLAIN),
    ("before", BEFORE_START),
    ("sum", r"[0-9]{1,2}(?:年間|[かカヶヵケ箇]年)(?:の?累計|の?合計|計|で)?"),
    ("span", SPAN),
    ("date", rf"(?:{DATE})(?P<announced>{ANNOUNCED})?"),
    ("year", YEAR),
    ("junk", r"[0-9]+(?:[:/.][0-9]+){2,}|[0-9]{1,2}:[0-5][0-9](?![0-9])|0[0-9]+-[0-9-]+"),
    ("word", word_pattern()),
    ("number", NUMBER),
    ("dash", rf"(?<![^\s:()\[\]【】|/])[{_DASH}]+(?![^\s:()\[\]【】|/,、])"),
    ("dots", r"[…‥]+|\.{3,}|・{2,}|･{2,}|─{2,}"),
    ("arrow", r"[→⇒➡⇨]|(?<=[^0-9])>(?=[^0-9])"),
    (
        "stop",
        r"[:、，,。．;|/=]|[・･](?=(?:目標|実績|達成|進捗|基準|現状|前年|累計|[RH][0-9]|令和|平成))"
        r"|に対(?:して?、?|する)(?= ?(?:実績|結果))",
    ),
    ("open", r"[(\[〔〈<《【{]"),
    ("close", r"[)\]〕〉>》】}]"),
)
_PATTERN = re.compile("|".join(f"(?P<{name}>{part})" for name, part in _PARTS))
_GREATEST = 20_000
"""Characters: a text that is longer is no cell and no list of KPIs."""


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a text, none for one that is longer than any cell."""
    plain = narrow(text)
    if len(plain) > _GREATEST:
        return ()
    return tuple(bracketed(list(_joined(_found(plain)))))


def _found(plain: str) -> Iterator[Token]:
    end = 0
    while match := _PATTERN.search(plain, end):
        if match.start() > end:
            yield Token(Sort.TEXT, end, match.start())
        token = _MADE[_name(match)](match)
        yield token
        end = token.end
    if end < len(plain):
        yield Token(Sort.TEXT, end, len(plain))


def _name(match: re.Match[str]) -> str:
    return next(name for name, _ in _PARTS if match[name] is not None)


def _plain(sort: Sort) -> Callable[[re.Match[str]], Token]:
    def made(match: re.Match[str]) -> Token:
        return Token(sort, match.start(), match.end(), value=match[0])

    return made


def _word(match: re.Match[str]) -> Token:
    word = match[0].replace(" ", "")
    sort, code = WORDS[word]
    return Token(sort, match.start(), match.end(), code=code, value=word)


def _year(match: re.Match[str]) -> Token:
    period = year_period(match[0])
    sort = Sort.TEXT if period is None else Sort.YEAR
    return Token(sort, match.start(), match.end(), period=period, value=match[0])


def _span(match: re.Match[str]) -> Token:
    """Years from … to: the last one counts, of what is summed up."""
    period = year_period(match["last"])
    return Token(Sort.YEAR, match.start(), match.end(), period=period, code="span", value=match[0])


def _sum(match: re.Match[str]) -> Token:
    """5年間で: what is counted over several years is a sum."""
    return Token(Sort.BASIS, match.start(), match.end(), code="cumulative", value=match[0])


def _before(match: re.Match[str]) -> Token:
    return Token(Sort.YEAR, match.start(), match.end(), period=before_start(), value=match[0])


def _date(match: re.Match[str]) -> Token:
    sort = Sort.WORD if match["announced"] else Sort.DATE
    period = month_period(match[0])
    return Token(sort, match.start(), match.end(), "being-compiled", period=period, value=match[0])


_MADE: dict[str, Callable[[re.Match[str]], Token]] = {
    "line": _plain(Sort.LINE),
    "gap": _plain(Sort.GAP),
    "note": _plain(Sort.NOTE),
    "order": _plain(Sort.BULLET),
    "mark": _plain(Sort.BULLET),
    "count": _plain(Sort.BULLET),
    "plain": _plain(Sort.TEXT),
    "before": _before,
    "sum": _sum,
    "span": _span,
    "date": _date,
    "year": _year,
    "junk": _plain(Sort.TEXT),
    "word": _word,
    "number": number_token,
    "dash": _plain(Sort.DASH),
    "dots": _plain(Sort.STOP),
    "arrow": _plain(Sort.ARROW),
    "stop": _plain(Sort.STOP),
    "open": _plain(Sort.OPEN),
    "close": _plain(Sort.CLOSE),
}


def _joined(found: Iterator[Token]) -> Iterator[Token]:
    """Neighbouring texts as one."""
    last: Token | None = None
    for token in found:
        if last and last.sort is Sort.TEXT and token.sort is Sort.TEXT:
            last = replace(last, end=token.end, value="")
            continue
        if last:
            yield last
        last = token
    if last:
        yield last
