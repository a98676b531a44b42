"""What the reader of PDF made of pages written by hand."""

from __future__ import annotations

from collections.abc import Mapping

from tests.documents.pdf.papers import Sheet, paper

from kpi_lod.documents.document import Document, Paragraph, Table
from kpi_lod.documents.pdf import read_pdf

HEAD = ["事業名", "指標", "目標値", "実績値"]


def read(*sheets: Sheet) -> Document:
    return read_pdf(paper(*sheets), "a.pdf")


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks() if isinstance(block, Table)]


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks() if isinstance(block, Paragraph)]


def texts(table: Table) -> Mapping[tuple[int, int], str]:
    return {(cell.row, cell.column): cell.text for cell in table.cells if cell.text}


def rows(table: Table) -> list[list[str]]:
    """The grid row by row; a cell that spans stands once."""
    found = texts(table)
    return [
        [found.get((row, column), "") for column in range(1, table.width + 1)]
        for row in range(1, table.height + 1)
    ]
