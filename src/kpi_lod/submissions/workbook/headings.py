"""The headings of a sheet as they are written: repeated columns one by one, with their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kpi_lod.submissions.workbook.filling import Row, numbered
from kpi_lod.submissions.workbook.layout import Column, Sheet

REQUIRED = "＊"
"""Behind the heading of a column that must be filled in."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One column as written: ``key`` of its cells in a row, ``ja`` and ``en`` above them."""

    key: str
    column: Column
    ja: str
    en: str

    @property
    def marked(self) -> str:
        """The Japanese heading, marked if required."""
        return f"{self.ja}{REQUIRED if self.column.required else ''}"


def headings(sheet: Sheet, rows: Sequence[Row]) -> tuple[Heading, ...]:
    """The columns of a sheet, wide enough for its rows.

    >>> from kpi_lod.submissions.workbook.layout import sheets
    >>> [one.ja for one in headings(sheets()["projects"], [{"partners.3": "202142"}])][3:8]
    ['担当部署1', '担当部署2', '連携自治体1', '連携自治体2', '連携自治体3']
    """
    return tuple(made for column in sheet.columns for made in _repeated(column, rows))


def _repeated(column: Column, rows: Sequence[Row]) -> list[Heading]:
    if not column.many:
        return [Heading(column.key, column, column.ja, column.en)]
    count = column.many
    while any(numbered(column.key, count + 1) in row for row in rows):
        count += 1
    return [
        Heading(numbered(column.key, n), column, f"{column.ja}{n}", f"{column.en} {n}")
        for n in range(1, count + 1)
    ]
