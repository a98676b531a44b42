"""Headings in two rows: years or numbers of KPIs over blocks of columns, merged or not."""

from __future__ import annotations

import pytest

from tests.layouts.drawn import doubts, read

_YEARS = "来訪者数 [人]", "target 2022 10 | actual 2022 12 | target 2023 20 | actual 2023 17"
_TWO = {"来訪者数 [人]": "target 10 | actual 12", "出店数 [店]": "target 3 | actual 2"}


@pytest.mark.parametrize("name", ["指標", "KPI", "名称", "項目"])
def test_years_over_blocks_with_names_of_their_own(name: str) -> None:
    blank = read(f"""
No | 事業名 | R4年度 |  |  |  | R5年度 |  |  |
 |  | {name} | 単位 | 目標値 | 実績値 | {name} | 単位 | 目標値 | 実績値
1 | 山の学校事業 | 来訪者数 | 人 | 10 | 12 | 来訪者数 | 人 | 20 | 17
""")
    merged = read(f"""
No | 事業名 | R4年度 | < | < | < | R5年度 | < | < | <
^ | ^ | {name} | 単位 | 目標値 | 実績値 | {name} | 単位 | 目標値 | 実績値
1 | 山の学校事業 | 来訪者数 | 人 | 10 | 12 | 来訪者数 | 人 | 20 | 17
""")
    assert blank == merged == {"山の学校事業": dict([_YEARS])}


@pytest.mark.parametrize("name", ["指標名", "名称", "内容"])
@pytest.mark.parametrize("target", ["目標値", "計画値", "R5目標"])
def test_numbers_over_blocks_with_names_of_their_own(name: str, target: str) -> None:
    told = read(f"""
事業名 | 指標① |  |  |  | 指標② |  |  |
 | {name} | 単位 | {target} | 実績値 | {name} | 単位 | {target} | 実績値
山の学校事業 | 来訪者数 | 人 | 10 | 12 | 出店数 | 店 | 3 | 2
""")
    year = "2023 " if "R5" in target else ""
    kpis = {name: text.replace("target ", f"target {year}") for name, text in _TWO.items()}
    assert told == {"山の学校事業": kpis}


def test_the_first_year_of_an_era_is_a_year() -> None:
    told = read("""
KPI | 単位 | 区分 | 元年度 | 2年度
来訪者数 | 人 | 目標値 | 10 | 20
^ | ^ | 実績値 | 11 | 21
""")
    figures = "target 2019 10 | target 2020 20 | actual 2019 11 | actual 2020 21"
    assert told == {"": {"来訪者数 [人]": figures}}


@pytest.mark.parametrize("heading", ["甲の年", "（未定）", "当市"])
def test_a_column_between_years_whose_heading_is_no_year_is_left_out(heading: str) -> None:
    text = f"""
KPI | 単位 | 区分 | {heading} | R3年度 | R4年度
来訪者数 | 人 | 目標値 | 10 | 20 | 30
^ | ^ | 実績値 | 11 | 21 | 31
"""
    figures = "target 2021 20 | target 2022 30 | actual 2021 21 | actual 2022 31"
    assert read(text) == {"": {"来訪者数 [人]": figures}}
    assert doubts(text) == ["draft-left-out/heading"] * 2


@pytest.mark.parametrize("over", ["<", ""])
def test_a_block_beside_years_whose_heading_is_no_year_is_left_out(over: str) -> None:
    text = f"""
指標 | 基準値 | 甲の年 | {over} | 令和3年度 | {over}
 |  | 目標値 | 実績値 | 目標値 | 実績値
来訪者数 | 5人 | 10人 | 12人 | 30人 | 40人
"""
    assert read(text) == {
        "": {"来訪者数 [人]": "baseline before 5 | target 2021 30 | actual 2021 40"}
    }
    assert doubts(text) == ["draft-left-out/heading"] * 2


def test_years_over_values_are_headings_though_most_words_beside_them_are_none() -> None:
    told = read("""
指標 | 甲の年 | < | 令和3年度 | < | 乙の年 | <
^ | 目標値 | 実績値 | 目標値 | 実績値 | 目標値 | 実績値
来訪者数 | 10人 | 20人 | 30人 | 40人 | 50人 | 60人
""")
    assert told == {"": {"来訪者数 [人]": "target 2021 30 | actual 2021 40"}}


def test_a_project_above_headings_is_none_of_them() -> None:
    told = read("""
事業名 | 山の学校事業 | 令和5年度
指標 | 目標値 | 実績値
来訪者数 | 10人 | 20人
""")
    assert list(told) == ["山の学校事業"]


def test_a_title_alone_above_headings_is_none_of_them() -> None:
    told = read("""
| 山の町の取組 |
指標 | 目標値 | 実績値
来訪者数 | 10人 | 20人
""")
    assert told == {"": {"来訪者数 [人]": "target 10 | actual 20"}}
