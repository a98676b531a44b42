"""Paragraphs that are a table torn by the extraction of text → that table.

Only where headings and cells fit exactly; what does not stays as it is. Pure, and never raises.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi_lod.documents.document import Block, Paragraph, Table
from kpi_lod.layouts.tables.bands import is_heading_row
from kpi_lod.layouts.tables.spots import rows
from kpi_lod.layouts.torn.cells import cells_table
from kpi_lod.layouts.torn.forms import forms_table
from kpi_lod.layouts.torn.lines import lines_table
from kpi_lod.layouts.torn.owners import owned

_SPACE = "\u3000"


def rejoined(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, torn tables in place of the paragraphs that they were."""
    return tuple(owned(tuple(_rejoined(blocks))))


def _rejoined(blocks: Sequence[Block]) -> Iterator[Block]:
    at = 0
    while at < len(blocks):
        run = _run(blocks, at)
        if run:
            yield from _blocks(run)
            at += len(run)
        else:
            yield from _loosened(blocks[at])
            at += 1


def _loosened(block: Block) -> Iterator[Block]:
    """Lines that only look like a table, as wide spaces stand in them, are lines again."""
    lines = rows(block) if isinstance(block, Table) and not block.exact else ()
    filled = [row for row in lines if row]
    if not filled or any(map(is_heading_row, filled)) or any(row[0].label for row in filled):
        yield block
        return
    for row in filled:
        yield Paragraph(_SPACE.join(spot.text for spot in row), row[0].cell.at)


def _run(blocks: Sequence[Block], start: int) -> Sequence[Paragraph]:
    """The paragraphs from there to the next table."""
    run: list[Paragraph] = []
    for at in range(start, len(blocks)):
        block = blocks[at]
        if not isinstance(block, Paragraph):
            break
        run.append(block)
    return run


def _blocks(run: Sequence[Paragraph]) -> Iterator[Block]:
    at = 0
    while at < len(run):
        found = lines_table(run, at) or cells_table(run, at) or forms_table(run, at)
        if found:
            made, at = found
            yield from made
        else:
            yield run[at]
            at += 1
