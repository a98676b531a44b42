"""Free texts as cities print them: the KPIs in them, and the texts that tell of none."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_lod.layouts.printed import items
from tests.layouts.test_printed import PIECES
from tests.layouts.told import examples, told_items

RESULTS = examples("free-texts.tsv")


@pytest.mark.parametrize(("text", "expected"), RESULTS, ids=[text for text, _ in RESULTS])
def test_a_text_is_read_as_it_is_printed(text: str, expected: str) -> None:
    found = told_items(items(text, result=True))
    assert " // ".join(f"{name} = {' | '.join(told)}" for name, told in found.items()) == expected


@pytest.mark.parametrize(
    "text",
    [
        "来場者数：217人",
        "・新規就農者数 5人",
        "(1) 取組情報の一元化 (R5年度実績：セミナー2回、学習交流会6回開催)",
        "(2) 実証実験の支援 (R5年度実績：4件の実証実験事業補助を実施)",
        "(4) 立地促進 (R5年度実績：参加企業のうち12社との個別面談を実施)",
        "学習者用 20,936 台、教職員用 1,241 台",
        "【実績】\n・セミナー 2回\n・参加者数 30人",
        "約20名が参加し、商品の企画や試作を行った。",
    ],
)
def test_elsewhere_a_figure_needs_a_word_of_kind(text: str) -> None:
    assert items(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("来場者数 目標値：100人 実績値：120人", {"来場者数": ["100 人 target", "120 人 actual"]}),
        ("目標：起業件数10件\n実績：5件", {"起業件数": ["10 件 target", "5 件 actual"]}),
        ("会員数（R5目標10人、R5実績9人）", {"会員数": ["10 人 target 2023", "9 人 actual 2023"]}),
    ],
)
def test_with_words_of_kind_it_is_a_kpi_anywhere(text: str, expected: dict[str, list[str]]) -> None:
    assert told_items(items(text)) == expected


def test_the_heading_says_what_bare_figures_are() -> None:
    found = told_items(items("①売上額 8,000千円\n②取引先数 20社", result=True, bare="target"))
    assert found == {"売上額": ["8,000 千円 target"], "取引先数": ["20 社 target"]}


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
def test_any_text_is_read_and_every_item_stands_where_it_says(text: str) -> None:
    for result in (False, True):
        for item in items(text, result=result):
            assert item.name.strip() == item.name
            assert 0 <= item.start < item.end <= len(text)
            assert all(text[one.start : one.end].strip() == one.as_written for one in item.printed)


@pytest.mark.parametrize("first", PIECES[::5])
@pytest.mark.parametrize("second", PIECES[1::6])
def test_no_text_takes_long(first: str, second: str) -> None:
    begun = time.process_time()
    items((first + second) * (10_000 // len(first + second)), result=True)
    assert time.process_time() - begun < 20  # quadratic ones took minutes


def test_the_free_texts_of_morioka_hold_what_was_checked_by_hand(shared: Path) -> None:
    expected = json.loads((shared / "expected/032018-morioka-r5.json").read_text(encoding="utf-8"))
    source = (shared / "sources/032018-morioka-r5.txt").read_text(encoding="utf-8")
    cells = [line.split("\t") for line in source.split("\n") if line.count("\t") == 3]
    told = {
        name: items(re.sub(r"<[^>]*>", "\n", text).strip(), result=True)
        for name, _, text, _ in cells
        if name != "事業の名称"
    }
    for project in expected["projects"]:
        found = told[project["name"]]
        assert [item.name for item in found] == [kpi["name"] for kpi in project["kpis"]]
        for item, kpi in zip(found, project["kpis"], strict=True):
            assert item.level == kpi.get("level", "")
            assert [one.kind for one in item.printed] == [one["kind"] for one in kpi["values"]]
            numbers = [one.value.replace(",", "") for one in item.printed]
            assert [_number(text) for text in numbers] == [one["value"] for one in kpi["values"]]


def _number(text: str) -> float | None:
    return float(text) if text[:1].isdigit() else None
