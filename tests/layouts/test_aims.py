"""Targets that sentences set are read only where name, number and year are certain."""

from __future__ import annotations

import pytest

from kpi_lod.layouts.paragraphs.aims import aim
from tests.layouts.told import figures_of

NEWSLETTER = """\
村の戦略（計画期間　令和2～6年度）をお知らせします。
１．しごと
目標：新規就業者数を{}。
達成値：令和4年度調査　11人
"""


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("5年間で延べ15人とする", "target 2024 15, "),
        ("令和6年度までに15人以上とする", "target 2024 15, "),
        ("15人にする（令和6年度）", "target 2024 15, "),
        ("15人とする", ""),
        ("3年間で15人に増やす", ""),
    ],
)
def test_the_target_of_a_newsletter_has_the_year_that_is_told(words: str, target: str) -> None:
    assert figures_of(NEWSLETTER.format(words)) == {"新規就業者数 [人]": f"{target}actual 2022 11"}


def test_an_aim_without_a_name_is_none() -> None:
    assert aim("若者の定住を5年間で15人とする", (2020, 2024)) is None
