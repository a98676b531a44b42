"""Columns whose headings leave open what they hold: the cells below tell."""

from __future__ import annotations

import pytest

from tests.layouts.drawn import doubts, read


def test_a_column_of_years_dates_the_values_at_its_left() -> None:
    told = read("""
指標の一覧（令和5年度実績）
指標 | 単位 | 現状値 | 年度 | 目標値 | 年度 | 令和5年度実績
自主防災組織率 | ％ | 57.1 | 平成30年度 | 93.0 | 令和7年度 | 62.0
駅利用者数 | 人 | 21,754 | 令和元年度 | 30,000 | 令和7年度 | 22,582
""")
    assert told[""] == {
        "自主防災組織率 [％]": "baseline 2018 57.1 | target 2025 93.0 | actual 2023 62.0",
        "駅利用者数 [人]": "baseline 2019 21,754 | target 2025 30,000 | actual 2023 22,582",
    }


def test_a_column_headed_kpi_that_holds_figures_holds_the_targets() -> None:
    told = read("""
令和5年度 総合戦略の実績
数値目標項目 | 基準値 | KPI | 実績値 | 進捗状況
空き店舗の活用 | 6件 | 11件 | 9件 | B
6次産業化件数 | 1件 | 3件 | 4件 | A
""")
    assert told[""] == {
        "空き店舗の活用 [件]": "baseline before 6 | target 11 | actual 9",
        "6次産業化件数 [件]": "baseline before 1 | target 3 | actual 4",
    }


def test_a_column_headed_kpi_that_counts_holds_numbers() -> None:
    told = read("""
令和5年度の実績
KPI | 指標名 | 目標値 | 実績値
1 | 来場者数（人） | 100 | 90
2 | 宿泊者数（人） | 50 | 60
""")
    assert told[""] == {
        "来場者数 [人]": "target 100 | actual 90",
        "宿泊者数 [人]": "target 50 | actual 60",
    }


def test_planned_figures_are_targets() -> None:
    told = read("""
令和5年度事務事業評価表
活動指標 | 単位 | 4年度 | < | 5年度 | < | 6年度
^ | ^ | 予定 | 実績 | 予定 | 実績 | 予定
講座の回数 | 回 | 12 | 11 | 12 | 13 | 14
""")
    assert told[""] == {
        "講座の回数 [回]": "target 2022 12 | actual 2022 11 | target 2023 12 | actual 2023 13"
        " | target 2024 14"
    }


def test_words_below_a_plan_are_no_targets() -> None:
    told = read("""
令和5年度の実績
指標 | 実績値 | 予定
講座の回数（回） | 12 | 継続する
""")
    assert told[""] == {"講座の回数 [回]": "actual 12"}


def test_the_year_before_is_counted_from_that_of_the_document() -> None:
    told = read("""
令和5年度実績 事務事業評価書
指標名 | 単位 | 区分 | 前年度 | 評価年度 令和5年度 | 次年度
講座の回数 | 回 | 目標値 | 10 | 12 | 14
 | | 実績値 | 9 | 12 |
""")
    assert told[""] == {
        "講座の回数 [回]": "target 2022 10 | target 2023 12 | target 2024 14 | actual 2022 9"
        " | actual 2023 12"
    }


def test_the_year_before_an_unknown_year_is_left_out() -> None:
    assert "draft-left-out/year" in doubts("指標 | 前年度実績\n講座の回数（回） | 9")


def test_years_between_a_baseline_and_the_present_value_are_actuals() -> None:
    told = read("""
数値目標② 出生数の推移
指標 | 平成26年(基準値) | 平成27年 | 平成28年 | 平成29年(現状値) | 平成31年(目標値)
出生数（人） | 3,823 | 3,975 | 3,782 | 3,679 | 4,107
""")
    assert told[""] == {
        "出生数 [人]": "baseline 2014 3,823 | actual 2015 3,975 | actual 2016 3,782"
        " | actual 2017 3,679 | target 2019 4,107"
    }


@pytest.mark.parametrize(("heading", "kind"), [("指標値", "target"), ("実績値", "actual")])
def test_a_name_and_figure_below_a_kind_are_of_that_kind(heading: str, kind: str) -> None:
    told = read(f"""
令和5年度の実績
事業名 | {heading}
空き家活用支援事業 | 助成件数 3件
観光交通確保事業 | 延べ利用者数 200人
""")
    assert told == {
        "空き家活用支援事業": {"助成件数 [件]": f"{kind} 3"},
        "観光交通確保事業": {"延べ利用者数 [人]": f"{kind} 200"},
    }


def test_an_upper_and_a_lower_row_are_told_by_a_note() -> None:
    told = read("""
※数値目標、KPIは、上段が目標値、下段が実績値
指標 | 単位 | R4 | R5
新規雇用者数 | 人 | 50 | 60
 | | 31 | 62
""")
    assert told[""] == {
        "新規雇用者数 [人]": "target 2022 50 | target 2023 60 | actual 2022 31 | actual 2023 62"
    }
