"""Characters as they look on paper: some PDFs name radicals where ideographs are printed.

Fonts give a glyph one name where two characters look the same, and writers of PDF often choose the
radical (⼈, U+2F08) for the ideograph (人). Nobody prints radicals in a table of figures.
"""

from __future__ import annotations

import unicodedata

_KANGXI = {number: unicodedata.normalize("NFKC", chr(number)) for number in range(0x2F00, 0x2FD6)}
_SUPPLEMENT = dict(
    zip(
        map(ord, "⺟⺠⻁⻄⻆⻑⻘⻝⻞⻟⻤⻨⻩⻫⻭⻯⻲⻣⺬⺮⻌⻍⻎⻏"),
        "母民虎西角長青食食食鬼麦黄斉歯竜亀骨示竹辶辶辶阝",
        strict=True,
    )
)
_LIGATURES = {
    number: unicodedata.normalize("NFKC", chr(number)) for number in range(0xFB00, 0xFB05)
}
_NO_TEXT = dict.fromkeys((*range(0x20), 0x7F, 0xAD, 0x200B, 0xFEFF), "")
_DOTS = {0x2027: "・"}
_SPACES = {0xA0: " ", 0x2002: " ", 0x2003: "\u3000", 0x2009: " "}
_PRINTED = {**_KANGXI, **_SUPPLEMENT, **_LIGATURES, **_NO_TEXT, **_SPACES, **_DOTS}


def printed(text: str) -> str:
    """What a glyph's text looks like.

    >>> printed("\u2f08\u2ed1")
    '人長'
    """
    return text if text.isascii() and text.isprintable() else text.translate(_PRINTED)
