"""Lines whose cells are parted by two spaces or more, as ``pdftotext -layout`` writes them → rows.

Where lines have different numbers of cells, a cell belongs to the column that it stands below:
counted in characters or in widths of print, whichever fits better.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kpi_lod.documents.text.below import below
from kpi_lod.documents.text.columned import begins_columns, may_begin
from kpi_lod.documents.text.grids import Row
from kpi_lod.documents.text.lines import Line
from kpi_lod.documents.text.pieces import pieces

_GAP = re.compile(r"[ \u3000]{2,}")
_FEW = 2
_BULLETS = tuple("・●○◯◎■□◆◇▪•※*-")
_MOST_BLANK = 1
"""So many blank lines may stand between two rows."""


def is_aligned(line: Line) -> bool:
    """Whether it has two cells or more."""
    return "\t" not in line.text and _GAP.search(line.text.strip()) is not None


def aligned_end(lines: Sequence[Line], start: int) -> int:
    """Behind the last row of those from ``start`` on; ``start`` itself where there are too few.

    A list is no table, even if its items have wide spaces in them.
    """
    if lines[start].text.lstrip().startswith(_BULLETS):
        return start
    end, rows, at = start, 0, start
    while at < len(lines):
        if at > start and may_begin(lines[at]) and begins_columns(lines, at):
            break
        if is_aligned(lines[at]):
            end, rows = at + 1, rows + 1
        elif not _may_stand_between(lines, at):
            break
        at += 1
    return end if rows >= _FEW else start


def aligned_rows(lines: Sequence[Line]) -> list[Row]:
    """The rows of such lines; what stands alone in a line is a row of its own."""
    printed = [line for line in lines if not line.is_blank]
    read = [[pieces(line.text, wide=wide) for line in printed] for wide in (2, 1)]
    cells = min((below(one) for one in read), key=lambda found: found[1])[0]
    return [
        Row(number, line.number, row)
        for number, (line, row) in enumerate(zip(printed, cells, strict=True), 1)
    ]


def _may_stand_between(lines: Sequence[Line], at: int) -> bool:
    """A blank line before a row, or a line of one cell that is indented or short."""
    line = lines[at]
    after = lines[at + 1 : at + 2 + _MOST_BLANK]
    if line.is_blank:
        return bool(after) and is_aligned(after[0])
    indented = line.text[:1] in (" ", "\u3000")
    return indented and any(is_aligned(one) for one in after)
