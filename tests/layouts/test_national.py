"""The national result form and tables like it, as Excel, HTML and PDF turn out."""

from __future__ import annotations

import pytest

from kpi_lod.layouts.reading import found
from tests.layouts.drawn import drawn, printed, read

_WHOLE = {
    "花の里づくり事業": {
        "来訪者数 [人]": "target 2017 1,200 | actual 1,150",
        "宿泊者数 [人]": "target 2017 300 | actual 320",
    },
    "山の学校事業": {"参加校数 [校]": "target 2017 12 | actual 14"},
}


@pytest.mark.parametrize("unit", ["単位：円", "（単位:円）", "（円）"])
def test_a_unit_below_the_heading_of_amounts_heads_no_column_of_units(unit: str) -> None:
    assert (
        read(
            f"""
No | ①事業の名称 | ②交付金の種類 | ③実績額 | ④KPI | < | < | < | < | ⑤本事業終了後における実績値 | <
 |  |  | {unit} |  | 指標 | 指標値 | 単位 | 目標年月 | 実績値 | 事業効果
1 | 花の里づくり事業 | 推進交付金 | 9,543,000 | 指標① | 来訪者数 | 1,200 | 人 | H30.3 | 1,150 | 有
 |  |  |  | 指標② | 宿泊者数 | 300 | 人 | H30.3 | 320 |
2 | 山の学校事業 | 推進交付金 | 3,210,000 | 指標① | 参加校数 | 12 | 校 | H30.3 | 14 | 有
""",
            exact=False,
        )
        == _WHOLE
    )


def test_an_amount_below_thousand_yen_is_scaled() -> None:
    project = found(
        drawn("""
事業名 | 決算額 | 指標 | 目標値 | 実績値
^ | （千円） | ^ | （人） | （人）
花の里づくり事業 | 9,543 | 来訪者数 | 1,200 | 1,150
""")
    ).projects[0]
    assert [(one.value, one.scale) for one in project.money] == [("9,543", 1000)]
    assert [kpi.unit for kpi in project.kpis] == ["人"]


@pytest.mark.parametrize(
    "marks", [("指標①", "指標②", "指標①"), ("①", "②", "①"), ("KPI1", "KPI2", "KPI1")]
)
@pytest.mark.parametrize("head", ["指標 | ", " | 指標", "KPI | <"])
def test_names_stand_beside_their_marks(marks: tuple[str, ...], head: str) -> None:
    one, two, again = marks
    assert (
        read(f"""
No | 事業の名称 | 実績額（円） | {head} | 指標値 | 単位 | 目標年月 | 実績値
1 | 花の里づくり事業 | 9,543,000 | {one} | 来訪者数 | 1,200 | 人 | 平成30年3月 | 1,150
 |  |  | {two} | 宿泊者数 | 300 | 人 | 平成30年3月 | 320
2 | 山の学校事業 | 3,210,000 | {again} | 参加校数 | 12 | 校 | 平成30年3月 | 14
""")
        == _WHOLE
    )


def test_costs_of_staff_are_no_settlement_and_the_corner_states_the_scale() -> None:
    told = found(
        drawn("""
事業名　花の里づくり事業

コスト（単位：千円） | R4決算 | R5決算
事業費 | 1,100 | 1,200
人件費 | 510 | 520

指標名 | 単位 | 区分 | R4 | R5
来訪者数 | 人 | 実績値 | 20 | 30
""")
    )
    assert [(one.kind, one.value, one.scale) for one in told.projects[0].money] == [
        ("settlement", "1,100", 1000),
        ("settlement", "1,200", 1000),
    ]


def test_a_bracket_over_which_time_is_the_unit_only_where_no_figure_has_one() -> None:
    told = read("""
令和5年度実績
指標 | 目標値 | 実績値
観光客数（年） | 1,200人 | 1,150人
平均在職期間（年） | 5 | 4.5
""")
    assert [*told.popitem()[1]] == ["観光客数（年） [人]", "平均在職期間 [年]"]


def test_a_type_in_a_heading_is_one_of_the_grant_in_the_title() -> None:
    made = printed(
        """
令和5年度　デジタル田園都市国家構想交付金　事業実績
１ 地方創生推進タイプ
事業名	指標	目標値	実績値
花の里づくり事業	来訪者数（人）	1,200	1,150

２ デジタル実装タイプ
事業名	指標	目標値	実績値
書かない窓口事業	利用件数（件）	500	610
"""
    )
    assert [project.programme for project in made.projects] == [
        "デジタル田園都市国家構想交付金(地方創生推進タイプ)",
        "デジタル田園都市国家構想交付金(デジタル実装タイプ)",
    ]


def test_a_row_of_grants_names_no_grant() -> None:
    made = found(
        drawn("""
事業名 | 花の里づくり事業 | <
交付金 | 9,720千円 | <
指標 | 目標値 | 実績値
来訪者数（人） | 1,200 | 1,150
""")
    )
    assert [project.programme for project in made.projects] == [""]


def test_a_row_that_lists_several_kpis_has_its_amount_too() -> None:
    project = found(
        drawn("""
事業名 | 交付対象経費（円） | 指標 | 目標 | 実績
花の里づくり事業 | 9,543,000 | ①来訪者数　②宿泊者数 | ①1,200人　②300人 | ①1,150人　②320人
""")
    ).projects[0]
    assert [one.value for one in project.money] == ["9,543,000"]
    assert [kpi.name for kpi in project.kpis] == ["来訪者数", "宿泊者数"]


@pytest.mark.parametrize("before", ["事業開始前（現時点）", "事業開始前の値", "開始前（現時点）"])
def test_a_plan_of_increments_tells_the_value_before(before: str) -> None:
    told = read(f"""
令和5年度実績
事業名 | KPI | 単位 | {before} | KPI増加分 | <
^ | ^ | ^ | ^ | 1年目 | 2年目
花の里づくり事業 | 来訪者数 | 人 | 900 | 100 | 50
""")
    assert told == {"花の里づくり事業": {"来訪者数 [人]": "baseline before 900"}}
