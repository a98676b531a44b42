"""The families of layouts in which municipalities print KPIs, each drawn small."""

from __future__ import annotations

from tests.layouts.drawn import doubts, read


def test_a_block_a_project_with_two_figures_in_a_cell() -> None:
    told = read("""
事業名 | 花まつり交流事業 | < | < | 年次 | 2年目
KPI | KPIの項目 | 目標値 実績値 | 単位 | 事業//開始前 | R4 | R5
^ | 来訪者数 | 目標値 実績値 | 人 | - 5 | 10 30 | 20 17
""")
    assert told == {
        "花まつり交流事業": {
            "来訪者数 [人]": "target before - | baseline before 5 | target 2022 10"
            " | actual 2022 30 | target 2023 20 | actual 2023 17"
        }
    }


def test_a_block_a_project_with_paired_rows() -> None:
    told = read("""
事業名 | 花まつり交流事業 | < | < | <
指標名 | 単位 | 区分 | R4 | R5
来訪者数 | 人 | 目標値 | 10 | 20
^ | ^ | 実績値 | 30 | 17
宿泊者数 | 千人 | 目標値 | 1.5 | 2
 |  | 実績値 | 1.2 | -
""")
    assert told == {
        "花まつり交流事業": {
            "来訪者数 [人]": "target 2022 10 | target 2023 20 | actual 2022 30 | actual 2023 17",
            "宿泊者数 [千人]": "target 2022 1.5 | target 2023 2 | actual 2022 1.2 | actual 2023 -",
        }
    }


def test_a_row_a_project_with_stacked_headings() -> None:
    told = read("""
No. | 事業名 | 重要業績評価指標（KPI） | 基準値//（H30） | 令和5年度 | < | < | 最終目標//（R6）
^ | ^ | ^ | ^ | 目標値 | 実績値 | 達成率 | ^
1 | 花まつり交流事業 | 来訪者数（人） | 1,000 | 1,200 | 1,150 | 95.8% | 1,300
2 | 山の学校事業 | 参加校数（校） | 3 | 5 | 6 | 120% | 8
^ | ^ | 満足度（％） | - | 80 | 75.5 | 94.4% | 90
""")
    assert told == {
        "花まつり交流事業": {
            "来訪者数 [人]": "baseline 2018 1,000 | target 2023 1,200 | actual 2023 1,150"
            " | target 2024 1,300"
        },
        "山の学校事業": {
            "参加校数 [校]": "baseline 2018 3 | target 2023 5 | actual 2023 6 | target 2024 8",
            "満足度 [％]": "baseline 2018 - | target 2023 80 | actual 2023 75.5 | target 2024 90",
        },
    }


def test_the_national_form_with_a_row_for_each_indicator() -> None:
    told = read("""
No | ①交付対象事業の名称 | ②交付金の種類 | ③実績額 | ④KPI | < | < | < | < | ⑤実績値 | <
^ | ^ | ^ | ^ |  | 指標 | 指標値 | 単位 | 目標年月 | 実績値 | 事業効果
1 | 花まつり交流事業 | 推進交付金 | 9,543 | 指標① | 来訪者数 | 1,200 | 人 | R6.3 | 1,150 | 有
^ | ^ | ^ | ^ | 指標② | 宿泊者数 | 300 | 人 | R6.3 | 320 | ^
^ | ^ | ^ | ^ | 指標③ |  |  |  |  |  | ^
""")
    assert told == {
        "花まつり交流事業": {
            "来訪者数 [人]": "target 2023 1,200 | actual 1,150",
            "宿泊者数 [人]": "target 2023 300 | actual 320",
        }
    }


def test_years_between_baseline_and_target_are_actuals() -> None:
    told = read("""
項目 | 単位 | 策定時(R1) | R2 | R3 | R4 | 目標値（R6）
転入者数 | 人 | 500 | 510 | 505 | 530 | 600
""")
    assert told == {
        "": {
            "転入者数 [人]": "baseline 2019 500 | actual 2020 510 | actual 2021 505"
            " | actual 2022 530 | target 2024 600"
        }
    }


def test_the_present_value_beside_a_baseline_is_an_actual() -> None:
    told = read("""
指標 | 基準値(H30) | 現状値(R5) | 目標値(R6)
転入者数（人） | 500 | 530 | 600
""")
    assert told == {"": {"転入者数 [人]": "baseline 2018 500 | actual 2023 530 | target 2024 600"}}


def test_kpis_in_columns_and_years_in_rows() -> None:
    told = read("""
年度 | 来場者数（人） | < | 宿泊者数（人） | <
^ | 目標 | 実績 | 目標 | 実績
R4 | 100 | 90 | 10 | 12
R5 | 110 | 120 | 11 | 9
""")
    assert told == {
        "": {
            "来場者数 [人]": "target 2022 100 | target 2023 110 | actual 2022 90 | actual 2023 120",
            "宿泊者数 [人]": "target 2022 10 | target 2023 11 | actual 2022 12 | actual 2023 9",
        }
    }


def test_kpis_in_columns_below_their_names() -> None:
    told = read("""
指標名 | 来場者数 | 宿泊者数
単位 | 人 | 千人
目標値（R5） | 100 | 1.5
実績値（R5） | 120 | 1.4
""")
    assert told == {
        "": {
            "来場者数 [人]": "target 2023 100 | actual 2023 120",
            "宿泊者数 [千人]": "target 2023 1.5 | actual 2023 1.4",
        }
    }


def test_a_small_table_for_each_kpi() -> None:
    told = read("""
事業名：花まつり交流事業
指標名 | 来場者数 | < | 単位 | 人
年度 | R3 | R4 | R5 | R6
目標 | 10 | 20 | 30 | 40
実績 | 12 | 18 | 33 | -

指標名 | 宿泊者数 | < | 単位 | 泊
年度 | R3 | R4 | R5 | R6
目標 | 1 | 2 | 3 | 4
実績 | 1 | 1 | 2 | -
""")
    assert told == {
        "花まつり交流事業": {
            "来場者数 [人]": "target 2021 10 | target 2022 20 | target 2023 30 | target 2024 40"
            " | actual 2021 12 | actual 2022 18 | actual 2023 33 | actual 2024 -",
            "宿泊者数 [泊]": "target 2021 1 | target 2022 2 | target 2023 3 | target 2024 4"
            " | actual 2021 1 | actual 2022 1 | actual 2023 2 | actual 2024 -",
        }
    }


def test_labels_at_the_left_and_values_at_the_right() -> None:
    told = read("""
事業名 | 花まつり交流事業
担当課 | 観光課
KPI① | 来場者数
単位 | 人
目標値 | 1,200
実績値 | 1,150
達成率 | 95.8%
KPI② | 宿泊者数
単位 | 泊
目標値 | 30
実績値 | 32
""")
    assert told == {
        "花まつり交流事業": {
            "来場者数 [人]": "target 1,200 | actual 1,150",
            "宿泊者数 [泊]": "target 30 | actual 32",
        }
    }


def test_targets_above_and_actuals_below_by_a_heading() -> None:
    told = read("""
指標 | 単位 | 上段：目標//下段：実績 | <
^ | ^ | R4 | R5
来場者数 | 人 | 100 | 110
^ | ^ | 90 | 120
""")
    assert told == {
        "": {
            "来場者数 [人]": "target 2022 100 | target 2023 110 | actual 2022 90 | actual 2023 120"
        }
    }


def test_blocks_of_columns_that_repeat_for_each_indicator() -> None:
    told = read("""
事業名 | 指標① | < | < | < | 指標② | < | < | <
^ | 指標名 | 単位 | 目標値 | 実績値 | 指標名 | 単位 | 目標値 | 実績値
花まつり交流事業 | 来場者数 | 人 | 100 | 90 | 満足度 | ％ | 80 | 85.5
山の学校事業 | 参加校数 | 校 | 3 | 4 |  |  |  |
""")
    assert told == {
        "花まつり交流事業": {
            "来場者数 [人]": "target 100 | actual 90",
            "満足度 [％]": "target 80 | actual 85.5",
        },
        "山の学校事業": {"参加校数 [校]": "target 3 | actual 4"},
    }


def test_rates_ranks_totals_and_counts_are_no_values() -> None:
    text = """
指標 | 目標値 | 実績値 | 達成率 | 評価 | 順位 | 備考
来場者数（人） | 100 | 90 | 90% | B | 3 | 会議を2回開催
"""
    assert read(text) == {"": {"来場者数 [人]": "target 100 | actual 90"}}
    assert doubts(text) == []


def test_progress_rows_are_no_values() -> None:
    told = read("""
指標 | 区分 | R4 | R5
来場者数（人） | 目標 | 100 | 110
^ | 実績 | 90 | 121
^ | 達成率 | 90% | 110%
""")
    assert told == {
        "": {
            "来場者数 [人]": "target 2022 100 | target 2023 110 | actual 2022 90 | actual 2023 121"
        }
    }


def test_headings_repeated_on_the_next_page_go_on_with_the_project() -> None:
    told = read("""
事業名 | 指標 | 目標値 | 実績値
花まつり交流事業 | 来場者数（人） | 100 | 90

事業名 | 指標 | 目標値 | 実績値
 | 宿泊者数（泊） | 10 | 12
""")
    assert told == {
        "花まつり交流事業": {
            "来場者数 [人]": "target 100 | actual 90",
            "宿泊者数 [泊]": "target 10 | actual 12",
        }
    }


def test_a_figure_without_a_kind_is_left_out_and_told() -> None:
    text = """
指標 | R4 | R5
来場者数（人） | 90 | 121
"""
    assert read(text) == {}
    assert doubts(text) == ["draft-left-out/kind", "draft-left-out/kind"]


def test_a_torn_row_that_lost_a_cell_is_put_right_by_its_unit_or_count() -> None:
    text = """
KPIの項目 | 目標値 実績値 | 単位 | R4 | R5 | R6
来訪者数 | 目標値 | 人 | 10 | 20 | 30
実績値 | 12 |  | 18 | - |
宿泊者数 | 目標値 |  | 泊 | 1 | 2 | 3
"""
    assert read(text, exact=False) == {
        "": {
            "来訪者数 [人]": "target 2022 10 | target 2023 20 | target 2024 30"
            " | actual 2022 12 | actual 2023 18 | actual 2024 -",
            "宿泊者数 [泊]": "target 2022 1 | target 2023 2 | target 2024 3",
        }
    }
    assert doubts(text, exact=False) == ["draft-two-ways/shifted"] * 2


def test_a_torn_row_that_cannot_be_told_is_left_out() -> None:
    text = """
KPIの項目 | 目標値 実績値 | 単位 | R4 | R5 | R6
来訪者数 | 目標値 | 人 | 10 | 20 | 30
実績値 | 12 |  | 18 |  |
"""
    told = read(text, exact=False)
    assert told == {"": {"来訪者数 [人]": "target 2022 10 | target 2023 20 | target 2024 30"}}
    assert doubts(text, exact=False) == ["draft-left-out/shifted"]


def test_the_headings_of_a_project_may_stand_before_its_table() -> None:
    told = read("""
１．花まつり交流事業
（単位：人）
指標 | 目標値 | 実績値
来場者数 | 100 | 90

２．山の学校事業
指標 | 目標値 | 実績値
参加者数 | 10 | 12
""")
    assert told == {
        "花まつり交流事業": {"来場者数 [人]": "target 100 | actual 90"},
        "山の学校事業": {"参加者数 [人]": "target 10 | actual 12"},
    }


def test_kinds_behind_the_name_of_a_kpi() -> None:
    told = read("""
KPI | 平成29年度 | 平成30年度
来場者数（目標値） | 100人 | 120人
来場者数（実績値） | 90人 | 118人
""")
    assert told == {
        "": {
            "来場者数 [人]": "target 2017 100 | target 2018 120 | actual 2017 90 | actual 2018 118"
        }
    }


def test_a_row_a_year_below_the_name_of_the_kpi() -> None:
    told = read("""
指標 | 年度 | 目標 | 実績
来場者数（人） | R4 | 100 | 90
 | R5 | 110 | 120
""")
    assert told == {
        "": {
            "来場者数 [人]": "target 2022 100 | actual 2022 90 | target 2023 110 | actual 2023 120"
        }
    }


def test_baselines_stand_in_the_row_of_actuals() -> None:
    told = read("""
指標 | 区分 | 基準値 | R4 | 単位
来場者数 | 目標 | - | 110 | 人
 | 実績 | 100 | 120 | 人
""")
    assert told == {
        "": {
            "来場者数 [人]": "target before - | target 2022 110 | baseline before 100"
            " | actual 2022 120"
        }
    }


def test_years_above_several_columns_without_merged_cells() -> None:
    told = read("""
 |  | 令和4年度 |  | 令和5年度 |
事業名 | 指標名 | 目標 | 実績 | 目標 | 実績
花まつり交流事業 | 来場者数（人） | 10 | 9 | 12 | 14
""")
    assert told == {
        "花まつり交流事業": {
            "来場者数 [人]": "target 2022 10 | actual 2022 9 | target 2023 12 | actual 2023 14"
        }
    }


def test_several_kpis_listed_in_one_cell() -> None:
    told = read("""
事業名 | KPI | 実績値
花まつり交流事業 | ①来場者数 100人//②売上額 20千円 | ①90人//②調査中
""")
    assert told == {
        "花まつり交流事業": {
            "来場者数 [人]": "target 100 | actual 90",
            "売上額 [千円]": "target 20 | actual 調査中",
        }
    }


def test_lines_of_a_form_without_a_table() -> None:
    told = read("""
事業名：花まつり交流事業
担当課：観光課
KPI① 来場者数
目標値（R5年度末）　100人
実績値（R5年度末）　90人
達成状況　未達成
来場者は会場で200人に聞いた。
""")
    assert told == {"花まつり交流事業": {"来場者数 [人]": "target 2023 100 | actual 2023 90"}}


def test_from_and_to_are_baseline_and_target() -> None:
    told = read("""
【数値目標】
①来場者数：120人（平成30年度）→ 200人（令和6年度）
""")
    assert told == {"": {"来場者数 [人]": "baseline 2018 120 | target 2024 200"}}


def test_grants_and_departments_in_brackets_behind_a_project() -> None:
    told = read("""
事業名【担当課】 | 指標 | 目標値
1　花まつり交流事業【観光課】 | 来場者数（人） | 100
""")
    assert told == {"花まつり交流事業": {"来場者数 [人]": "target 100"}}
