"""HTML fragments within a text → the words between them, with its line breaks."""

from __future__ import annotations

import html
import re
import unicodedata

_BLOCKS = (
    "p|div|section|article|header|footer|main|ol|ul|li|dl|dt|dd|br|hr|h[1-6]|table|thead|tbody|"
    "tfoot|tr|caption|blockquote|pre|figure|figcaption"
)
_INLINE = (
    "span|b|i|u|s|em|strong|small|big|font|sub|sup|a|img|ruby|rb|rt|rp|td|th|label|abbr|mark|del|"
    "ins|center|nobr|wbr|col|colgroup|code|input|button|strike|tt|o:p"
)
# A tag has a known name: <R5> and <目標> are words of the document.
_BLOCK = re.compile(rf"\s{{0,20}}</?(?:{_BLOCKS})(?:\s[^<>]{{0,2000}})?/?>\s{{0,20}}", re.I)
_TAG = re.compile(rf"</?(?:{_INLINE})(?:\s[^<>]{{0,2000}})?/?>", re.I)
_COMMENT = re.compile(r"<!--[^<>]{0,2000}-->")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_UNPRINTED = ("C",)


def untagged(text: str) -> str:
    r"""The text without tags; a block and ``<br>`` end a line, entities are resolved.

    >>> untagged("<p>目標：10人</p> <ul> <li>R&amp;D</li></ul>"), untagged("実績 <R5> 10人")
    ('目標：10人\nR&D', '実績 <R5> 10人')
    """
    if "<" in text:
        text = _TAG.sub("", _BLOCK.sub("\n", _COMMENT.sub("", text)))
    if "&" in text:
        text = _ENTITY.sub(_resolved, text)
    return "\n".join(line for part in text.split("\n") if (line := part.strip()))


def _resolved(entity: re.Match[str]) -> str:
    """The character; an entity of something that nobody can see stays as it is."""
    character = html.unescape(entity[0])
    if character in ("\xa0", "\u2002", "\u2003", "\u2009"):
        return " "
    if character.startswith("\ufffd") or unicodedata.category(character[0]).startswith(_UNPRINTED):
        return entity[0]
    return character
