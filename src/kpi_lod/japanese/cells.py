"""One printed cell: text in; status, number and unit text out (statuses: design, section 5.3).

A number is never invented: words become a status, and what looks like a number but is none is an
error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kpi_lod.errors import UnreadableError
from kpi_lod.japanese.characters import folded, narrow
from kpi_lod.japanese.numbers import machine_number_fault, number, printed_number

_DASHES = "-\u2012\u2013\u2014\u2015\u2500\u2501\u30fc\uff70"
_BRACKETS = "()[]{}<>【】「」『』〔〕〈〉《》"

# What is printed instead of a number, without brackets around it. Compared as folded().
_WORDED = {
    "not-applicable": ("該当なし", "該当無し", "非該当", "対象外", "n/a"),
    "being-compiled": (
        *("集計中", "調査中", "公表予定", "集計予定", "算定中", "確認中", "精査中"),
        *("未集計", "未公表"),
    ),
    "not-measured": (
        *("未計測", "未測定", "未実施", "未調査", "計測不可", "測定不可", "測定不能"),
    ),
    "not-yet-due": ("期間未了", "未到来", "年度途中"),
    "suppressed": ("非公表", "非公開", "秘匿"),
    "blank-in-source": ("空欄", "空白", "記載なし", "未記入"),
}
_ANNOUNCED = ("公表予定", "確定予定")
_STATUS_OF_WORD = {word: status for status, words in _WORDED.items() for word in words}

# What is printed before or behind a number, with or without brackets. The gravest status first:
# where two marks meet (約100人（速報）), the graver one is told.
_MARKED = {
    "estimated": ("見込み値", "見込値", "見込み", "見込", "推計値", "推計"),
    "provisional": ("速報値", "速報", "暫定値", "暫定"),
    "approximate": ("約", "およそ", "おおよそ"),
}
_STATUS_OF_MARK = {mark: status for status, marks in _MARKED.items() for mark in marks}
_GRAVEST_FIRST = (*_MARKED, "measured")

_MARK = "|".join((*_MARKED["estimated"], *_MARKED["provisional"]))
_ABOUT = "|".join(_MARKED["approximate"])
_FRONT_MARKS = re.compile(rf"(?:\(({_MARK})\)|({_MARK}))?\s*({_ABOUT})?\s*")
_BACK_MARK = re.compile(rf"(?:\(({_MARK})\)|({_MARK}))\Z")

# Separators, signs and brackets: what they make up with digits (50～60, 1:30, ー5, (5)) is meant
# as a number, and number() says whether it is one. \d: it shall refuse other scripts' digits too.
_SIGNS = rf"\s,.:;/~〜、・+_'^*=×÷±¥￥△▲()\[\]{re.escape(_DASHES)}"
_NUMERIC = re.compile(rf"[{_SIGNS}]*\d[\d{_SIGNS}]*|[{_SIGNS}]+\Z")
_BEFORE_UNIT = " (/["


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell prints.

    ``status`` is a code of the status scheme. ``number`` is as printed, before any scale word, and
    None exactly when the status has no number. ``unit_text`` is what stood behind the number, in
    half-width characters, "" if nothing did. ``as_written`` is the text unchanged.
    """

    status: str
    number: Decimal | None
    unit_text: str
    as_written: str


def cell(text: str) -> Cell:
    """The cell that the text prints.

    A unit is not checked: "100人程度" has the unit text 人程度. A dash is not-applicable here; that
    it means not-yet-due, only the caller can tell, who knows its year. Other words are qualitative.

    Raises :class:`UnreadableError` as :func:`number` does, for what is meant as a number.

    >>> cell("14,700 千人").number, cell("14,700 千人").unit_text, cell("（集計中）").status
    (Decimal('14700'), '千人', 'being-compiled')
    """
    worded = _worded_status(text)
    if worded:
        return Cell(worded, None, "", text)
    status, plain = _unmarked(narrow(text).strip())
    if fault := machine_number_fault(plain):
        raise UnreadableError(fault, found=text)
    digits = _NUMERIC.match(plain)
    if digits is None:
        return Cell("qualitative", None, "", text)
    return _numeric_cell(status, plain, digits.end(), as_written=text)


def printed_cell(number: Decimal, unit_text: str = "") -> str:
    """The number and its unit as one text, which :func:`cell` reads back.

    ``unit_text`` is a unit's label: it begins with no digit, sign or separator but "/" or "(".

    >>> printed_cell(Decimal("1270"), "人/試合"), printed_cell(Decimal("5"), "t-CO2")
    ('1,270人/試合', '5 t-CO2')
    """
    # The space keeps letters apart from the digits: 1 and a unit "e5" would be read as 1e5.
    space = " " if unit_text[:1].isascii() and unit_text[:1].isalpha() else ""
    return f"{printed_number(number)}{space}{unit_text}"


def _worded_status(text: str) -> str | None:
    key = folded(text)
    if not key:
        return "blank-in-source"
    bare = key.strip(_BRACKETS)
    if bare and not bare.strip(_DASHES):
        return "not-applicable"
    # A remark in brackets may follow (未実施（中止）), a date come before (9月末公表予定).
    head = bare.partition("(")[0]
    if head.endswith(_ANNOUNCED):
        return "being-compiled"
    return _STATUS_OF_WORD.get(head)


def _unmarked(text: str) -> tuple[str, str]:
    """The status that marks around a number give it, and the text without the marks."""
    front = _FRONT_MARKS.match(text)
    rest = text[front.end() :] if front else text
    back = _BACK_MARK.search(rest)
    found = [mark for match in (front, back) if match for mark in match.groups() if mark]
    statuses = {_STATUS_OF_MARK[mark] for mark in found} | {"measured"}
    plain = rest[: back.start()] if back else rest
    return min(statuses, key=_GRAVEST_FIRST.index), plain.strip()


def _numeric_cell(status: str, plain: str, end: int, *, as_written: str) -> Cell:
    printed = plain[:end].rstrip(_BEFORE_UNIT) if plain[end:] else plain
    return Cell(status, number(printed), plain[len(printed) :].strip(), as_written)
