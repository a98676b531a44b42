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


def test_columns_that_their_headings_do_not_tell_apart_are_left_out() -> None:
    text = """
令和5年度の実績
指標 | その前の年 | < | その後の年 | <
^ | 目標 | 実績 | 目標 | 実績
来場者数（人） | 10 | 9 | 12 | 13
"""
    assert read(text) == {}
    assert doubts(text).count("draft-left-out/kind") == 4


def test_a_column_that_repeats_a_heading_without_figures_is_no_other() -> None:
    told = read("""
令和5年度の実績
指標 | 目標値 | 目標値 | 実績値 | 実績値
来場者数 | 10 | 人 | 9 | 人
""")
    assert told[""] == {"来場者数 []": "target 10 | actual 9"}


def test_a_row_of_actuals_below_a_target_is_left_out() -> None:
    text = """
指標 | 区分 | R5 | 最終目標（R7）
来場者数（人） | 計画 | 40 | 50
 | 実績 | 36 | 31
"""
    assert read(text)[""] == {"来場者数 [人]": "target 2023 40 | target 2025 50 | actual 2023 36"}
    assert "draft-left-out/kind" in doubts(text)


def test_a_unit_that_is_a_word_of_headings_is_a_unit_below_that_heading() -> None:
    told = read("""
KPI | 単位 | R5目標 | R5実績
新規創出数 | プロジェクト | 5 | 6
参画件数 | 事業 | 7 | 8
""")
    assert told[""] == {
        "新規創出数 [プロジェクト]": "target 2023 5 | actual 2023 6",
        "参画件数 [事業]": "target 2023 7 | actual 2023 8",
    }


def test_a_unit_below_a_heading_is_stated_of_it() -> None:
    told = read(
        """
交付対象事業の名称 | 実績額 | KPI | < | < | <
 | 単位:円 | 指標 | 指標値 | 単位 | 実績値
花まつり交流事業 | 1,879,000 | 来場者数 | 6 | 人 | 7
""",
        exact=False,
    )
    assert told == {"花まつり交流事業": {"来場者数 [人]": "target 6 | actual 7"}}


def test_a_name_and_figure_are_of_the_year_of_their_heading() -> None:
    told = read("""
事業名 | R4実績 | R5実績
空き家活用支援事業 | 助成件数 3件 | 助成件数 5件
""")
    assert told["空き家活用支援事業"] == {"助成件数 [件]": "actual 2022 3 | actual 2023 5"}


def test_a_name_and_figure_below_a_year_without_a_kind_are_left_out() -> None:
    assert read("事業名 | R4 | R5\n活用事業 | 助成件数 3件 | 助成件数 5件") == {}


def test_a_torn_row_of_actuals_that_reaches_into_the_targets_is_left_out_whole() -> None:
    text = """
指標 | 区分 | R3 | R4 | R5 | 最終目標（R7） | 単位
自主財源比率 | 計画 | 20 | 25 | 30 | 40 | ％
 | 結果 | 18 | | 26 | 31 |
"""
    told = "target 2021 20 | target 2022 25 | target 2023 30 | target 2025 40"
    assert read(text, exact=False)[""] == {"自主財源比率 [％]": told}
    assert "draft-left-out/shifted" in doubts(text, exact=False)


def test_a_kind_goes_on_over_rows_of_single_years_and_sums() -> None:
    told = read(
        """
KPI | 区分 | | R4年度 | R5年度 | 計
出荷量（t） | 目標 | 単年 | 20 | 40 | 60
 | | 累計 | 20 | 60 |
 | 実績 | 単年 | 14.5 | 38 | 52.5
 | | 累計 | 14.5 | 52.5 |
""",
        exact=False,
    )
    assert told[""] == {
        "出荷量 [t]": "target 2022 20 | target 2023 40 | actual 2022 14.5 | actual 2023 38"
    }


def test_a_column_of_sums_of_increments_holds_no_values() -> None:
    told = read(
        """
KPI | 区分 | 事業開始前 | R4増加分 | R5増加分 | KPI増加分の累計
来場者数（人） | 目標 | 30 | 5 | 6 | 11
 | 実績 | 30 | 4 | 7 | 11
""",
        exact=False,
    )
    assert told[""]["来場者数 [人]"].endswith(
        "target 2022 5 | target 2023 6 | baseline before 30 | actual 2022 4 | actual 2023 7"
    )


def test_the_year_and_the_value_of_a_baseline_stand_below_it() -> None:
    told = read("""
施策 | KPI | 単位 | 基準値 |  | 令和5年度 |  |  | 目標値（R6）
 | | | 年度 | 値 | 目標 | 実績 | 達成率 |
創業支援 | 創業件数（累計） | 件 | H30 | 12 | 40 | 44 | 110% | 50
農業振興 | 新規就農者数 | 人 | R元 | 5 | 8 | 6 | 75% | 10
""")
    assert told == {
        "創業支援": {
            "創業件数（累計） [件]": "baseline 2018 12 | target 2023 40 | actual 2023 44"
            " | target 2024 50"
        },
        "農業振興": {
            "新規就農者数 [人]": "baseline 2019 5 | target 2023 8 | actual 2023 6 | target 2024 10"
        },
    }


def test_a_kpi_without_a_unit_has_not_that_of_the_kpi_above() -> None:
    told = read("指標 | 単位 | R5実績\n新商品の数 | 品 | 9\n合計特殊出生率 | | 1.4")
    assert list(told[""]) == ["新商品の数 [品]", "合計特殊出生率 []"]


def test_a_column_of_names_with_targets_stands_beside_one_of_results() -> None:
    told = read("""
事業名 | 重要業績評価指標（KPI） | 実績（KPI等）
移住体験事業 | 体験住宅の利用者数 60人 | 体験住宅の利用者数 52人
夕景観光事業 | ・観光客数 90千人//・物販の売上額 400万円 | ・観光客数 95千人//・物販の売上額 380万円
""")
    assert told == {
        "移住体験事業": {"体験住宅の利用者数 [人]": "target 60 | actual 52"},
        "夕景観光事業": {
            "観光客数 [千人]": "target 90 | actual 95",
            "物販の売上額 [万円]": "target 400 | actual 380",
        },
    }


def test_a_row_of_actuals_without_a_row_of_targets_ends_in_the_target() -> None:
    told = read(
        """
令和5年度実績評価シート
KPIその1 | 新規プロジェクトの創出数 | | | |
 | 従前値 | R4 | R5 | 目標値 | (単位)
実績値 | 7 | 8 | 9 | 12 | プロジェクト
""",
        exact=False,
    )
    (kpis,) = told.values()
    assert kpis == {
        "新規プロジェクトの創出数 [プロジェクト]": "baseline before 7 | actual 2022 8"
        " | actual 2023 9 | target 12"
    }


def test_a_target_behind_years_to_come_is_that_of_the_last() -> None:
    told = read("""
令和4年度の実績
指標 | 策定時 | R3 | R4 | R5 | R6 | 目標値
移住者数（人） | 10 | 12 | 15 | | | 30
""")
    assert told[""] == {
        "移住者数 [人]": "baseline before 10 | actual 2021 12 | actual 2022 15 | target 2024 30"
    }


def test_a_dash_of_actuals_below_a_target_shifts_no_row() -> None:
    told = read(
        """
令和5年度の実績
成果指標 | 単位 | | R4 | R5 | R6（計画）
参加者数 | 人 | 計画 | 320 | 340 | 360
 | | 実績 | 331 | 352 | －
""",
        exact=False,
    )
    assert told[""] == {
        "参加者数 [人]": "target 2022 320 | target 2023 340 | target 2024 360 | actual 2022 331"
        " | actual 2023 352"
    }


def test_the_number_of_a_name_makes_it_no_figure() -> None:
    told = read(
        """
令和5年度の実績
 | 目標値 | 実績値 | 達成率
(1)観光消費額 | 100億円 | 104億円 | 104.0%
2.宿泊者数 | 12,000人泊 | 9,830人泊 | 81.9%
""",
        exact=False,
    )
    (kpis,) = told.values()
    assert kpis == {
        "観光消費額 [億円]": "target 100 | actual 104",
        "宿泊者数 [人泊]": "target 12,000 | actual 9,830",
    }
