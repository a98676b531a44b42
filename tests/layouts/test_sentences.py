"""Sentences that tell target and actual of a KPI, and the many that tell something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpi_lod.layouts.printed import items
from tests.layouts.told import told_items

NONE = [
    line
    for line in (Path(__file__).parent / "examples/no-kpis.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "第1の指標「織物企業への新規就業者数」は、令和4年度の目標15人に対し、実績は19人でした。"
            "前年度の12人から7人増えています。",
            {"織物企業への新規就業者数": ["15 人 target 2022", "19 人 actual 2022"]},
        ),
        (
            "「売上額」は、目標42,000千円に対し、実績は38,650千円（達成率92.0％）にとどまりました。",
            {"売上額": ["42,000 千円 target", "38,650 千円 actual"]},
        ),
        (
            "店舗の開設数は、令和5年度末で累計22社（目標20社）となった。"
            "常駐者数は48人（目標50人）であった。",
            {
                "店舗の開設数": ["20 社 target 2023", "22 社 actual 2023"],
                "常駐者数": ["50 人 target", "48 人 actual"],
            },
        ),
        (
            "相談件数は120件で、目標の100件を上回りました。",
            {"相談件数": ["100 件 target", "120 件 actual"]},
        ),
        (
            "移住者数の実績は35人となり、目標30人を達成した。",
            {"移住者数": ["30 人 target", "35 人 actual"]},
        ),
        (
            "観光入込客数については、目標値100万人に対し98.5万人となった。",
            {"観光入込客数": ["100 万人 target", "98.5 万人 actual"]},
        ),
        (
            "また、満足度は目標80％以上に対し、85.2％となり、達成した。",
            {"満足度": ["80 % target", "85.2 % actual"]},
        ),
        (
            "新規起業者数については、令和5年度目標値5人のところ、実績値は6人であった。",
            {"新規起業者数": ["5 人 target 2023", "6 人 actual 2023"]},
        ),
    ],
)
def test_a_sentence_of_a_known_form_tells_a_kpi(text: str, expected: dict[str, list[str]]) -> None:
    assert told_items(items(text)) == expected


@pytest.mark.parametrize("text", NONE)
def test_other_numbers_in_prose_are_no_values(text: str) -> None:
    assert items(text) == ()
    assert not any(
        one.kind == "target" for item in items(text, result=True) for one in item.printed
    )


def test_there_are_many_such_lines() -> None:
    assert len(NONE) > 60


def test_no_sentence_takes_long() -> None:
    assert items("目標は目標の1人に対し" * 1500) == ()
    assert items("「目標」は、" * 2500) == ()
