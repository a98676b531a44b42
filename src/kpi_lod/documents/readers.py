"""Kind of document → the function that reads it, and how long that may take."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from kpi_lod.documents.document import Document
from kpi_lod.foreign.limits import SECONDS

Reader = Callable[[bytes, str], Document]

_READERS = {
    "text": ("kpi_lod.documents.text", "read_text"),
    "html": ("kpi_lod.documents.html", "read_html"),
    "docx": ("kpi_lod.documents.docx", "read_docx"),
    "csv": ("kpi_lod.documents.separated", "read_csv"),
    "xlsx": ("kpi_lod.documents.books", "read_book"),
    "xls": ("kpi_lod.documents.books", "read_book"),
    "ods": ("kpi_lod.documents.books", "read_book"),
    "pdf": ("kpi_lod.documents.pdf", "read_pdf"),
}
"""Kind → module and function; imported when such a document comes: each has its own libraries."""

PDF_SECONDS = 360
"""For all pages that a PDF may have; within, its reader counts the time of each page."""


def reader(kind: str) -> Reader:
    """The function that reads a kind of document: (content, name of the file) → Document."""
    module, function = _READERS[kind]
    found: Reader = getattr(import_module(module), function)
    return found


def seconds(kind: str) -> int:
    """The processor time and the time by the clock after which the reader is ended."""
    return PDF_SECONDS if kind == "pdf" else SECONDS
