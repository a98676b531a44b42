"""A number in a text → its token, or text where it is part of a code, a name or a list."""

from __future__ import annotations

import re
from dataclasses import replace

from kpi_lod.errors import UnreadableError
from kpi_lod.japanese.number_words import worded_number
from kpi_lod.japanese.numbers import number, printed_number
from kpi_lod.layouts.texts.behind import behind
from kpi_lod.layouts.texts.lexicon import Sort
from kpi_lod.layouts.texts.token import Token

_DIGITS = r"[0-9][0-9,]*(?:\.[0-9]+)?"
_RANK = r"(?:全国|県内|国内|道内|都内|府内)?第|全国|県内|国内|道内|都内|府内"
_SUM = r"延べ|のべ|延|合計|計|全|各|平均|最大|毎年|年間|年|月"
NUMBER = (
    r"(?P<yen>[¥￥] ?)?(?:(?P<about>約|およそ|おおよそ|概ね|おおむね) ?)?"
    rf"(?:(?P<front>(?<![㐀-鿿ァ-ヶ])(?:{_RANK}|{_SUM}) ?))?"
    r"(?P<sign>[△▲] ?|(?<![0-9A-Za-z%㐀-鿿)])[-+])?"
    rf"(?P<digits>{_DIGITS})(?P<mixed>(?:[兆億万千]{_DIGITS})+[万千]?)?"
)
"""A number with what may stand before it, in half-width text; its unit is read by hand."""

_TILDE = re.compile(rf" ?[~〜–-] ?(?P<second>{_DIGITS})")
_CODE_BEFORE = re.compile(r"[0-9A-Za-z_.,№#]\Z")
_CODE_BEHIND = re.compile(r"[0-9]|-[0-9]|\.[0-9]|, ?[0-9]{3}(?![0-9])")
_LISTED = ("項目", "品目", "種目", "科目", "演目", "費目")
_RANKED = ("第", "全国", "県内", "国内", "道内", "都内", "府内")


def number_token(match: re.Match[str]) -> Token:
    """The token of what :data:`NUMBER` matches."""
    value, end = _value(match)
    if _CODE_BEFORE.search(match.string[: match.start()][-1:]):
        return _text(match, end)
    after = behind(match.string, end)
    found = _range(match, end + len(after.unit))
    if found or not value or _CODE_BEHIND.match(match.string, end):
        return found or _text(match, end)
    front = (match["front"] or "").strip()
    ordinal = after.unit.endswith("目") and not after.unit.endswith(_LISTED)
    if ordinal or (front.endswith(_RANKED) and after.unit != "位"):
        return _text(match, after.end)
    unit = after.unit or ("円" if match["yen"] else "")
    made = Token(Sort.NUMBER, match.start(), after.end, value=value, unit=unit, front=front)
    return replace(made, operator=after.operator, code="approximate" if match["about"] else "")


def _text(match: re.Match[str], end: int) -> Token:
    return Token(Sort.TEXT, match.start(), end)


def _value(match: re.Match[str]) -> tuple[str, int]:
    """The number, and where it ends; "" where it cannot be read."""
    sign = (match["sign"] or "").strip()
    if match["mixed"]:
        read = worded_number(f"{match['digits']}{match['mixed']}")
        if read is None or read[1]:
            return "", match.end()
        return f"{sign}{printed_number(read[0])}", match.end()
    digits = match["digits"].rstrip(",")
    end = match.start("digits") + len(digits)
    try:
        number(f"{sign}{digits}")
    except UnreadableError:
        return "", end
    return f"{sign}{digits}", end


def _range(match: re.Match[str], first: int) -> Token | None:
    """50～60: two numbers that are one value in words."""
    second = None if match["mixed"] else _TILDE.match(match.string, first)
    if second is None:
        return None
    after = behind(match.string, second.end())
    value = match.string[match.start() : second.end()].strip()
    made = Token(Sort.NUMBER, match.start(), after.end, "qualitative", value=value, unit=after.unit)
    return replace(made, operator=after.operator)
