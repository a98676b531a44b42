"""The workbook that was checked, with its findings in it: coloured, commented, and in a list.

In: the bytes of an xlsx file and its findings. Out: the same with marks (openpyxl), or what would
be lost. Marks of an earlier time are taken away first, and the fills come back that were below
them: they lie in a hidden column of the list, numbered, and a mark says the number of its own, so
that it finds it after rows were moved.
"""

from __future__ import annotations

import re
import warnings
from collections import defaultdict
from collections.abc import Iterable, Sequence
from copy import copy
from io import BytesIO
from typing import cast
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from kpi_lod.checking.excerpts import columns
from kpi_lod.checking.listing import COLUMNS, FILLS, HEADING_FILL, PLACE, height, row
from kpi_lod.checking.losses import losses
from kpi_lod.checking.situated import Situated
from kpi_lod.checking.stable_zip import stable, with_results
from kpi_lod.checking.wording import SEVERITIES
from kpi_lod.submissions.workbook.layout import FINDINGS_SHEET, OUR_COMMENT

AUTHOR = "kpi-lod"
_BELOW = OUR_COMMENT
"""Above our part of a comment: all below it is taken away the next time.

Behind it stands the number of the fill that was there, if there was any.
"""

_OF_FILL = re.compile(r" #([0-9]{1,6})(?![0-9])")
_FILLS_HEADING = "kpi-lod: 元の色 / fills"

_IN_A_COMMENT = 5
"""Findings told in one comment; the list has them all."""

_WIDTH, _LINE, _PER_LINE, _HIGHEST = 420, 19, 54, 700
"""Pixels of a comment, of a line, columns of text in a line, pixels at most."""

_UNREADABLE = (
    *(OSError, ValueError, TypeError, KeyError, IndexError, AttributeError),
    *(BadZipFile, ParseError, NotImplementedError),
)
"""What openpyxl raises for files that others can read."""

_HEADINGS = tuple(f"{one.ja}\n{one.en}" for one in COLUMNS)

Losses = tuple[tuple[str, str], ...]


class UnsuitableError(Exception):
    """openpyxl cannot keep the workbook whole; ``lost`` is empty where it cannot read it."""

    def __init__(self, lost: Losses = ()) -> None:
        self.lost = lost
        super().__init__(", ".join(en for _, en in lost))


def marked_book(content: bytes, found: Sequence[Situated]) -> bytes:
    """The workbook with its findings. Raises UnsuitableError where it would lose anything."""
    try:
        lost = losses(content, _saved(_loaded(content)))
        if lost:
            raise UnsuitableError(lost)
        book, results = _loaded(content), _loaded(content, results=True)
    except _UNREADABLE as error:
        raise UnsuitableError from error
    _forget(book)
    fills: list[PatternFill] = []
    for (sheet, line, column), ones in _by_cell(found, book).items():
        _mark(book[sheet], (line, column), ones, fills)
    _add_list(book, found)
    _keep_fills(book[FINDINGS_SHEET], fills)
    return with_results(stable(_saved(book), content), book, results)


def _loaded(content: bytes, *, results: bool = False) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what it cannot keep is found by comparing
        return load_workbook(BytesIO(content), rich_text=not results, data_only=results)


def _saved(book: Workbook) -> bytes:
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _forget(book: Workbook) -> None:
    """Take away the marks that an earlier check left."""
    fills: dict[str, PatternFill] = {}
    if FINDINGS_SHEET in book.sheetnames:
        listed = book[FINDINGS_SHEET]
        cells = next(listed.iter_rows(max_row=1, max_col=len(COLUMNS), values_only=True), ())
        if tuple(map(str, cells)) == _HEADINGS:  # else it is hers
            fills = _kept_fills(listed)
            del book[FINDINGS_SHEET]
    ours = {f"FF{fill}" for fill in FILLS.values()}
    for sheet in book.worksheets:
        for cell in (cell for cells in sheet.iter_rows() for cell in cells):
            text, mark, rest = cell.comment.text.partition(_BELOW) if cell.comment else ("", "", "")
            if mark:
                cell.comment = _comment(text.rstrip(), cell) if text.strip() else None
                if cell.fill.fgColor.rgb in ours:  # else she has coloured it since
                    number = _OF_FILL.match(rest)
                    cell.fill = fills.get(number[1] if number else "", PatternFill())


def _keep_fills(sheet: Worksheet, fills: Sequence[PatternFill]) -> None:
    """Put the fills that were below our marks beside the list, out of sight."""
    column = len(COLUMNS) + 1
    for line, fill in enumerate(fills, 1):
        cell = sheet.cell(line + 1, column, str(line))
        cell.fill = fill
    if fills:
        sheet.cell(1, column, _FILLS_HEADING)
        sheet.column_dimensions[get_column_letter(column)].hidden = True


def _kept_fills(sheet: Worksheet) -> dict[str, PatternFill]:
    """The fills by their numbers; none where somebody has deleted them."""
    column = len(COLUMNS) + 1
    if sheet.cell(1, column).value != _FILLS_HEADING:
        return {}
    cells = (sheet.cell(line, column) for line in range(2, sheet.max_row + 1))
    return {str(cell.value): _fill_of(cell) for cell in cells if cell.value is not None}


def _fill_of(cell: Cell | MergedCell) -> PatternFill:
    """The fill itself and not its proxy, which belongs to the cell."""
    return cast(PatternFill, copy(cell.fill))


def _by_cell(
    found: Iterable[Situated], book: Workbook
) -> dict[tuple[str, int, int], list[Situated]]:
    """Cell → its findings, worst first; in a merged range the cell that shows."""
    cells: dict[tuple[str, int, int], list[Situated]] = defaultdict(list)
    for one in found:
        place = one.place
        if place.cell and place.sheet in book.sheetnames:
            at = _shown_cell(book[place.sheet], place.line, place.column)
            cells[place.sheet, *at].append(one)
    return cells


def _shown_cell(sheet: Worksheet, line: int, column: int) -> tuple[int, int]:
    cell = sheet.cell(line, column)
    if isinstance(cell, MergedCell):
        for merged in sheet.merged_cells.ranges:
            if cell.coordinate in merged:
                return merged.min_row, merged.min_col
    return line, column


def _mark(
    sheet: Worksheet, at: tuple[int, int], ones: Sequence[Situated], fills: list[PatternFill]
) -> None:
    """Colour and comment a cell; the fill that was there is added to ``fills``."""
    cell = sheet.cell(*at)
    number = ""
    if cell.fill.fill_type is not None:
        fills.append(_fill_of(cell))
        number = f" #{len(fills)}"
    cell.fill = _filled(FILLS[ones[0].finding.severity])
    before = f"{cell.comment.text}\n" if cell.comment else ""
    told = "\n\n".join(map(_told, ones[:_IN_A_COMMENT]))
    more = len(ones) - _IN_A_COMMENT
    rest = (
        f"\n\nほかに{more}件。「{FINDINGS_SHEET}」を見てください。 / and {more} more."
        if more > 0
        else ""
    )
    cell.comment = _comment(f"{before}{_BELOW}{number}\n{told}{rest}", cell)


def _told(one: Situated) -> str:
    found = one.finding
    texts = [f"{' '.join(SEVERITIES[found.severity])} [{found.code}]"]
    for text, fix in ((found.ja, found.fix_ja), (found.en, found.fix_en)):
        texts += [text, f"→ {fix}"] if fix else [text]
    return "\n".join(texts)


def _comment(text: str, cell: Cell | MergedCell) -> Comment:
    """A comment large enough to be read, by whom the cell's own is."""
    author = cell.comment.author if cell.comment else AUTHOR
    lines = sum(1 + columns(line, 2) // _PER_LINE for line in text.splitlines())
    return Comment(text, author, height=min((lines + 1) * _LINE, _HIGHEST), width=_WIDTH)


def _filled(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=f"FF{colour}")


def _add_list(book: Workbook, found: Sequence[Situated]) -> None:
    """Put the list in front and open the workbook there."""
    sheet = book.create_sheet(FINDINGS_SHEET, 0)
    for number, (column, heading) in enumerate(zip(COLUMNS, _HEADINGS, strict=True), 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
        head = _text(sheet, (1, number), heading)
        head.font, head.fill = _font(head, bold=True), _filled(HEADING_FILL)
    sheet.row_dimensions[1].height = height(_HEADINGS)
    for line, one in enumerate(found, 2):
        _add_row(sheet, line, one, book)
    _set_page(sheet, len(found))
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet
    book.active = sheet


def _add_row(sheet: Worksheet, line: int, one: Situated, book: Workbook) -> None:
    cells = row(one, with_file=False)
    sheet.row_dimensions[line].height = height(cells)
    for number, text in enumerate(cells, 1):
        _text(sheet, (line, number), text)
    sheet.cell(line, 1).fill = _filled(FILLS[one.finding.severity])
    place = one.place
    if place.sheet in book.sheetnames:
        link = sheet.cell(line, PLACE + 1)
        quoted = place.sheet.replace("'", "''")
        target = f"'{quoted}'!{place.cell or 'A1'}"
        link.hyperlink = Hyperlink(ref=link.coordinate, location=target)
        link.font = _font(link, color="FF0563C1", underline="single")


def _font(cell: Cell | MergedCell, **changes: object) -> Font:
    """The font of the workbook, changed."""
    made = Font(name=cell.font.name, size=cell.font.size)
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def _text(sheet: Worksheet, at: tuple[int, int], text: str) -> Cell:
    cell = sheet.cell(*at)
    assert isinstance(cell, Cell)
    cell.value = text
    cell.data_type = "s"  # what was submitted is text, also where it begins with =
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    side = Side(style="thin", color="FF8C8C8C")
    cell.border = Border(left=side, right=side, top=side, bottom=side)
    return cell


def _set_page(sheet: Worksheet, findings: int) -> None:
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{findings + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.sheet_properties.tabColor = "FFB00020"
