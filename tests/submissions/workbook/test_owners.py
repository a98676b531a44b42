"""Rows that belong to nothing: told once for each cause, at the cell that is to be mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from kpi_lod.errors import Finding, Place
from kpi_lod.submissions.workbook.gathering import Cell, gathered
from kpi_lod.submissions.workbook.layout import sheets

PROJECTS = [{"id": "one", "name": "甲"}, {"id": "two", "name": "乙"}]
KPIS = [
    {"project": "one", "id": "k", "name": "い"},
    {"project": "two", "id": "q", "name": "ろ"},
]
VALUES = [
    {"project": "one", "kpi": "k", "period": "R6", "actual": "1"},
    {"project": "two", "kpi": "q", "period": "R6", "actual": "2"},
]

Rows = Sequence[Mapping[str, str]]


def found_in(
    values: Rows = VALUES, kpis: Rows = KPIS, projects: Rows = PROJECTS, budget: Rows = ()
) -> list[Finding]:
    tables = {"projects": projects, "kpis": kpis, "values": values, "budget": budget}
    cells = {
        key: [
            {
                one: Cell(text, Place("a.xlsx", number, column, sheet=sheets()[key].name))
                for column, (one, text) in enumerate(row.items(), 1)
            }
            for number, row in enumerate(rows, 4)
        ]
        for key, rows in tables.items()
    }
    return list(gathered(cells, "a.xlsx").findings)


def told(found: Sequence[Finding]) -> list[tuple[str, str]]:
    return [(one.code, one.place.within[0]) for one in found]


def test_rows_that_fit_are_no_findings() -> None:
    assert not found_in()


@pytest.mark.parametrize("wrong", ["ｏｎｅ", "One", "three"])
def test_an_unknown_project_is_told_at_its_own_cell(wrong: str) -> None:
    found = found_in([{**VALUES[0], "project": wrong}, VALUES[1]])
    assert told(found) == [("row-without-owner", "実績!A4")]
    assert f"「{wrong}」は「事業」シートにありません。あるのは one、two です。" in found[0].ja


def test_an_unknown_kpi_is_told_with_those_of_its_project() -> None:
    found = found_in([{**VALUES[0], "kpi": "x"}, VALUES[1]])
    assert told(found) == [("row-without-owner", "実績!B4")]
    assert "あるのは k です" in found[0].ja


def test_a_kpi_of_another_project_is_told_at_the_project() -> None:
    found = found_in([{**VALUES[0], "project": "two"}, VALUES[1]])
    assert told(found) == [("row-without-owner", "実績!A4")]
    assert "KPI ID「k」は事業「one」のKPIで、事業「two」のKPIではありません" in found[0].ja


@pytest.mark.parametrize("mark", ["〃", "同上"])
def test_a_ditto_mark_has_its_own_advice(mark: str) -> None:
    found = found_in([{**VALUES[0], "project": mark}, {**VALUES[1], "kpi": mark}])
    assert told(found) == [("row-without-owner", "実績!A4"), ("row-without-owner", "実績!B5")]
    assert all("どの行にも" in one.fix_ja for one in found)


def test_a_row_of_totals_is_to_be_deleted() -> None:
    total = {"project": "合計", "grant": "3"}
    found = found_in(budget=[{"project": "one", "period": "R6", "grant": "3"}, total])
    assert told(found) == [("row-without-owner", "事業費!A5")]
    assert found[0].fix_ja == "この行を消してください。"


def test_one_wrong_id_among_the_projects_is_told_once_there() -> None:
    found = found_in(projects=[{**PROJECTS[0], "id": "oen"}, PROJECTS[1]])
    assert told(found) == [("row-without-owner", "事業!A4")]
    assert "2行（KPI!A4、実績!A4）は事業ID「one」ですが" in found[0].ja


def test_one_unknown_project_of_many_rows_is_told_once() -> None:
    found = found_in(projects=[PROJECTS[0], {**PROJECTS[1], "id": "one"}])
    assert told(found) == [("row-without-owner", "KPI!A5")]
    assert "ほかに1行あります（実績!A5）" in found[0].ja


def test_a_kpi_without_project_is_told_once_and_not_again_for_its_values() -> None:
    found = found_in(kpis=[{**KPIS[0], "project": "x"}, KPIS[1]])
    assert told(found) == [("row-without-owner", "KPI!A4")]


@pytest.mark.parametrize(("sheet", "rows"), [("projects", PROJECTS), ("kpis", KPIS)])
def test_the_same_row_twice_is_to_be_deleted(sheet: str, rows: Rows) -> None:
    found = found_in(**{sheet: [*rows, rows[0]]})
    assert [one.code for one in found] == ["duplicate-id"]
    assert (found[0].place.line, found[0].fix_ja) == (6, "この行を消してください。")


def test_a_value_twice_is_told_with_both_texts() -> None:
    found = found_in([*VALUES, {**VALUES[0], "actual": "9"}])
    assert told(found) == [("repeated-cell", "実績!D6")]
    assert "KPI・同じ年度の実績値が二つあります。実績!D4は「1」、ここは「9」です" in found[0].ja


def test_an_amount_twice_says_nothing_of_a_kpi() -> None:
    row = {"project": "one", "period": "R6", "grant": "3", "note": "速報"}
    found = found_in(budget=[row, {**row, "grant": "4"}])
    assert told(found) == [("repeated-cell", "事業費!C5")]
    assert "同じ事業・同じ年度の交付額" in found[0].ja
    assert "事業費!C4は「3」、ここは「4」です" in found[0].ja


def test_thousands_of_causes_end() -> None:
    rows = [{**VALUES[0], "project": f"x{n}"} for n in range(3_000)]
    assert len(found_in(rows)) == 1_000
