"""What a submission says survives the way into rows of cells and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.mistakes.sheet_mistakes import MISTAKES, SheetMistake

from kpi_lod.errors import Place
from kpi_lod.submissions.nodes import Parsed
from kpi_lod.submissions.plain import plain, yaml_text
from kpi_lod.submissions.reader import submission_of
from kpi_lod.submissions.workbook.filling import Rows, rows
from kpi_lod.submissions.workbook.gathering import Cell, Tables, gathered
from kpi_lod.submissions.workbook.layout import sheets
from kpi_lod.submissions.yaml_tree import tree

ROOT = Path(__file__).resolve().parents[3]
_EXAMPLE = re.compile(r"```yaml\n(kpi-lod.*?)```", re.DOTALL)

HEAD = {
    "kpi-lod": "1",
    "municipality": "202151",
    "id": "a",
    "reporting-year": "R6",
    "source.title": "題",
    "source.terms": "CC-BY-4.0",
}
PROJECT = {"id": "p", "name": "事業", "programme": "地方創生推進交付金"}
KPI = {"project": "p", "id": "k", "name": "利用者数", "unit": "人"}


def documents() -> list[str]:
    files = sorted((ROOT / "data/submissions").rglob("*.yaml"))
    page = (ROOT / "docs/submission.md").read_text("utf-8")
    return [*(file.read_text("utf-8") for file in files), *_EXAMPLE.findall(page)]


def parsed(text: str) -> Parsed:
    return tree(text.encode(), "a.yaml")


def cells(made: Rows) -> Tables:
    return {
        key: [
            {
                column: Cell(text, Place("a.xlsx", line, number, sheet=sheets()[key].name))
                for number, (column, text) in enumerate(row.items(), 1)
            }
            for line, row in enumerate(table, 5)
        ]
        for key, table in made.items()
    }


def said(*values: Mapping[str, str], kpis: tuple[Mapping[str, str], ...] = (KPI,)) -> Parsed:
    made: Rows = {"head": [HEAD], "projects": [PROJECT], "kpis": [dict(one) for one in kpis]}
    made["values"] = [{"project": "p", "kpi": "k", **one} for one in values]
    return gathered(cells(made), "a.xlsx")


@pytest.mark.parametrize("text", documents())
def test_rows_hold_all_a_submission_says(text: str) -> None:
    written = parsed(text)
    assert written.root is not None
    back = gathered(cells(rows(plain(written.root))), "a.xlsx")
    assert not back.findings
    before, after = submission_of(written, "a.yaml"), submission_of(back, "a.xlsx")
    assert before.submission is not None
    assert after.submission == before.submission


@pytest.mark.parametrize("text", documents())
def test_yaml_is_written_as_it_was_said(text: str) -> None:
    root = parsed(text).root
    assert root is not None
    again = parsed(yaml_text(plain(root)))
    assert not again.findings
    assert again.root is not None
    assert plain(again.root) == plain(root)


def test_a_fault_is_told_at_its_cell() -> None:
    found = submission_of(said({"period": "R6", "actual": "5人以上"}), "a.xlsx").findings
    assert [(f.code, str(f.place)) for f in found] == [("value-trailing-text", "a.xlsx:実績!D5")]
    assert found[0].place.pointer == "projects[0].kpis[0].values.R6.actual"


def test_what_is_wrong_in_a_row_is_told_with_its_wrong_year() -> None:
    wrong = said(
        {"period": "R100", "target": "1,23", "actual": "5人以上"},
        {"period": "R6", "actual": "1"},
        {"period": "令和6年度", "actual": "1.2.3"},
        {"actual": "NaN"},
        {"actual": "1e5"},
    )
    told = [(f.code, str(f.place).partition("!")[2]) for f in submission_of(wrong, "a").findings]
    assert sorted(told, key=lambda one: one[1][1:]) == [
        ("fiscal-year", "C5"),
        ("number-grouping", "D5"),
        ("value-trailing-text", "E5"),
        ("duplicate-period", "C7"),
        ("number-form", "D7"),
        ("missing-cell", "A8"),
        ("number-range", "C8"),
        ("missing-cell", "A9"),
        ("number-form", "C9"),
    ]


def test_a_blank_cell_in_the_source_is_not_a_cell_that_says_nothing() -> None:
    made = submission_of(said({"period": "R6", "target": "5", "actual": "（空欄）"}), "a.xlsx")
    assert made.submission is not None
    target, actual = made.submission.projects[0].indicators[0].measurements
    assert (target.reading.status, actual.reading.status) == ("measured", "blank-in-source")


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.code)
def test_rows_that_do_not_fit_are_told(mistake: SheetMistake) -> None:
    (found,) = said(*mistake.rows).findings
    assert (found.code, str(found.place)) == (mistake.code, f"a.xlsx:{mistake.place}")


def test_details_are_about_the_one_value_of_their_row() -> None:
    made = said(
        {"period": "R6", "target": "10", "note": "見直し"},
        {"period": "R6", "actual": "9", "details-of": "実績値", "status": "速報"},
    )
    assert not made.findings
    assert made.root is not None
    data = plain(made.root)
    assert yaml_text(data).endswith(
        "    values:\n"
        "      R6:\n"
        "        target: {value: 10, note: 見直し}\n"
        "        actual: {value: 9, status: provisional}\n"
    )


def test_texts_that_look_like_labels_keep_their_meaning() -> None:
    area = "この自治体"
    written = parsed(
        "kpi-lod: 1\nmunicipality: '202151'\nid: a\nreporting-year: R6\n"
        "source: {title: 題, terms: CC-BY-4.0}\nprojects:\n- id: p\n  name: （空欄）\n"
        "  programme: 地方創生推進交付金\n  kpis:\n"
        f"  - {{id: k, name: '\\x', unit: 人, area: {area}, values: {{R6: {{actual: ''}}}}}}\n"
    )
    assert written.root is not None
    back = gathered(cells(rows(plain(written.root))), "a.xlsx")
    assert submission_of(back, "a.xlsx").submission == submission_of(written, "a.yaml").submission


@pytest.mark.parametrize(
    ("written", "in_yaml"),
    [
        ("新しい地方経済・生活環境創生交付金", "new-regional-economy"),
        ("デジ田交付金", "デジ田交付金"),
        ("new-regional-economy", "new-regional-economy"),
    ],
)
def test_a_word_of_a_list_becomes_its_code_and_comes_back(written: str, in_yaml: str) -> None:
    tables = cells({"head": [HEAD], "projects": [{**PROJECT, "programme": written}]})
    root = gathered(tables, "a.xlsx").root
    assert root is not None
    data = plain(root)
    assert f"programme: {in_yaml}\n" in yaml_text(data)
    (again,) = rows(data)["projects"]
    label = "新しい地方経済・生活環境創生交付金"
    assert again["programme"] == (label if in_yaml == "new-regional-economy" else written)
