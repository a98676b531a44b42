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
