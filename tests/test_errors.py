"""Findings, places and the family of exceptions."""

from __future__ import annotations

import pickle
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_lod.errors import (
    DataError,
    Finding,
    KpiLodError,
    Place,
    Severity,
    UnreadableError,
    clipped,
    finding,
    worded_finding,
)
from kpi_lod.messages import messages


def test_a_place_reads_as_file_line_and_column() -> None:
    assert str(Place("a.yaml", 3, 7)) == "a.yaml:3:7"
    assert str(Place("a.yaml")) == "a.yaml"


def test_the_worst_finding_comes_first_then_the_order_of_the_file() -> None:
    late = finding("empty", Place("a", 9, 1))
    early = finding("empty", Place("a", 2, 1))
    remark = finding("text-nfc", Place("a", 1, 1), severity=Severity.INFO, found="か")
    assert sorted([remark, late, early], key=Finding.sort_key) == [early, late, remark]


def test_the_code_is_the_key_without_its_variant() -> None:
    made = finding("fiscal-year/form", Place("a"), found="x")
    assert made.code == "fiscal-year"
    assert "x" in made.ja
    assert "x" in made.en


def test_an_error_about_data_tells_all_findings_and_exits_with_1() -> None:
    both = [finding("empty", Place("b", 1, 1)), finding("empty", Place("a", 1, 1))]
    error = DataError(both)
    assert [f.place.file for f in error.findings] == ["a", "b"]
    assert error.exit_status == 1
    assert "a:1:1" in str(error)


def test_an_error_of_the_environment_exits_with_2() -> None:
    error = KpiLodError("no-shapes")
    assert error.exit_status == 2
    assert [f.code for f in error.findings] == ["no-shapes"]


def test_an_unreadable_text_keeps_what_its_reader_needs_to_place_it() -> None:
    error = UnreadableError("number-form", found="x")
    assert (error.key, error.fields, error.exit_status) == ("number-form", {"found": "x"}, 1)


@given(st.text(max_size=600), st.integers(min_value=2, max_value=50))
def test_clipped_text_is_printable_and_short(text: str, limit: int) -> None:
    shown = clipped(text, limit)
    assert len(shown) <= limit + 1
    assert shown.isprintable()


@pytest.mark.parametrize("key", sorted(messages()))
def test_every_message_fills_in_its_fields_in_both_languages(key: str) -> None:
    message = messages()[key]
    texts = (message.ja, message.en, message.fix_ja, message.fix_en)
    assert all(texts)
    names = {f for text in texts for _, f, _, _ in string.Formatter().parse(text) if f}
    fields = {name.partition("!")[0]: "値" for name in names}
    made = worded_finding(key, Place("a"), Severity.VIOLATION, fields)
    for text in (made.ja, made.en, made.fix_ja, made.fix_en):
        assert "{found" not in text


def test_an_error_comes_out_of_another_process_whole() -> None:
    """Exceptions travel by the arguments they have, and ours have others than their making took."""
    for error in (
        KpiLodError("file-missing", found="r5.yaml"),
        DataError([finding("id-form", Place("r5.yaml", 3, 4), found="A")]),
    ):
        again = pickle.loads(pickle.dumps(error))
        assert type(again) is type(error)
        assert again.findings == error.findings
        assert str(again) == str(error)
