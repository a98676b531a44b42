"""A file → its Document, by what it is and not by its name; read in a limited child process.

Plain text is read here: nothing of it is parsed by foreign code, and a process more would take
longer than all of the reading.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path, PurePath

from kpi_lod.documents.document import Document
from kpi_lod.documents.kinds import kind
from kpi_lod.documents.readers import reader, seconds
from kpi_lod.errors import (
    DataError,
    FileName,
    Finding,
    Place,
    Severity,
    file_error,
    refuse_folder_or_url,
    worded_finding,
)
from kpi_lod.foreign.kinds import locked
from kpi_lod.foreign.limits import MIB, RefusedError

MAX_BYTES = 20 * MIB

_WORKER = ("-m", "kpi_lod.documents.worker")
_WORDED = {
    "encrypted": "encrypted/document",
    "file-broken": "file-broken/document",
    "file-too-large": "file-too-large/document",
    "macro": "macro/document",
    "parser-stopped": "parser-stopped/document",
    "parser-stopped/time": "parser-stopped/document-time",
    "parser-stopped/memory": "parser-stopped/document-memory",
}
"""What is said to who sends a submission → to who has somebody else's document."""


def read_document(file: FileName) -> Document:
    """The document in a file.

    Raises KpiLodError ``file-missing``, ``file-unreadable``, ``file-folder``, ``file-url``;
    DataError with the reason where it is no document that can be read.
    """
    path = Path(file)
    content = _content(path)
    name = path.name
    try:
        _check_size(content)
        _check_lock(content, name)
        found = _document(content, kind(content, name), name)
    except RefusedError as refused:
        raise DataError([_refusal(refused, str(path))]) from None
    sha256 = hashlib.sha256(content).hexdigest()
    remarks = tuple(_placed(one, str(path)) for one in found.remarks)
    return replace(found, file=name, sha256=sha256, remarks=remarks)


def _document(content: bytes, kind_: str, name: str) -> Document:
    if kind_ == "text":
        return reader(kind_)(content, name)
    from kpi_lod.documents.answers import read  # noqa: PLC0415  (nothing that a text needs)
    from kpi_lod.foreign.child import answered  # noqa: PLC0415

    return answered(content, (*_WORKER, kind_, name), read, seconds=seconds(kind_))


def _content(path: Path) -> bytes:
    """The bytes, or as many as show that there are too many."""
    try:
        refuse_folder_or_url(path, "*.*")
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise file_error(path, error) from None


def _check_size(content: bytes) -> None:
    if len(content) > MAX_BYTES:
        raise RefusedError("file-too-large/document", allowed=MAX_BYTES // MIB)


def _check_lock(content: bytes, name: str) -> None:
    """The mark of an open file is small; a document that only has such a name is read."""
    if (other := locked(name)) and len(content) < 1024:  # noqa: PLR2004
        raise RefusedError("file-type/lock", found=name, other=other)


def _refusal(refused: RefusedError, file: str) -> Finding:
    sheet, row, column = refused.at
    key = _WORDED.get(refused.key, refused.key)
    name = PurePath(file)
    fields = {"claimed": name.suffix or name.name, **refused.fields}
    return worded_finding(key, Place(file, row, column, sheet=sheet), Severity.VIOLATION, fields)


def _placed(remark: Finding, file: str) -> Finding:
    return replace(remark, place=replace(remark.place, file=file))
