"""A Document in short, to compare with: paragraphs as texts, tables as lists of rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kpi_lod.documents.document import Block, Cell, Document, Paragraph, Table
from kpi_lod.foreign.limits import RefusedError


def seen(document: Document) -> list[Any]:
    """Paragraphs as their text; tables as rows of (text, or (text, rows, columns) of a span)."""
    return [_seen(block) for block in document.blocks()]


def _seen(block: Block) -> Any:
    if isinstance(block, Paragraph):
        return block.text
    rows: list[list[Any]] = [[] for _ in range(block.height)]
    for cell in block.cells:
        spans = cell.rows > 1 or cell.columns > 1
        rows[cell.row - 1].append((cell.text, cell.rows, cell.columns) if spans else cell.text)
    return rows


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks() if isinstance(block, Table)]


def places(document: Document) -> list[str]:
    """Where everything is: paragraphs, and all cells of a table."""
    return [one.at for one in _ones(document)]


def texts(document: Document) -> list[str]:
    """The same of what stands there."""
    return [one.text for one in _ones(document)]


def _ones(document: Document) -> list[Paragraph | Cell]:
    ones: list[Paragraph | Cell] = []
    for block in document.blocks():
        ones += (block,) if isinstance(block, Paragraph) else block.cells
    return ones


def refused(read: Callable[[bytes, str], Document], content: bytes) -> RefusedError:
    with pytest.raises(RefusedError) as caught:
        read(content, "a")
    return caught.value
