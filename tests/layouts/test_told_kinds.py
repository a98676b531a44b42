"""Cells that tell themselves which figure is a target and which an actual, under any heading."""

from __future__ import annotations

import pytest

from tests.layouts.drawn import read

_HEADINGS = ["達成状況", "進捗", "目標・実績", "目標値／実績値", "備考", "数値", "取組状況"]


@pytest.mark.parametrize("heading", _HEADINGS)
@pytest.mark.parametrize(
    "cell",
    [
        "目標 20件（R5）　実績 15件（R5）",
        "目標 20件（R5）//実績 15件（R5）",
        "R5目標：20件//R5実績：15件",
        "【目標】20件（令和5年度）//【実績】15件（令和5年度）",
        "20件（R5目標） → 15件（R5実績）",
        "目標値：20件（R5）／実績値：15件（R5）",
        "令和5年度：目標20件　実績15件",
    ],
)
def test_cells_that_tell_kinds_are_values_under_any_heading(heading: str, cell: str) -> None:
    told = read(f"""
事業名 | 指標 | {heading} | 評価
山の学校事業 | 相談件数 | {cell} | A
^ | 成約件数 | {cell.replace("15", "8")} | B
""")
    assert told == {
        "山の学校事業": {
            "相談件数 [件]": "target 2023 20 | actual 2023 15",
            "成約件数 [件]": "target 2023 20 | actual 2023 8",
        }
    }


@pytest.mark.parametrize("heading", ["KPI（目標・実績）", "KPIと達成状況", "重要業績評価指標"])
@pytest.mark.parametrize("between", ["//", "　"])
def test_cells_that_begin_with_the_name_of_the_kpi_tell_all_of_it(
    heading: str, between: str
) -> None:
    told = read(f"""
事業名 | {heading} | 判定
山の学校事業 | 相談件数//基準 9件（R3）{between}目標 20件（R5）{between}実績 15件（R5） | A
^ | 満足度//基準 50%（R3）{between}目標 60%（R5）{between}実績 計測不可（R5） | B
""")
    assert told == {
        "山の学校事業": {
            "相談件数 [件]": "baseline 2021 9 | target 2023 20 | actual 2023 15",
            "満足度 [%]": "baseline 2021 50 | target 2023 60 | actual 2023 計測不可",
        }
    }


@pytest.mark.parametrize("words", ["維持", "体制の構築", "運用開始"])
@pytest.mark.parametrize("year", ["（R5）", "（令和5年度）"])
def test_words_behind_a_kind_and_before_their_year_are_its_value(words: str, year: str) -> None:
    alone = f"目標 {words}{year}　実績 15件{year}"
    told = read(f"""
事業名 | KPI | 進捗
山の学校事業 | 相談件数 | {alone}
^ | 成約件数 | {alone}
""")
    named = read(f"""
事業名 | KPIと達成状況
山の学校事業 | 相談件数//{alone}
^ | 成約件数//{alone}
""")
    figures = f"target 2023 {words} | actual 2023 15"
    assert told == {"山の学校事業": {"相談件数 [件]": figures, "成約件数 [件]": figures}}
    assert named == told


@pytest.mark.parametrize("heading", ["取組", "具体的な取組", "主要事業"])
def test_short_names_before_the_kpis_are_projects(heading: str) -> None:
    told = read(f"""
{heading} | KPI | 目標値 | 実績値
山の学校事業 | 相談件数（件） | 20 | 15
花まつり | 来訪者数（人） | 100 | 90
""")
    assert told == {
        "山の学校事業": {"相談件数 [件]": "target 20 | actual 15"},
        "花まつり": {"来訪者数 [人]": "target 100 | actual 90"},
    }


def test_what_stands_below_the_projects_does_not_count() -> None:
    told = read("""
取組 | KPIと達成状況
山の学校事業 | 相談件数//目標 20件（R5）　実績 15件（R5）
花まつり | 来訪者数//目標 100人（R5）　実績 90人（R5）
里の市 | 出店数//目標 5店（R5）　実績 6店（R5）
海の市 | 出店数//目標 7店（R5）　実績 8店（R5）
開催日 | 場所
10月19日 | 駅前
12月15日 | 駅前
5月27日 | 広場
5月28日 | 広場
""")
    assert list(told) == ["山の学校事業", "花まつり", "里の市", "海の市"]


def test_sentences_of_what_was_done_are_no_projects() -> None:
    told = read("""
事業名 | 取組 | KPI | 目標値 | 実績値
花まつり | 山の学校 | 来訪者数（人） | 100 | 90
""")
    assert told == {"花まつり": {"来訪者数 [人]": "target 100 | actual 90"}}
    told = read("""
取組 | KPI | 目標値 | 実績値
相談会を3回開いた。 | 相談件数（件） | 20 | 15
""")
    assert list(told) == [""]


@pytest.mark.parametrize("word", ["集計中", "公表前", "確認中", "未計測"])
@pytest.mark.parametrize("between", [" ", "//", "\u3000"])
def test_a_number_and_a_word_below_two_kinds_are_a_figure_each(word: str, between: str) -> None:
    told = read(f"""
指標 | 区分 | R4 | R5
来訪者数（人） | 目標 実績 | 10{between}12 | 255{between}{word}
""")
    figures = f"target 2022 10 | actual 2022 12 | target 2023 255 | actual 2023 {word}"
    assert told == {"": {"来訪者数 [人]": figures}}


@pytest.mark.parametrize("marks", ["①②③", "○○○", "■■■", ["(1) ", "(2) ", "(3) "]])
def test_a_note_among_kpis_on_one_line_ends_with_its_sentence(marks: list[str]) -> None:
    one, two, three = marks
    told = read(f"""
事業名 | KPIの実績 | 課
山の学校事業 | {one}来訪者数：10人 {two}出店数：3店 ※5店減った。 {three}成約率：7% | 観光課
""")
    figures = {"来訪者数 [人]": "actual 10", "出店数 [店]": "actual 3", "成約率 [%]": "actual 7"}
    assert told == {"山の学校事業": figures}


@pytest.mark.parametrize("words", ["運用開始", "体制の構築", "向上"])
@pytest.mark.parametrize(
    "form", ["：目標値{}、実績値25箇所（達成率111.5%）", "（目標：{}／実績：25箇所）"]
)
def test_words_glued_to_their_kind_are_its_value_and_no_name(words: str, form: str) -> None:
    told = read(f"""
事業名 | KPI及び実績
山の学校事業 | ■拠点の整備箇所数{form.format(words)} ■相談件数：目標値8件、実績値9件
""")
    assert told == {
        "山の学校事業": {
            "拠点の整備箇所数 [箇所]": f"target {words} | actual 25",
            "相談件数 [件]": "target 8 | actual 9",
        }
    }
