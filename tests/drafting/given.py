"""Things found in an invented document, for tests of what is drafted of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kpi_lod.documents.document import Cell, Document, Paragraph, Section, Table
from kpi_lod.drafting.draft import drafted_document
from kpi_lod.drafting.drafted import Drafted
from kpi_lod.layouts.found import Figure, Found, FoundKpi, FoundProject, Money
from kpi_lod.records import Period

TITLE = "令和5年度 事業の実績（架空）"
R4, R5, R6 = (Period(year) for year in (2022, 2023, 2024))

DOCUMENT = Document(
    "r5.txt",
    "txt",
    "0" * 64,
    (
        Section(
            (
                Paragraph(TITLE, "line 1", level=1),
                Table(
                    (
                        Cell(1, 1, "KPI", "table 1 row 1 column 1"),
                        Cell(1, 2, "目標値", "table 1 row 1 column 2"),
                        Cell(1, 3, "実績値", "table 1 row 1 column 3"),
                        Cell(2, 1, "来場者数", "table 1 row 2 column 1"),
                        Cell(2, 2, "1,200人", "table 1 row 2 column 2"),
                        Cell(2, 3, "1,300人", "table 1 row 2 column 3"),
                        Cell(3, 1, "参考", "table 1 row 3 column 1", columns=2),
                        Cell(3, 3, "77人", "table 1 row 3 column 3"),
                    )
                ),
            )
        ),
    ),
)


def figure(value: str, kind: str = "actual", period: Period | None = R5, **more: Any) -> Figure:
    at = more.pop("at", "table 1 row 2 column 3")
    return Figure(kind, period, value, more.pop("as_written", value), at, **more)


def kpi(*figures: Figure, name: str = "来場者数", unit: str = "人", **more: Any) -> FoundKpi:
    return FoundKpi(name, unit, figures, "table 1 row 2 column 1", **more)


def project(*kpis: FoundKpi, **more: Any) -> FoundProject:
    stated = {"name": "まちの催し事業", "at": "table 1", "programme": "地方創生推進交付金"}
    return FoundProject(**{**stated, **more}, kpis=kpis)


def money(value: str, kind: str, period: Period | None = R5, scale: int = 1) -> Money:
    return Money(kind, period, value, value, f"table 2 {kind}", scale)


def found(*projects: FoundProject, **more: Any) -> Found:
    made = Found(TITLE, "202142", 2023, projects)
    return replace(made, **more)


def drafted(*projects: FoundProject, municipality: str | None = None, **more: Any) -> Drafted:
    return drafted_document(DOCUMENT, found(*projects, **more), municipality=municipality)


def project_of(made: Drafted, number: int = 0) -> Mapping[str, Any]:
    projects: Any = made.words["projects"]
    one: Mapping[str, Any] = projects[number]
    return one


def kpi_of(*figures: Figure, **more: Any) -> Mapping[str, Any]:
    """The words of a KPI with those figures."""
    one: Mapping[str, Any] = project_of(drafted(project(kpi(*figures, **more))))["kpis"][0]
    return one


def codes(made: Drafted) -> list[str]:
    return [one.code for one in made.doubts]
