"""Texts read as documents, and what stands in them."""

from __future__ import annotations

from kpi_lod.documents.document import Document, Paragraph, Table
from kpi_lod.documents.text.reading import read_text


def document(text: str) -> Document:
    return read_text(text.encode(), "資料.txt")


def tables(text: str) -> list[Table]:
    return [block for block in document(text).blocks() if isinstance(block, Table)]


def rows(table: Table) -> list[list[str]]:
    grid = table.grid()
    return [
        [grid[row, column].text if (row, column) in grid else "" for column in _to(table.width)]
        for row in _to(table.height)
    ]


def _to(last: int) -> range:
    return range(1, last + 1)


def read(text: str) -> list[list[list[str]]]:
    return [rows(table) for table in tables(text)]


def paragraphs(text: str) -> list[tuple[str, str, int]]:
    found = document(text).blocks()
    return [(one.text, one.at, one.level) for one in found if isinstance(one, Paragraph)]
