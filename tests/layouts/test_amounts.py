"""Money of a project: what kind an amount is, in what it is counted, and what is left out."""

from __future__ import annotations

import pytest

from kpi_lod.layouts.found import Found
from kpi_lod.layouts.reading import found
from tests.layouts.drawn import drawn

KPI = "KPI：来場者数　目標値：100人　実績値：90人"


def read(text: str) -> Found:
    return found(drawn(text))


def money(made: Found) -> list[tuple[str, str, str, int]]:
    found_in = (money for project in made.projects for money in project.money)
    return [(one.kind, one.value, one.as_written, one.scale) for one in found_in]


@pytest.mark.parametrize(
    ("line", "value", "written", "scale"),
    [
        ("総事業費：18,350千円（うち交付金 9,175千円）", "9,175", "9,175千円", 1000),
        ("事業費　8,000,000円（うち国費4,000,000円）", "4,000,000", "4,000,000円", 1),
        ("総事業費：12,000千円（内交付金額：6,000千円）", "6,000", "6,000千円", 1000),
        ("事業費：１２千円（うち地方創生推進交付金６千円）", "６", "６千円", 1000),
        ("事業費：11,284,000円（交付金 5,642,000円）", "5,642,000", "5,642,000円", 1),
        ("総事業費（うち交付金）：28,600,000円（14,300,000円）", "14,300,000", "14,300,000円", 1),
    ],
)  # fmt: skip
def test_a_grant_in_brackets_behind_the_cost_is_one(
    line: str, value: str, written: str, scale: int
) -> None:
    made = read(f"事業名：花まつり交流事業\n{line}\n{KPI}")
    assert money(made) == [("grant", value, written, scale)]
    assert "draft-left-out/money" in {doubt.key for doubt in made.doubts}


@pytest.mark.parametrize(
    "line",
    [
        "総事業費：18,350千円（うち一般財源 9,175千円）",
        "総事業費：18,350千円（前年度 9,175千円）",
        "総事業費：18,350千円（うち県交付金 9,175千円）",
        "総事業費：18,350千円（うち交付金 9,175千円、県費 100千円）",
        "総事業費：18,350千円（9,175千円）",
        "総事業費：18,350千円",
    ],
)
def test_what_is_no_grant_for_certain_is_left_out(line: str) -> None:
    assert money(read(f"事業名：花まつり交流事業\n{line}\n{KPI}")) == []


def test_a_settlement_stands_beside_its_grant() -> None:
    made = read(f"事業名：花まつり交流事業\n決算額：8,000千円（うち国費 4,000千円）\n{KPI}")
    assert money(made) == [
        ("grant", "4,000", "4,000千円", 1000),
        ("settlement", "8,000", "8,000千円（うち国費 4,000千円）", 1000),
    ]


def test_a_grant_beside_the_cost_is_no_name_of_a_grant() -> None:
    made = read(f"事業名：花まつり交流事業\n事業費 19,440千円　　交付金 9,720千円\n{KPI}")
    assert money(made) == [("grant", "9,720", "9,720千円", 1000)]
    assert [project.programme for project in made.projects] == [""]


TABLE = (
    "事業名 | R5決算額 | 指標 | 単位 | R5目標 | R5実績\n花まつり | 8,120 | 来場者数 | 人 | 10 | 9"
)


@pytest.mark.parametrize(
    ("title", "scale"),
    [("施策評価一覧 単位：千円", 1000), ("事業一覧（金額の単位：百万円）", 10**6)],
)
def test_the_title_may_say_in_what_amounts_are_counted(title: str, scale: int) -> None:
    made = read(f"{title}\n{TABLE}")
    assert money(made) == [("settlement", "8,120", "8,120", scale)]
    assert [kpi.unit for project in made.projects for kpi in project.kpis] == ["人"]


def test_a_small_amount_without_a_unit_is_left_out() -> None:
    made = read(f"事業一覧\n{TABLE}")
    assert money(made) == []
    assert "draft-left-out/money" in {doubt.key for doubt in made.doubts}


def test_a_large_amount_without_a_unit_is_yen() -> None:
    made = read(f"事業一覧\n{TABLE.replace('8,120', '8,120,000')}")
    assert money(made) == [("settlement", "8,120,000", "8,120,000", 1)]
