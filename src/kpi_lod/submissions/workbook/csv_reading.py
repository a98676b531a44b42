"""CSV files in one folder, one for each sheet → the tree of their submission."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from kpi_lod.errors import Finding, Place, file_error, finding
from kpi_lod.foreign.limits import MAX_BYTES
from kpi_lod.submissions.nodes import Parsed
from kpi_lod.submissions.workbook.csv_sheets import csv_sheet
from kpi_lod.submissions.workbook.grid import Grid, GridSheet
from kpi_lod.submissions.workbook.layout_reading import is_ours, ours_parsed
from kpi_lod.submissions.workbook.recognising import named_sheet

CSV = ".csv"

_UNREAD = ("file-too-large", "too-many-rows", "sheet-too-large")
"""What ends the reading of a file before anything is known of it."""


def read_csv_files(files: Sequence[Path]) -> Parsed:
    """The submission in CSV files of one folder, and the sheets beside them there.

    A file is known by its name (提出情報.csv, KPI.csv) or by its headings; those that were not
    given are looked for by their names. Raises KpiLodError ``file-missing``, ``file-unreadable``.
    """
    findings: list[Finding] = []
    sheets: list[GridSheet] = []
    for file in csv_siblings(files):
        sheet, wrong = csv_sheet(_content(file), str(file))
        sheets.append(sheet)
        findings += wrong
    grid = Grid(str(files[0].parent), tuple(sheets), tuple(findings))
    if not any(sheet.rows for sheet in sheets):
        return Parsed(None, tuple(findings) or (finding("empty", Place(str(files[0]))),), ())
    if any(found.code in _UNREAD for found in findings):
        return Parsed(None, tuple(findings), ())
    if is_ours(grid):
        return ours_parsed(grid)
    names = "、".join(Path(sheet.file).name for sheet in sheets)
    return Parsed(None, (*findings, finding("form-unknown", Place(grid.file), found=names)), ())


def csv_siblings(files: Iterable[Path]) -> Sequence[Path]:
    """The files, and beside them those that are named as sheets are; in order."""
    given = set(files)
    beside = {
        other
        for folder in {file.parent for file in given}
        if folder.is_dir()
        for other in folder.iterdir()
        if other.suffix.lower() == CSV and named_sheet(other.stem)
    }
    return sorted(given | beside)


def _content(file: Path) -> bytes:
    """The bytes, or as many as show that there are too many."""
    try:
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise file_error(file, error) from None
