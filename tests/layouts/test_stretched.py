"""Headings that a torn text has side by side, though each is over several columns."""

from __future__ import annotations

from tests.layouts.drawn import read


def test_kinds_stand_over_years_that_come_again() -> None:
    told = read(
        """
指標 | 計画値 | 実績値 | | | |
 | R4 | R5 | R6 | R4 | R5 | R6
来館者数（人） | 1,000 | 1,200 | 1,400 | 980 | 1,311 |
""",
        exact=False,
    )
    assert told[""] == {
        "来館者数 [人]": "target 2022 1,000 | target 2023 1,200 | target 2024 1,400"
        " | actual 2022 980 | actual 2023 1,311"
    }


def test_years_stand_over_kinds_that_come_again() -> None:
    told = read(
        """
指標 | 単位 | R4 | R5 | |
 | | 目標 | 実績 | 目標 | 実績
来館者数 | 人 | 1,000 | 980 | 1,200 | 1,311
""",
        exact=False,
    )
    assert told[""] == {
        "来館者数 [人]": "target 2022 1,000 | actual 2022 980 | target 2023 1,200"
        " | actual 2023 1,311"
    }


def test_headings_over_blank_cells_stay_where_they_are() -> None:
    told = read("""
指標 | R4 | | R5 |
 | 目標 | 実績 | 目標 | 実績
来館者数（人） | 1,000 | 980 | 1,200 | 1,311
""")
    assert told[""] == {
        "来館者数 [人]": "target 2022 1,000 | actual 2022 980 | target 2023 1,200"
        " | actual 2023 1,311"
    }
