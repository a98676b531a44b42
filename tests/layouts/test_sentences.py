"""KPIs in sentences are read only where name, number and kind are certain."""

from __future__ import annotations

import pytest

from kpi_lod.layouts.sentences import aim
from tests.layouts.told import figures_of


@pytest.mark.parametrize(
    "sentence",
    [
        "研修の修了者数は、令和5年度末で累計22人（目標20人）となった。",
        "また、令和5年度の研修の修了者数は22人（目標20人）であった。",
        "第２の指標「研修の修了者数」は、令和5年度の目標20人に対し、実績は22人でした。",
        "研修の修了者数は、目標20人に対して実績22人（達成率110％）となり、Ｒ５年度も伸びている。",
        "研修の修了者数は令和５年度目標値20人に対し、22人となった。会場は３か所である。",
    ],
)
def test_a_sentence_with_name_target_and_result(sentence: str) -> None:
    assert figures_of(f"事業の成果\n　{sentence}\n") == {
        "研修の修了者数 [人]": "target 2023 20, actual 2023 22"
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "研修の修了者数は22人であった。",  # no target
        "研修は、目標20人に対し22人が参加した。",  # no name of an indicator
        "研修の修了者数は、目標20人に対し、男性12人、女性10人の22人となった。",  # which of them?
        "研修の修了者数は前年度の12人から増え、目標20人に対し22人となった。",
        "修了者数は目標を達成した。20人が就職し、22人が相談した。",
        "修了者数と就職者数は、目標20人、実績22人であった。",
    ],
)
def test_other_sentences_tell_nothing(sentence: str) -> None:
    assert figures_of(f"事業の成果\n{sentence}\n") == {}


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
