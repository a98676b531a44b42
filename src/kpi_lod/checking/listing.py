"""The table 指摘一覧: its columns and rows, for both workbooks that hold it.

In: findings with what stands around them. Out: texts, worst first, Japanese before English.
"""

from __future__ import annotations

from dataclasses import dataclass

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
    ListColumn("場所", "place", 16),
    ListColumn("事業", "project", 24),
    ListColumn("KPI", "KPI", 24),
    ListColumn("指摘", "finding (Japanese)", 46),
    ListColumn("直し方", "how to fix (Japanese)", 40),
    ListColumn("該当の行", "the row or line", 40),
    ListColumn("コード", "code", 20),
    ListColumn("指摘（英語）", "finding", 46),
    ListColumn("直し方（英語）", "how to fix", 40),
)
PLACE = 1
"""The column, counted from 0, that leads to the cell."""

FILLS = {Severity.VIOLATION: "FFC7CE", Severity.WARNING: "FFEB9C", Severity.INFO: "DDEBF7"}
"""Severity → RGB, light enough for black text; the word stands in the comment and the list."""

HEADING_FILL = "E7E6E6"


def row(one: Situated, *, with_file: bool) -> tuple[str, ...]:
    """The cells of a finding; ``with_file``: the place names its file."""
    found, place = one.finding, one.place
    short = place.cell and f"{place.sheet}!{place.cell}"
    return (
        " ".join(SEVERITIES[found.severity]),
        visible(str(place) if with_file else short or place.sheet or place.within[0]),
        title(one.project) if one.project else "",
        title(one.kpi) if one.kpi else "",
        found.ja,
        found.fix_ja,
        str(one.excerpt or ""),
        found.code,
        found.en,
        found.fix_en,
    )
