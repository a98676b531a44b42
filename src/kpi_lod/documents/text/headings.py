"""How deep a heading is by the marks that a text gives it; 0 for what is marked as none."""

from __future__ import annotations

import re

_MARKDOWN = re.compile(r"(#{1,6})[ \u3000]{0,5}(?=[^\s#])")
_MARKED = (
    re.compile(r"(?:第[0-9０-９一二三四五六七八九十]{1,3}[章編部]|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ][ .．、\u3000])"),
    re.compile(
        r"[■◆▼◼⬛]|【[^】]{1,60}】\Z|第[0-9０-９]{1,2}節"
        r"|[0-9０-９]{1,2}[.．、\u3000 ](?![0-9０-９])"
    ),
    re.compile(
        r"[□◇●◎○▽▶▷〇]|[(（][0-9０-９一二三四五六七八九十]{1,2}[)）]"
        r"|[0-9０-９]{1,2}(?:[-－‐][0-9０-９]{1,2}){1,2}[.．\u3000 ](?=[^0-9０-９])"
    ),
    re.compile(r"[①-⑳]|[ア-ン][.．、]|[(（][ア-ンa-z][)）]"),
)
_LONGEST = 60
# A figure, or the colon before it, makes it a line of the report.
_FIGURE = re.compile(
    r"[0-9０-９][0-9０-９,，.．]{0,20} ?(?:[%％]|[千万百]?[人件回社円台箇か校団組名戸店])|[:：→]"
)
_SENTENCE = ("。", "、", "，", "．")


def heading(text: str) -> tuple[str, int]:
    """The text without ``#``, and its level.

    >>> heading("## 資料3"), heading("■ 基本目標1"), heading("○来場者数 10人")
    (('資料3', 2), ('■ 基本目標1', 2), ('○来場者数 10人', 0))
    """
    if match := _MARKDOWN.match(text):
        return text[match.end() :].rstrip("# "), len(match[1])
    if not 1 < len(text) <= _LONGEST or text.endswith(_SENTENCE) or _FIGURE.search(text):
        return text, 0
    return text, next((level for level, mark in enumerate(_MARKED, 1) if mark.match(text)), 0)
