"""Officials and their contacts: found in a text, so that they stay out of the draft. Pure.

Left out are names behind a title or 担当, telephone, fax, extension, mail. Departments stay.
"""

from __future__ import annotations

import re

from kpi_lod.layouts.context.letters import KANJI, plain

_TITLES = (
    r"(?:(?<=[課室部局所館係署校園班プー市町村])長(?:補佐|代理|心得)?"
    rf"|(?<![{KANJI}])(?:(?:主|副|統括|総括|専門|上席|副主)幹|副?参事|次長|主査|主任(?:主事|主査|技師)?"
    r"|主事補?|課長|部長|室長|局長|係長|補佐|技師)"
    r"|(?<=[課室部局係])(?:主幹|参事|次長|主査|主任|主事|補佐|係長|課長))"
)
_NAME = rf"[{KANJI}]{{1,4}}(?:[ \u3000][{KANJI}]{{1,3}})?"
_PHONE = r"[0-9]{1,5}[\-()ー―‐ ]{1,2}[0-9]{1,4}[\-()ー―‐ ]{1,2}[0-9]{3,4}(?![0-9])"
_LINE = r"(?:電話(?:番号)?|TEL|Tel|tel|℡|☎|FAX|Fax|fax|ファッ?クス|ファクシミリ|直通|代表|携帯)"
_EXTENSION = r"[0-9]{2,6}(?:[,、・~ ]{1,2}[0-9]{2,6}){0,3}"
_CONTACTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:E-?mail|e-?mail|メール(?:アドレス)?|電子メール)?[ :]{0,3}"
        r"(?<![\w.+\-])[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,5}",
        rf"(?:[(\[【]?{_LINE}[)\]】]?[ :・/.(]{{0,4}}){{1,2}}{_PHONE}",
        rf"{_LINE}[ :・/.(]{{0,4}}[0-9]{{2,4}}[\-ー][0-9]{{4}}(?![0-9])",
        rf"[(\[]?内線(?:番号)?[ :.・]{{0,3}}{_EXTENSION}[)\]]?|[(\[]内[ :.]?{_EXTENSION}[)\]]",
        r"(?<![0-9])[(]?0[0-9]{1,4}[\-()‐ー]{1,2}[0-9]{1,4}[\-)‐ー][0-9]{3,4}(?![0-9])",
    )
)
_ENDS = r"(?: ?(?:氏|様)(?![一-鿿]))?(?=$|[\s,、。，/／(（)）\]】・])"
_CHARGE = r"(?:担当者?(?:氏?名)?|氏名|職・?氏名|記入者|作成者|回答者|責任者)"
_PERSONS = (
    re.compile(
        rf"{_CHARGE}(?: ?: ?| )(?:{_TITLES} ?)?"
        rf"(?![^\n]{{0,24}}(?:課|部|室|局|センター)(?:$|[\s,、/)\]】]))(?P<name>{_NAME}){_ENDS}"
    ),
    re.compile(rf"{_TITLES}[ :]{{1,2}}(?P<name>{_NAME}){_ENDS}"),
)
_SURNAMES_ARE_NOT = re.compile(r"会議|協議|委員|研修|級|以上|相当|関係|募集|配置|出席|増員|数")
_EMPTY = re.compile(r"[(\[【][ :・、,/]{0,4}[)\]】]")
_TRAIL = re.compile(r"(?:連絡先|問い?合わ?せ先)?[ :・、,/]{0,6}(?=\n|$)")


def without_contacts(text: str) -> str:
    """The text without names of officials, telephone, fax and mail; everything else as printed.

    >>> without_contacts("地域創生課 主査 山田 太郎（内線 123）")
    '地域創生課'
    """
    spans = [match.span() for pattern in _CONTACTS for match in pattern.finditer(plain(text))]
    left = _without(text, spans)
    spans = [match.span() for pattern in _PERSONS for match in _officials(pattern, left)]
    left = _without(left, spans)
    return text if left == text else _tidy(left)


def _officials(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    found = pattern.finditer(plain(text))
    return [match for match in found if not _SURNAMES_ARE_NOT.search(match["name"])]


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    kept, reached = [], 0
    for start, end in sorted(spans):
        kept.append(text[reached : max(start, reached)])
        reached = max(end, reached)
    return "".join((*kept, text[reached:]))


def _tidy(text: str) -> str:
    """Without the brackets, separators and blanks that stood around what went."""
    for pattern in (_EMPTY, _TRAIL):
        spans = [match.span() for match in pattern.finditer(plain(text))]
        text = _without(text, spans)
    return text.strip()
