"""Printed names of KPIs and projects without what does not belong to them.

Line breaks of a cell vanish, printed spaces stay. A mark or number in front (①, 1., ○, KPI1：) is
no part of a name. A unit in brackets at its end (来場者数（人）) is, where the table has a column
of units; where the bracket is the only place of the unit, it is taken out of the name.
"""

from __future__ import annotations

import re

from kpi_lod.layouts.headings.labels import label
from kpi_lod.layouts.headings.unit_words import is_unit

_BREAK = re.compile(r"(?<=[0-9A-Za-z,.])[ \t]*\r?\n[ \t]*(?=[0-9A-Za-z])")
_MARK = re.compile(
    r"\s*(?:[-–‐＊*•‣](?=[ \u3000])|[①-⑳❶-❿⑴-⒇○●◯◎◇◆□■・▪▫▷▶►☆★※]|[(（][0-9０-９]{1,2}[)）]"
    r"|[Ⅰ-Ⅻ](?=[ \u3000.．、:：])|[A-ZＡ-Ｚ](?=[.．、)）][A-Zぁ-ヿ一-鿿])"
    r"|[A-HＡ-Ｈ](?=[ \u3000](?!I)[A-Z]?[ぁ-ヿ一-鿿])"
    r"|[0-9０-９]{1,2}[.．、:：)）](?![0-9０-９])|[ア-オ][.．、)）](?=.))[.．、:：]?\s*"
)
_NAMED = re.compile(
    r"\s*[【\[(（]?\s*(?:KPI|ＫＰＩ|指標|数値目標|成果指標|目標)\s*(?:名|[-－])?\s*"
    r"(?:[0-9０-９]{1,2}|[①-⑳])?\s*[】\])）]?\s*[:：.．]\s*"
    r"|\s*[【\[(（]?\s*(?:KPI|ＫＰＩ|指標)\s*[-－]?\s*(?:[0-9０-９]{1,2}|[①-⑳])\s*[】\])）]?\s*"
)
_UNIT_BRACKET = re.compile(
    r"\s?[(（\[〔【](?:単位[:：]?)?([^()（）\[\]〔〕【】]{1,14})[)）\]〕】]\s?$"
)
_LONGEST_BRACKET = 24
_LAST_WORD = re.compile(r"(?:[ \u3000\n]|[(（【\[])([^\s()（）【】\[\]]{2,8})[)）】\]]?$")
_FOOTNOTE = re.compile(r"\s*[※＊*](?:[0-9０-９]{1,2}|[①-⑳])?\s*$")
_MOST_MARKS = 3
_REMARK = re.compile(r"[(（][^()（）]*[)）]|[※＊].*", re.DOTALL)
"""A cell below a name that only says more of it: （開始前 22人）."""

_SEVERAL = re.compile(r"[①-⑳][^①-⑳]{2,200}[①-⑳]")
_ORDINAL = re.compile(r"^[0-9０-９]{1,2}[ \u3000]+(?=\S)")
_LAST_BRACKET = re.compile(
    r"\s{0,3}(?:【([^【】]{1,60})】|[（(]([^（）()]{1,40}(?:[（(][^（）()]{1,30}[）)])?)[）)])$"
)


def joined_lines(text: str) -> str:
    """The text of a cell on one line: between Latin words a break is a space, else nothing."""
    spaced = _BREAK.sub(" ", text.strip())
    return "".join(line.strip() for line in spaced.splitlines())


def kpi_name(text: str) -> str:
    """The name of a KPI as printed, without marks in front of it and footnotes behind it.

    >>> kpi_name("① 来場者\\n数"), kpi_name("KPI1：宿泊者数※2")
    ('来場者数', '宿泊者数')
    """
    name = _unmarked(joined_lines(text))
    return _FOOTNOTE.sub("", name).strip()


def project_name(text: str) -> str:
    """The name of a project as printed, without marks in front of it.

    >>> project_name("１．移住促進\\n事業")
    '移住促進事業'
    """
    return _ORDINAL.sub("", _unmarked(joined_lines(text))).strip()


def name_and_bracket(name: str) -> tuple[str, str]:
    """A name and what stands in the last bracket behind it, "" where none does.

    >>> name_and_bracket("移住促進事業【企画課】")
    ('移住促進事業', '企画課')
    """
    match = _LAST_BRACKET.search(name)
    if match is None or not match.start():
        return name, ""
    return name[: match.start()].strip(), (match[1] or match[2]).strip()


def name_and_kinds(text: str) -> tuple[str, tuple[str, ...]]:
    """A name and the kinds printed behind it, () where none are.

    >>> name_and_kinds("観光客数（目標値）"), name_and_kinds("観光客数")
    (('観光客数', ('target',)), ('観光客数', ()))
    """
    match = _LAST_WORD.search(text[-_LONGEST_BRACKET:].rstrip())
    said = label(match[1]) if match else None
    if match is None or said is None or said.field != "value" or not said.kinds or said.weak:
        return text, ()
    rest = text.rstrip()[: -len(match[0])].strip()
    return (rest, said.kinds) if rest else (text, ())


def name_and_unit(name: str) -> tuple[str, str]:
    """A name and the unit in brackets at its end; ("…", "") where none stands there.

    >>> name_and_unit("来場者数（人）"), name_and_unit("利用者(登録者)数")
    (('来場者数', '人'), ('利用者(登録者)数', ''))
    """
    match = _UNIT_BRACKET.search(name[-_LONGEST_BRACKET:])
    if match is None or not is_unit(match[1]) or len(match[0]) == len(name):
        return name, ""
    return name[: len(name) - len(match[0])].strip(), match[1].strip()


def _unmarked(text: str) -> str:
    for _ in range(_MOST_MARKS):
        match = _NAMED.match(text) or _MARK.match(text)
        if match is None or match.end() == len(text):
            break
        text = text[match.end() :]
    return text


def is_name(text: str) -> bool:
    """Whether the text can be the name of a KPI: words, and not those of a heading."""
    name = kpi_name(text)
    said = label(name)
    if _SEVERAL.search(text) or _REMARK.fullmatch(text.strip()):
        return False
    return len(name) > 1 and (said is None or said.weak) and not is_unit(name)
