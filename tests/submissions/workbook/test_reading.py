"""Workbooks as people make them are read by their headings, and nothing is lost."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from tests.submissions.workbook.books import (
    BASIC,
    FILE,
    KPI,
    PROJECT,
    VALUE,
    actual,
    book,
    changed,
    only,
    read,
    saved,
    sheet,
    told,
)

from kpi_lod.errors import Severity
from kpi_lod.submissions.nodes import Parsed, ScalarNode
from kpi_lod.submissions.plain import plain
from kpi_lod.submissions.reader import read_submission
from kpi_lod.submissions.workbook import reading
from kpi_lod.submissions.workbook.filling import rows
from kpi_lod.submissions.workbook.grid import Grid
from kpi_lod.submissions.workbook.writing import workbook
from kpi_lod.submissions.yaml_tree import tree

ROOT = Path(__file__).resolve().parents[3]
DOCUMENTS = sorted((ROOT / "data/submissions").rglob("*.yaml"))


def test_a_workbook_says_what_the_yaml_says() -> None:
    assert DOCUMENTS
    for file in DOCUMENTS:
        root = tree(file.read_bytes(), "a.yaml").root
        assert root is not None
        found = read(saved(book(rows(plain(root)), top=3)))
        assert not found.findings
        assert only(found) == read_submission(file.read_bytes(), "a.yaml").submission


def test_lines_are_those_of_text_files_only() -> None:
    assert read(saved(book())).lines == ()


def test_titles_notes_and_headings_in_english_are_no_rows() -> None:
    def change(made: Workbook) -> None:
        values = sheet(made, "values")
        values["A1"] = "実績（令和6年度）"
        values["A2"] = "※ 資料のとおりに写す"
        values.insert_rows(5)
        for n, text in enumerate(("project id", "KPI id", "period", "target", "actual"), 1):
            values.cell(5, n, text)

    assert told(changed(change, top=4)) == []
    assert actual(only(changed(change, top=4))) == Decimal(9)


def test_headings_are_found_whatever_their_order_width_and_marks() -> None:
    def change(made: Workbook) -> None:
        kpis = sheet(made, "kpis")
        for cell in kpis[1]:
            text = str(cell.value)
            cell.value = {"KPI ID": "ＫＰＩ\nＩＤ＊", "単位": "※ 単 位（必須）"}.get(text, text)
        kpis.move_range("A1:A2", cols=10)  # 事業ID to the right of all

    found = changed(change)
    assert told(found) == []
    assert only(found) == only(read(saved(book())))


def test_a_remark_in_brackets_makes_another_heading() -> None:
    def change(made: Workbook) -> None:
        sheet(made, "values")["E1"] = "実績値（千人）"

    found = changed(change)
    assert told(found) == [
        ("column-missing", "実績!A1"),
        ("column-not-read", "実績!E1"),
        ("empty", "提出情報!B4"),
    ]
    assert [m.kind for m in only(found).projects[0].indicators[0].measurements] == ["target"]


def test_headings_in_two_rows_are_taken_together() -> None:
    def change(made: Workbook) -> None:
        values = sheet(made, "values")
        values.insert_rows(2)
        values["D2"], values["E2"] = values["D1"].value, values["E1"].value
        values["D1"], values["E1"] = "値", None
        values.merge_cells("D1:E1")
        for letter in "ABC":
            values.merge_cells(f"{letter}1:{letter}2")

    assert told(changed(change)) == []
    assert actual(only(changed(change))) == Decimal(9)


def test_repeated_columns_need_no_number() -> None:
    def change(made: Workbook) -> None:
        projects = sheet(made, "projects")
        for n, (text, value) in enumerate((("担当部署２", "乙課"), ("担当部署", "甲課")), 4):
            projects.cell(1, n, text)
            projects.cell(2, n, value)

    assert only(changed(change)).projects[0].departments == ("甲課", "乙課")


def test_a_sheet_is_known_by_its_headings_where_its_name_is_another() -> None:
    def change(made: Workbook) -> None:
        sheet(made, "values").title = "R6のあたい"
        sheet(made, "kpis").title = "ＫＰＩ"

    assert told(changed(change)) == []


def test_sheets_that_are_not_read_are_told_if_they_hold_anything() -> None:
    def change(made: Workbook) -> None:
        for name in ("メモ", "空", "記入例", "選択肢"):
            made.create_sheet(name)
        for name in ("メモ", "記入例", "選択肢"):
            made[name]["B2"] = "x"
        copied = made.copy_worksheet(sheet(made, "values"))
        copied.title = "実績 (2)"

    found = changed(change)
    assert told(found) == [("sheet-not-read", "実績 (2)"), ("sheet-not-read", "メモ")]
    assert [f.severity for f in found.findings] == [Severity.WARNING, Severity.INFO]
    assert found.submission is not None


@pytest.mark.parametrize("key", ["head", "projects", "kpis", "values"])
def test_a_sheet_that_is_missing_is_told_once(key: str) -> None:
    found = changed(lambda made: made.remove(sheet(made, key)))
    assert [code for code, _ in told(found)] == ["sheet-missing"]
    assert "事業" in found.findings[0].ja


@pytest.mark.parametrize("key", ["head", "projects", "kpis", "values"])
def test_a_blank_sheet_is_told_once(key: str) -> None:
    found = changed(lambda made: sheet(made, key).delete_rows(1, 50))
    assert [code for code, _ in told(found)] == ["sheet-missing"]
    assert found.submission is None


def test_a_withdrawn_submission_needs_its_form_only() -> None:
    def change(made: Workbook) -> None:
        for key in ("projects", "kpis", "values"):
            made.remove(sheet(made, key))
        sheet(made, "head").append(["取下げの理由", "誤り"])

    assert only(changed(change)).withdrawn == "誤り"


def test_a_heading_that_is_missing_is_told_once_with_what_is_there() -> None:
    found = changed(lambda made: sheet(made, "kpis").delete_cols(2))
    assert told(found) == [("heading-missing", "KPI!A1")]
    assert "「KPI ID」" in found.findings[0].ja
    assert "利用者数" not in found.findings[0].ja
    assert "KPIの名称" in found.findings[0].ja


def test_a_sheet_without_headings_is_told() -> None:
    found = changed(lambda made: sheet(made, "values").delete_rows(1))
    assert told(found) == [("heading-missing", "実績!A1")]


def test_a_heading_that_stands_twice_is_told() -> None:
    def change(made: Workbook) -> None:
        sheet(made, "values")["F1"] = "実績値"
        sheet(made, "values")["F2"] = "8"

    assert told(changed(change)) == [("duplicate-heading", "実績!F1")]


def test_a_heading_that_stands_twice_is_not_read_by_its_english_row() -> None:
    root = tree(DOCUMENTS[0].read_bytes(), "a.yaml").root
    assert root is not None
    made = load_workbook(io.BytesIO(workbook(plain(root))))
    top = [cell for row in made["実績"].iter_rows(max_row=5) for cell in row]
    heading = next(cell for cell in top if str(cell.value).startswith("見込値"))
    heading.value = "実績値"
    assert ("duplicate-heading", f"実績!{heading.coordinate}") in told(read(saved(made)))


def test_a_cell_that_must_be_filled_is_told_where_it_is_empty() -> None:
    def change(made: Workbook) -> None:
        sheet(made, "kpis")["C2"] = None
        sheet(made, "values")["C2"] = None
        sheet(made, "head")["B2"] = "  "
        sheet(made, "head")["B5"] = None

    places = ("提出情報!B2", "提出情報!B5", "KPI!C2", "実績!C2")
    assert sorted(told(changed(change))) == sorted(("missing-cell", place) for place in places)


def test_a_field_of_the_form_that_is_missing_or_unknown_is_told() -> None:
    def change(made: Workbook) -> None:
        sheet(made, "head")["A3"] = "題出物ID"

    assert told(changed(change)) == [
        ("heading-missing", "提出情報"),
        ("column-not-read", "提出情報!A3"),
    ]


def test_hints_beside_the_fields_are_not_values() -> None:
    def change(made: Workbook) -> None:
        head = sheet(made, "head")
        head["A9"], head["C9"], head["C3"] = "資料のURL", "公開されている場所", "半角"

    assert only(changed(change)).source.url is None


def test_rows_are_left_out_only_with_a_word() -> None:
    def change(made: Workbook) -> None:
        values = sheet(made, "values")
        values["F1"] = "KPIの名称"
        values["F5"] = "利用者数"  # an aid alone is no row
        values["A6"] = "※ 速報値"
        values.merge_cells("A6:E6")
        values["A7"] = "※"
        values["E7"] = "12"  # but this is one
        values["H8"] = "確認中"
        for n in range(1, 6):
            values.cell(9, n, values.cell(1, n).value)  # headings again, on the next page
        values["E12"] = "   "

    assert told(changed(change)) == [
        ("missing-cell", "実績!B7"),
        ("missing-cell", "実績!C7"),
        ("cell-beside", "実績!H8"),
        ("note-not-read", "実績!A6"),
    ]


def test_hidden_things_are_read_and_named() -> None:
    def change(made: Workbook) -> None:
        values = sheet(made, "values")
        values.row_dimensions[2].hidden = True
        values.row_dimensions[50].hidden = True
        values.column_dimensions["E"].hidden = True
        sheet(made, "kpis").sheet_state = "veryHidden"
        made.create_sheet("空").sheet_state = "hidden"

    found = changed(change)
    assert [(code, place) for code, place in told(found)] == [
        ("hidden", "KPI"),
        ("hidden", "実績"),
        ("hidden", "実績"),
    ]
    assert [f.ja.partition(": ")[2] for f in found.findings[1:]] == ["E", "2"]
    assert actual(only(found)) == Decimal(9)


def test_a_merged_range_holds_its_text_in_each_cell() -> None:
    def change(made: Workbook) -> None:
        values = sheet(made, "values")
        for n, text in enumerate(("p", "k", "R5", "3", "4"), 1):
            values.cell(3, n, text)
        values.merge_cells("A2:A3")
        values.merge_cells("B2:B3")

    made = only(changed(change))
    assert [str(m.period.year) for m in made.projects[0].indicators[0].measurements] == [
        *("2024", "2024", "2023", "2023")
    ]


def test_other_forms_are_tried_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """The seam for further forms; faults of the cells they take are told for them."""

    def parsed(grid: Grid) -> Parsed:
        cell = grid.sheets[0].rows[1][1]
        return Parsed(ScalarNode(cell.text, plain=False, place=cell.place), (), ())

    monkeypatch.setattr(
        reading, "FORMS", (*reading.FORMS, (lambda grid: grid.sheets[0].name == "別", parsed))
    )
    made = Workbook()
    made.worksheets[0].title = "別"
    made.worksheets[0]["A1"] = "#REF!"
    made.worksheets[0]["B1"] = "#N/A"
    found = reading.read_workbook(saved(made), FILE)
    assert found.root is not None
    assert [(f.code, str(f.place)) for f in found.findings] == [("cell-error", "a.xlsx:別!A1")]


def again_by_openpyxl(content: bytes, folder: Path) -> bytes:
    file = folder / FILE
    file.write_bytes(content)
    return saved(load_workbook(file))


@pytest.fixture
def office(part: Callable[[str], str]) -> str:
    return part("soffice")


def again_by_libreoffice(content: bytes, folder: Path, office: str) -> bytes:
    file = folder / FILE
    file.write_bytes(content)
    (folder / "out").mkdir()
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir"]
    subprocess.run([*command, str(folder / "out"), str(file)], check=True, capture_output=True)
    return (folder / "out" / FILE).read_bytes()


def rich() -> bytes:
    """A workbook with numbers, formats, merged cells and a formula."""
    tables = {**BASIC, "values": [VALUE, {**VALUE, "period": "R5", "actual": "集計中"}]}
    made = book({**tables, "projects": [PROJECT], "kpis": [KPI]}, top=2)
    values = sheet(made, "values")
    values["D3"], values["D3"].number_format = 1234.5, "#,##0.0"
    values["E3"], values["E3"].number_format = 12, '0"人"'
    values["D4"] = 0.1
    values.merge_cells("A3:A4")
    return saved(made)


def test_a_workbook_saved_again_by_openpyxl_reads_the_same(tmp_path: Path) -> None:
    assert only(read(again_by_openpyxl(rich(), tmp_path))) == only(read(rich()))


def test_a_workbook_saved_again_by_libreoffice_reads_the_same(tmp_path: Path, office: str) -> None:
    assert only(read(again_by_libreoffice(rich(), tmp_path, office))) == only(read(rich()))
