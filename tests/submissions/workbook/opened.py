"""A written workbook as it is read again."""

from __future__ import annotations

from kpi_lod.submissions.nodes import Parsed
from kpi_lod.submissions.workbook.foreign_grid import workbook_grid
from kpi_lod.submissions.workbook.grid import Grid
from kpi_lod.submissions.workbook.reading import read_workbook

FILE = "a.xlsx"


def grid(content: bytes) -> Grid:
    return workbook_grid(content, FILE)


def parsed(content: bytes) -> Parsed:
    return read_workbook(content, FILE)
