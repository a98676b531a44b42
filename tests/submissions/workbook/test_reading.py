"""Workbooks as people make them are read by their headings, and nothing is lost."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import Workbook, load_workbook
from tests.submissions.workbook.books import (
    BASIC,
    FILE,
    KPI,
    PROJECT,
    VALUE,
    book,
    changed,
    part,
    read,
    repacked,
    saved,
    sheet,
    told,
)

from kpi_lod.errors import Severity
from kpi_lod.records import Submission
from kpi_lod.submissions.plain import plain
from kpi_lod.submissions.reader import read_submission
from kpi_lod.submissions.workbook.filling import rows
from kpi_lod.submissions.yaml_tree import tree

ROOT = Path(__file__).resolve().parents[3]
DOCUMENTS = sorted((ROOT / "data/submissions").rglob("*.yaml"))


def only(found: object) -> Submission:
    submission = getattr(found, "submission", None)
    assert isinstance(submission, Submission), getattr(found, "findings", found)
    return submission


def actual(made: Submission) -> object:
    (value,) = [m for m in made.projects[0].indicators[0].measurements if m.kind == "actual"]
    return value.reading.value


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
    assert told(found) == [("column-not-read", "実績!E1")]
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


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (9, "General", "9"),
        (0.1, "General", "0.1"),
        (0.1 + 0.2, "General", "0.3"),
        (1234567.5, "#,##0.0", "1234567.5"),
        (-5, "#,##0;△#,##0", "-5"),
        (12, '0"人"', "12"),
        ("１，２３４", "@", "1234"),
        (7, "@", "7"),
    ],
)
def test_numbers_are_read_as_they_are_meant(value: object, number_format: str, text: str) -> None:
    def change(made: Workbook) -> None:
        cell = sheet(made, "values")["E2"]
        cell.value, cell.number_format = value, number_format

    assert actual(only(changed(change))) == Decimal(text)


def test_a_percentage_is_read_as_it_is_shown() -> None:
    def change(made: Workbook) -> None:
        sheet(made, "kpis")["D2"] = "%"
        for place, number in (("D2", 0.12), ("E2", 0.1234)):
            cell = sheet(made, "values")[place]
            cell.value, cell.number_format = number, "0%"

    found = changed(change)
    assert actual(only(found)) == Decimal("12.34")
    assert told(found) == [("cell-rounded", "実績!E2")]
    assert "「12%」と見える" in found.findings[0].ja


@pytest.mark.parametrize(
    ("value", "number_format", "code"),
    [
        (1234567, "#,##0,", "cell-format"),
        (12345, '0!.0,"万"', "cell-format"),
        (0, '#,##0;-#,##0;"-"', "cell-format"),
        (5, ";;;", "cell-format"),
        (-5, "#,##0;[Red]#,##0", "cell-format"),
        (5, "[>=1000]#,##0,;0", "cell-format"),
        (date(2024, 1, 2), "m月d日", "cell-date"),
        (-3, "yyyy/m/d", "cell-number"),
        ("#REF!", "General", "cell-error"),
        ("=1+1", "General", "cell-formula"),
    ],
)
def test_what_cannot_be_meant_is_told_once_at_its_cell(
    value: object, number_format: str, code: str
) -> None:
    def change(made: Workbook) -> None:
        cell = sheet(made, "values")["E2"]
        cell.value, cell.number_format = value, number_format

    found = changed(change)
    assert told(found) == [(code, "実績!E2")]
    assert found.submission is None


def test_a_year_that_became_a_day_is_told_with_the_way_out() -> None:
    def change(made: Workbook) -> None:
        sheet(made, "values")["C2"] = date(2024, 4, 1)

    found = changed(change)
    assert told(found) == [("cell-date", "実績!C2")]
    assert "2024-04-01" in found.findings[0].ja
    assert "文字列" in found.findings[0].fix_ja


def test_truth_is_what_is_shown() -> None:
    def change(made: Workbook) -> None:
        sheet(made, "kpis")["G1"], sheet(made, "kpis")["G2"] = "確認済み", True

    found = changed(change)
    assert told(found) == [("value-allowed", "KPI!G2")]
    assert "TRUE" in found.findings[0].ja


def with_formula(cell: str) -> bytes:
    """The basic workbook with XML of a cell in 実績!E2."""
    made = book()
    sheet(made, "values")["E2"] = 9
    content = saved(made)
    name = "xl/worksheets/sheet4.xml"
    old = part(content, name)
    new = old.replace('<c r="E2" t="n"><v>9</v></c>', cell)
    assert new != old
    workbook = part(content, "xl/workbook.xml").replace('fullCalcOnLoad="1"', "")
    return repacked(content, {name: new.encode(), "xl/workbook.xml": workbook.encode()})


@pytest.mark.parametrize(
    ("cell", "codes", "value"),
    [
        ('<c r="E2"><f>3*4</f><v>12</v></c>', [], "12"),
        ('<c r="E2" t="str"><f>"1"&amp;"3"</f><v>13</v></c>', [], "13"),
        ('<c r="E2"><f>3*4</f></c>', ["cell-formula"], None),
        ('<c r="E2"><f>3*4</f><v></v></c>', ["cell-formula"], None),
        ('<c r="E2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', ["cell-error"], None),
        ('<c r="E2" t="inlineStr"><is><r><t>1</t></r><r><t>4</t></r></is></c>', [], "14"),
        ('<c r="E2"><v>12345678901234567890</v></c>', ["cell-number"], None),
        ('<c r="E2"><v>NaN</v></c>', ["cell-number"], None),
        ('<c r="E2"><v>1E999999999</v></c>', ["cell-number"], None),
        ('<c r="E2"><v>-0</v></c>', [], "0"),
        ('<c r="E2" s="99999"><v>1.5E1</v></c>', [], "15"),
    ],
)
def test_a_stored_cell_is_read_or_told(cell: str, codes: list[str], value: str | None) -> None:
    found = read(with_formula(cell))
    assert [code for code, _ in told(found)] == codes
    if value is not None:
        assert actual(only(found)) == Decimal(value)


def test_a_formula_that_shows_nothing_is_an_empty_cell() -> None:
    found = read(with_formula('<c r="E2" t="str"><f>""</f><v></v></c>'))
    assert [m.kind for m in only(found).projects[0].indicators[0].measurements] == ["target"]


def test_results_that_are_not_calculated_yet_are_no_values() -> None:
    content = with_formula('<c r="E2"><f>3*4</f><v>0</v></c>')
    workbook = part(content, "xl/workbook.xml").replace("<calcPr", '<calcPr fullCalcOnLoad="1"')
    found = read(repacked(content, {"xl/workbook.xml": workbook.encode()}))
    assert told(found) == [("cell-formula", "実績!E2")]


def with_shared_strings() -> bytes:
    """The basic workbook, its texts in one list, as Excel writes them."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as made:
        for name in (plainly := book()).sheetnames:
            lines = made.add_worksheet(name)
            for number, row in enumerate(plainly[name].iter_rows(values_only=True)):
                lines.write_row(number, 0, row)
    return stream.getvalue()


def test_readings_above_characters_are_no_text() -> None:
    content = with_shared_strings()
    name = "xl/sharedStrings.xml"
    old = part(content, name)
    new = old.replace("<t>題</t>", '<r><t>題</t></r><rPh sb="0" eb="1"><t>ダイ</t></rPh>')
    assert new != old
    assert only(read(repacked(content, {name: new.encode()}))) == only(read(content))


def test_texts_that_look_like_formulas_stay_texts() -> None:
    def change(made: Workbook) -> None:
        for n, text in enumerate(("=HYPERLINK(1)", "@SUM", "＝1+1", "\tx"), 3):
            projects = sheet(made, "projects")
            for column, value in enumerate((f"p{n}", text, "地方創生推進交付金"), 1):
                projects.cell(n, column, value).data_type = "s"

    assert [project.name for project in only(changed(change)).projects[1:]] == [
        *("=HYPERLINK(1)", "@SUM", "＝1+1", "\tx")
    ]


@pytest.mark.parametrize("text", ["a\u202eb", "a_x0000_b", "a_xD800_b"])
def test_characters_that_nobody_sees_are_told_at_their_cell(text: str) -> None:
    found = changed(lambda made: sheet(made, "projects").__setitem__("B2", text))
    assert told(found) == [("text-control", "事業!B2")]


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
