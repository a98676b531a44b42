"""Torn rows that begin with the name of their project."""

from __future__ import annotations

import pytest

from tests.layouts.drawn import printed, told


def read(*lines: str) -> dict[str, dict[str, str]]:
    return told(printed("\n".join(lines)))


@pytest.mark.parametrize(
    "heads",
    ["事業名称 主な取組 成果（KPI） 担当部署", "No. 事業名 実施内容 KPI・実績値", "取組 KPI 評価"],
)
@pytest.mark.parametrize("number", ["", "1 "])
def test_a_row_below_headings_begins_with_its_project(heads: str, number: str) -> None:
    made = read(
        "地方創生関係交付金事業の効果検証（令和4年度実績）",
        heads,
        f"{number}谷の宿づくり事業（第2期） 宿を2棟改修した。 ■宿泊者数：目標値540人、実績値422人",
        "木の学校プロジェクト 講座を5回開いた。 ①受講者数：目標値80人、実績値95人"
        " ②修了率：目標値50％、実績値62％",
    )
    assert made == {
        "谷の宿づくり事業（第2期）": {"宿泊者数 [人]": "target 540 | actual 422"},
        "木の学校プロジェクト": {
            "受講者数 [人]": "target 80 | actual 95",
            "修了率 [%]": "target 50 | actual 62",
        },
    }


def test_without_such_headings_a_line_is_a_line() -> None:
    made = read(
        "■ 川の駅整備事業",
        "【KPI】",
        "観光プロモーション事業 来場者数：目標値540人、実績値422人",
    )
    assert "観光プロモーション事業" not in made
