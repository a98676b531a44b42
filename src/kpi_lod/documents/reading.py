"""A file → its Document, by what it is and not by its name; read in a limited child process."""

from __future__ import annotations

from kpi_lod.documents.document import Document
from kpi_lod.errors import FileName


def read_document(file: FileName) -> Document:
    """The document in a file.

    Raises KpiLodError ``file-missing``, ``file-unreadable``, ``file-folder``, ``file-url``;
    DataError with the reason where it is no document that can be read.
    """
    raise NotImplementedError(file)
