"""The national result report form: filled from a submission, and read back from its cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook
from tests.submissions.workbook.opened import grid, parsed
from tests.submissions.workbook.test_rows import documents
from tests.submissions.workbook.test_rows import parsed as parsed_yaml

from kpi_lod.errors import Place
from kpi_lod.records import Project, Submission
from kpi_lod.submissions.plain import Plain, plain
from kpi_lod.submissions.reader import submission_of
from kpi_lod.submissions.workbook.gathering import Cell
from kpi_lod.submissions.workbook.grid import Grid, GridSheet
from kpi_lod.submissions.workbook.national import COLUMNS, national_form
from kpi_lod.submissions.workbook.national_reading import is_national, national_parsed
from kpi_lod.submissions.workbook.reading_sheets import example
from kpi_lod.submissions.workbook.writing import workbook


def words(text: str) -> Plain:
    root = parsed_yaml(text).root
    assert root is not None
    return plain(root)


WORDS_FOR_A_NUMBER = "{value: 9ヘクタール程度, status: qualitative}"
"""The form has no place for a status."""

FULL = [
    words(text.replace(WORDS_FOR_A_NUMBER, "集計中")) for text in documents() if "projects:" in text
]


def read(form: Grid, known: Plain | None = None) -> Submission:
    found = submission_of(national_parsed(form, known), "a.xlsx")
    assert found.submission is not None, found.findings
    return found.submission


def copied(*rows: Mapping[int, str], above: tuple[str, ...] = ()) -> Grid:
    """A form as a city typed it: its own title and code, headings in two rows, then ``rows``."""
    heads = {1: "Ｎｏ．", 2: "① 交付対象事業の\n名称", 3: "②交付金の種類", 4: "③実績額（単位：円）"}
    lower = {5: "指標", 6: "指標値", 7: "単位", 8: "目標年月", 9: "実績値", 10: "事業効果"}
    upper = dict.fromkeys(lower, "④本事業におけるＫＰＩ")
    title = {1: "令和5年度 地方創生推進交付金事業の実績値等について"}
    code = {1: "都道府県・市区町村コード", 2: above[0] if above else "20214"}
    texts = {1: title, 2: code, 4: {**heads, **upper}, 5: {**heads, **lower}}
    texts |= {number: dict(row) for number, row in enumerate(rows, 6)}
    cells = {
        line: {column: Cell(t, Place("a", line, column, sheet="様式")) for column, t in row.items()}
        for line, row in texts.items()
    }
    return Grid("a", (GridSheet("様式", cells),))


REMARKS = ("form-lacks", "code-read")
"""What is told of every form here."""


def told(form: Grid) -> list[tuple[str, str]]:
    """Code and cell of what is found, and is not told of every form."""
    found = submission_of(national_parsed(form), "a").findings
    return [(f.code, f.place.cell) for f in found if f.code not in REMARKS]


def without(*columns: int) -> Mapping[int, str]:
    return {key: text for key, text in ROW.items() if key not in columns}


ROW = {1: "1", 2: "事業", 3: "地方創生推進交付金", 5: "利用者数", 6: "10", 7: "人", 9: "12"}


@pytest.mark.parametrize("submission", FULL)
def test_the_form_says_what_the_submission_says_of_its_year(submission: Plain) -> None:
    meant = submission_of(parsed(workbook(submission)), "a").submission
    assert meant is not None
    found = read(grid(national_form(submission)), submission)
    assert (found.municipality, found.reporting_year) == (meant.municipality, meant.reporting_year)
    assert [said(one, meant.reporting_year) for one in found.projects] == [
        said(one, meant.reporting_year) for one in meant.projects
    ]


def said(project: Project, year: int) -> object:
    """What the form can tell of a project."""
    kpis = [
        (
            kpi.id,
            kpi.name,
            kpi.unit,
            {
                m.kind: m.reading.value
                for m in kpi.measurements
                if m.period.year == year and m.kind == "actual" and m.reading.value is not None
            },
        )
        for kpi in project.indicators
    ]
    rated = [replace(one, places={}) for one in project.evaluations if one.year == year]
    return project.id, project.name, project.programme, kpis, rated


def test_each_project_is_one_block_of_merged_cells() -> None:
    sheet = load_workbook(BytesIO(national_form(FULL[0]))).worksheets[0]
    top = next(cell.row for cell in sheet["A"] if cell.value == "1")
    last = next(cell.row for cell in sheet["A"] if cell.value == "2") - 1
    merged = {str(one) for one in sheet.merged_cells.ranges}
    assert {f"A{top}:A{last}", f"O{top}:O{last}"} <= merged
    names = [sheet.cell(line, 6).value for line in range(top, last + 1)]
    assert len(names) == len(set(names)) > 1
    assert None not in names


def test_the_form_prints_one_page_wide() -> None:
    sheet = load_workbook(BytesIO(national_form(example()))).worksheets[0]
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.max_column == len(COLUMNS)


def test_a_copy_of_the_form_is_read_by_the_words_of_its_headings() -> None:
    found = read(copied(ROW))
    assert (found.municipality, found.reporting_year, found.id) == ("202142", 2023, "2023-report")
    (project,) = found.projects
    (kpi,) = project.indicators
    assert (project.id, kpi.id, kpi.name) == ("project-1", "kpi-1", "利用者数")
    assert {(m.period.year, m.kind, m.reading.as_written) for m in kpi.measurements} == {
        (2023, "target", "10"),
        (2023, "actual", "12"),
    }


def test_each_word_has_its_cell() -> None:
    (found,) = read(copied(ROW)).projects
    (actual,) = [m for m in found.indicators[0].measurements if m.kind == "actual"]
    assert str(actual.reading.places[""]) == "a:様式!I6"


def test_a_target_for_a_later_month_belongs_to_its_own_year() -> None:
    (found,) = read(copied({**ROW, 8: "令和８年３月末"})).projects
    assert {(m.period.year, m.kind) for m in found.indicators[0].measurements} == {
        (2025, "target"),
        (2023, "actual"),
    }


def test_names_are_carried_down_where_cells_are_not_merged() -> None:
    more = {5: "満足度", 6: "70", 7: "%", 9: "71"}
    note = {1: "※ 金額は決算額。"}
    (found,) = read(copied(ROW, more, note)).projects
    assert [kpi.id for kpi in found.indicators] == ["kpi-1", "kpi-2"]


def test_values_without_an_indicator_are_told_and_not_dropped() -> None:
    nameless = {key: text for key, text in ROW.items() if key != 5}
    assert told(copied(ROW, nameless)) == [("missing-cell", "E7")]


def test_another_table_is_not_the_form() -> None:
    assert is_national(copied(ROW))
    assert is_national(grid(national_form(example())))
    assert not is_national(grid(workbook(example())))


def test_a_form_without_a_code_is_found_by_the_printed_names() -> None:
    form = copied(ROW, above=("",))
    sheet = form.sheets[0]
    texts = {1: "都道府県名", 2: "長野県", 3: "市町村名", 4: "茅野市"}
    row = {n: Cell(t, Place("a", 3, n, sheet="様式")) for n, t in texts.items()}
    without = {key: cells for key, cells in sheet.rows.items() if key != 2}
    assert read(Grid("a", (GridSheet("様式", {**without, 3: row}),))).municipality == "202142"
