"""What a person may not know of a sheet that was read: what is hidden, rounded, or merged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from kpi_lod.errors import Finding, Severity, column_name, finding, worded_finding
from kpi_lod.submissions.workbook.gathering import Cell, CellRow
from kpi_lod.submissions.workbook.grid import Grid, GridSheet

_OWNERS = ("project", "kpi", "period", "year", "id", "name")
"""What one merged cell may well say of several rows: whose they are."""

_NAMED = 20
"""Rows or columns that are named; of more the first ones."""


def remarks(grid: Grid, sheet: GridSheet, rows: Sequence[CellRow]) -> Iterator[Finding]:
    """What to say of a sheet and the rows that were read of it."""
    cells = [cell for row in rows for cell in row.values()]
    yield from _hidden(grid, sheet, cells)
    yield from _struck(cells)
    if sheet.comments:
        named = _named([f"{column_name(column)}{row}" for row, column in sheet.comments])
        place = grid.place(sheet)
        yield finding("comment-not-read", place, severity=Severity.INFO, found=named)
    rounded = [cell for cell in cells if cell.rounded and not cell.fault]
    if rounded:
        first = rounded[0]
        key = "cell-rounded/more" if rounded[1:] else "cell-rounded"
        yield finding(
            key,
            first.place,
            severity=Severity.INFO,
            **{"found": first.text, "shown": first.rounded, "count": len(rounded) - 1},
            others=_named([cell.place.within[0].rpartition("!")[2] for cell in rounded[1:]]),
        )


def _struck(cells: Sequence[Cell]) -> Iterator[Finding]:
    """Text that is struck out, which is read: whether it is to go, only a person can tell."""
    for place, cell in {cell.place: cell for cell in cells if cell.struck}.items():
        whole = "".join(cell.struck.split()) == "".join(cell.text.split())
        key = "struck" if whole else "struck/part"
        told = {"found": cell.text, "struck": cell.struck}
        yield worded_finding(key, place, Severity.WARNING, told)


def _hidden(grid: Grid, sheet: GridSheet, cells: Sequence[Cell]) -> Iterator[Finding]:
    place = grid.place(sheet)
    if not sheet.visible and cells:
        yield finding("hidden/sheet", place, severity=Severity.INFO, found=sheet.name)
    lines = sorted({cell.place.line for cell in cells} & sheet.hidden)
    if lines:
        named = _named([str(line) for line in lines])
        yield finding("hidden/rows", place, severity=Severity.INFO, found=named)
    filled = sorted({cell.place.column for cell in cells})
    columns = [n for n in filled if any(a <= n <= b for a, b in sheet.hidden_columns)]
    if columns:
        named = _named([column_name(n) for n in columns])
        yield finding("hidden/columns", place, severity=Severity.INFO, found=named)


def merged_remarks(sheet: GridSheet, rows: Sequence[CellRow]) -> Iterator[Finding]:
    """Merged cells that were read as the values of several columns or rows.

    Only for a layout of ours, which merges nothing: the national form merges what rows share.
    """
    keys = {
        (cell.place.line, cell.place.column): (key, cell)
        for row in rows
        if sheet.merged
        for key, cell in row.items()
    }
    for top, left, bottom, right in sheet.merged:
        inside = [
            keys[at] for at in product(range(top, bottom + 1), range(left, right + 1)) if at in keys
        ]
        several = len({key for key, _ in inside}) > 1
        if several or (len(inside) > 1 and inside[0][0] not in _OWNERS):
            first = inside[0][1]
            shown = f"{column_name(left)}{top}:{column_name(right)}{bottom}"
            yield finding(
                "merged",
                first.place,
                severity=Severity.WARNING,
                **{"found": first.text, "range": shown, "count": len(inside)},
            )


def _named(names: Sequence[str]) -> str:
    return "、".join(names[:_NAMED]) + ("…" if names[_NAMED:] else "")
