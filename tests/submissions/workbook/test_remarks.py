"""What is not read, or read of several cells at once, is told and never taken silently."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook, load_workbook
from tests.submissions.workbook.books import (
    BASIC,
    FILE,
    book,
    changed,
    read,
    saved,
    sheet,
    told,
)

from kpi_lod.errors import Severity
from kpi_lod.submissions.plain import plain
from kpi_lod.submissions.workbook import reading
from kpi_lod.submissions.workbook.writing import workbook


def test_what_the_form_has_beside_and_below_its_fields_is_told() -> None:
    def change(made: Workbook) -> None:
        head = sheet(made, "head")
        head["E2"], head["E3"], head["F3"] = "自分用", "自分用", "メモ"
        head["A9"] = "# 出所は企画課"
        head["A10"], head["B10"] = "※1", "速報"

    assert told(changed(change)) == [
        ("cell-beside", "提出情報!E2"),
        ("cell-beside", "提出情報!F3"),
        ("note-not-read", "提出情報!A9"),
        ("note-not-read", "提出情報!A10"),
    ]


@pytest.mark.parametrize("value", [True, False, "Ｏ", "?", "入力してください", "実績値"])
def test_what_nobody_prints_for_a_value_is_told_at_its_cell(value: str | bool) -> None:
    def change(made: Workbook) -> None:
        sheet(made, "values")["E2"] = value

    found = changed(change)
    assert told(found) == [("word-unmeant", "実績!E2")]
    assert found.findings[0].severity is Severity.WARNING
    assert "「状態」に「文章による記載」" in found.findings[0].fix_ja


def test_words_that_are_printed_are_not_told() -> None:
    def change(made: Workbook) -> None:
        sheet(made, "values")["E2"] = "実施"

    assert told(changed(change)) == []


def test_a_note_is_one_beside_the_formula_of_a_name_too() -> None:
    def change(made: Workbook) -> None:
        values = sheet(made, "values")
        values["F1"] = "KPIの名称"
        for n in (3, 4, 5):
            values[f"F{n}"] = "=IF(B3=0,0,1)"
        values["A3"] = "※ 速報値"
        values["C4"] = "＃ 出所は企画課"

    assert told(changed(change)) == [
        ("note-not-read", "実績!A3"),
        ("note-not-read", "実績!C4"),
    ]


def test_an_error_of_a_formula_is_no_note() -> None:
    def change(made: Workbook) -> None:
        sheet(made, "values")["A3"] = "#N/A"

    assert ("cell-error", "実績!A3") in told(changed(change))


def test_columns_of_values_that_are_not_there_are_told() -> None:
    money = {"project": "p", "period": "R6", "grant": "1"}
    root = reading.read_workbook(saved(book({**BASIC, "budget": [money]})), FILE).root
    assert root is not None
    made = load_workbook(io.BytesIO(workbook(plain(root))))
    assert told(read(saved(made))) == []
    for name, heading in (("実績", "見込値"), ("実績", "実績値"), ("事業費", "当初予算額")):
        (top,) = [row for row in made[name].iter_rows(max_row=5) if str(row[0].value) == "事業ID＊"]
        made[name].delete_cols(next(n for n, c in enumerate(top, 1) if c.value == heading))
    found = read(saved(made))
    assert told(found) == [
        ("column-missing", "事業費!A2"),
        ("column-missing", "実績!A2"),
        ("empty", "提出情報!B5"),
    ]
    assert "「実績値、見込値」の列がない" in found.findings[1].ja
    assert {f.severity for f in found.findings} == {Severity.WARNING}


@pytest.mark.parametrize(
    ("area", "due"),
    [
        ("D2:E2", [("merged", "実績!D2")]),  # target and actual
        ("E2:E3", [("merged", "実績!E2")]),  # two years
        ("A2:B2", [("row-without-owner", "実績!B2"), ("merged", "実績!A2")]),
        ("C2:C3", [("repeated-cell", "実績!D3"), ("repeated-cell", "実績!E3")]),
        ("E2:G2", []),  # into columns that are not read
        ("A2:A3", []),
    ],
)
def test_one_value_for_several_cells_is_told(area: str, due: list[tuple[str, str]]) -> None:
    def change(made: Workbook) -> None:
        values = sheet(made, "values")
        for n, text in enumerate(("p", "k", "R5", "3", "4"), 1):
            values.cell(3, n, text)
        values.merge_cells(area)

    found = [one for one in told(changed(change)) if one[0] != "cell-beside"]
    assert found == due


def test_a_merged_range_is_named_with_its_value() -> None:
    (found,) = changed(lambda made: sheet(made, "values").merge_cells("D2:E2")).findings
    assert "D2:E2 の「10」を、2個の欄" in found.ja
    assert "'10' in the merged cells D2:E2 was read as the value of all 2" in found.en
