"""Lines whose cells are parted by tabs → rows, table by table.

A blank line ends a table; a new page does not, if the rows go on as before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kpi_lod.documents.text.grids import Row
from kpi_lod.documents.text.lines import Line
from kpi_lod.japanese.characters import folded

_FEW = 2
_LABELS = ("名", "名称", "番号", "no", "no.", "№", "事業", "施策", "指標", "kpi", "項目", "区分")
_LONGEST_LABEL = 14


def is_tabbed(line: Line) -> bool:
    """Whether it has cells that a tab parts."""
    return "\t" in line.text


def tabbed_end(lines: Sequence[Line], start: int) -> int:
    """Behind the last line of the rows that begin at ``start``."""
    at = start + 1
    while at < len(lines):
        following = _following(lines, start, at)
        if following == at and not _belongs(lines, at):
            return at
        if following is None:
            return at
        at = following + 1
    return at


def tabbed_tables(lines: Sequence[Line]) -> list[list[Row]]:
    """The rows of each table in a run of lines; blank lines are those where a page begins.

    A table ends where its first row comes again, or its label with another text behind. After a
    page break its headings are repeated, and left out here.
    """
    tables: list[list[Row]] = []
    number = again = 0
    for before, line in zip((None, *lines), lines, strict=False):
        if line.is_blank:
            continue
        number += 1
        row = Row(number, line.number, tuple(map(_unquoted, line.text.split("\t"))))
        first = tables[-1] if tables else []
        again = _repeated(first, row, again, page=bool(before and before.is_blank))
        if again:
            continue
        if not tables or begins_again(tables[-1], row):
            number = 1
            tables.append([])
        tables[-1].append(replace(row, number=number))
    return tables


def _following(lines: Sequence[Line], start: int, at: int) -> int | None:
    """The next line of the same table, None where it ends."""
    if not lines[at].is_blank:
        return at
    after = at
    while after < len(lines) and lines[after].is_blank:
        after += 1
    if after == len(lines) or not is_tabbed(lines[after]):
        return None
    if any(line.page for line in lines[at:after]):
        return after if _goes_on(lines[start], lines[at - 1], lines[after]) else None
    return after if after == at + 1 and _is_spaced(lines, start, at) else None


def _goes_on(first: Line, last: Line, after: Line) -> bool:
    """Whether the rows after a page break are those of the table before it."""
    if after.text == first.text:
        return True
    same = after.text.count("\t") == last.text.count("\t")
    return same and not _same_label(first.text, after.text)


def _is_spaced(lines: Sequence[Line], start: int, at: int) -> bool:
    """Whether all rows stand alone between blank lines: they part no tables then."""
    near = lines[max(start, at - 3) : at + 3]
    alone = all(one.is_blank or two.is_blank for one, two in pairwise(near))
    counts = {line.text.count("\t") for line in near if not line.is_blank}
    return alone and len(counts) == 1 and counts.pop() >= _FEW


def _belongs(lines: Sequence[Line], at: int) -> bool:
    """Whether a line among the rows is one of them: one without tabs only between two."""
    line = lines[at]
    if is_tabbed(line):
        return True
    after = lines[at + 1] if at + 1 < len(lines) else Line(0, "")
    return is_tabbed(after) and not line.text.startswith("#")


def _unquoted(cell: str) -> str:
    """The text of a cell that Excel put into quotation marks, for a line break or a mark in it."""
    bare = cell.strip()
    quoted = len(bare) > 1 and bare[0] == bare[-1] == '"'
    if quoted and ("\n" in bare or '""' in bare or "," in bare):
        return bare[1:-1].replace('""', '"')
    return bare[1:-1] if quoted and '"' not in bare[1:-1] else cell


def begins_again(rows: Sequence[Row], row: Row) -> bool:
    """Whether a row is the first one again, or has its label with another text behind."""
    first = rows[0]
    if len(rows) < _FEW or row.filled < _FEW:
        return False
    if row.cells == first.cells:
        return True
    return _is_label(first.cells[0]) and folded(row.cells[0]) == folded(first.cells[0])


def _repeated(rows: Sequence[Row], row: Row, before: int, *, page: bool) -> int:
    """How many rows of the heading have come again with this one, 0 where it is none of them.

    The first has three cells or more, as two may be a label and its text. ``before``: how many had
    come before this row; ``page``: whether a page began there.
    """
    if not (page or before) or before >= len(rows) or row.cells != rows[before].cells:
        return 0
    return before + 1 if before or row.filled > _FEW else 0


def _is_label(text: str) -> bool:
    key = folded(text)
    return len(key) <= _LONGEST_LABEL and key.endswith(_LABELS)


def _same_label(one: str, other: str) -> bool:
    first, again = one.split("\t", 1)[0], other.split("\t", 1)[0]
    return _is_label(first) and folded(first) == folded(again)
