"""What a spreadsheet's number format makes of a stored number, as text.

In: the number as the file has it and the code of its format (ECMA-376 part 1, 18.8.30 and 18.8.31:
https://ecma-international.org/publications-and-standards/standards/ecma-376/). Out: the stored
number with the signs and units that the format shows. A format that shows another number than the
stored one is a fault: nobody can tell which is meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from fractions import Fraction
from functools import lru_cache

from kpi_lod.foreign.serials import moment

DIGITS = 15
"""Significant digits that Excel keeps of a number."""

_MAX_EXPONENT = 308
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE]([-+]?[0-9]{1,4}))?", re.ASCII)
_LONG = re.compile(r"-?[0-9]{16,}", re.ASCII)
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|(?P<space>[_*].)|\[(?P<bracket>[^]]*)\]'
    r"|(?P<general>General|G/標準)|(?P<power>E[-+])|(?P<digit>[0#?])|(?P<mark>[.,%/@])"
    r"|(?P<date>AM/PM|A/P|[ymdhsgeb]+|a{3,4})|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_ELAPSED = re.compile(r"(h+|m+|s+)", re.IGNORECASE)
_CONDITION = re.compile(r"[<>=]")
_NEGATIVE = re.compile(r"[-−－△▲(（]")
_YEN = re.compile(r"[¥￥\\]")


@dataclass(frozen=True, slots=True)
class Shown:
    """A number as text.

    ``fault``: the key of the text that says why the number cannot be read, "" if it can.
    ``rounded``: what the format shows where that has fewer places than the number.
    """

    text: str
    fault: str = ""
    rounded: str = ""


@dataclass(frozen=True, slots=True)
class _Section:
    """One of a format's up to four sections: what stands around the digits, and their kind."""

    prefix: str = ""
    suffix: str = ""
    digits: str = ""
    date: str = ""
    percents: int = 0
    power: bool = False
    general: bool = False
    torn: bool = False
    conditional: bool = False
    grouped: bool = False

    @property
    def shows_number(self) -> bool:
        """Whether there is a place for digits."""
        return bool(self.digits) or self.general


def shown(raw: str, code: str, *, from_1904: bool = False) -> Shown:
    """The text of a number that the file holds as ``raw``, under the format ``code``.

    >>> shown("0.1200000000000000", "0%").text, shown("2024", '0"年度"').text
    ('12%', '2024年度')
    >>> shown("1234567", "#,##0,").fault
    'cell-format/scaled'
    """
    match = _NUMBER.fullmatch(raw)
    if match is None or abs(int(match[1] or 0)) > _MAX_EXPONENT:
        return Shown(raw, "cell-number")
    if _LONG.fullmatch(raw) and raw.strip("-").rstrip("0")[DIGITS:]:
        return Shown(raw, "cell-number/digits")
    number = Context(prec=DIGITS, rounding=ROUND_HALF_UP).create_decimal(raw)
    sections = _sections(code)
    if any(section.conditional for section in sections):
        return Shown(_plain(number), "cell-format/condition")
    position = _position(number, len(sections))
    return _in_section(number, sections[position], own_sign=position == 1, from_1904=from_1904)


def _position(number: Decimal, count: int) -> int:
    """Which section holds: positive; negative; zero."""
    if number < 0 and count > 1:
        return 1
    return 2 if number == 0 and count > 2 else 0  # noqa: PLR2004  (the third is for zero)


def _in_section(number: Decimal, section: _Section, *, own_sign: bool, from_1904: bool) -> Shown:
    plain = _plain(number)
    if section.date:
        day = moment(number, elapsed="[" in section.date, from_1904=from_1904)
        return Shown(day) if day else Shown(plain, "cell-number/date")
    if not section.shows_number:
        return Shown(plain, "cell-format/masked")
    if section.torn:
        return Shown(plain, "cell-format/scaled")
    prefix = section.prefix
    if own_sign:
        if not _NEGATIVE.search(prefix):
            return Shown(plain, "cell-format/sign")
        prefix = _NEGATIVE.sub("", prefix)
    return _around(number, section, prefix)


def _around(number: Decimal, section: _Section, prefix: str) -> Shown:
    with localcontext(prec=100):
        number = number * 100**section.percents
    rounded = _rounded(number, section)
    text = _fraction(number, section.digits) or _padded(_plain(number), section.digits)
    suffix = section.suffix.strip(" )）") if number < 0 else section.suffix
    if _YEN.search(prefix):
        prefix = _YEN.sub("", prefix)
        suffix = suffix or "円"
    around = f"{prefix.strip()}{{}}{suffix.strip()}".replace(" ", "")
    return Shown(around.format(text), "", around.format(rounded) if rounded else "")


def _rounded(number: Decimal, section: _Section) -> str:
    """The number with the places that are shown, "" where they are all."""
    if section.general or section.power or "/" in section.digits:
        return ""
    places = len(section.digits.partition(".")[2])
    with localcontext(prec=400):
        near = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
        return "" if near == number else f"{near:,f}" if section.grouped else f"{near:f}"


def _plain(number: Decimal) -> str:
    """Written out in full, without trailing zeros or a minus before zero."""
    with localcontext(prec=400):
        return f"{number.normalize():f}" if number else "0"


def _padded(text: str, digits: str) -> str:
    """With the zeros in front that the format asks for, as in the code 032018."""
    sign, whole = ("-", text[1:]) if text.startswith("-") else ("", text)
    head, point, rest = whole.partition(".")
    wanted = digits.partition(".")[0].count("0")
    return f"{sign}{head.zfill(wanted)}{point}{rest}" if wanted > 1 else text


def _fraction(number: Decimal, digits: str) -> str:
    """The fraction as it is shown, "" where the format shows none."""
    slash, below = digits.partition("/")[1:]
    if not slash:
        return ""
    fixed = int(below) if below.isdigit() else 0
    limit = fixed or 10 ** min(len(below), 4) - 1
    near = Fraction(number).limit_denominator(max(limit, 1))
    if near != Fraction(number).limit_denominator(10**6) or near.denominator == 1:
        return _plain(number)  # the fraction that is shown is another number
    ones, rest = divmod(abs(near), 1)
    sign = "-" if near < 0 else ""
    return f"{sign}{ones or ''}{' ' if ones else ''}{rest.numerator}/{rest.denominator}"


@lru_cache(maxsize=1024)
def _sections(code: str) -> Sequence[_Section]:
    parts: list[list[re.Match[str]]] = [[]]
    for token in _TOKEN.finditer(code or "General"):
        if token["other"] == ";":
            parts.append([])
        else:
            parts[-1].append(token)
    return tuple(_section(tokens) for tokens in parts)


def _section(tokens: Sequence[re.Match[str]]) -> _Section:
    before, digits, after, date = "", "", "", ""
    general = power = conditional = torn = False
    percents = 0
    for token in tokens:
        literal = _literal(token)
        bracket = token["bracket"] or ""
        conditional = conditional or bool(_CONDITION.match(bracket))
        date += _date_part(token)
        general = general or bool(token["general"]) or token["mark"] == "@"
        power = power or bool(token["power"])
        percents += token["mark"] == "%"
        if token["digit"] or token["mark"] in (".", ",", "/") or token["power"]:
            torn = torn or bool(after.strip(" %"))
            digits += "" if token["power"] else token[0]
        elif literal and "/" in digits and literal.isdigit():
            digits += literal
        elif literal and (digits or general):
            after += literal
        elif literal:
            before += literal
    torn = torn or _is_scaled(digits)
    # A comma or slash without digits around it is no number: 年/月 in a date, or a mere sign.
    grouped = "," in digits
    digits = digits.replace(",", "") if any(one in digits for one in "0#?") else ""
    return _Section(
        before,
        after,
        digits,
        date,
        percents,
        power,
        general,
        torn and not date,
        conditional,
        grouped,
    )


def _is_scaled(digits: str) -> bool:
    """Whether commas stand behind the last whole digit, each of which divides by a thousand."""
    return digits.partition(".")[0].endswith(",") or digits.endswith(",")


def _literal(token: re.Match[str]) -> str:
    if token["mark"] == "%":
        return "%"
    bracket = token["bracket"] or ""
    if bracket.startswith("$"):
        return bracket[1:].partition("-")[0]
    text = token["quoted"] or token["escaped"] or token["other"] or ""
    return text if text.strip() else " " if text else ""


def _date_part(token: re.Match[str]) -> str:
    if token["date"]:
        return token["date"]
    bracket = token["bracket"] or ""
    return f"[{bracket}]" if _ELAPSED.fullmatch(bracket) else ""
