"""The table 指摘一覧: its columns and rows, for both workbooks that hold it.

In: findings with what stands around them. Out: texts, worst first, Japanese before English.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kpi_lod.checking.excerpts import columns
from kpi_lod.checking.situated import Situated
from kpi_lod.checking.wording import SEVERITIES, title
from kpi_lod.errors import Severity, visible


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of the table; ``width`` in characters."""

    ja: str
    en: str
    width: int


COLUMNS = (
    ListColumn("重大度", "severity", 11),
    ListColumn("場所", "place", 15),
    ListColumn("事業とKPI", "project and KPI", 26),
    ListColumn("指摘", "finding", 52),
    ListColumn("直し方", "how to fix", 44),
    ListColumn("該当の行", "row or line", 30),
    ListColumn("コード", "code", 14),
)
PLACE = 1
"""The column, counted from 0, that leads to the cell."""

FILLS = {Severity.VIOLATION: "FFC7CE", Severity.WARNING: "FFEB9C", Severity.INFO: "DDEBF7"}
"""Severity → RGB, light enough for black text; the word stands in the comment and the list."""

HEADING_FILL = "E7E6E6"


_LINE, _HIGHEST = 16.5, 400.0
"""Points of a line of text, and of a row at most (Excel's own limit is 409)."""


def row(one: Situated, *, with_file: bool) -> tuple[str, ...]:
    """The cells of a finding; ``with_file``: the place names its file."""
    found, place = one.finding, one.place
    short = place.cell and f"{place.sheet}!{place.cell}"
    project = f"事業{title(one.project)}" if one.project else ""
    return (
        "\n".join(SEVERITIES[found.severity]),
        visible(str(place) if with_file else short or place.sheet or place.within[0]),
        _lines(project, f"KPI{title(one.kpi)}" if one.kpi else ""),
        _lines(found.ja, found.en),
        _lines(found.fix_ja, found.fix_en),
        str(one.excerpt or ""),
        found.code,
    )


def _lines(*texts: str) -> str:
    return "\n".join(filter(None, texts))


def height(cells: Sequence[str]) -> float:
    """The points that a row needs; spreadsheets measure wrapped text only when it is typed."""
    lines = max(_wrapped(text, column.width) for text, column in zip(cells, COLUMNS, strict=True))
    return min(lines * _LINE, _HIGHEST)


def _wrapped(text: str, width: int) -> int:
    """The lines of a text in a column; two columns are left for where words break."""
    return sum(1 + columns(line, 2) // (width - 2) for line in text.split("\n"))
