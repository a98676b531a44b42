"""The bytes of an .xlsx file → :class:`Grid`, read in a process of its own.

What the file is, is told by its content: an old .xls, a password or macros each have their way out.
"""

from __future__ import annotations

from pathlib import PurePath

from kpi_lod.errors import Finding, Place, Severity, finding, worded_finding
from kpi_lod.foreign.child import workbook
from kpi_lod.foreign.kinds import NAMES, kind, locked
from kpi_lod.foreign.limits import MAX_BYTES, RefusedError
from kpi_lod.foreign.xlsx import WorkbookSheet
from kpi_lod.submissions.workbook.gathering import Cell
from kpi_lod.submissions.workbook.grid import Grid, GridSheet
from kpi_lod.submissions.workbook.layout import OUR_COMMENT

XLSX = ".xlsx"
_REFUSED_KINDS = {"empty": "empty", "ole": "xls-old", "ole-encrypted": "encrypted"}


def workbook_grid(content: bytes, file: str) -> Grid:
    """The sheets of an .xlsx file called ``file``; none, with findings, where it is refused."""
    if wrong := _refused_kind(content, file):
        return Grid(file, (), (wrong,))
    try:
        sheets = workbook(content)
    except RefusedError as refused:
        sheet, row, column = refused.at
        place = Place(file, row, column, sheet=sheet)
        return Grid(file, (), (_refusal(refused, place),))
    suffix = PurePath(file).suffix.lower()
    if suffix != XLSX:
        return Grid(file, (), (_claimed(file, XLSX),))
    return Grid(file, tuple(_sheet(sheet, file) for sheet in sheets))


def _refusal(refused: RefusedError, place: Place) -> Finding:
    name = PurePath(place.file)
    fields = {"claimed": name.suffix or name.name, **refused.fields}
    return worded_finding(refused.key, place, Severity.VIOLATION, fields)


def _refused_kind(content: bytes, file: str) -> Finding | None:
    if len(content) > MAX_BYTES:
        return finding(
            "file-too-large", Place(file), found=f"{len(content):,}", allowed=f"{MAX_BYTES:,}"
        )
    found = kind(content)
    if found != "zip" and (other := locked(file)):
        return finding("file-type/lock", Place(file), found=PurePath(file).name, other=other)
    if not content:
        return finding("empty/bytes", Place(file))
    if found in _REFUSED_KINDS:
        return finding(_REFUSED_KINDS[found], Place(file))
    return None if found == "zip" else _claimed(file, found)


def _claimed(file: str, found: str) -> Finding:
    """Its name says one thing and its content another."""
    name = PurePath(file)
    if found == XLSX:
        return finding("file-type/suffix", Place(file), claimed=name.suffix or name.name)
    ja, en = NAMES[found]
    claimed = name.suffix or name.name
    return finding("file-type/content", Place(file), claimed=claimed, found_ja=ja, found_en=en)


def _sheet(sheet: WorkbookSheet, file: str) -> GridSheet:
    rows: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        place = Place(file, row, column, sheet=sheet.name)
        fault = finding(cell.fault, place, found=cell.text) if cell.fault else None
        rows.setdefault(row, {})[column] = Cell(cell.text, place, fault, cell.rounded, cell.struck)
    return GridSheet(
        name=sheet.name,
        rows=rows,
        hidden=frozenset(sheet.hidden_rows) & rows.keys(),
        hidden_columns=tuple(sheet.hidden_columns),
        visible=not sheet.hidden,
        merged=tuple(sheet.merged),
        comments=tuple(
            (row, column)
            for row, column, text in sheet.comments
            if not text.lstrip().startswith(OUR_COMMENT)
        ),
    )
