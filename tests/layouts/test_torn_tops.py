"""Headings of torn tables that go over several lines, and rows that are not like the others."""

from __future__ import annotations

import pytest

from kpi_lod.documents.text import read_text
from kpi_lod.layouts.reading import found
from tests.layouts.told import figures_of


@pytest.mark.parametrize(
    "headings",
    [
        "事業開始前 R3 R4\n指標 単位\n(R2) 目標 実績 目標 実績",
        "指標 単位 事業開始前 R3 R4\n(R2) 目標 実績 目標 実績",
        "指標 単位 基準値(R2) 令和3年度 令和4年度\n目標値 実績値 目標値 実績値",
        "基準値(2020年度) 2021年度 2022年度\nKPI 単位 計画 実績 計画 実績",
        "基準値 目標値 実績値 目標値 実績値\nKPI 単位 R2 R3 R3 R4 R4",
    ],
)
def test_years_over_targets_and_actuals(headings: str) -> None:
    assert figures_of(
        f"{headings}\n産直市の 来客数 人 10 11 12 13 14\n見学会参加者数 人 1 2 3 4 -\n"
    ) == {
        "産直市の 来客数 [人]": "baseline 2020 10, target 2021 11, actual 2021 12, target 2022 13, "
        "actual 2022 14",
        "見学会参加者数 [人]": "baseline 2020 1, target 2021 2, actual 2021 3, target 2022 4, "
        "actual 2022 -",
    }


@pytest.mark.parametrize(
    "headings",
    [
        "基準値 実績値 目標値\n数値目標\n(H30) R2 R3 (R6)",
        "指標名 現状値 実績 目標\n（H30） R2 R3 （R6）",
        "現状値 実績値 目標値\nKPI H30 R2 R3 R6",
        "策定時 目標 実績値\nKPI H30 R6 R2 R3",
    ],
)
def test_kinds_over_years(headings: str) -> None:
    ahead = "策定時" in headings
    values = "5件 9件 6件 7件" if ahead else "5件 6件 7件 9件"
    (told,) = figures_of(f"{headings}\n起業件数 {values}\n").values()
    assert sorted(told.split(", ")) == [
        "actual 2020 6",
        "actual 2021 7",
        "baseline 2018 5",
        "target 2024 9",
    ]


def test_years_that_come_again_below_two_kinds() -> None:
    text = "目標値 実績値\n指標 単位 R3 R4 R5 R3 R4\n利用件数 件 1 2 3 4 5\n"
    assert figures_of(text) == {
        "利用件数 [件]": "target 2021 1, target 2022 2, target 2023 3, actual 2021 4, actual 2022 5"
    }


@pytest.mark.parametrize(
    "text",
    [
        "指標 単位 目標値 実績値\nR3 R4 R5\n利用件数 件 1 2 3\n",  # which are of targets?
        "達成率 判定\n指標 R3 R4\n利用件数 80% 90%\n",  # no values at all
    ],
)
def test_headings_that_can_be_read_in_two_ways_are_not(text: str) -> None:
    assert figures_of(text) == {}


@pytest.mark.parametrize(
    "headings", ["成果指標 単位 区分 R3 R4 R5", "名称 単位 区分 3年度 4年度 5年度"]
)
def test_a_heading_for_the_kinds_of_the_rows(headings: str) -> None:
    rows = "空き家数 件\n目標値 3 4 5\n実績値 2 6\n満足度 %\n目標値 60 - 70\n実績値 58 -\n"
    assert figures_of(f"{headings}\n{rows}") == {
        "空き家数 [件]": "target 2021 3, target 2022 4, target 2023 5, actual 2021 2, "
        "actual 2022 6",
        "満足度 [%]": "target 2021 60, target 2022 -, target 2023 70, actual 2021 58, "
        "actual 2022 -",
    }


@pytest.mark.parametrize("rates", ["（進捗率） (▲31%) (16%)", "進捗率 31% 16% -", "(12%) (105.5%)"])
def test_rates_below_a_row_are_no_row(rates: str) -> None:
    text = f"実績値\n指標 R3 R4 R5\n産出額 10万円 11万円 12万円\n{rates}\n加盟数 3社 4社 調査中\n"
    assert figures_of(text) == {
        "産出額 [万円]": "actual 2021 10, actual 2022 11, actual 2023 12",
        "加盟数 [社]": "actual 2021 3, actual 2022 4, actual 2023 調査中",
    }


@pytest.mark.parametrize("mark", ["※1", "※", "注2", "*1"])
def test_a_footnote_in_place_of_a_figure_loses_that_figure_only(mark: str) -> None:
    text = f"指標 単位 R4目標 R4実績\n売上額 円 300 {mark}\n来客数 人 20 22\n"
    assert figures_of(text) == {
        "売上額 [円]": "target 2022 300",
        "来客数 [人]": "target 2022 20, actual 2022 22",
    }


@pytest.mark.parametrize("remark", ["", "順調", "天候の影響 あり", "別紙のとおり"])
def test_words_in_the_last_column_may_be_missing_or_many(remark: str) -> None:
    text = f"指標 単位 目標値 実績値 備考\n来客数 人 20 22 {remark}\n出店数 店 3 4 増\n"
    assert figures_of(text) == {
        "来客数 [人]": "target 20, actual 22",
        "出店数 [店]": "target 3, actual 4",
    }


def test_figures_may_stand_below_a_name_of_two_lines() -> None:
    text = (
        "指標名 基準値(R1) R3 目標値(R6) 担当\n支援を受けて起業し\nた件数\n14件 11件 25件 商工課\n"
    )
    assert figures_of(text) == {
        "支援を受けて起業した件数 [件]": "baseline 2019 14, actual 2021 11, target 2024 25"
    }


@pytest.mark.parametrize(
    "headings",
    [
        "数値目標 基準値 目標値 実績値 達成率 評価\n(H30) (R6) (R3) (R4) (R5) (R5)",
        "KPI 基準値 目標値 実績値 達成率 評価\nH30 R6 R3 R4 R5",
        "基準値 目標値 実績値 達成率 評価\n指標\n（H30） （R6） R3 R4 R5 R5",
    ],
)
def test_rates_behind_the_actuals_have_no_year_or_the_last_one(headings: str) -> None:
    assert figures_of(f"{headings}\n総生産額 5億円 9億円 6億円 7億円 8億円 93.8% B\n") == {
        "総生産額 [億円]": "baseline 2018 5, target 2024 9, actual 2021 6, actual 2022 7, "
        "actual 2023 8"
    }


def test_a_row_that_does_not_fit_is_left_out_and_ends_nothing() -> None:
    text = "指標 単位 R4目標 R4実績\n客数 人 1 2\n売上額 円 300\n会員数 人 3 4\n件数 件 5 6\n"
    told = found(read_text(text.encode(), "a.txt"))
    assert [kpi.name for kpi in told.projects[0].kpis] == ["客数", "会員数", "件数"]
    assert [doubt.at for doubt in told.doubts if doubt.key.startswith("draft-left-out")] == [
        "line 3"
    ]


@pytest.mark.parametrize("headings", ["KPI 目標値（R6） R2 R3", "指標 R2年度 R3年度 R6目標値"])
def test_years_before_that_of_the_target_are_of_actuals(headings: str) -> None:
    values = "5件 7件 9件" if "R6目標" in headings else "9件 5件 7件"
    (told,) = figures_of(f"{headings}\n起業件数 {values}\n").values()
    assert sorted(told.split(", ")) == ["actual 2020 5", "actual 2021 7", "target 2024 9"]


@pytest.mark.parametrize("headings", ["KPI 目標値（R3） R3 R4", "KPI 目標値 R3 R4"])
def test_other_years_beside_a_target_have_no_kind(headings: str) -> None:
    told = figures_of(f"{headings}\n起業件数 9件 5件 7件\n")
    assert not any("actual" in figures for figures in told.values())
