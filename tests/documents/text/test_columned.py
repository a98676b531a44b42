"""Tables without lines, as a PDF gives them: cells in the middle, at the right, over lines."""

from __future__ import annotations

import pytest
from tests.layouts.drawn import told

from kpi_lod.documents.text import read_text
from kpi_lod.layouts.reading import found


def figures(text: str) -> dict[str, str]:
    """KPI → its figures, of all projects."""
    made = told(found(read_text(text.encode(), "a.txt")))
    return {kpi: said for kpis in made.values() for kpi, said in kpis.items()}


def test_a_name_between_its_target_and_its_actual_names_both() -> None:
    text = (
        "指標              区分      令和4年度     令和5年度\n"
        "                目標値           120       150\n"
        "図書館の貸出冊数（冊）\n"
        "                実績値            98       161\n"
        "                目標値            30        35\n"
        "朝市の出店者数（者）\n"
        "                実績値            28        41\n"
    )
    assert figures(text) == {
        "図書館の貸出冊数 [冊]": "target 2022 120 | target 2023 150 | actual 2022 98 | "
        "actual 2023 161",
        "朝市の出店者数 [者]": "target 2022 30 | target 2023 35 | actual 2022 28 | actual 2023 41",
    }


def test_a_name_of_three_lines_around_two_rows() -> None:
    text = (
        "KPI            区分      H29        H30\n"
        "農家民宿に泊まった\n"
        "               計画      40         45\n"
        "都市部の小中学生の\n"
        "               実績      38         51\n"
        "延べ人数（人）\n"
        "               計画      5          6\n"
        "里親登録数（件）\n"
        "               実績      4          7\n"
    )
    assert list(figures(text)) == [
        "農家民宿に泊まった都市部の小中学生の延べ人数 [人]",
        "里親登録数 [件]",
    ]


def test_years_in_the_middle_above_target_and_actual() -> None:
    text = (
        "                       2022年度              2023年度\n"
        "指標名            単位\n"
        "                   目標値     実績値      目標値     実績値\n"
        "移住相談の件数        件        80       91       100      87\n"
        "起業した人の数        人         5        4         6       9\n"
    )
    assert figures(text) == {
        "移住相談の件数 [件]": "target 2022 80 | actual 2022 91 | target 2023 100 | actual 2023 87",
        "起業した人の数 [人]": "target 2022 5 | actual 2022 4 | target 2023 6 | actual 2023 9",
    }


def test_figures_at_the_right_and_a_dash_at_the_left_all_but_touch() -> None:
    text = (
        "成果指標         区分    事業開始前      R4        R5        R6\n"
        "               目標   ―              10        12        15\n"
        "市民農園の区画数\n"
        "               実績          8        11        13 ―\n"
    )
    assert figures(text) == {
        "市民農園の区画数 []": "target before ― | target 2022 10 | target 2023 12 | "
        "target 2024 15 | baseline before 8 | actual 2022 11 | actual 2023 13 | actual 2024 ―"
    }


def test_a_heading_in_two_lines_and_a_letter_apart() -> None:
    text = (
        "                        事業      R5年度\n"
        "指  標           単  位   開始前     実績\n"
        "空き家の成約数        件      3        7\n"
        "商品の試作数         点      1        4\n"
    )
    assert figures(text) == {
        "空き家の成約数 [件]": "baseline before 3 | actual 2023 7",
        "商品の試作数 [点]": "baseline before 1 | actual 2023 4",
    }


def test_a_name_above_and_below_the_line_of_its_values() -> None:
    text = (
        "指標             単位    目標値    実績値\n"
        "市が開く講座を修了し\n"
        "               人      40      38\n"
        "て起業した人の数\n"
        "ふるさと納税の件数      件      900     1,210\n"
    )
    assert list(figures(text)) == [
        "市が開く講座を修了して起業した人の数 [人]",
        "ふるさと納税の件数 [件]",
    ]


@pytest.mark.parametrize(
    "row",
    [
        "移住者の数         12 15 18\n",
        "移住者の数         12 ―        18\n",
        "移住者の数              12      15 18\n",
    ],
)
def test_figures_that_may_stand_in_two_columns_are_left_out(row: str) -> None:
    text = f"指標            R3         R4         R5         R6\n{row}"
    assert figures(text) == {}


def test_a_line_between_two_names_that_may_belong_to_either() -> None:
    text = (
        "指標             単位    目標値    実績値\n"
        "新しく開いた店の数\n"
        "（累計）\n"
        "               店      40      38\n"
        "ふるさと納税の件数\n"
        "               件      900     1,210\n"
    )
    assert figures(text) == {}


def test_what_cannot_be_read_is_told() -> None:
    text = "指標     目標値    実績値    達成率\nその他   あり  なし\n"
    made = read_text(text.encode(), "a.txt")
    assert not list(made.blocks())
    assert [one.code for one in made.remarks] == ["text-columns"]


def test_a_number_is_no_name_of_a_project() -> None:
    text = "事業名\t指標\t目標値\t実績値\n25\t会員の数\t10人\t12人\n"
    made = found(read_text(text.encode(), "a.txt"))
    assert "25" not in {project.name for project in made.projects}
