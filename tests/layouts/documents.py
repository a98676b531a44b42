"""Documents as a reader makes them, written down as lines: a tab parts the cells of a table."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from kpi_lod.documents.document import Block, Cell, Document, Paragraph, Section, Table


def document(*lines: str, file: str = "document.txt", title: str = "") -> Document:
    """A document of these lines; neighbouring lines with tabs are one table."""
    blocks: list[Block] = []
    for is_table, group in groupby(enumerate(lines, start=1), key=lambda line: "\t" in line[1]):
        if is_table:
            blocks.append(Table(tuple(_cells([text for _, text in group])), exact=False))
        else:
            blocks += (Paragraph(text, f"line {number}") for number, text in group)
    return Document(file, "text", "0" * 64, (Section(tuple(blocks)),), title)


def _cells(rows: list[str]) -> Iterator[Cell]:
    for row, line in enumerate(rows, start=1):
        for column, text in enumerate(line.split("\t"), start=1):
            if text:
                yield Cell(row, column, text, f"table 1 row {row} column {column}")
