"""Numbers: the accepted forms, the refused ones with their error, exactness, and round trips."""

from __future__ import annotations

import time
from contextlib import suppress
from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_lod.errors import UnreadableError
from kpi_lod.japanese.characters import narrow
from kpi_lod.japanese.numbers import (
    MAX_DIGITS,
    canonical,
    machine_number_fault,
    number,
    printed_number,
)

ACCEPTED = {
    "0": "0",
    "0.50": "0.50",
    "80": "80",
    "71.62": "71.62",
    "16,521,845": "16521845",
    "１，２３４": "1234",
    "１２．５": "12.5",
    "1，234.5": "1234.5",
    " 3 ": "3",
    "\u30005\n": "5",
    "+5": "5",
    "+0": "0",
    "-5": "-5",
    "－５": "-5",
    "−5": "-5",
    "﹣5": "-5",
    "△5.2": "-5.2",
    "▲3": "-3",
    "△ 1,234": "-1234",
    "9" * MAX_DIGITS: "9" * MAX_DIGITS,
}
REFUSED = {
    "": "number-form",
    " ": "number-form",
    "-": "number-form",
    "△": "number-form",
    ".": "number-form",
    ",": "number-form",
    ".5": "number-form",
    "5.": "number-form",
    ",5": "number-form",
    "1.2.3": "number-form",
    "1.234,5": "number-form",
    "1 234": "number-form",
    "- 5": "number-form",
    "--5": "number-form",
    "5-": "number-form",
    "ー5": "number-form",
    "007": "number-form",
    "-01": "number-form",
    "00": "number-form",
    "0,123": "number-form",
    "0o17": "number-form",
    "0x1F": "number-form",
    "0b1": "number-form",
    "1_000": "number-form",
    "1e5": "number-form",
    "1.5E-3": "number-form",
    "1:30": "number-form",
    "1/2": "number-form",
    "#DIV/0!": "number-form",
    "#N/A": "number-form",
    "五": "number-form",
    "⑤": "number-form",
    "5①": "number-form",
    "10⁴⁰": "number-form",
    "½": "number-form",
    "٥": "number-form",
    "५": "number-form",
    "5人": "number-form",
    "5\x00": "number-form",
    "1,23": "number-grouping",
    "12,34,567": "number-grouping",
    "1234,567": "number-grouping",
    "1,,234": "number-grouping",
    "1,": "number-grouping",
    "１，２３": "number-grouping",
    "NaN": "number-range",
    "sNaN": "number-range",
    "INF": "number-range",
    "-INF": "number-range",
    "Infinity": "number-range",
    "ｉｎｆ": "number-range",
    ".inf": "number-range",
    "-.inf": "number-range",
    ".nan": "number-range",
    "∞": "number-range",
    "1e400": "number-range",
    "-1E+400": "number-range",
    "-0": "number-range",
    "△0": "number-range",
    "－０．００": "number-range",
}
FINITE = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20)


@pytest.mark.parametrize(("printed", "expected"), ACCEPTED.items())
def test_a_printed_number_is_read_digit_by_digit(printed: str, expected: str) -> None:
    assert str(number(printed)) == expected


@pytest.mark.parametrize(("printed", "key"), REFUSED.items())
def test_what_is_no_number_is_refused_with_its_reason(printed: str, key: str) -> None:
    with pytest.raises(UnreadableError) as refusal:
        number(printed)
    assert refusal.value.key == key
    assert refusal.value.fields["found"] == printed


@pytest.mark.parametrize("printed", ["9" * 31, f"0.{'0' * 30}", "1" + ",000" * 10, "7" * 5000])
def test_a_number_of_too_many_digits_is_refused_with_their_count(printed: str) -> None:
    with pytest.raises(UnreadableError) as refusal:
        number(printed)
    count = sum(character.isdigit() for character in printed)
    assert refusal.value.key == "number-too-long"
    assert refusal.value.fields == {"found": count, "allowed": MAX_DIGITS}


@pytest.mark.parametrize("text", ["5", "1,23", "集計中", "", "0件", "information", "e5", "#1"])
def test_what_people_print_is_no_machine_number(text: str) -> None:
    assert machine_number_fault(text) is None


@given(FINITE)
def test_printed_numbers_are_read_back(value: Decimal) -> None:
    printed = printed_number(value)
    if sum(character.isdigit() for character in printed) <= MAX_DIGITS:
        assert number(printed) == value


@given(st.integers(-(10**30) + 1, 10**30 - 1))
def test_whole_numbers_of_thirty_digits_are_read_back(value: int) -> None:
    assert number(printed_number(Decimal(value))) == value


@given(FINITE)
def test_canonical_keeps_the_value_and_drops_the_rest(value: Decimal) -> None:
    result = canonical(value)
    with localcontext(prec=500):
        assert result == value
    assert result.as_tuple() == canonical(result).as_tuple()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("796.0", "796"),
        ("71.60", "71.6"),
        ("1E+3", "1000"),
        ("1000", "1000"),
        ("-0", "0"),
        ("0E+5", "0"),
        ("-0.00", "0"),
        ("1E-7", "0.0000001"),
        ("-12.340", "-12.34"),
        ("1" * 60 + ".50", "1" * 60 + ".5"),
        (f"{'9' * 50}E+2", "9" * 50 + "00"),
    ],
)
def test_canonical_numbers_are_written_one_way(value: str, expected: str) -> None:
    exponent = canonical(Decimal(value)).as_tuple().exponent
    assert f"{canonical(Decimal(value)):f}" == expected
    assert isinstance(exponent, int)
    assert exponent <= 0


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_what_is_not_finite_has_no_canonical_form(value: str) -> None:
    with pytest.raises(UnreadableError) as refusal:
        canonical(Decimal(value))
    assert refusal.value.key == "number-range"


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("-1234.50", "-1,234.5"),
        ("1E+6", "1,000,000"),
        ("999", "999"),
        ("-0", "0"),
        ("1234567.1234567", "1,234,567.1234567"),
        (f"{'1' * 33}.25", ",".join(["111"] * 11) + ".25"),
    ],
)
def test_numbers_are_printed_in_groups_of_three(value: str, printed: str) -> None:
    assert printed_number(Decimal(value)) == printed


@given(st.text() | st.text(alphabet="0123456789０５,，.．-－△▲+eE xX_inf"))
def test_any_text_is_a_finite_number_or_refused(text: str) -> None:
    with suppress(UnreadableError):
        assert number(text).is_finite()
        assert any(character in "0123456789" for character in narrow(text))


@pytest.mark.parametrize(
    "piece",
    ["1", "1,", ",", "0", "1.", ".", "-", "△ ", "1e", "e1", "0x", "inf", " ", "1 ", "５", "_1"],
)
def test_a_very_long_text_is_answered_at_once(piece: str) -> None:
    text = f"1{piece * (100_000 // len(piece))}x"
    started = time.process_time()
    with pytest.raises(UnreadableError):
        number(text)
    assert time.process_time() - started < 2
