"""Rows of a form that go on with the answer above: a cell alone below it, its heading left blank.

A text has no merged cells: of a heading over several rows only the first has it.
"""

from __future__ import annotations

import re

from kpi_lod.documents.document import Paragraph
from kpi_lod.layouts.tables.spots import Row, Spot

_GOING_ON = ("kpi", "results")
_KIND_FIRST = re.compile(
    r"[ \u3000]{0,9}[【\[(（・]?(?:最終)?(?:目標|実績|基準|計画|現状|当初)値?[ \u3000:：]"
)


def heading_of(row: Row, above: Spot | None) -> Spot | None:
    """The heading whose answer the row holds, or goes on with."""
    if len(row) == 1:
        return above
    heads = [spot for spot in row[:-1] if spot.is_heading]
    return heads[-1] if heads and heads[-1].column == row[-1].column - 1 else None


def continued(row: Row, heading: Spot | None) -> Row:
    """The row below its heading, where it goes on with KPIs or their results."""
    if heading is None or heading.label is None or len(row) > 1 or row[0].is_heading:
        return row
    goes_on = heading.label.field in _GOING_ON and row[0].column == heading.column + 1
    return (heading, *row) if goes_on else row


def figures_line(row: Row) -> Paragraph | None:
    """A cell of targets and actuals below the name of their KPI, as a line; None if it is none."""
    spot = row[-1]
    if spot.column == 1 or not _KIND_FIRST.match(spot.text):
        return None
    return Paragraph(spot.text.strip(), spot.cell.at)
