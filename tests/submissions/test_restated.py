"""Targets that changed together: moved to where the actuals belong, or really changed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from kpi_lod.errors import Finding, Severity
from kpi_lod.submissions.reader import read_submission
from kpi_lod.submissions.years import year_findings

_HEAD = """kpi-lod: 1
municipality: "202142"
id: {name}
reporting-year: {year}
source: {{title: 実績, terms: CC-BY-4.0}}
projects:
- id: p
  name: 事業
  programme: digital-garden-city-promotion
  kpis:
"""
_KPI = "  - {{id: k{n}, name: 指標{n}, unit: 人, values: {{R6: {{target: {target}{actual}}}}}}}\n"

FORMER = (10, 20, 30, 40)


def report(name: str, year: str, cells: Sequence[tuple[int, int | None]]) -> str:
    lines = (
        _KPI.format(n=n, target=target, actual="" if actual is None else f", actual: {actual}")
        for n, (target, actual) in enumerate(cells)
    )
    return _HEAD.format(name=name, year=year) + "".join(lines)


def changes(cells: Sequence[tuple[int, int | None]]) -> list[Finding]:
    before = read_submission(report("a", "R5", [(one, None) for one in FORMER]).encode(), "a.yaml")
    now = read_submission(report("b", "R6", cells).encode(), "b.yaml")
    assert before.submission is not None
    assert now.submission is not None
    found = year_findings(now.submission, [before.submission])
    return [one for one in found if one.code == "target-changed"]


def test_targets_where_the_actuals_were_due_are_told_as_swapped() -> None:
    found = changes([(11, 10), (21, 20), (31, 30), (40, 41)])
    (one,) = found
    assert one.severity is Severity.WARNING
    assert "これを含む3個の目標値が変わり" in one.ja
    assert "2024年度の目標値が、昨年度の報告では10、今年度は11です" in one.ja


@pytest.mark.parametrize(
    "cells",
    [
        [(11, 10), (21, 20), (30, 30), (40, 41)],
        [(11, 9), (21, 19), (31, 29), (41, 39)],
    ],
)
def test_two_alike_or_other_targets_are_only_changed(cells: list[tuple[int, int | None]]) -> None:
    found = changes(cells)
    assert found
    assert not any("入れ替わって" in one.ja for one in found)
