"""What stands in a cell of a workbook is read as it is meant, or told at its cell."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
import xlsxwriter
from openpyxl import Workbook
from tests.submissions.workbook.books import (
    BASIC,
    actual,
    book,
    changed,
    only,
    part,
    read,
    repacked,
    saved,
    sheet,
    told,
)


def test_all_rounded_cells_are_named_as_they_are_shown() -> None:
    def change(made: Workbook) -> None:
        for place, number in (("D2", 1449.6), ("E2", 1234.4)):
            cell = sheet(made, "values")[place]
            cell.value, cell.number_format = number, "#,##0"

    found = [one for one in changed(change).findings if one.code == "cell-rounded"]
    assert [str(one.place.cell) for one in found] == ["D2"]
    assert "「1,450」と見えるセルから" in found[0].ja
    assert "ほかに 1 か所あります（E2）" in found[0].ja


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


@pytest.mark.parametrize("value", [32018, "32018", "３２０１８"])
def test_a_code_that_lost_its_zero_is_named(value: str | int) -> None:
    def change(made: Workbook) -> None:
        sheet(made, "head")["B2"] = value

    (wrong,) = changed(change).findings
    assert (wrong.code, wrong.place.cell) == ("municipality-code", "B2")
    assert wrong.ja.endswith("近いもの: 盛岡市 032018")


def test_amounts_count_by_their_own_unit_and_very_small_ones_are_remarked() -> None:
    years = (("R5", "1,750千円"), ("R6", "2000"), ("R7", "2,100,000円"))
    budget = [{"project": "p", "period": year, "initial": text} for year, text in years]
    found = read(saved(book({**BASIC, "budget": budget})))
    amounts = only(found).projects[0].amounts
    assert [one.reading.value for one in amounts] == [1_750_000, 2000, 2_100_000]
    assert told(found) == [("amount-small", "事業費!C3")]
