"""Characters that only extraction puts into a text → the ones that were printed.

A PDF often gives 人 as the radical ⼈ (Kangxi Radicals, CJK Radicals Supplement of the Unicode
Standard, chapter 18.1), and spaces and joiners that nobody sees. Widths stay as printed.
"""

from __future__ import annotations

import unicodedata

_KANGXI = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
# Where Japanese prints another form than the one that Unicode leads to, or Unicode leads nowhere.
_RADICALS = dict(
    zip(
        map(ord, "⼾⿊⿈⺟⺠⺩⻁⻄⻆⻑⻘⻝⻤⻨⻩⻫⻭⻯⻲⻗"),
        "戸黒黄母民王虎西角長青食鬼麦黄斉歯竜亀雨",
        strict=True,
    )
)
_SPACES = dict.fromkeys(
    map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2007\u2009\u202f"), " "
)
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_BREAKS = dict.fromkeys(map(ord, "\x0b\x85\u2028\u2029"), "\n")
_PRINTED: dict[int, str | None] = {**_KANGXI, **_RADICALS, **_SPACES, **_UNSEEN, **_BREAKS}


def as_printed(text: str) -> str:
    r"""The text in NFC, every line break as ``\n``, without what extraction made of it.

    >>> as_printed("来場者数\u00a0１０⼈\r\n")
    '来場者数 １０人\n'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_PRINTED)
    return text if text.isascii() else unicodedata.normalize("NFC", text)
