"""Whoever has a workbook before her reads headings and labels, and no keys of YAML."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.checking.spoilt import Spot, spoilt

from kpi_lod.checking.cell_words import in_cells
from kpi_lod.checking.check import checked_files
from kpi_lod.errors import Finding, Place, Severity, finding
from kpi_lod.messages import messages
from kpi_lod.register.schemes import schemes

CELL = Place("a.xlsx", 4, 2, sheet="KPI")
LINE = Place("a.yaml", 4, 2)


def of_rule(place: Place, ja: str, en: str) -> Finding:
    return in_cells(Finding("x", Severity.WARNING, place, ja, en, "", ""))


@pytest.mark.parametrize(
    ("ja", "shown"),
    [
        ("`basis` に書く", "「値の捉え方」 に書く"),
        ("`per-period`（単年）など", "「単年」など"),
        ("`area: partners` と", "「区域」の「連携自治体の合計」 と"),
        ("`from` は `to` より", "「開始年度」 は 「終了年度」 より"),
        ("`kpis` の `before`", "「KPIシート」 の 「事業開始前」"),
        ("`R5` と `calendar-2023`", "`R5` と 「暦年2023」"),
    ],
)
def test_keys_and_codes_become_headings_and_labels(ja: str, shown: str) -> None:
    assert of_rule(CELL, ja, "").ja == shown
    assert of_rule(LINE, ja, "").ja == ja


def test_english_names_the_english_headings() -> None:
    assert of_rule(CELL, "", "Write it under `level` or `R5`.").en == (
        "Write it under 'level' or `R5`."
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
    assert "「値の捉え方」" in found.ja
    assert "`" not in found.ja
