"""A sheet of any kind of workbook as it is shown, with what of it cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kpi_lod.documents.sheets import Sheet
from kpi_lod.foreign.xlsx import ShownCell, WorkbookSheet

Position = tuple[int, int]
"""Row and column, from 1."""


@dataclass(frozen=True, slots=True)
class Shown:
    """``unread``: cells left blank because nobody can tell what they show. ``struck``: cells of
    which text was left out that is struck out.
    """

    sheet: Sheet
    hidden: bool = False
    unread: Sequence[Position] = ()
    struck: Sequence[Position] = ()


def shown(sheet: WorkbookSheet) -> Shown:
    """The sheet of an .xlsx file, numbers with as many places as are shown."""
    unread = sorted(place for place, cell in sheet.cells.items() if cell.fault)
    struck = sorted(place for place, cell in sheet.cells.items() if cell.struck)
    texts = {place: _text(cell) for place, cell in sheet.cells.items() if not cell.fault}
    return Shown(Sheet(sheet.name, texts, sheet.merged), sheet.hidden, unread, struck)


def _text(cell: ShownCell) -> str:
    """What is shown and not struck out."""
    if cell.struck:
        return cell.text.replace(cell.struck, "", 1)
    return cell.rounded or cell.text
