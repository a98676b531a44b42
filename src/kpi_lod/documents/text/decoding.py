"""The bytes of a text → its characters, or what is wrong with them.

Nothing is ever replaced; a character that no reader can see (Unicode Technical Standard #55) ends
the reading.
"""

from __future__ import annotations

import re
from itertools import islice

from kpi_lod.documents.encoding import decoded
from kpi_lod.documents.text.characters import as_printed
from kpi_lod.errors import DataError, Finding, Place, Severity, finding
from kpi_lod.foreign.limits import MAX_BYTES, RefusedError

_LOST = "\ufffd"
_MAX_TOLD = 20
_PLANE_ENDS = "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
# A form feed stays: pages end with it.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069"
    f"\ud800-\udfff\ufdd0-\ufdef{_PLANE_ENDS}]"
)


def characters(content: bytes, file: str) -> tuple[str, tuple[Finding, ...]]:
    r"""The characters of a text file, and a remark where a program lost some before.

    Raises DataError ``file-too-large``, ``empty``, ``encoding``, ``text-control``.

    >>> characters(b"\xef\xbb\xbfKPI\r\n", "a.txt")
    ('KPI\n', ())
    """
    if len(content) > MAX_BYTES:
        found, allowed = f"{len(content):,}", f"{MAX_BYTES:,}"
        raise _refusal("file-too-large", Place(file), found=found, allowed=allowed)
    try:
        text = decoded(content)
    except RefusedError as refused:
        raise _refusal(refused.key, Place(file)) from None
    _refuse_unseen(text, file)
    text = as_printed(text)
    if not text.strip():
        raise _refusal("empty/document", Place(file))
    return text, _lost_remark(text, file)


def _refuse_unseen(text: str, file: str) -> None:
    found = [
        finding("text-control", _place(text, unseen.start(), file), found=_code_point(unseen[0]))
        for unseen in islice(_FORBIDDEN.finditer(text), _MAX_TOLD)
    ]
    if found:
        raise DataError(found)


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
