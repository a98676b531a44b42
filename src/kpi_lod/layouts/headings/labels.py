"""What a heading cell says of the cells below it or beside it.

A heading is a text that consists wholly of the words of headings (:mod:`label_words`), years and
a unit in brackets: that tells ``実績値`` from ``実績報告件数``, ``R5年度`` from ``R5年度卒業者数``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from kpi_lod.japanese.characters import narrow
from kpi_lod.japanese.units import scaled_unit
from kpi_lod.layouts.headings.label_words import EFFECTS, FILLERS, Effect
from kpi_lod.layouts.headings.unit_words import is_unit
from kpi_lod.layouts.headings.years import PrintedYear, year_at
from kpi_lod.records import BEFORE, Period

MAX_LENGTH = 60
"""Characters without white space; longer texts are no headings."""

_CIRCLED = {chr(0x2460 + n): n + 1 for n in range(20)}
_LOWER = "下段"
_DOTLESS = str.maketrans({"．": ".", "：": ":", "　": None})
_FOOTNOTES = re.compile(r"[※*＊](?:注?[0-9]{1,2})?|\(?注[0-9]{0,2}\)?")
_FRONT = re.compile(
    r"^(?:[(\[]?[0-9]{1,2}[)\].、](?![0-9])|[①-⑳ア-オ][.、)]?(?=.)|[○◯●◎◆◇■□・▼▽△▲★☆]+)"
)
_ORDINAL = re.compile(r"^[ \u3000]{0,9}[0-9０-９]{1,2}[ \u3000]{1,9}(?=[^\s0-9０-９年月日目])")
_UNIT_STATED = re.compile(r"[(\[【〔]?単位[:：・]?([^()\[\]【】〔〕]{1,12})[)\]】〕]?")
_BRACKETED = re.compile(r"[(\[〔【]([^()\[\]〔〕【】]{1,12})[)\]〕】]")
_NUMBER = re.compile(r"(?:その|[-ー#])?[(\[]?([0-9]{1,2}|[①-⑳])[)\]]?(?![0-9年%.])")
_PUNCTUATION = frozenset("()[]{}【】〔〕「」『』〈〉《》<>・/／,、.。:：;-‐–―~～|→=＝&＆'’\"")
_WORDS = frozenset((*EFFECTS, *FILLERS))
_LONGEST = max(map(len, _WORDS))
_AND_UNIT = re.compile(r"(?:及び|および|と|[・/、,])単位等?$")
_FRACTION = re.compile(r"[/／×*]?[0-9]{1,3}[/／][0-9]{1,3}|[/／][0-9]{1,2}(?![0-9])|[0-9]分の[0-9]")
_DATED_FIELDS = ("target-date", "baseline-date", "actual-date", "corner", "years")
_NUMBERED = ("kpi", "value")
_NAMES = ("project", "kpi")
_ASIDE = re.compile(r"[(\[【〔][^()\[\]【】〔〕0-9]{1,12}[)\]】〕]$")
_WEAK_FIELDS = ("value", "rate", "kpi")
_LONGEST_WEAK = 25


@dataclass(frozen=True, slots=True)
class Label:
    """What a heading says; "" and () and None: nothing.

    ``kinds``: several where a cell holds several figures (``目標値 実績値``), in their order.
    ``current``: 現状, of which the other headings decide whether it is a baseline. ``number``: of
    a KPI (指標②). ``relative``: the n-th year of the project. ``back``: so many years before that
    of the document (前年度). ``begin``: first year of a span.
    ``bare``: four digits, which may as well be a figure. ``weak``: begins with other words.
    """

    field: str = ""
    kinds: tuple[str, ...] = ()
    period: Period | None = None
    number: int = 0
    basis: str = ""
    level: str = ""
    status: str = ""
    unit: str = ""
    scale: int = 1
    money: str = ""
    current: bool = False
    relative: int = 0
    back: int = 0
    begin: int | None = None
    bare: bool = False
    weak: bool = False

    @property
    def heads_values(self) -> bool:
        """Whether figures of KPIs may stand below or beside it."""
        return self.field == "value"


@dataclass(slots=True)
class _Reading:
    label: Label
    filled: int = 0
    rest: str = ""
    last: str = ""
    lower_first: bool = False
    ends_of_unit: bool = False


def squeezed(text: str) -> str:
    """Half-width and without white space and footnote marks, as headings are compared."""
    plain = "".join(narrow(text).translate(_DOTLESS).split())
    return _FOOTNOTES.sub("", plain)


@lru_cache(maxsize=4096)
def label(text: str) -> Label | None:
    """What the text says as a heading; None where it is none.

    >>> label("令和５年度 目標値（人）")
    Label(field='value', kinds=('target',), period=Period(year=2023, calendar=False), number=0, \
basis='', level='', status='', unit='人', scale=1, money='', current=False, relative=0, \
back=0, begin=None, bare=False, weak=False)
    >>> label("実績報告件数") is None
    True
    """
    if len(text) > MAX_LENGTH * 2:
        return None
    plain = squeezed(_ORDINAL.sub("", text))
    if not plain or len(plain) > MAX_LENGTH:
        return None
    reading = _read(plain)
    if not _says_something(reading.label):
        return None
    if reading.rest:
        return _weak(plain, reading)
    return _settled(reading)


def _says_something(found: Label) -> bool:
    dated = found.period is not None or found.relative or found.back
    return bool(found.field or found.kinds or found.money or found.basis or found.level or dated)


def _read(plain: str) -> _Reading:
    if exact := EFFECTS.get(plain):
        return _Reading(_with(Label(), exact), last=plain)
    text, unit, scale = _without_unit(_FRONT.sub("", plain) or plain)
    reading = _Reading(Label(unit=unit, scale=scale))
    text = _without_aside(text)
    if exact := EFFECTS.get(text):
        reading.label, reading.last = _with(reading.label, exact), text
        return reading
    start = 0
    while start < len(text):
        start = _step(reading, text, start)
    reading.ends_of_unit = text.endswith(reading.last) and not _AND_UNIT.search(text)
    return reading


def _without_aside(text: str) -> str:
    """事業名【担当課】 heads names of projects, whatever else they tell in brackets."""
    head = _ASIDE.sub("", text)
    effect = EFFECTS.get(head, {}) if head != text else {}
    return head if effect.get("field") in _NAMES else text


def _without_unit(plain: str) -> tuple[str, str, int]:
    """The heading without the unit stated in it, that unit, and its factor for money."""
    if stated := _UNIT_STATED.search(plain):
        rest = plain[: stated.start()] + plain[stated.end() :]
        return (rest or "単位"), stated[1], _yen_scale(stated[1])
    for match in _BRACKETED.finditer(plain):
        if is_unit(match[1]) and match[1] not in EFFECTS and not year_at(match[1]):
            return plain[: match.start()] + plain[match.end() :], match[1], _yen_scale(match[1])
    return plain, "", 1


def _yen_scale(unit: str) -> int:
    factor, rest = scaled_unit(unit)
    return factor if rest in ("円", "") else 1


def _step(reading: _Reading, text: str, start: int) -> int:
    """Read one word, year or sign of the text; where the next begins."""
    if year := year_at(text, start):
        reading.label = _in_year(reading.label, year, alone=year.end - start == len(text))
        return year.end
    if word := _word_at(text, start):
        return _worded(reading, text, (start, word))
    if fraction := _FRACTION.match(text, start):
        return fraction.end()
    if text[start] not in _PUNCTUATION:
        reading.rest += text[start]
    return start + 1


def _in_year(found: Label, year: PrintedYear, *, alone: bool) -> Label:
    """The heading in the first year that it prints; 1年目(R3) is the year R3."""
    if found.period is not None:
        return found
    if year.period is None:
        return replace(found, relative=found.relative or year.relative)
    return replace(
        found, period=year.period, begin=year.begin, bare=year.bare and alone, relative=0
    )


def _word_at(text: str, start: int) -> str:
    """The longest word of headings there, "" if none."""
    longest = min(_LONGEST, len(text) - start)
    ends = (text[start : start + length] for length in range(longest, 0, -1))
    return next((word for word in ends if word in _WORDS), "")


def _worded(reading: _Reading, text: str, found: tuple[int, str]) -> int:
    start, word = found
    end = start + len(word)
    reading.lower_first |= word == _LOWER and not reading.label.kinds
    effect = EFFECTS.get(word)
    if effect is None:
        return end
    reading.label, reading.last = _with(reading.label, effect), word
    numbered = effect.get("field") in _NUMBERED or "kind" in effect
    number = _NUMBER.match(text, end) if numbered else None
    if number is None or reading.label.number:
        return end
    digits = number[1]
    reading.label = replace(reading.label, number=_CIRCLED.get(digits) or int(digits))
    return number.end()


def _with(found: Label, effect: Effect) -> Label:
    kind = effect.get("kind", "")
    current = found.current or kind == "current"
    kind = "baseline" if kind == "current" else kind
    kinds = found.kinds if not kind or kind in found.kinds else (*found.kinds, kind)
    return replace(
        found,
        field=_field(found.field, effect.get("field", "")),
        kinds=kinds,
        current=current,
        money=found.money or effect.get("money", ""),
        basis=effect.get("basis") or found.basis,
        level=effect.get("level") or found.level,
        status=effect.get("status") or found.status,
        back=int(effect.get("back", found.back)),
        period=BEFORE if "before" in effect and found.period is None else found.period,
    )


# Of two fields in one heading the more telling one: KPIの達成状況 is no name.
_STRENGTH = (
    "",
    "corner",
    "unit",
    "project",
    "kpi",
    "measure",
    "text",
    "done",
    "total",
    "programme",
)


def _field(first: str, second: str) -> str:
    return max((first, second), key=lambda f: _STRENGTH.index(f) if f in _STRENGTH else 99)


def _weak(plain: str, reading: _Reading) -> Label | None:
    """A heading that begins with words of its own and ends with those of a heading."""
    if not reading.last or not plain.endswith(reading.last) or len(reading.last) < len("目標"):
        return None
    found = replace(_settled(reading), weak=True)
    return found if found.field in _WEAK_FIELDS and len(plain) <= _LONGEST_WEAK else None


def _settled(reading: _Reading) -> Label:
    """The field by all that was read: a kind or year makes a heading of values."""
    found = reading.label
    if {"actual", "forecast"} <= set(found.kinds):
        kinds = tuple(kind for kind in found.kinds if kind != "forecast")
        found = replace(found, kinds=kinds, status="estimated")
    if reading.lower_first and len(found.kinds) > 1:
        found = replace(found, kinds=found.kinds[::-1])
    if found.field == "kpi" and reading.last in ("単位", "単位等") and reading.ends_of_unit:
        return replace(found, field="unit")
    return replace(found, field=next(_fields(found)))


def _fields(found: Label) -> Iterator[str]:
    if found.money:
        yield "money"
    if found.field in _DATED_FIELDS and found.kinds and found.field != "years":
        yield found.field if found.field != "corner" else "value"
    dated = found.period is not None or found.relative > 0 or found.back != 0
    valued = bool(found.kinds) or dated
    if valued and found.field in ("", "corner", "kpi", "total"):
        yield "value"
    yield found.field
