"""The national form whose cells extraction tore apart."""

from __future__ import annotations

import pytest

from tests.layouts.drawn import printed, told

_WHOLE = {
    "花の里づくり事業": {
        "来訪者数 [人]": "target 2017 1,200 | actual 1,150",
        "宿泊者数 [人]": "target 2017 300 | actual 320",
    },
    "山の学校事業": {"参加校数 [校]": "target 2017 12 | actual 14"},
}
_CELLS = """
No
①交付対象事業の名称
②交付金の種類
③実績額
（単位：円）
④本事業における重要業績評価指標（KPI）
⑤本事業終了後における実績値
指標
指標値
単位
目標年月
実績値
事業効果
1
花の里づくり
事業
先駆タイプ
9,543,000
指標①
来訪者数
1,200
人
H30.3
1,150
地方創生に効果があった
指標②
宿泊者数
300
人
H30.3
320
指標③
2
山の学校事業
横展開タイプ
3,210,000
指標①
参加校数
12
校
H30.3
14
地方創生に非常に効果的であった
"""
_LINES = """
No 事業の名称 交付金の種類 実績額（円） 指標 指標値 単位 目標年月 実績値 事業効果
1 花の里づくり事業 推進交付金 9,543,000 指標① 来訪者数 1,200 人 H30.3 1,150 効果があった
指標② 宿泊者数 300 人 H30.3 320
2 山の学校事業 推進交付金 3,210,000 指標① 参加校数 12 校 H30.3 14 効果があった
"""
_MIDDLE = """
No 事業の名称 実績額
（単位:円） 重要業績評価指標（KPI） 実績値
指標 指標値 単位 目標年月 実績値 事業効果
指標① 来訪者数 1,200 人 H30.3 1,150 地方創生に
1 花の里づくり事業 9,543,000 指標② 宿泊者数 300 人 H30.3 320 効果があった
2 山の学校事業 3,210,000 指標① 参加校数 12 校 H30.3 14 効果があった
"""
_UNMARKED = """
No 事業名 担当課 KPI 単位 目標値 目標年月 実績値
1 花の里づくり事業 商工課 来訪者数 人 1,200 H30.3 1,150
宿泊者数 人 300 H30.3 320
2 山の学校事業 教育課 参加校数 校 12 H30.3 14
"""
_BESIDE = """
No
事業名
指標
指標値
目標年月
実績値
1
花の里づくり事業
KPI1：来訪者数
1,200人
平成30年3月
1,150人
KPI2：宿泊者数
300人
平成30年3月
320人
2
山の学校事業
KPI1：参加校数
12校
平成30年3月
14校
"""


@pytest.mark.parametrize("text", [_CELLS, _LINES, _MIDDLE, _UNMARKED, _BESIDE])
def test_cells_find_their_columns_again(text: str) -> None:
    assert told(printed("実績\n" + text)) == _WHOLE


def test_money_and_grants_stand_before_the_marks() -> None:
    project, other = printed("地方創生推進交付金の実績\n" + _CELLS).projects
    assert [one.value for one in (*project.money, *other.money)] == ["9,543,000", "3,210,000"]
    assert [one.programme for one in (project, other)] == [
        "地方創生推進交付金(先駆タイプ)",
        "地方創生推進交付金(横展開タイプ)",
    ]


def test_a_kpi_without_its_result_leaves_the_others_in_their_place() -> None:
    text = _LINES.replace("H30.3 320", "H30.3")
    assert [*told(printed(text))["花の里づくり事業"]] == ["来訪者数 [人]"]


def test_nothing_is_read_where_a_project_has_lost_its_number() -> None:
    kpis = [kpi for one in printed(_CELLS.replace("\n2\n", "\n")).projects for kpi in one.kpis]
    assert not [kpi for kpi in kpis if kpi.name == "参加校数"]


def test_words_between_names_and_figures_without_marks_are_not_guessed() -> None:
    text = _UNMARKED.replace("宿泊者数 人", "市内の 宿泊者数 人")
    assert not [kpi for one in printed(text).projects for kpi in one.kpis]
