"""A workbook → the tree of its submission.

In: the bytes of an .xlsx file. Out: :class:`Parsed`, each word at its cell. Which form the file has
is told by its sheets and headings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from kpi_lod.errors import Finding, Place, Severity, finding
from kpi_lod.submissions.nodes import MappingNode, Node, Parsed, ScalarNode
from kpi_lod.submissions.workbook.foreign_grid import workbook_grid
from kpi_lod.submissions.workbook.grid import Grid
from kpi_lod.submissions.workbook.layout_reading import is_ours, ours_parsed
from kpi_lod.submissions.workbook.national_reading import is_national, national_parsed

Form = tuple[Callable[[Grid], bool], Callable[[Grid], Parsed]]
"""Whether a file is of the form, and the submission in it."""

FORMS: tuple[Form, ...] = ((is_national, national_parsed), (is_ours, ours_parsed))
"""All forms that are read, in the order in which they are tried."""


def read_workbook(content: bytes, file: str) -> Parsed:
    """The submission in the bytes of an .xlsx file that is called ``file``.

    Its content decides whether it is one. The file is read in a process of its own; ``root`` is
    None where it is refused or of no form that is known.
    """
    return parsed_grid(workbook_grid(content, file))


def parsed_grid(grid: Grid) -> Parsed:
    """The submission in the sheets of a file, by the first form that they fit."""
    if any(found.severity is Severity.VIOLATION for found in grid.findings):
        return Parsed(None, grid.findings, ())
    if not any(sheet.rows for sheet in grid.sheets):
        return Parsed(None, (*grid.findings, finding("empty", Place(grid.file))), ())
    for fits, parsed in FORMS:
        if fits(grid):
            made = parsed(grid)
            untold = _untold(grid, made)
            return replace(made, findings=(*made.findings, *untold))
    names = "、".join(sheet.name for sheet in grid.sheets)
    unknown = finding("form-unknown", Place(grid.file), found=names)
    return Parsed(None, (*grid.findings, unknown), ())


def _untold(grid: Grid, parsed: Parsed) -> Iterator[Finding]:
    """Faults of cells that stand in the tree, where the reader of the form did not tell them."""
    told = set(parsed.findings)
    faults = {
        cell.place: cell.fault
        for sheet in grid.sheets
        for row in sheet.rows.values()
        for cell in row.values()
        if cell.fault is not None and cell.fault not in told
    }
    if faults and parsed.root is not None:
        for place in _scalar_places(parsed.root):
            at = Place(place.file, place.line, place.column, sheet=place.sheet)
            if at in faults:
                yield faults.pop(at)


def _scalar_places(node: Node) -> Iterator[Place]:
    if isinstance(node, ScalarNode):
        yield node.place
        return
    below = (
        [entry.value for entry in node.entries.values()]
        if isinstance(node, MappingNode)
        else node.items
    )
    for one in below:
        yield from _scalar_places(one)
