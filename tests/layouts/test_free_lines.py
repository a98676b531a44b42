"""KPIs in lines as reports print them, each document small and in words of its own."""

from __future__ import annotations

import pytest

from tests.layouts.drawn import printed, told
from tests.layouts.drawn import read as drawn


def read(*lines: str) -> dict[str, dict[str, str]]:
    return told(printed("\n".join(lines)))


@pytest.mark.parametrize("result", ["実績 4社", "結果 4社", "達成値 4社"])
def test_the_kind_that_is_printed_counts_and_not_the_arrow(result: str) -> None:
    made = read("■ 谷の宿づくり事業", "【KPI】", f"① 新規の取引先数　目標 5社 → {result}")
    assert made == {"谷の宿づくり事業": {"新規の取引先数 [社]": "target 5 | actual 4"}}


def test_several_names_behind_one_word_of_kind() -> None:
    made = read(
        "●地域商社設立事業（デジタル田園都市国家構想交付金）　産業課",
        "［目標］売上高 300千円、取扱商品数 50品",
        "［実績］売上高 270千円、取扱商品数 63品",
    )
    assert made == {
        "地域商社設立事業": {
            "売上高 [千円]": "target 300 | actual 270",
            "取扱商品数 [品]": "target 50 | actual 63",
        }
    }


def test_measures_of_a_strategy_after_its_own_figures() -> None:
    made = read(
        "基本目標１　海の仕事をつくる",
        "【数値目標】",
        "　就業者数　　基準値（R1）2人　→　目標値（R6）10人　実績値（R5）7人",
        "【施策１】担い手の確保",
        "　KPI：研修の受講者数　目標 20人　実績 24人",
    )
    assert list(made) == ["基本目標１　海の仕事をつくる", "【施策１】担い手の確保"]


def test_tagged_headings_name_projects() -> None:
    made = read(
        "<h1>交付金事業の効果検証</h1>",
        "<h2>スマート農業プロジェクト</h2>",
        "<h3>事業の内容</h3>",
        "<p>実演会を2回行いました。</p>",
        "<h3>KPIの達成状況</h3>",
        "<ul>",
        "<li>機械の導入戸数：12戸（目標値：10戸）</li>",
        "</ul>",
        "<h2>書かない窓口の整備</h2>",
        "<ul>",
        "<li>手続の所要時間：9分（目標値：10分）</li>",
        "</ul>",
    )
    assert made == {
        "スマート農業プロジェクト": {"機械の導入戸数 [戸]": "actual 12 | target 10"},
        "書かない窓口の整備": {"手続の所要時間 [分]": "actual 9 | target 10"},
    }


def test_several_kpis_in_one_row_of_a_form_and_their_values_in_the_rows_below() -> None:
    made = read(
        "事業名\t空港アクセス向上事業",
        "KPI\t①空港バスの利用者数　②市内宿泊者数",
        "目標値\t①12,000人　②310,000人泊",
        "実績値\t①13,450人　②298,700人泊",
        "評価\t①達成　②未達成",
    )
    assert made == {
        "空港アクセス向上事業": {
            "空港バスの利用者数 [人]": "target 12,000 | actual 13,450",
            "市内宿泊者数 [人泊]": "target 310,000 | actual 298,700",
        }
    }


def test_values_that_list_other_marks_are_left_out() -> None:
    made = read(
        "事業名\t空港アクセス向上事業",
        "KPI\t①空港バスの利用者数　②市内宿泊者数",
        "目標値\t①12,000人",
        "実績値\t13,450人　298,700人泊",
    )
    assert made == {}


def test_what_stands_below_the_name_of_a_project_says_where_it_belongs() -> None:
    made = read(
        "事務事業名 ごみ減量推進事業",
        "総合計画 基本目標２ 住みよいまちの実現",
        "施策 廃棄物の減量",
        "指標 単位 区分 R2 R3 R4",
        "１人１日当たりごみ排出量 ｇ 目標 900 890 880",
        "実績 910 905 871",
    )
    assert list(made) == ["ごみ減量推進事業"]


@pytest.mark.parametrize("arrow", ["→", " ⇒ ", "　→　"])
def test_a_result_may_follow_an_arrow_from_baseline_to_target(arrow: str) -> None:
    made = read("〔KPI〕", f"① 新規就業者数：3人（R4）{arrow}8人（R8） 【R5実績】5人")
    (kpis,) = made.values()
    assert kpis == {"新規就業者数 [人]": "baseline 2022 3 | target 2026 8 | actual 2023 5"}


@pytest.mark.parametrize("remark", ["（開始前 22人）", "※市の集計による"])
def test_a_remark_below_the_name_of_a_kpi_names_no_other(remark: str) -> None:
    made = drawn(f"""
KPI | 区分 | R3 | R4
移住者の数 | 目標 | 10人 | 12人
{remark} | 実績 | 8人 | 14人
""")
    (kpis,) = made.values()
    assert list(kpis) == ["移住者の数 [人]"]
    assert "actual 2022 14" in kpis["移住者の数 [人]"]
