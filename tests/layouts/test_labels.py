"""What headings say, in the forms in which municipalities print them."""

from __future__ import annotations

import time

import pytest

from kpi_lod.layouts.headings.labels import label
from kpi_lod.records import BEFORE, Period


def _said(text: str) -> dict[str, object]:
    found = label(text)
    assert found is not None, text
    plain = type(found)()
    names = type(found).__slots__
    return {n: getattr(found, n) for n in names if getattr(found, n) != getattr(plain, n)}


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("KPIの項目", "kpi"),
        ("重要業績評価指標（ＫＰＩ）", "kpi"),
        ("④本事業における重要業績評価指標(KPI)", "kpi"),
        ("KPI名称（単位）", "kpi"),
        ("実績（K P I 等）", "results"),
        ("事業の名称", "project"),
        ("①交付対象事業の名称", "project"),
        ("備　考", "text"),
        ("単位", "unit"),
        ("達成状況", "rate"),
        ("KPI達成率", "rate"),
        ("目標年月", "target-date"),
        ("No.", "number"),
        ("目標（指標）名", "kpi"),
        ("目標（指標）の説明", "text"),
        ("指標名及び単位", "kpi"),
        ("指標名・単位", "kpi"),
        ("指標の単位", "unit"),
        ("目標月", "target-date"),
        ("年次", "programme-year"),
        ("R5取組", "measure"),
        ("実績値を踏まえた事業の今後について", "next"),
    ],
)
def test_a_heading_names_its_field(text: str, field: str) -> None:
    assert _said(text)["field"] == field


@pytest.mark.parametrize(
    ("text", "kinds", "period"),
    [
        ("目標値 実績値", ("target", "actual"), None),
        ("上段：目標 下段：実績", ("target", "actual"), None),
        ("下段：実績値 上段：目標値", ("target", "actual"), None),
        ("事業\n開始前", (), BEFORE),
        ("事業開始前の値", ("baseline",), BEFORE),
        ("R5", (), Period(2023)),
        ("（R5年度末）", (), Period(2023)),
        ("令和5(2023)年度", (), Period(2023)),
        ("2023年度（令和5年度）実績値", ("actual",), Period(2023)),
        ("平成31年度", (), Period(2019)),
        ("5年度", (), Period(2023)),
        ("R6.3", (), Period(2023)),
        ("H31.4.1時点", (), Period(2019)),
        ("令和5年（1～12月）", (), Period(2023, calendar=True)),
        ("目標値（R6）", ("target",), Period(2024)),
        ("基準値(H30)", ("baseline",), Period(2018)),
        ("策定時（平成27年度）", ("baseline",), Period(2015)),
        ("⑤本事業終了後における実績値", ("actual",), None),
        ("変更後目標値", ("revised-target",), None),
        ("令和6年度までの目標", ("target",), Period(2024)),
    ],
)
def test_a_heading_of_values_says_kind_and_year(
    text: str, kinds: tuple[str, ...], period: Period | None
) -> None:
    said = _said(text)
    assert said["field"] == "value"
    assert said.get("kinds", ()) == kinds
    assert said.get("period") == period


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("指標①", {"field": "kpi", "number": 1}),
        ("対象指標", {"field": "kpi"}),
        ("1年目（R3）", {"field": "value", "period": Period(2021)}),
        ("3　総事業費", {"field": "money"}),
        ("KPIその2", {"field": "kpi", "number": 2}),
        ("前年度実績", {"field": "value", "kinds": ("actual",), "back": 1}),
        ("次年度目標", {"field": "value", "kinds": ("target",), "back": -1}),
        ("前年度比", {"field": "rate"}),
        ("KPI②目標値", {"field": "value", "number": 2, "kinds": ("target",)}),
        ("（単位：人）", {"field": "unit", "unit": "人"}),
        ("現状値", {"field": "value", "kinds": ("baseline",), "current": True}),
        ("2年目", {"field": "value", "relative": 2}),
        ("2023", {"field": "value", "period": Period(2023), "bare": True}),
        ("活動指標", {"field": "kpi", "level": "output"}),
        ("KPI増加分の累計", {"basis": "cumulative-increment"}),
        ("R5実績値(見込)", {"status": "estimated"}),
        ("R3～R7累計", {"begin": 2021, "period": Period(2025), "basis": "cumulative"}),
        ("③実績額（単位:円）", {"field": "money", "money": "settlement", "unit": "円"}),
        ("決算額（千円）", {"money": "settlement", "unit": "千円", "scale": 1000}),
        ("交付額(交付対象事業費/2)", {"field": "money", "money": "grant"}),
        ("第5次総合振興の目標値", {"weak": True, "kinds": ("target",)}),
    ],
)
def test_a_heading_says_more(text: str, said: dict[str, object]) -> None:
    assert said.items() <= _said(text).items()


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "目標達成事業数", "来場者数（人）", "2,000", "①", "人", "R5年度卒業者数", "80%"),
        *("3人", "2,023", "集計中", "-", "観光客数", "観光課", "1 2023年の来訪者は増えた。"),
    ],
)
def test_what_is_no_heading_says_nothing(text: str) -> None:
    assert label(text) is None


@pytest.mark.parametrize("piece", ["目", "令和", "(", "R", "実績", "1", "年度", "①", "※", "単位"])
def test_long_texts_are_no_headings_and_take_no_time(piece: str) -> None:
    begin = time.process_time()
    label(piece * (10_000 // len(piece)))
    label(piece * (60 // len(piece)))
    assert time.process_time() - begin < 5


@pytest.mark.parametrize(
    "text",
    [
        "デジタル田園都市国家構想交付金（地方創生推進タイプ）",
        "地方創生推進交付金",
        "新しい地方経済・生活環境創生交付金",
        "地方創生拠点整備交付金",
    ],
)
def test_the_name_of_a_grant_is_no_heading(text: str) -> None:
    assert label(text) is None
