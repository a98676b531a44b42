"""Titles that stand in cells, as spreadsheets and texts from them have them."""

from __future__ import annotations

import pytest

from tests.layouts.drawn import read


@pytest.mark.parametrize(
    "title",
    [
        "Ⅱ　道の駅再生事業（地方創生推進交付金）",
        "Ⅱ. 道の駅再生事業",
        "■道の駅再生事業",
        "【道の駅再生事業】",
    ],
)
def test_a_section_alone_in_the_first_cell_begins_a_project(title: str) -> None:
    told = read(
        f"""
資料4 令和5年度の検証結果 | | |
政策推進課 | | |
Ⅰ　海の観光事業（地方創生推進交付金） | | |
KPI | R5目標 | R5実績 | 備考
入館者数（人） | 10 | 9 |
{title} | | |
KPI | R5目標 | R5実績 | 備考
売上高（千円） | 30 | 31 |
""",
        exact=False,
    )
    assert told == {
        "海の観光事業": {"入館者数 [人]": "target 2023 10 | actual 2023 9"},
        "道の駅再生事業": {"売上高 [千円]": "target 2023 30 | actual 2023 31"},
    }


def test_the_name_of_a_kpi_alone_in_its_row_is_no_title() -> None:
    told = read("""
事業名 | 海の観光事業 |
KPI | 区分 | R5
入館者数（人） | |
 | 目標 | 10
 | 実績 | 9
""")
    assert told == {"海の観光事業": {"入館者数 [人]": "target 2023 10 | actual 2023 9"}}


def test_a_letter_before_a_name_is_no_part_of_it() -> None:
    told = read("成果指標 | R5実績\nA 転入者数（人） | 5\nA I 型教材の利用者数（人） | 6")
    assert list(told[""]) == ["転入者数 [人]", "A I 型教材の利用者数 [人]"]


def test_a_row_of_a_form_goes_on_with_the_kpis_above() -> None:
    told = read(
        """
令和5年度実施状況 |
事業名 | 書かない窓口導入事業
アウトカム指標 | 窓口の待ち時間　目標：15分　実績：12.4分
 | 住民満足度　目標：80％　実績：84.1％
""",
        exact=False,
    )
    assert told == {
        "書かない窓口導入事業": {
            "窓口の待ち時間 [分]": "target 15 | actual 12.4",
            "住民満足度 [%]": "target 80 | actual 84.1",
        }
    }


def test_targets_and_actuals_may_stand_below_the_name_of_their_kpi() -> None:
    told = read(
        """
令和元年度実績 |
交付対象事業 | 山のくらし発信事業
KPI1 | 関係人口登録者数
 | 目標値　300人　　実績値　342人　　達成率　114.0％
KPI2 | 体験プログラム売上高
 | 目標値　5,000千円　　実績値　4,120千円　　達成率　82.4％
""",
        exact=False,
    )
    assert told == {
        "山のくらし発信事業": {
            "関係人口登録者数 [人]": "target 300 | actual 342",
            "体験プログラム売上高 [千円]": "target 5,000 | actual 4,120",
        }
    }


def test_the_line_above_a_table_may_name_its_kpi() -> None:
    told = read("""
令和5年度 総合戦略実績
KPI：新規就農者数（人）
年度 | R4 | R5 | R6
目標 | 6 | 6 | 7
実績 | 5 | 8 |

数値目標② 出生数
平成26年(基準値) | 平成27年 | 平成28年(現状値) | 平成31年(目標値)
3,823人 | 3,975人 | 3,679人 | 4,107人
""")
    (kpis,) = told.values()
    assert kpis == {
        "新規就農者数 [人]": "target 2022 6 | target 2023 6 | target 2024 7 | actual 2022 5"
        " | actual 2023 8",
        "出生数 [人]": "baseline 2014 3,823 | actual 2015 3,975 | actual 2016 3,679"
        " | target 2019 4,107",
    }


def test_a_kpi_named_further_above_is_not_that_of_a_table() -> None:
    assert read("KPI：新規就農者数（人）\n実績は次のとおりです。\n年度 | R5\n実績 | 8") == {}


def test_the_number_of_a_field_may_stand_before_a_space() -> None:
    told = read("1　事業名 | スマート農業事業\n2　KPI | R5目標 | R5実績\n導入数（台） | 5 | 4")
    assert told == {"スマート農業事業": {"導入数 [台]": "target 2023 5 | actual 2023 4"}}


def test_names_side_by_side_stand_over_columns_in_whole_rows_of_a_text_too() -> None:
    told = read(
        """
指標 | 来場者数（人） | 満足度（％）
R5目標 | 1,100 | 78.0
R5実績 | 1,204 | 76.2
達成率 | 109.5% | 97.7%
""",
        exact=False,
    )
    assert told[""] == {
        "来場者数 [人]": "target 2023 1,100 | actual 2023 1,204",
        "満足度 [％]": "target 2023 78.0 | actual 2023 76.2",
    }


@pytest.mark.parametrize("head", ["事業名：", "事業の名称: ", "対象事業　：", "【事業名】"])
def test_the_name_of_the_next_project_may_stand_below_the_last_row(head: str) -> None:
    told = read(f"""
事業名：山の学校事業 |  |
KPI | 区分 | R5
参加校数（校） | 目標 | 12
 | 実績 | 14
{head}海の観光事業（担当課：観光課） |  |
KPI | 区分 | R5
来訪者数（人） | 目標 | 10
 | 実績 | 9
""")
    assert told == {
        "山の学校事業": {"参加校数 [校]": "target 2023 12 | actual 2023 14"},
        "海の観光事業": {"来訪者数 [人]": "target 2023 10 | actual 2023 9"},
    }
