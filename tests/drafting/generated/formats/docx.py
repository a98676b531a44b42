"""A paper as a Word document."""

from __future__ import annotations

from pathlib import Path
from random import Random

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.shared import Mm, Pt
from tests.drafting.generated.paper import Break, Grid, Line, Paper


def write(paper: Paper, file: Path, random: Random) -> None:
    """The document, on A4 or on A3 on its side where a table is wide."""
    document = Document()
    document.styles["Normal"].font.size = Pt(random.choice((8, 9)))
    page = document.sections[0]
    wide = max((grid.width for grid in paper.grids), default=1) > 8
    page.page_width, page.page_height = (Mm(420), Mm(297)) if wide else (Mm(210), Mm(297))
    for block in paper.blocks:
        if isinstance(block, Line):
            document.add_paragraph(block.text, f"Heading {block.level}" if block.level else None)
        elif isinstance(block, Break):
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        else:
            _table(document, block)
    document.save(str(file))


def _table(document: WordDocument, grid: Grid) -> None:
    table = document.add_table(len(grid.rows), grid.width, "Table Grid")
    cells = [list(row.cells) for row in table.rows]
    for (row, column), box in grid.placed().items():
        cell = cells[row][column]
        if box.rows > 1 or box.columns > 1:
            cell = cell.merge(cells[row + box.rows - 1][column + box.columns - 1])
        cell.text = box.text
    document.add_paragraph()
