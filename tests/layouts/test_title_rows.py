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
    told = read("成果指標 | R5実績\nA 転入者数（人） | 5\nＢ　B級グルメの店（店） | 6")
    assert list(told[""]) == ["転入者数 [人]", "B級グルメの店 [店]"]
