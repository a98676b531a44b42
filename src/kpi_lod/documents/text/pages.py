"""HTML tables within a text → tables, by the reader of web pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from lxml import etree

from kpi_lod.documents.document import Block, Table
from kpi_lod.documents.flow import Part, blocks
from kpi_lod.documents.html_page import Page
from kpi_lod.documents.text.lines import Line

_OPEN = re.compile(r"<table(?:\s[^<>]{0,2000})?>", re.IGNORECASE)
_CLOSE = re.compile(r"</table\s{0,9}>", re.IGNORECASE)
_TABLE = re.compile(r"table [0-9]+")
LONGEST = 20_000
"""So many lines may belong to one table."""


def opens_table(line: Line) -> bool:
    """Whether an HTML table begins on the line."""
    return "<" in line.text and "\t" not in line.text and _OPEN.search(line.text) is not None


def table_end(lines: Sequence[Line], start: int) -> int:
    """Behind the line that closes the table; ``start`` if none does."""
    still = 0
    for at in range(start, min(len(lines), start + LONGEST)):
        text = lines[at].text
        if "<" in text:
            still += len(_OPEN.findall(text)) - len(_CLOSE.findall(text))
            if still <= 0:
                return at + 1
    return start


def shown(lines: Sequence[Line]) -> list[Block]:
    """What a browser shows of such lines. Raises RefusedError ``too-deep``, ``table-span``."""
    page = Page()
    target = cast("etree.ParserTarget[list[Part]]", page)  # which exists in its stubs only
    parser = etree.HTMLParser(target=target, encoding="utf-8")
    parser.feed("\n".join(line.text for line in lines).encode())
    place = f"line {lines[0].number}"
    return [
        block if isinstance(block, Table) else replace(block, at=place)
        for block in blocks(parser.close())
    ]


def numbered(table: Table, number: int) -> Table:
    """The table as the ``number``-th of its file."""
    place = f"table {number}"
    cells = (replace(cell, at=_TABLE.sub(place, cell.at, count=1)) for cell in table.cells)
    return replace(table, cells=tuple(cells))
