"""XML of strangers, as events: no document types, no entities, nothing fetched.

Expat (Python's own) in place of a tree: a workbook's sheet may have a hundred megabytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from xml.parsers import expat

from kpi_lod.foreign.limits import RefusedError

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


class _RootSeen(Exception):
    """The root element began: what is looked for can only stand before it."""


def parse(
    pieces: Iterable[bytes],
    name: str,
    *,
    start: Start,
    end: End | None = None,
    text: Text | None = None,
) -> None:
    """Call ``start``, ``end`` and ``text`` for the XML in ``pieces``, a part called ``name``.

    Names come as ``namespace local``. Raises RefusedError ``xml-doctype``, ``file-broken``.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text

    def doctype(*_: object) -> None:
        raise RefusedError("xml-doctype", found=name)

    parser.StartDoctypeDeclHandler = doctype
    parser.EntityDeclHandler = doctype
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError) as error:
        line = getattr(error, "lineno", 0)
        ja = f"中の部品「{name}」の{line}行目がXMLとして読めません"
        en = f"the part {name} inside it is no well-formed XML (line {line})"
        raise RefusedError("file-broken", reason_ja=ja, reason_en=en) from None


def check_prolog(pieces: Iterable[bytes], name: str) -> None:
    """Raise RefusedError ``xml-doctype`` if the XML has a document type; other faults pass."""

    def start(*_: object) -> None:
        raise _RootSeen

    try:
        parse(pieces, name, start=start)
    except _RootSeen:
        return
    except RefusedError as refused:
        if refused.key == "xml-doctype":
            raise


def local(name: str) -> str:
    """The name without its namespace."""
    return name.rpartition(" ")[2]
