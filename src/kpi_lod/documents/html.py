"""A web page → its Document: what a browser shows, without menus, scripts and hidden parts.

Read as events (libxml2's HTML5 tokenizer), never as a tree: a page may nest as deep as it likes.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePath
from typing import cast

from lxml import etree

from kpi_lod.documents.document import Document, Section
from kpi_lod.documents.encoding import decoded, without_controls
from kpi_lod.documents.flow import Part, blocks
from kpi_lod.documents.html_page import Page
from kpi_lod.documents.struck import struck_out
from kpi_lod.foreign.limits import RefusedError

_PIECE = 64 * 1024
_META = re.compile(
    rb"""<(?:meta[^>]{0,300}?charset|\?xml[^>]{0,100}?encoding)\s{0,9}=\s{0,9}"""
    rb"""["']?\s{0,9}([-\w:.]{1,40})""",
    re.IGNORECASE,
)
_HEAD = 4_096
_SPACES = re.compile(r"[ \t\n\f]+")


def read_html(content: bytes, file: str) -> Document:
    """The document in a page, called ``file``.

    Raises RefusedError ``encoding/document``, ``too-deep``, ``table-span``, ``empty/document``.
    """
    page = Page()
    target = cast("etree.ParserTarget[list[Part]]", page)  # which exists in its stubs only
    parser = etree.HTMLParser(target=target, encoding="utf-8")
    text = without_controls(decoded(content, _declared(content))).encode("utf-8")
    for start in range(0, len(text), _PIECE):
        parser.feed(text[start : start + _PIECE])
    found = blocks(parser.close() if text else [])
    if not found:
        raise RefusedError("empty/document")
    digest = hashlib.sha256(content).hexdigest()
    title = _SPACES.sub(" ", page.title).strip()
    name = PurePath(file).name
    return Document(name, "html", digest, (Section(found),), title, struck_out(name, page.struck))


def _declared(content: bytes) -> str:
    match = _META.search(content[:_HEAD])
    return match[1].decode("ascii", "ignore") if match else ""
