"""Lines below headings that stand in columns → the table that was printed, merged cells and all.

As ``pdftotext -layout`` writes the tables of a PDF: the columns are told by the extents of all
lines, what is printed in the middle of several rows or columns belongs to all of them. Where a
figure's column cannot be told, its cell spans all that may be; where the rows cannot be told, there
is no table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from kpi_lod.documents.document import Table
from kpi_lod.documents.text.bodies import body_cells
from kpi_lod.documents.text.columns import columns
from kpi_lod.documents.text.heads import head_block, head_pieces, is_figure, is_head, is_main
from kpi_lod.documents.text.leads import Leads, leads
from kpi_lod.documents.text.lines import Line
from kpi_lod.documents.text.pieces import pieces
from kpi_lod.documents.text.placing import places

_MOST_LINES = 300
_MOST_TRIES = 5
_MOST_HEADS = 3
_FORM = re.compile(
    r"[■◆●○◎◇□▼▽【〔\[(（]?(?:[0-9０-９①-⑳]{1,2}[.．)）]?)?\s?"
    r"(?:事業の?名称?|交付対象事業|プロジェクト名|施策名|取組名|活用した|交付金の?[種名]|担当|所管"
    r"|事業の?(?:概要|内容|目的|期間)|(?:総)?事業費|実施期間|基本目標|施策)"
)
_NOTE = re.compile(
    r"[ \u3000]*(?:[※＊*]|[(（]?注[0-9０-９)）:： ]|記入|担当[:：]|作成|出典|資料[:：]"
    r"|【?(?:お?問合?い?合?わ?せ|連絡)先|電話|TEL)"
)
_SECTION = re.compile(r"[ \u3000]*(?:[0-9０-９]{1,2}[.．\u3000 ]|[・■◆●▼○◎【])")
_KIND = re.compile(r"(?:目標|実績|計画|結果|予定|見込|基準)")


def may_begin(line: Line) -> bool:
    """Whether headings of columns may begin on the line."""
    return bool(line.text) and "\t" not in line.text and "|" not in line.text


def begins_columns(lines: Sequence[Line], start: int) -> bool:
    """Whether headings of columns begin at ``start``."""
    return _headed(lines, start) is not None


def columned(lines: Sequence[Line], start: int) -> tuple[int, Table | None] | None:
    """Behind the table whose headings begin at ``start``, and the table: None where its rows and
    columns cannot be told. None where no headings begin there.
    """
    found = _headed(lines, start)
    if found is None:
        return None
    end = _body_end(lines, found)
    for last in _ends(lines, found, end):
        made = _table(lines[start:found], lines[found:last])
        if made is not None:
            return last, made
    return max(end, found), None


def _headed(lines: Sequence[Line], start: int) -> int | None:
    """Behind the headings that begin there."""
    main = _main(lines, start)
    if main is None:
        return None
    first, below = head_block(lines, main)
    return below if first == start else None


def _main(lines: Sequence[Line], start: int) -> int | None:
    """The fullest of the lines that head columns, near the first."""
    near = range(start, min(len(lines), start + _MOST_HEADS))
    heads = [at for at in near if is_main(lines[at])]
    if not heads:
        return None
    return max(heads, key=lambda at: (len(head_pieces(lines[at].text, wide=1)), at))


def _body_end(lines: Sequence[Line], start: int) -> int:
    """Before the next headings, the next page, a note, or the next form."""
    for at in range(start, min(len(lines), start + _MOST_LINES)):
        line = lines[at]
        if (
            _is_section(lines, at)
            or line.page
            or "\t" in line.text
            or _NOTE.match(line.text)
            or _is_form(line)
        ):
            return at
        if not line.is_blank and is_main(line):
            return max(start, head_block(lines, at)[0])
    return min(len(lines), start + _MOST_LINES)


def _is_section(lines: Sequence[Line], at: int) -> bool:
    """Whether a heading of what follows stands behind a blank line."""
    line = lines[at]
    return (
        lines[at - 1].is_blank
        and _SECTION.match(line.text) is not None
        and len(pieces(line.text, wide=1)) == 1
    )


def _is_form(line: Line) -> bool:
    """A label and its answer, as forms have between their tables."""
    bare = line.text.strip()
    if not _FORM.match(bare):
        return False
    found = pieces(bare, wide=1)
    return len(found) <= 2 and not (len(found) > 1 and _KIND.match(found[1].text))  # noqa: PLR2004


def _ends(lines: Sequence[Line], start: int, end: int) -> Sequence[int]:
    """Where the table may end: the lines after its last figures may be something else."""
    printed = [at for at in range(start, end) if not lines[at].is_blank]
    words = list(takewhile(lambda at: not _has_figure(lines[at]), reversed(printed)))
    return [at + 1 for at in reversed(printed)][: min(len(words) + 1, _MOST_TRIES)]


def _has_figure(line: Line) -> bool:
    return any(is_figure(piece.text) for piece in pieces(line.text, wide=1))


def _table(heads: Sequence[Line], body: Sequence[Line]) -> Table | None:
    tried = [_tried(heads, body, wide) for wide in (1, 2)]
    made = [one for one in tried if one is not None]
    return max(made, key=lambda one: one[1])[0] if made else None


def _tried(heads: Sequence[Line], body: Sequence[Line], wide: int) -> tuple[Table, int] | None:
    """The table, its places counted so, and how many cells could be told."""
    above = [head_pieces(line.text, wide=wide) for line in heads if not line.is_blank]
    below = [pieces(line.text, wide=wide) for line in body if not line.is_blank]
    found: Leads | None = leads(above)
    if found is None:
        return None
    columned = columns(found.heads, below, wide)
    top = found.cells(columned)
    if top is None or sum(is_head(one.head) for one in columned) < _MOST_HEADS:
        return None
    rows = [places(line, columned, wide) for line in below]
    cells = body_cells(rows, [one.head for one in columned], found.rows)
    if cells is None:
        return None
    told = sum(cell.columns == 1 for cell in cells)
    ordered = sorted((*top, *cells), key=lambda cell: (cell.row, cell.column))
    return Table(tuple(ordered)), told
