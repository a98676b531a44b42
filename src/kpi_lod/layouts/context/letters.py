"""Characters as they are compared here: narrow, and one code point for one kanji. Pure.

PDF files print some kanji as the radicals of Unicode's Kangxi block (⾦ for 金); to a person they
are the same. One character stays one character, so that places in the text stay.
"""

from __future__ import annotations

import re
import unicodedata

from kpi_lod.japanese.characters import narrow

KANJI = "\u4e00-\u9fff々〆ヶ"
"""For character classes: kanji and the signs that are written among them."""

_SPACED = re.compile(r"\S(?:[ \u3000]+\S){2,}")
_RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}


def plain(text: str) -> str:
    """The text with narrow ASCII and without radicals, of the same length.

    >>> plain("交付⾦（Ｒ５）")
    '交付金(R5)'
    """
    return narrow(text.translate(_RADICALS))


def closed_up(line: str) -> str:
    """A line of single letters with blanks between, as titles are spaced out, without the blanks.

    >>> closed_up("茅　野　市"), closed_up("茅野市 立川市")
    ('茅野市', '茅野市 立川市')
    """
    return "".join(line.split()) if _SPACED.fullmatch(line.strip()) else line
