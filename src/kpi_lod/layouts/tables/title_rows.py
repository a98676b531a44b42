"""Rows of a table that are lines of the document: titles over all columns, or alone in the first.

Spreadsheets print the titles of projects in the first cell of a row, and so do texts from them.
"""

from __future__ import annotations

import re

from kpi_lod.documents.document import Paragraph
from kpi_lod.layouts.tables.lines import Line
from kpi_lod.layouts.tables.roles import Roles
from kpi_lod.layouts.tables.spots import Spot

_SECTION = re.compile(
    r"(?:[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ][ .．、:：\u3000]|第[0-9０-９一二三四五六七八九十]{1,3}[章節編部]|[■◆▼]"
    r"|(?:重点)?(?:基本|戦略)目標[ \u3000]?[0-9０-９①-⑳ⅠⅡⅢⅣⅤA-D]|【.{1,60}】$)"
)
_NAMED = re.compile(
    r"[【〔\[]?(?:交付)?(?:対象)?(?:事業|プロジェクト|施策|取組)(?:の名称|名)?[ \u3000]{0,2}"
    r"(?:[:：]|[】〕\]][:：]?).{2}"
)
_LONGEST = 90


def title_line(line: Line, roles: Roles) -> Paragraph | None:
    """The row as a line outside tables, None where it is a row of the table."""
    if len(line.pieces) != 1 or line.heads:
        return None
    spot = line.pieces[0].spot
    if spot.cell.columns > 1:
        return _paragraph(spot) if _goes_over(spot, roles) else None
    if spot.column > 1 or len(spot.text) > _LONGEST:
        return None
    if _SECTION.match(spot.text):
        return Paragraph(spot.text, spot.cell.at, level=1)
    return _paragraph(spot) if not roles.said or _NAMED.match(spot.text) else None


def _paragraph(spot: Spot) -> Paragraph:
    return Paragraph(spot.text, spot.cell.at)


def _goes_over(spot: Spot, roles: Roles) -> bool:
    """Whether the cell goes over columns of different headings."""
    heads = {roles.said.get(column) for column in spot.columns}
    return len(heads) > 1 or None in heads
