"""The numbers that Word puts before paragraphs, which are in no text: ①, (1), 第1章, ・."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kpi_lod.documents.docx_parts import Attributes, NumberOf, plain
from kpi_lod.foreign.markup import local

_PLACE = re.compile(r"%([1-9])")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_LEVELS = 9
_KANA = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
)
_IROHA = (
    "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
)
_DIGITS = "〇一二三四五六七八九"
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
_PARENS = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def _of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


def _kanji(number: int) -> str:
    """As 十一; from 100 on as digits."""
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:  # noqa: PLR2004
        return str(number)
    return (_DIGITS[tens] if tens > 1 else "") + "十" * (tens > 0) + _DIGITS[ones] * (ones > 0)


def _roman(number: int) -> str:
    """As xiv; from 40 on as digits."""
    if not 0 < number < 40:  # noqa: PLR2004
        return str(number)
    made = ""
    for value, sign in _ROMAN:
        made += sign * (number // value)
        number %= value
    return made


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate(_WIDE),
    "decimalFullWidth2": lambda number: str(number).translate(_WIDE),
    "decimalEnclosedCircle": _of(_CIRCLES),
    "decimalEnclosedCircleChinese": _of(_CIRCLES),
    "decimalEnclosedParen": _of(_PARENS),
    "aiueo": _of(_KANA),
    "aiueoFullWidth": _of(_KANA),
    "iroha": _of(_IROHA),
    "irohaFullWidth": _of(_IROHA),
    "lowerLetter": _of("abcdefghijklmnopqrstuvwxyz"),
    "upperLetter": _of("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    **dict.fromkeys(("japaneseCounting", "japaneseDigitalTenThousand"), _kanji),
    **dict.fromkeys(("ideographDigital", "chineseCounting", "koreanDigital2"), _kanji),
}


@dataclass(slots=True)
class _Level:
    start: int = 1
    format: str = "decimal"
    text: str = ""
    behind: str = " "


@dataclass(slots=True)
class Numbers:
    """The numberings, as the events of their part come; then the number of each paragraph."""

    _kinds: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _kind_of: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _levels: dict[int, _Level] | None = None
    _level: _Level = field(default_factory=_Level)
    _number: str = ""
    _over: int = 0
    _restarts: dict[tuple[str, int], int] = field(default_factory=dict)

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        known, told = local(name), plain(attributes)
        value = told.get("val", "")
        if known in _OF_LEVEL:
            _OF_LEVEL[known](self._level, value)
        elif known == "lvl":
            self._start_level(told)
        elif known in ("abstractNum", "num"):
            self._start_kind(known, told)
        elif known == "abstractNumId":
            self._kind_of[self._number] = value
        elif known == "lvlOverride":
            self._over = _small(told.get("ilvl", ""))
        elif known == "startOverride":
            self._restarts[self._number, self._over] = _count(value)

    def _start_kind(self, known: str, told: Attributes) -> None:
        self._levels = None
        self._number = told.get("numId", "")
        if known == "abstractNum":
            self._levels = self._kinds.setdefault(told.get("abstractNumId", ""), {})

    def _start_level(self, told: Attributes) -> None:
        self._level = _Level()
        if self._levels is not None:
            self._levels[_small(told.get("ilvl", ""))] = self._level

    def before(self, number: NumberOf) -> str:
        """What stands before the next paragraph of a numbering, "" for none."""
        kind = self._kind_of.get(number[0], "")
        at = _small(number[1])
        levels = self._kinds.get(kind, {})
        if at not in levels:
            return ""
        counts = self._counts.setdefault(kind, [None] * _LEVELS)
        counted = counts[at]
        following = levels[at].start if counted is None else counted + 1
        counts[at] = self._restarts.pop((number[0], at), following)
        counts[at + 1 :] = [None] * (_LEVELS - at - 1)
        return self._text(levels, at, counts)

    @staticmethod
    def _text(levels: Mapping[int, _Level], at: int, counts: list[int | None]) -> str:
        def shown(match: re.Match[str]) -> str:
            one = int(match[1]) - 1
            level = levels.get(one, _Level())
            counted = counts[one]
            number = level.start if counted is None else counted
            return _FORMATS.get(level.format, str)(number)

        level = levels[at]
        if level.format == "bullet":
            return _PRIVATE.sub("・", level.text).strip()
        if level.format == "none" and not level.text:
            return ""
        text = _PLACE.sub(shown, level.text)
        return text + level.behind if text.strip() else ""


def _start(level: _Level, value: str) -> None:
    level.start = _count(value)


def _format(level: _Level, value: str) -> None:
    level.format = value


def _text(level: _Level, value: str) -> None:
    level.text = value[:100]


def _behind(level: _Level, value: str) -> None:
    level.behind = "" if value == "nothing" else " "


_OF_LEVEL: Mapping[str, Callable[[_Level, str], None]] = {
    "start": _start,
    "numFmt": _format,
    "lvlText": _text,
    "suff": _behind,
}


def _small(text: str) -> int:
    """A level, 0 to 8."""
    return int(text) if len(text) == 1 and text in "012345678" else 0


def _count(text: str) -> int:
    """Where counting begins; 1 where that cannot be read."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 1  # noqa: PLR2004
