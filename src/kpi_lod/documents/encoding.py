"""The bytes of a text → its characters, by mark, declaration or trial; nothing is ever replaced.

Japanese offices write UTF-8, CP932 (which they call Shift_JIS), UTF-16 with its mark, and in old
pages EUC-JP and ISO-2022-JP.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from kpi_lod.foreign.limits import RefusedError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TRIED = ("utf-8", "cp932", "euc_jis_2004")
_ESCAPE = b"\x1b$"
_KNOWN = {
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8"), "utf-8"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji"), "cp932"),
    **dict.fromkeys(("windows-31j", "cp932", "ms932", "csshiftjis"), "cp932"),
    **dict.fromkeys(("euc-jp", "x-euc-jp", "cseucpkdfmtjapanese"), "euc_jis_2004"),
    **dict.fromkeys(("iso-2022-jp", "csiso2022jp"), "iso2022_jp_ext"),
}
"""Labels of https://encoding.spec.whatwg.org/ → the decoder that reads what is meant by them."""

_HALF_WIDTH = re.compile("[\uff61-\uff9f]")
_KANA = re.compile("[\u3041-\u30fe]")
_UNUSED = re.compile("[\x80\xa0\uf8f0-\uf8f3]")
"""What Python makes of bytes that CP932 does not use."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")


def decoded(content: bytes, declared: str = "") -> str:
    r"""The characters, with ``\n`` for every line break. ``declared``: what it calls its encoding.

    Raises RefusedError ``encoding/document``.

    >>> decoded("茅野市".encode("cp932")), decoded("茅野市".encode("euc_jp"))
    ('茅野市', '茅野市')
    """
    for encoding in _candidates(content, declared):
        text = _strictly(content, encoding)
        if text is not None:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise RefusedError("encoding/document")


def control(text: str) -> re.Match[str] | None:
    """The first character that no text has (NUL and the like)."""
    return _CONTROL.search(text)


def without_controls(text: str) -> str:
    """The text without what nobody can see and no text has."""
    return _CONTROL.sub("", text)


def _candidates(content: bytes, declared: str) -> Iterator[str]:
    marked = next((name for mark, name in _MARKS if content.startswith(mark)), "")
    if marked:
        yield marked
        return
    # Japanese in ISO-2022-JP stands between escapes, and passes for ASCII.
    yield "iso2022_jp_ext" if _ESCAPE in content else "utf-8"
    known = _KNOWN.get(declared.strip().lower(), "")
    if known:
        yield known
    yield from _TRIED


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    if encoding != "cp932":
        return text
    return None if _UNUSED.search(text) or _passes_for_kana(content, text) else text


def _passes_for_kana(content: bytes, text: str) -> bool:
    """Whether it is EUC-JP, whose bytes are kana of half width in CP932."""
    halves = len(_HALF_WIDTH.findall(text))
    if halves <= len(_KANA.findall(text)):
        return False
    return _strictly(content, "euc_jis_2004") is not None
