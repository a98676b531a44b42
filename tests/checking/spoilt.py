"""A workbook with thirty different mistakes, each in one cell, and what must be told of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kpi_lod.submissions.plain import plain
from kpi_lod.submissions.workbook.layout import sheets
from kpi_lod.submissions.workbook.writing import workbook
from kpi_lod.submissions.yaml_tree import tree

ROOT = Path(__file__).resolve().parents[2]
_EXAMPLE = re.compile(r"```yaml\n(kpi-lod.*?)```", re.DOTALL)
_HEADINGS, _FIRST = 2, 4
"""Rows of a table in our workbook."""


@dataclass(frozen=True)
class Spot:
    """One mistake: in the sheet, in its row (from 0), under the heading, this text; → the code.

    ``told``: the heading of the cell where it is told, if it is another one.
    """

    sheet: str
    row: int
    heading: str
    text: str
    code: str
    told: str = ""


MISTAKES = [
    Spot("提出情報", 0, "団体コード", "202152", "municipality-code"),
    Spot("提出情報", 0, "提出物ID", "Yamazato 6", "id-form"),
    Spot("提出情報", 0, "報告年度", "令和60年度", "fiscal-year"),
    Spot("提出情報", 0, "版", "二", "value-type"),
    Spot("提出情報", 0, "資料のURL", "ftp://example.jp/", "url-scheme"),
    Spot("提出情報", 0, "SHA-256", "0123", "value-type"),
    Spot("提出情報", 0, "利用条件", "自由に使える", "value-allowed"),
    Spot("事業", 0, "交付金", "デジ田", "code-unknown"),
    Spot("事業", 0, "連携自治体1", "茅野市", "municipality-code"),
    Spot("事業", 0, "開始年度", "五年度", "fiscal-year"),
    Spot("事業", 0, "年次", "0", "value-type"),
    Spot("事業", 0, "補助率", "3/2", "value-type"),
    Spot("活動", 0, "数", "3.5.1", "number-form"),
    Spot("活動", 1, "年度", "昭和70年度", "fiscal-year"),
    Spot("KPI", 0, "望ましい方向", "上がる", "code-unknown"),
    Spot("KPI", 0, "段階", "最終", "code-unknown"),
    Spot("KPI", 0, "値の捉え方", "毎年", "code-unknown"),
    Spot("KPI", 0, "判断した項目1", "方角", "value-allowed"),
    Spot("KPI", 0, "共通指標", "お試し", "code-unknown"),
    Spot("KPI", 0, "一致度", "だいたい", "code-unknown"),
    Spot("KPI", 0, "確認済み", "たぶん", "value-allowed"),
    Spot("KPI", 1, "単位", "パーセソト", "code-unknown"),
    Spot("実績", 1, "目標値", "1,23", "number-grouping"),
    Spot("実績", 1, "実績値", "5人以上", "value-trailing-text"),
    Spot("実績", 2, "目標値", "NaN", "number-range"),
    Spot("実績", 0, "年度", "R100", "fiscal-year"),
    Spot("実績", 9, "KPI ID", "nobody", "row-without-owner"),
    Spot("事業費", 0, "当初予算額", "9" * 40, "number-too-long"),
    Spot("評価", 0, "事業効果", "とてもよい", "code-unknown"),
    Spot("評価", 0, "今後の方針", "続ける", "code-unknown"),
]

BROKEN_RULES = [
    Spot("事業", 0, "終了年度", "R4", "project-years-order", told="開始年度"),
    Spot("KPI", 0, "望ましい方向", "", "direction-stated"),
    Spot("KPI", 0, "単位", "社", "exact-match-unit", told="共通指標"),
    Spot("事業費", 0, "交付額", "600,501", "grant-rate"),
]


def original() -> bytes:
    """The workbook of the example in docs/submission.md."""
    found = _EXAMPLE.search((ROOT / "docs/submission.md").read_text("utf-8"))
    assert found is not None
    root = tree(found[1].encode(), "a.yaml").root
    assert root is not None
    return workbook(plain(root))


def spoilt(spots: list[Spot]) -> tuple[bytes, dict[str, str]]:
    """The workbook with the mistakes, and cell (``実績!H12``) → code."""
    book = load_workbook(BytesIO(original()))
    due = {}
    for spot in spots:
        sheet = book[spot.sheet]
        sheet[_cell(sheet, spot, spot.heading)] = spot.text or None
        due[f"{spot.sheet}!{_cell(sheet, spot, spot.told or spot.heading)}"] = spot.code
    made = BytesIO()
    book.save(made)
    return made.getvalue(), due


def _cell(sheet: Worksheet, spot: Spot, heading: str) -> str:
    form = next(one for one in sheets().values() if one.name == spot.sheet).form
    line = next(iter(sheet.iter_cols(1, 1))) if form else sheet[_HEADINGS]
    named = {str(cell.value).removesuffix("＊"): cell for cell in line}
    found = named[heading]
    if form:
        return f"B{found.row}"
    return f"{get_column_letter(found.column or 0)}{_FIRST + spot.row}"
