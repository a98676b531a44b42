"""A written workbook as another program sees it: its grid, and its tables by their headings."""

from __future__ import annotations

from io import BytesIO

from python_calamine import CalamineWorkbook

from kpi_lod.errors import Place
from kpi_lod.submissions.nodes import Parsed
from kpi_lod.submissions.workbook.filling import numbered
from kpi_lod.submissions.workbook.gathering import Cell, CellRow, Tables, gathered
from kpi_lod.submissions.workbook.grid import Grid, GridSheet
from kpi_lod.submissions.workbook.headings import REQUIRED
from kpi_lod.submissions.workbook.layout import Sheet, sheets

FILE = "a.xlsx"


def grid(content: bytes) -> Grid:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return Grid(FILE, tuple(_sheet(book, name) for name in book.sheet_names))


def _sheet(book: CalamineWorkbook, name: str) -> GridSheet:
    found = book.get_sheet_by_name(name)
    rows: dict[int, dict[int, Cell]] = {}
    for line, row in enumerate(found.to_python(skip_empty_area=False), 1):
        for column, text in enumerate(row, 1):
            assert isinstance(text, str), "all that is written is a text"
            if text:
                rows.setdefault(line, {})[column] = Cell(
                    text, Place(FILE, line, column, sheet=name)
                )
    for (top, left), (bottom, right) in found.merged_cell_ranges or []:
        cell = rows.get(top + 1, {}).get(left + 1)
        for line in range(top + 1, bottom + 2):
            for column in range(left + 1, right + 2):
                if cell:
                    rows.setdefault(line, {})[column] = cell
    return GridSheet(name, rows)


def tables(content: bytes) -> Tables:
    found = {sheet.name: sheet for sheet in grid(content).sheets}
    return {key: [*_rows(sheet, found[sheet.name])] for key, sheet in sheets().items()}


def _rows(sheet: Sheet, found: GridSheet) -> list[CellRow]:
    if sheet.form:
        fields = {_key(sheet, row[1].text): row[2] for row in found.rows.values() if 2 in row}
        return [{key: cell for key, cell in fields.items() if key}]
    headings = {column: _key(sheet, cell.text) for column, cell in found.rows[2].items()}
    assert all(headings.values())
    lines = (
        {headings[column]: cell for column, cell in row.items()}
        for line, row in found.rows.items()
        if line > 3
    )
    return [line for line in lines if line]


def _key(sheet: Sheet, heading: str) -> str:
    text = heading.removesuffix(REQUIRED)
    for column in sheet.columns:
        if text == column.ja:
            return column.key
        if column.many and text.removeprefix(column.ja).isdecimal():
            return numbered(column.key, int(text.removeprefix(column.ja)))
    return ""


def parsed(content: bytes) -> Parsed:
    return gathered(tables(content), FILE)
