"""Of which fiscal year a document reports the results."""

from __future__ import annotations

import pytest

from kpi_lod.layouts.context import about
from kpi_lod.layouts.context.year_words import year_ranges, year_words
from tests.layouts.documents import document


def doubts(*lines: str, file: str = "a.pdf") -> tuple[int | None, list[str]]:
    found = about(document(*lines, file=file))
    keys = [doubt.key for doubt in found.doubts if doubt.key.startswith("draft-year")]
    return found.reporting_year, keys


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (("令和5年度分に係る交付金対象事業の実績等について",), 2023),
        (("令和６年度 効果検証（令和５年度実施事業）",), 2023),
        (("令和５年度 地方創生推進交付金事業 実績報告書（令和6年8月）",), 2023),
        (("令和6年度第1回総合戦略推進会議", "令和5年度の取組結果"), 2023),
        (("2022年度実績報告",), 2022),
        (("平成31年度事業 効果検証",), 2019),
        (("事業一覧", "○宿泊者数 R5 実績：6,615 千人"), 2023),
        (("事業一覧", "指標\tR4実績\tR5実績\tR6目標"), 2023),
        (("事業一覧", "指標\t実績値（令和4年度）\t実績値（令和5年度）"), 2023),
        (("KPI一覧（令和2年度～令和6年度）", "KPI\t\tR4\tR5\tR6", "参加者\t実績値\t3\t5\t-"), 2023),
        (("KPI一覧", "\tR4\tR5\tR6", "目標値 実績値\t10 30\t20 17\t20 -"), 2023),
        (
            ("KPI一覧", "\t令和4年度\t\t令和5年度\t", "\t目標\t実績\t目標\t実績", "A\t1\t2\t3\t4"),
            2023,
        ),
        (("KPI一覧", "\t2021\t2022", "実績値\t4\t7"), 2022),
        (("KPI一覧（上段：目標値 下段：実績値）", "\tR5\tR6", "A\t5\v4\t6\v－"), 2023),
        (("KPI一覧", "実績 13,491人（R6）", "目標 14,000人（R8）"), 2024),
        (("総合戦略KPI一覧（令和6年度）", "指標\tR4実績\tR5実績", "来訪者数\t1\t2"), 2023),
        (
            (
                "KPI一覧",
                "①事業所：18人（平成26年）→ 19人（令和６年度）",
                "⇒最新値：17人（令和５年度）",
            ),
            2023,
        ),
    ],
)
def test_the_year_is_that_of_the_results(lines: tuple[str, ...], year: int) -> None:
    assert doubts(*lines) == (year, [])


def test_the_year_of_an_evaluation_gives_way_to_the_year_it_evaluates() -> None:
    lines = ("令和6年度 総合戦略 効果検証", "指標\t令和4年度実績\t令和5年度実績")
    assert doubts(*lines) == (2023, [])


def test_a_title_against_its_table_is_doubted() -> None:
    lines = ("令和5年度実績報告", "指標\t令和3年度実績\t令和4年度実績")
    assert doubts(*lines) == (2023, ["draft-year"])


@pytest.mark.parametrize(
    ("lines", "file"),
    [
        (("令和5年度 総合戦略",), "a.pdf"),
        (("総合戦略",), "kpi_r5.pdf"),
        (("事業実施結果報告", "指標\t目標年月\t実績値", "就農者\tR6.3\t2"), "a.pdf"),
    ],
)
def test_a_year_that_nothing_explains_is_a_guess(lines: tuple[str, ...], file: str) -> None:
    assert doubts(*lines, file=file) == (2023, ["draft-year/guessed"])


def test_without_a_year_nothing_is_made_up() -> None:
    assert doubts("総合戦略の進捗", "令和6年9月30日現在") == (None, ["draft-year/none"])


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("令 和 ５ 年 度", [2023]),
        ("2020（令和2）年度", [2020]),
        ("R6.3.31", [2023]),
        ("H29.3", [2016]),
        ("R5 12", [2023]),
        ("R5 3", [2023]),
        ("令和99年度", []),
        ("PR5回", []),
        ("1,2023人", []),
    ],
)
def test_years_are_found_as_they_are_printed(text: str, years: list[int]) -> None:
    assert [word.year for word in year_words(text)] == years


@pytest.mark.parametrize(
    ("text", "first_and_last"),
    [
        ("平成30～令和2年度", (2018, 2020)),
        ("2022-2024", (2022, 2024)),
        ("R4-6", (2022, 2024)),
        ("令和4年4月1日から令和7年3月31日", (2022, 2024)),
    ],
)
def test_ranges_may_say_the_era_once(text: str, first_and_last: tuple[int, int]) -> None:
    assert [(first.year, last.year) for first, last in year_ranges(text)] == [first_and_last]


def test_a_value_with_its_year_is_no_heading_of_results() -> None:
    heads, row = "指標\tKPI\t実績値", "空き店舗数\tH31年度予測 144件\t実績 139件"
    assert doubts("事業一覧", heads, row)[0] is None


def test_the_months_in_which_targets_were_due_tell_the_year() -> None:
    heads, row = "指標\t指標値\t単位\t目標月\t実績値", "来場者数\t6\t人\tH28.3\t7"
    assert doubts("事業一覧", heads, row)[0] == 2015


@pytest.mark.parametrize(
    "lines",
    [
        ("総合戦略の進捗状況（令和5年度）", "指標 単位 基準値 実績値 目標値(R6)"),
        ("総合戦略KPI一覧（令和5年度）", "指標\tR5実績\tR6実績", "来訪者数\t1\t2"),
    ],
)
def test_the_year_in_the_title_wins_over_later_ones(lines: tuple[str, ...]) -> None:
    assert doubts(*lines)[0] == 2023


def test_years_below_a_heading_of_results_are_those_of_results() -> None:
    heads = "指標\t現況\t実績\t", "\t令和4年度\t令和5年度\t令和6年度"
    assert doubts("KPI一覧", *heads, "空き店舗率\t18.4％\t17.9％\t")[0] == 2023


def test_the_same_year_below_targets_and_results_is_one_of_results() -> None:
    heads = "事業名\tKPI\t目標値\t\t実績値\t", "\t\tR5\tR7\tR4\tR5"
    assert doubts("KPI一覧", *heads, "農泊\t利用者数（人）\t400\t600\t310\t428")[0] == 2023


def test_a_year_to_come_below_torn_headings_is_none_of_results() -> None:
    heads = "指標\t計画値\t実績値", "\tR4\tR5\tR6\tR4\tR5\tR6"
    assert doubts("KPI一覧", *heads, "来館者数（人）\t10\t12\t14\t9\t13\t")[0] == 2023


def test_four_digits_among_figures_are_no_year() -> None:
    rows = (f"来場者数{n}（人）\t{2000 + n}\t{2010 + n}" for n in range(9))
    assert doubts("KPI一覧", "指標\tR4実績\tR5実績", *rows)[0] == 2023
