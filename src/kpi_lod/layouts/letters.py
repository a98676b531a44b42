"""Characters as they are compared here: narrow, and one code point for one kanji. Pure.

PDF files print some kanji as the radicals of Unicode's Kangxi block (⾦ for 金); to a person they
are the same. One character stays one character, so that places in the text stay.
"""

from __future__ import annotations

import unicodedata

from kpi_lod.japanese.characters import narrow

KANJI = "\u4e00-\u9fff々〆ヶ"
"""For character classes: kanji and the signs that are written among them."""

_RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}


def plain(text: str) -> str:
    """The text with narrow ASCII and without radicals, of the same length.

    >>> plain("交付⾦（Ｒ５）")
    '交付金(R5)'
    """
    return narrow(text.translate(_RADICALS))
