"""Whoever has a workbook before her reads headings and labels, and no keys of YAML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.checking.spoilt import Spot, original, spoilt

from kpi_lod.checking.cell_words import in_cells
from kpi_lod.checking.check import CheckedData, checked_files
from kpi_lod.checking.report import report
from kpi_lod.checking.rulebook import shape_texts
from kpi_lod.errors import Finding, Place, Severity, finding
from kpi_lod.messages import messages
from kpi_lod.packaged import packaged
from kpi_lod.register.schemes import schemes

CELL = Place("a.xlsx", 4, 2, sheet="KPI")
LINE = Place("a.yaml", 4, 2)


def of_rule(place: Place, ja: str, en: str) -> Finding:
    return in_cells(Finding("x", Severity.WARNING, place, ja, en, "", ""))


@pytest.mark.parametrize(
    ("ja", "shown"),
    [
        ("`basis` に書く", "「値の捉え方」に書く"),
        ("`per-period`（単年）など", "「単年」など"),
        ("`area: partners` と", "「区域」の「連携自治体の合計」と"),
        ("`from` は `to` より", "「開始年度」は「終了年度」より"),
        ("`kpis` の `before`", "「KPIシート」の「事業開始前」"),
        ("`R5` と `calendar-2023`", "`R5` と「暦年2023」"),
    ],
)
def test_keys_and_codes_become_headings_and_labels(ja: str, shown: str) -> None:
    assert of_rule(CELL, ja, "").ja == shown
    assert of_rule(LINE, ja, "").ja == ja


def test_english_names_the_english_headings() -> None:
    told = of_rule(CELL, "", "Write `output` under `level`, `basis: per-period` or `R5`.").en
    assert (
        told == "Write 'アウトプット' (output) under 'level', 'basis': '単年' (per-period) or `R5`."
    )


def test_a_cell_has_its_own_wording_where_yaml_is_meant_otherwise() -> None:
    told = {place.file: finding("number-form", place, found="x").fix_ja for place in (CELL, LINE)}
    assert "{value:" in told["a.yaml"]
    assert "「状態」" in told["a.xlsx"]
    assert finding("number-form", Place("実績.csv", 3, 1), found="x").fix_ja == told["a.xlsx"]


def test_what_a_cell_shall_say_is_in_its_list() -> None:
    texts = " ".join(one.fix_ja for key, one in messages().items() if key.endswith("/cell"))
    labels = schemes()["status"].labels
    for code in ("qualitative", "approximate"):
        assert f"「{labels[code]}」" in texts


def test_rules_speak_of_columns_to_a_workbook(tmp_path: Path) -> None:
    content, _ = spoilt([Spot("KPI", 0, "値の捉え方", "", "basis-stated")])
    file = tmp_path / "a.xlsx"
    file.write_bytes(content)
    (found,) = checked_files([file]).findings
    assert found.code == "basis-stated"
    assert "「値の捉え方」" in found.fix_ja
    assert "`" not in found.ja + found.en + found.fix_ja + found.fix_en


def faults(folder: Path, *spots: Spot) -> list[Finding]:
    file = folder / "a.xlsx"
    file.write_bytes(spoilt(list(spots))[0])
    return list(checked_files([file]).findings)


ABOUT_ACTUAL = Spot("実績", 1, "右の欄の対象", "実績値", "")
AT_CELLS = [
    # what is missing is told at the cell that is empty
    ([Spot("KPI", 0, "望ましい方向", "", "")], "direction-stated", "KPI!F4", "「望ましい方向」"),
    ([Spot("KPI", 1, "値の捉え方", "", "")], "basis-stated", "KPI!H5", "「判断した項目」"),
    ([Spot("KPI", 0, "区域", "", "")], "measurement-area", "KPI!E4", "「この自治体」"),
    ([Spot("KPI", 0, "一致度", "", "")], "concept-with-match", "KPI!M4", "両方"),
    ([Spot("KPI", 0, "共通指標", "", "")], "concept-with-match", "KPI!L4", "両方"),
    ([Spot("提出情報", 0, "利用条件", "", "")], "terms-stated", "提出情報!B12", "「利用条件」"),
    ([Spot("事業", 0, "終了年度", "", "")], "missing-key", "事業!I4", "「終了年度」"),
    ([Spot("事業", 0, "開始年度", "", "")], "missing-key", "事業!H4", "「開始年度」"),
    ([Spot("活動", 0, "単位", "", "")], "missing-key", "活動!D4", "「単位」"),
    ([Spot("活動", 0, "数", "", "")], "missing-key", "活動!C4", "「数」"),
    (
        [Spot("実績", 1, "状態", "速報", ""), Spot("実績", 1, "実績値", "", ""), ABOUT_ACTUAL],
        "measurement-number-missing",
        "実績!H5",
        "「集計中」",
    ),
    # what is wrong is told in the words of the drop-downs
    (
        [Spot("事業", 0, "連携自治体1", "", "")],
        "measurement-area-valid",
        "KPI!E4",
        "「連携自治体」",
    ),
    (
        [Spot("KPI", 0, "判断した項目1", "方角", "")],
        "value-allowed",
        "KPI!I4",
        "望ましい方向、段階",
    ),
    (
        [Spot("提出情報", 0, "利用条件", "自由", "")],
        "value-allowed",
        "提出情報!B12",
        "、明示なし",
    ),
    ([Spot("KPI", 0, "確認済み", "たぶん", "")], "value-allowed", "KPI!N4", "はい、いいえ"),
    ([Spot("KPI", 0, "望ましい方向", "増える", "")], "code-unknown", "KPI!F4", "近いもの: 増加"),
    ([Spot("KPI", 0, "確認済み", "いいえ", "")], "place-missing", "実績!E4", "「資料の場所」"),
    ([Spot("提出情報", 0, "資料のURL", "a.jp", "")], "url-scheme", "提出情報!B9", "空にして"),
    ([Spot("提出情報", 0, "様式の版", "2", "")], "format-version", "提出情報!B2", "「様式の版」"),
    ([Spot("提出情報", 0, "報告年度", "R5", "")], "period-not-over", "実績!H6", "「見込値」"),
    ([Spot("事業", 0, "開始年度", "R6", "")], "before-project", "実績!F5", "「開始年度」"),
    ([Spot("事業", 0, "終了年度", "R4", "")], "project-years-order", "事業!H4", "「終了年度」"),
    ([Spot("KPI", 1, "単位", "人", "")], "measurement-unit-of-indicator", "実績!H10", "同じ単位"),
    ([Spot("KPI", 0, "単位", "（空欄）", "")], "value-type", "KPI!D4", "値の欄だけ"),
    (
        [Spot("実績", 1, "状態", "未計測", ""), ABOUT_ACTUAL],
        "measurement-number-unexpected",
        "実績!H5",
        "「状態」を空に",
    ),
]


@pytest.mark.parametrize(
    ("spots", "code", "cell", "words"), AT_CELLS, ids=lambda one: str(one)[:40]
)
def test_a_fault_is_told_where_it_is_mended_in_the_words_that_stand_there(
    spots: list[Spot], code: str, cell: str, words: str, tmp_path: Path
) -> None:
    found = next(one for one in faults(tmp_path, *spots) if one.code == code)
    assert f"{found.place.sheet}!{found.place.cell}" == cell
    assert words in f"{found.ja} {found.fix_ja}"
    told = f"{found.ja} {found.en} {found.fix_ja} {found.fix_en}"
    assert not re.search(r"`|not-stated|per-period|\b(reviewed|basis|area|kpi-lod):", told)


def test_values_of_one_kpi_without_an_area_are_one_finding(tmp_path: Path) -> None:
    found = faults(tmp_path, Spot("KPI", 0, "区域", "", ""))
    assert [one.code for one in found] == ["measurement-area"]


def test_each_wording_of_a_shape_at_cells_is_that_of_a_shape() -> None:
    text = (packaged("src/kpi_lod") / "messages.toml").read_text("utf-8")
    section = text.partition("# rules of our shapes")[2].partition("\n# ")[0]
    codes = {
        key.removesuffix("/cell") for key in re.findall(r'^\["(.+)"\]$', section, re.MULTILINE)
    }
    assert len(codes) > 20
    assert codes <= shape_texts().keys()


def test_no_key_or_code_of_yaml_stands_in_a_wording_for_cells() -> None:
    """Every wording that a table has of its own, in both languages."""
    own = {key: one for key, one in messages().items() if key.endswith("/cell")}
    assert len(own) > 50
    wrong = re.compile(r"`|\{\{|\b(as-written|reporting-year|judged:|subsidy-rate|per-period)\b")
    assert [k for k, o in own.items() if wrong.search(f"{o.ja}{o.en}{o.fix_ja}{o.fix_en}")] == []


def changed(folder: Path, changes: Mapping[str, str | date | None]) -> CheckedData:
    """What is found in the example with other cells: ``KPI!B4`` → value."""
    book = load_workbook(BytesIO(original()))
    for at, value in changes.items():
        sheet, _, cell = at.partition("!")
        book[sheet][cell] = value
    book.save(folder / "a.xlsx")
    return checked_files([folder / "a.xlsx"])


def test_a_day_in_place_of_a_year_stands_under_its_project(tmp_path: Path) -> None:
    text = report(changed(tmp_path, {"事業!I4": date(2027, 3, 31)}), "text")
    assert "提出物全体" not in text
    assert "事業 Project 「山里のくらし体験事業（架空）」（yamazato）" in text


def test_a_cell_that_is_empty_is_shown_with_its_heading(tmp_path: Path) -> None:
    text = report(changed(tmp_path, {"KPI!F4": None, "提出情報!B12": None}), "text")
    assert "望ましい方向=（空） ←" in text
    assert "a.xlsx:提出情報!B12" in text


def test_a_formula_without_a_result_is_shown_as_one(tmp_path: Path) -> None:
    text = report(changed(tmp_path, {"実績!H4": "=G4+1"}), "text")
    assert "実績値=（計算式） ←" in text


def test_an_error_that_was_typed_is_not_called_a_formula(tmp_path: Path) -> None:
    (found,) = changed(tmp_path, {"実績!H5": "#N/A"}).findings
    assert found.code == "cell-error"
    assert "計算式" not in found.ja


def test_a_field_whose_heading_was_changed_is_read_by_its_english(tmp_path: Path) -> None:
    assert changed(tmp_path, {"提出情報!A5": "年度（報告）"}).findings == ()
    found = changed(tmp_path, {"提出情報!A5": "年度（報告）", "提出情報!B5": None}).findings
    assert [(one.code, one.place.cell) for one in found] == [("missing-cell", "B5")]


def test_a_field_without_any_heading_is_told_with_those_that_are_there(tmp_path: Path) -> None:
    found = changed(tmp_path, {"提出情報!A5": "年度（報告）", "提出情報!D5": None}).findings
    assert {one.code for one in found} == {"heading-missing", "column-not-read"}
    assert "A5" in [one.place.cell for one in found]
