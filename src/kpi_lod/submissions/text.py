"""The text of a submitted file: bytes in; characters that are safe to publish, or findings, out.

UTF-8 only (The Unicode Standard, chapter 3.9, D92: https://www.unicode.org/versions/latest/). What
no reader can see is refused: control characters, noncharacters and the bidirectional controls of
Unicode Technical Standard #55 (https://www.unicode.org/reports/tr55/), which make a text look like
another one. U+2028 and U+2029 are refused too: they end a line in YAML 1.1, but not in YAML 1.2.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from itertools import islice

from kpi_lod.errors import Finding, Place, Severity, finding

MAX_CONTROL_FINDINGS = 20
MAX_COMBINING_MARKS = 30
"""In a row; the limit of the Stream-Safe Text Format, https://www.unicode.org/reports/tr15/."""

_PLANE_ENDS = "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # C0 but tab and line breaks, DEL, C1
    "\u2028\u2029\u202a-\u202e\u2066-\u2069"  # line and paragraph separators, bidi controls
    f"\ud800-\udfff\ufdd0-\ufdef\ufeff{_PLANE_ENDS}]"  # surrogates, noncharacters, BOM
)


def decoded_text(content: bytes, file: str) -> tuple[str, list[Finding]]:
    r"""The characters of ``content`` with every line break as ``\n``, and what is wrong with them.

    One byte order mark at the start is dropped. Bytes that are not UTF-8 give no text at all.

    >>> decoded_text(b"\xef\xbb\xbfa: 1\r\n", "a.yaml")
    ('a: 1\n', [])
    """
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        text = _unified_breaks(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        before = _unified_breaks(content[: error.start].decode("utf-8"))
        ja, en = _undecodable(content, error.start)
        place = _place(before, len(before), file)
        return "", [finding("encoding", place, found_ja=ja, found_en=en)]
    controls = islice(_FORBIDDEN.finditer(text), MAX_CONTROL_FINDINGS)
    return text, [
        finding("text-control", _place(text, c.start(), file), found=_code_point(c[0]))
        for c in controls
    ]


def joined_text(text: str, place: Place) -> tuple[str, Finding | None]:
    """The text in NFC, and what there is to say: a character refused, or marks that were joined."""
    if control := forbidden_character(text):
        return text, finding("text-control", place, found=control)
    joined = unicodedata.normalize("NFC", text)
    if joined == text:
        return text, None
    return joined, finding("text-nfc", place, severity=Severity.INFO, found=joined)


def forbidden_character(text: str) -> str | None:
    r"""The first character that must not be published, as U+XXXX; None where all is well.

    So is the last mark of a pile of combining marks, the sorting of which takes quadratic time.

    >>> forbidden_character("ab\u202ec")
    'U+202E'
    """
    if control := _FORBIDDEN.search(text):
        return _code_point(control[0])
    if text.isascii():
        return None
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks > MAX_COMBINING_MARKS:
            return _code_point(character)
    return None


def _undecodable(content: bytes, offset: int) -> tuple[str, str]:
    """The byte that is not UTF-8, and the encoding that the file seems to have instead."""
    byte = f"0x{content[offset]:02X}"
    name = likely_encoding(content, offset)
    if name is None:
        return f"バイト {byte}", f"byte {byte}"
    return f"バイト {byte}、{name} のようです", f"byte {byte}, probably {name}"


def likely_encoding(content: bytes, offset: int, *, whole: bool = True) -> str | None:
    r"""The encoding of a text whose byte at ``offset`` is not UTF-8.

    ``whole``: whether it is all of the text, so that no character is cut off at its end. UTF-16 has
    its mark; a file in CP932 has nothing but ASCII before its first odd byte.

    >>> likely_encoding("a: 茅野市".encode("cp932"), 3)
    'CP932 (Shift_JIS)'
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16" if _decodes(content, "utf-16", whole) else None
    if content[:offset].isascii() and _decodes(content, "cp932", whole):
        return "CP932 (Shift_JIS)"
    return None


def _decodes(content: bytes, encoding: str, whole: bool) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(content, whole)
    except UnicodeDecodeError:
        return False
    return True


def _unified_breaks(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _place(text: str, offset: int, file: str) -> Place:
    line_start = text.rfind("\n", 0, offset) + 1
    return Place(file, text.count("\n", 0, offset) + 1, offset - line_start + 1)


def _code_point(character: str) -> str:
    return f"U+{ord(character):04X}"
