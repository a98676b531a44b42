"""A paper as a workbook: merged cells, borders, numbers as numbers or as texts."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from random import Random

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from tests.drafting.generated.formats.room import fitted
from tests.drafting.generated.paper import Break, Grid, Line, Paper

_NUMBER = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(%?)")
_THIN = Side(style="thin")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def write(paper: Paper, file: Path, random: Random) -> None:
    """The book; a named break begins a sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = _sheet(book, random.choice(("Sheet1", "様式", "一覧")))
    numeric, left = random.random() < 0.6, random.choice((1, 1, 2))
    row = random.choice((1, 1, 2))
    for block in paper.blocks:
        if isinstance(block, Break):
            sheet, row = _sheet(book, block.sheet), 1
        elif isinstance(block, Line):
            sheet.cell(row, left, block.text).data_type = "s"
            row += 1
        else:
            _grid(sheet, block, (row, left), numeric)
            row += len(block.rows) + random.choice((0, 1, 1))
    for one in book.worksheets:
        _fit(one)
    book.save(file)


def _sheet(book: Workbook, name: str) -> Worksheet:
    sheet = book.create_sheet(name)
    assert isinstance(sheet, Worksheet)
    return sheet


def _grid(sheet: Worksheet, grid: Grid, corner: tuple[int, int], numeric: bool) -> None:
    for (down, right), box in grid.placed().items():
        row, column = corner[0] + down, corner[1] + right
        cell = sheet.cell(row, column)
        assert isinstance(cell, Cell)
        _fill(cell, box.text, numeric)
        if box.rows > 1 or box.columns > 1:
            sheet.merge_cells(
                start_row=row,
                start_column=column,
                end_row=row + box.rows - 1,
                end_column=column + box.columns - 1,
            )
    _widen(sheet, grid, corner)


def _fill(cell: Cell, text: str, numeric: bool) -> None:
    cell.border = _BORDER
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    match = _NUMBER.fullmatch(text) if numeric and text.isascii() else None
    if match is None:
        cell.value = text or None
        if text:
            cell.data_type = "s"
        return
    whole, decimals, percent = match.groups()
    number = Decimal(f"{whole.replace(',', '')}.{decimals or 0}")
    shown = ("#,##0" if "," in whole else "0") + (f".{'0' * len(decimals)}" if decimals else "")
    cell.value = number / 100 if percent else number
    cell.number_format = shown + percent


def _fit(sheet: Worksheet) -> None:
    """Columns and rows large enough that nothing is cut or printed as ###; one page across."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _widen(sheet: Worksheet, grid: Grid, corner: tuple[int, int]) -> None:
    """Room for the words of a grid, as whoever typed it would make it."""
    widths, heights = fitted(grid)
    for at, width in enumerate(widths):
        column = sheet.column_dimensions[get_column_letter(corner[1] + at)]
        column.width = max(column.width if column.customWidth else 0, width + 3)
    for at, height in enumerate(heights):
        sheet.row_dimensions[corner[0] + at].height = 15.0 * height + 3
