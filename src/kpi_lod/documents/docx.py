"""A Word document (.docx) → its Document, by our own pass over its XML with Expat.

python-docx builds a tree of it, shows neither text boxes nor notes nor numbers, and follows what
the file says of spans. Links are never followed, macros never run: a file with macros is refused.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Sequence
from pathlib import PurePath

from kpi_lod.documents.document import Document, Section
from kpi_lod.documents.docx_numbers import Numbers
from kpi_lod.documents.docx_parts import Styles, read_part, related
from kpi_lod.documents.docx_story import Story
from kpi_lod.documents.flow import Line, Part, Slot, blocks
from kpi_lod.documents.properties import title
from kpi_lod.documents.struck import struck_out
from kpi_lod.foreign.archive import Archive
from kpi_lod.foreign.limits import RefusedError
from kpi_lod.foreign.markup import check_prolog, parse

_NOTES = ("footnotes", "endnotes")


def read_docx(content: bytes, file: str) -> Document:
    """The document in a .docx file, its notes at the end.

    Raises RefusedError for what is none, has macros or a password, or is too large or too deep.
    """
    archive = Archive(content)
    _check(archive)
    part = related(archive, "").get("officeDocument", "word/document.xml")
    if part not in archive:
        raise RefusedError("file-broken", reason_ja="本文がありません", reason_en="it has no text")
    parts, struck = _parts(archive, part)
    found = blocks(parts)
    if not found:
        raise RefusedError("empty/document")
    digest = hashlib.sha256(content).hexdigest()
    name = PurePath(file).name
    told = struck_out(name, struck)
    return Document(name, "docx", digest, (Section(found),), title(archive), told)


def _check(archive: Archive) -> None:
    """Refuse macros, and what could make the XML mean something else."""
    for name in archive.names:
        if name.endswith((".xml", ".rels")):
            check_prolog(archive.pieces(name), name)
    types = b"".join(archive.pieces("[Content_Types].xml"))
    macros = any(posixpath.basename(name) == "vbaproject.bin" for name in archive.names)
    if macros or b"macroEnabled" in types:
        raise RefusedError("macro")


def _parts(archive: Archive, part: str) -> tuple[Sequence[Part], int]:
    """What stands in the text, then in its notes; and how many runs are struck out."""
    beside = related(archive, part)
    styles, numbers = Styles(), Numbers()
    read_part(archive, beside.get("styles", ""), styles.start)
    read_part(archive, beside.get("numbering", ""), numbers.start)
    text = Story(styles, numbers)
    _read(archive, part, text)
    notes: dict[str, list[Part]] = {}
    for kind in _NOTES:
        story = Story(styles, Numbers())
        _read(archive, beside.get(kind, ""), story)
        notes |= {f"{kind[:1]}{key}": parts for key, parts in story.notes.items()}
    behind = [
        Line(f"※{number} {Slot(notes.get(key, [])).text}")
        for number, key in enumerate(text.referred, 1)
    ]
    return [*text.parts, *behind], text.struck


def _read(archive: Archive, part: str, story: Story) -> None:
    if part in archive:
        parse(archive.pieces(part), part, start=story.start, end=story.end, text=story.text)
