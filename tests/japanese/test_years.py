"""Fiscal years: the accepted forms, the refused ones with their error, and round trips."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_lod.errors import UnreadableError
from kpi_lod.japanese.years import (
    FISCAL_YEARS,
    fiscal_year,
    printed_fiscal_year,
    short_fiscal_year,
)

ACCEPTED = {
    "R5": 2023,
    "Ｒ５": 2023,
    "r5": 2023,
    "R05": 2023,
    "R 5年度": 2023,
    "R元": 2019,
    "令和5": 2023,
    "令和5年": 2023,
    "令和５年度": 2023,
    "令和\u3000５\u3000年度": 2023,
    "令和6年度": 2024,
    "令和元年": 2019,
    "令和元年度": 2019,
    "令和1年度": 2019,
    "平成31年度": 2019,
    "H31": 2019,
    "Ｈ３０": 2018,
    "平成元年度": 1989,
    "R32": 2050,
    "㋿6": 2024,
    "㍻31": 2019,
    "2023": 2023,
    "2023年度": 2023,
    "２０２３年": 2023,
    " \n令和5年度\u3000": 2023,
    "令和5年度(2023年度)": 2023,
    "令和５年度（２０２３年度）": 2023,
    "令和5（2023）年度": 2023,
    "R5(2023)": 2023,
    "2023 (R5)": 2023,
    "平成31年度（令和元年度）": 2019,
}
REFUSED = {
    "": "fiscal-year/form",
    "   ": "fiscal-year/form",
    "R": "fiscal-year/form",
    "5": "fiscal-year/form",
    "R06.13": "fiscal-year/form",
    "R5.4": "fiscal-year/form",
    "R1 2": "fiscal-year/form",
    "R005": "fiscal-year/form",
    "R-5": "fiscal-year/form",
    "R五": "fiscal-year/form",
    "R⑤": "fiscal-year/form",
    "R٥": "fiscal-year/form",
    "R5年月": "fiscal-year/form",
    "令和": "fiscal-year/form",
    "明治5年": "fiscal-year/form",
    "20231": "fiscal-year/form",
    "2023-04": "fiscal-year/form",
    "平成2023年": "fiscal-year/form",
    "令和5年度分": "fiscal-year/form",
    "令和5年度(": "fiscal-year/form",
    "令和5年度()": "fiscal-year/form",
    "令和5年度( )": "fiscal-year/form",
    "(2023)": "fiscal-year/form",
    "R5(2023)(2023)": "fiscal-year/form",
    "R5(5)": "fiscal-year/form",
    "R5(R6)": "fiscal-year/form",
    "2023(2024)": "fiscal-year/form",
    "集計中": "fiscal-year/form",
    "令和0年": "fiscal-year/era",
    "R00": "fiscal-year/era",
    "平成35年度": "fiscal-year/era",
    "H32": "fiscal-year/era",
    "昭和64年": "fiscal-year/era",
    "H31(2018)": "fiscal-year/mismatch",
    "2022年度（令和5年度）": "fiscal-year/mismatch",
    "1988": "fiscal-year/range",
    "2051年度": "fiscal-year/range",
    "0000": "fiscal-year/range",
    "R33": "fiscal-year/range",
    "平成0年": "fiscal-year/range",
    "S60": "fiscal-year/range",
    "昭和63年度": "fiscal-year/range",
    "㍼60": "fiscal-year/range",
}


def test_fiscal_years_are_of_heisei_and_reiwa() -> None:
    assert range(1989, 2051) == FISCAL_YEARS


@pytest.mark.parametrize(("printed", "year"), ACCEPTED.items())
def test_a_printed_fiscal_year_is_read(printed: str, year: int) -> None:
    assert fiscal_year(printed) == year


@pytest.mark.parametrize(("printed", "key"), REFUSED.items())
def test_what_is_no_fiscal_year_is_refused_with_its_reason(printed: str, key: str) -> None:
    with pytest.raises(UnreadableError) as refusal:
        fiscal_year(printed)
    assert refusal.value.key == key
    assert refusal.value.fields["found"] == printed


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("平成35年度", "平成35年と読みましたが、平成の年度は1年から31年まで"),
        ("H31(2018)", "和暦（2019年度）と西暦（2018年度）"),
        ("2022（令和5年度）", "和暦（2023年度）と西暦（2022年度）"),
        ("R40", "2058年度と読みましたが、扱えるのは1989年度から2050年度"),
    ],
)
def test_the_refusal_says_which_reading_was_tried(printed: str, words: str) -> None:
    with pytest.raises(UnreadableError, match=words):
        fiscal_year(printed)


@pytest.mark.parametrize(
    ("year", "long", "short"),
    [
        (2023, "令和5年度", "R5"),
        (2019, "令和元年度", "R1"),
        (2018, "平成30年度", "H30"),
        (1989, "平成元年度", "H1"),
    ],
)
def test_a_fiscal_year_is_printed_in_its_era(year: int, long: str, short: str) -> None:
    assert (printed_fiscal_year(year), short_fiscal_year(year)) == (long, short)


@pytest.mark.parametrize("year", [1988, 2051, -5])
def test_a_year_outside_the_range_is_not_printed(year: int) -> None:
    with pytest.raises(UnreadableError, match="fiscal-year"):
        printed_fiscal_year(year)
    with pytest.raises(UnreadableError, match="fiscal-year"):
        short_fiscal_year(year)


@pytest.mark.parametrize("year", FISCAL_YEARS)
def test_every_printed_fiscal_year_is_read_back(year: int) -> None:
    both = f"{printed_fiscal_year(year)}（{year}年度）"
    forms = (printed_fiscal_year(year), short_fiscal_year(year), str(year), both)
    assert {fiscal_year(form) for form in forms} == {year}


@given(st.text() | st.text(alphabet="RHS令和平成元年度0123456789()（） .㋿"))
def test_any_text_is_a_fiscal_year_of_the_range_or_refused(text: str) -> None:
    with suppress(UnreadableError):
        assert fiscal_year(text) in FISCAL_YEARS


@pytest.mark.parametrize(
    "piece", ["R5", "(", "()", " ", "1", "R5 (", "令和", "年度", "５ ", "\u3000"]
)
def test_a_very_long_text_is_refused_at_once(piece: str) -> None:
    started = time.process_time()
    with pytest.raises(UnreadableError):
        fiscal_year(f"R5{piece * (100_000 // len(piece))}x")
    assert time.process_time() - started < 2
