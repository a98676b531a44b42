"""The bytes of a text → its characters, or what is wrong with them.

UTF-8 with or without a byte order mark, UTF-16 with its mark, CP932. Nothing is ever replaced; a
character that no reader can see (Unicode Technical Standard #55) ends the reading.
"""

from __future__ import annotations

import codecs
import re
from itertools import islice

from kpi_lod.documents.text.characters import as_printed
from kpi_lod.errors import DataError, Finding, Place, Severity, finding
from kpi_lod.foreign.limits import MAX_BYTES

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LOST = "\ufffd"
_MAX_TOLD = 20
_UNUSED = re.compile("[\x80\xa0\uf8f0-\uf8f3]")
"""What Python makes of bytes that CP932 does not use."""

_HALF_WIDTH = re.compile("[\uff61-\uff9f]")
_PLANE_ENDS = "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
# A form feed stays: pages end with it.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069"
    f"\ud800-\udfff\ufdd0-\ufdef{_PLANE_ENDS}]"
)


def decoded(content: bytes, file: str) -> tuple[str, tuple[Finding, ...]]:
    r"""The characters of a text file, and remarks: the encoding if not UTF-8, lost characters.

    Raises DataError ``file-too-large``, ``empty``, ``encoding``, ``text-control``.

    >>> decoded(b"\xef\xbb\xbfKPI\r\n", "a.txt")
    ('KPI\n', ())
    """
    if len(content) > MAX_BYTES:
        found = f"{len(content):,}"
        raise _refusal("file-too-large", Place(file), found=found, allowed=f"{MAX_BYTES:,}")
    name, text = _characters(content)
    if text is None:
        raise _refusal("encoding/text", Place(file))
    _refuse_unseen(text, file)
    text = as_printed(text)
    if not text.strip():
        raise _refusal("empty" if content else "empty/bytes", Place(file))
    return text, (*_encoding_remark(name, file), *_lost_remark(text, file))


def _characters(content: bytes) -> tuple[str, str | None]:
    """The name of the encoding, "" for UTF-8, and the text, None where it is no text."""
    if content.startswith(_UTF_16):
        return "UTF-16", _strictly(content, "utf-16")
    text = _strictly(content.removeprefix(codecs.BOM_UTF8), "utf-8")
    if text is not None:
        return "", text
    text = _strictly(content, "cp932")
    if text is None or _UNUSED.search(text):
        return "", None
    if _HALF_WIDTH.search(text) and _strictly(content, "euc_jp") is not None:
        return "", None  # EUC-JP that passes for kana of half width
    return "CP932 (Shift_JIS)", text


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _refuse_unseen(text: str, file: str) -> None:
    found = [
        finding("text-control", _place(text, unseen.start(), file), found=_code_point(unseen[0]))
        for unseen in islice(_FORBIDDEN.finditer(text), _MAX_TOLD)
    ]
    if found:
        raise DataError(found)


def _encoding_remark(name: str, file: str) -> tuple[Finding, ...]:
    if not name:
        return ()
    return (finding("encoding/read", Place(file), severity=Severity.INFO, found=name),)


def _lost_remark(text: str, file: str) -> tuple[Finding, ...]:
    """Characters that some program lost before: what stands around them may be read wrongly."""
    at = text.find(_LOST)
    if at < 0:
        return ()
    place, count = _place(text, at, file), text.count(_LOST)
    return (finding("encoding/lost-before", place, severity=Severity.WARNING, found=count),)


def _place(text: str, offset: int, file: str) -> Place:
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _code_point(character: str) -> str:
    return f"U+{ord(character):04X}"


def _refusal(key: str, place: Place, found: str = "", allowed: str = "") -> DataError:
    return DataError([finding(key, place, found=found, allowed=allowed)])
