"""A workbook with thirty different mistakes tells exactly those, at their cells, in every form."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.checking.spoilt import BROKEN_RULES, MISTAKES, original, spoilt

from kpi_lod.checking.annotate import annotated
from kpi_lod.checking.check import CheckedData, checked_files
from kpi_lod.checking.listing import FILLS
from kpi_lod.checking.report import report
from kpi_lod.errors import Severity

Due = dict[str, str]
NAME = "結果.xlsx"


@pytest.fixture(scope="module")
def due(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Due]:
    """The workbook as a file, and cell → code."""
    content, told = spoilt(MISTAKES)
    file = tmp_path_factory.mktemp("spoilt") / NAME
    file.write_bytes(content)
    return file, told


@pytest.fixture(scope="module")
def found(due: tuple[Path, Due]) -> CheckedData:
    return checked_files([due[0]])


def test_there_are_thirty_mistakes_in_cells_of_their_own(due: tuple[Path, Due]) -> None:
    assert len(MISTAKES) == len(due[1]) == 30
    assert len({(one.sheet, one.heading, one.code) for one in MISTAKES}) == 30


def test_without_mistakes_nothing_is_found(tmp_path: Path) -> None:
    file = tmp_path / NAME
    file.write_bytes(original())
    assert checked_files([file]).findings == ()


def test_what_rules_find_is_told_at_cells_too(tmp_path: Path) -> None:
    content, told = spoilt(BROKEN_RULES)
    file = tmp_path / NAME
    file.write_bytes(content)
    findings = checked_files([file]).findings
    assert {f"{f.place.sheet}!{f.place.cell}": f.code for f in findings} == told
    assert len(findings) == len(BROKEN_RULES)


def test_text_tells_each_at_its_cell_with_its_row(
    due: tuple[Path, Due], found: CheckedData
) -> None:
    file, told = due
    text = report(found, "text")
    places = re.findall(rf"^  {re.escape(str(file))}:(\S+![A-Z]+\d+)", text, re.MULTILINE)
    assert sorted(places) == sorted(told)
    assert "事業ID=yamazato  KPI ID=trial-stays  年度=R5 │ 実績値=5人以上 ←" in text
    assert "報告年度=令和60年度 ←" in text
    assert text.count("docs/findings.md#") == len(set(told.values()))


def test_json_tells_each_at_its_cell(due: tuple[Path, Due], found: CheckedData) -> None:
    rows = json.loads(report(found, "json"))["findings"]
    assert {f"{row['sheet']}!{row['cell']}": row["code"] for row in rows} == due[1]
    assert len(rows) == 30
    (behind,) = [row for row in rows if row["code"] == "value-trailing-text"]
    assert behind["project"]["id"] == "yamazato"
    assert behind["kpi"] == {"id": "trial-stays", "name": "お試し移住の利用者数"}


def test_sarif_tells_each_at_its_cell(due: tuple[Path, Due], found: CheckedData) -> None:
    results = json.loads(report(found, "sarif"))["runs"][0]["results"]
    names = {
        one["locations"][0]["logicalLocations"][0]["fullyQualifiedName"]: one["ruleId"]
        for one in results
    }
    assert names == due[1]
    assert len(results) == 30


def test_html_tells_each_at_its_cell(due: tuple[Path, Due], found: CheckedData) -> None:
    text = report(found, "html")
    assert sorted(re.findall(r"<li><code>(\S+![A-Z]+\d+)</code>", text)) == sorted(due[1])


def test_the_workbook_comes_back_with_each_in_its_cell(
    due: tuple[Path, Due], found: CheckedData, tmp_path: Path
) -> None:
    made = annotated(found, tmp_path / "out.xlsx")
    assert made.remark.code == "annotated"
    book = load_workbook(BytesIO(made.content))
    cells = [
        (f"{sheet.title}!{cell.coordinate}", cell.comment.text, cell.fill.fgColor.rgb)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    ]
    assert {at: re.findall(r"\[(.*?)\]", text)[0] for at, text, _ in cells} == due[1]
    assert {colour for _, _, colour in cells} == {f"FF{FILLS[Severity.VIOLATION]}"}
    listed = list(book["指摘一覧"].iter_rows(min_row=2))
    assert sorted(str(row[1].value) for row in listed) == sorted(due[1])
    sheets = [str(row[1].value).partition("!")[0] for row in listed]
    assert list(dict.fromkeys(sheets)) == [
        *("提出情報", "事業", "活動", "KPI", "実績", "事業費", "評価")
    ]
    for row in listed:
        sheet, _, cell = str(row[1].value).partition("!")
        assert row[1].hyperlink is not None
        assert row[1].hyperlink.location == f"'{sheet}'!{cell}"


def test_the_annotated_workbook_tells_the_same_again(
    due: tuple[Path, Due], found: CheckedData, tmp_path: Path
) -> None:
    file = tmp_path / NAME
    file.write_bytes(annotated(found, file).content)
    again = checked_files([file])
    told = [(f.code, f.place.sheet, f.place.cell) for f in again.findings]
    assert told == [(f.code, f.place.sheet, f.place.cell) for f in found.findings]


def test_libreoffice_opens_the_annotated_workbook(
    found: CheckedData, tmp_path: Path, part: Callable[[str], str]
) -> None:
    file = tmp_path / NAME
    file.write_bytes(annotated(found, file).content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    made = ["--convert-to", "xlsx", "--outdir", str(tmp_path / "made"), str(file)]
    command = [part("soffice"), profile, "--headless", *made]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    book = load_workbook(tmp_path / "made" / NAME)
    assert book.sheetnames[0] == "指摘一覧"
    assert sum(1 for s in book.worksheets for r in s.iter_rows() for c in r if c.comment) == 30
