"""The grant (交付金) that a text names, as printed, with the type that belongs to it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kpi_lod.japanese.characters import folded
from kpi_lod.layouts.context.letters import plain

_GRANT = (
    r"デジタル田園都市国家構想(?:推進)?交付金|デジ田(?:推進)?交付金"
    r"|地域活性化・地域住民生活等緊急支援(?:のための)?交付金"
    r"|(?:新しい)?地方経済・生活環境創生交付金|新地方創生交付金|地域未来交付金"
    r"|第(?:2|二)世代(?:型)?(?:地方創生)?交付金"
    r"|地方創生(?:推進|加速化|拠点整備|先行型|テレワーク|(?:道|港|汚水処理施設)整備推進|整備推進|臨時)交付金"
    r"|(?:新型コロナウイルス感染症対応|物価高騰対応重点支援)地方創生臨時交付金"
    r"|(?:地方創生)?先行型交付金|(?<![\u4e00-\u9fff])(?:推進|加速化|拠点整備)交付金"
)
_TYPE = (
    r"(?:[^\s()\[\]、。,:]{0,24}?(?:タイプ|型|枠|交付)(?![\u4e00-\u9fff])"
    r"|(?:ソフト|拠点整備|インフラ整備)(?:事業)?)"
)
_NUMBER = r"(?: ?(?:タイプ|TYPE|type|Type) ?(?:[1-3SXⅠⅡⅢ]|I{1,3}))"
_KIND = rf"(?:{_TYPE}{_NUMBER}?|{_NUMBER})"
_GENERATION = r"第(?:2|二)世代(?:交付金|型) ?(?:ソフト|拠点整備|インフラ整備)?(?:事業)?"
_BEHIND = (
    rf"(?: ?\((?:{_GENERATION}|{_KIND})\)| ?\[(?:{_GENERATION}|{_KIND})\]"
    rf"| ?【(?:{_GENERATION}|{_KIND})】| (?:{_KIND})(?=$|[\s()、。・の]))"
)
_INNER = rf" ?\({_TYPE}(?:\({_NUMBER}\)| ?\[{_NUMBER}\])\)"
_KNOWN = (
    r"(?:(?:地方創生推進|地方創生拠点整備|デジタル実装|地方創生テレワーク|先駆|横展開"
    r"|移住・起業・就業|Society ?5\.0|地域産業構造転換インフラ整備推進)(?:タイプ|型)"
    rf"(?:\({_NUMBER}\)|{_NUMBER})?"
    r"|(?:上乗せ|基礎)交付(?: ?\(? ?タイプ ?(?:Ⅰ|Ⅱ|I{1,2}|[12])\)?)?)"
)
_NAMED = re.compile(
    rf"(?<!旧)(?<!旧 )(?:{_GRANT})"
    rf"(?:{_INNER}| ?{_KNOWN}|(?:{_BEHIND}){{1,2}}(?: ?{_KNOWN})?)?|{_KNOWN}"
)
_ALONE = re.compile(_KNOWN)
_LABEL = re.compile(
    r"(?:(?:交付金|補助金|財源)(?:事業)?(?:の)?(?:名称?|種類|区分|種別)|(?:活用|対象)(?:した)?交付金)"
)
_BREAK = re.compile(r"[ \u3000]{0,3}\n[ \u3000]{0,3}")


@dataclass(frozen=True, slots=True)
class _Name:
    text: str
    start: int

    @property
    def key(self) -> str:
        return folded(plain(self.text))


def programme(text: str) -> str:
    """The printed name of a grant in a text (交付金名称, title, heading), "" if it names none.

    Its type stands behind it or in brackets and belongs to it. Where several are named, it is the
    one behind a word like 交付金名称; without such a word "" unless one is the other's full name.

    >>> programme("令和5年度 デジタル田園都市国家構想交付金(地方創生推進タイプ)対象事業の実績")
    'デジタル田園都市国家構想交付金(地方創生推進タイプ)'
    """
    unbroken = _BREAK.sub("", text)
    names = [
        _Name(unbroken[match.start() : match.end()].strip(), match.start())
        for match in _NAMED.finditer(plain(unbroken))
    ]
    label = _LABEL.search(plain(unbroken))
    behind = [name for name in names if label is not None and name.start >= label.end()]
    if behind:
        return behind[0].text
    longest = max(names, key=lambda name: (len(name.key), -name.start), default=None)
    if longest is None or not all(name.key in longest.key for name in names):
        return ""
    return longest.text


def whole_grant(named: str, titled: str) -> str:
    """The grant of a project: what is printed for it, a type alone with the grant of the title.

    >>> whole_grant("地方創生推進タイプ", "デジタル田園都市国家構想交付金")
    'デジタル田園都市国家構想交付金(地方創生推進タイプ)'
    """
    alone = bool(_ALONE.fullmatch(plain(named))) and titled.endswith("交付金")
    return f"{titled}({named})" if alone else named or titled
