"""Term texts: the same as pyoxigraph writes, for every character and number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from kpi_lod import terms, vocabulary
from kpi_lod.errors import UnreadableError
from kpi_lod.vocabulary import XSD

TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]))
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False)


def test_every_character_is_written_as_pyoxigraph_writes_it() -> None:
    everything = [chr(code) for code in (*range(0xD800), *range(0xE000, 0x110000))]
    assert len(everything) == 1_112_064
    wrong = [sign for sign in everything if terms.plain(sign) != str(Literal(sign))]
    assert wrong == []


@given(TEXTS)
def test_any_text_is_written_as_pyoxigraph_writes_it(value: str) -> None:
    assert terms.plain(value) == str(Literal(value))
    assert terms.japanese(value) == str(Literal(value, language="ja"))
    assert terms.english(value) == str(Literal(value, language="en"))


@given(st.integers(-(2**63), 2**63 - 1), st.booleans(), st.dates())
def test_other_values_are_written_as_pyoxigraph_writes_them(
    whole: int, truth: bool, day: object
) -> None:
    assert terms.whole(whole) == str(Literal(whole))
    assert terms.truth(truth) == str(Literal(truth))
    assert terms.day(str(day)) == str(Literal(str(day), datatype=XSD.date))


@given(NUMBERS)
def test_a_number_keeps_its_value_and_is_an_integer_where_it_is_whole(value: Decimal) -> None:
    written, _, datatype = (terms.number(value) or "").rpartition("^^")
    assert Decimal(written.strip('"')) == value
    whole = value == value.to_integral_value()
    assert datatype == str(XSD.integer if whole else XSD.decimal)
    assert "E" not in written


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_refused(value: str) -> None:
    with pytest.raises(UnreadableError):
        terms.number(Decimal(value))


def test_what_is_missing_stays_missing() -> None:
    made = (terms.number, terms.whole, terms.truth, terms.day, terms.plain, terms.japanese)
    assert [make(None) for make in made] == [None] * 6


def test_the_terms_of_a_namespace_are_texts_made_once() -> None:
    assert terms.KPI.indicator == str(vocabulary.KPI.indicator)
    assert terms.KPI.indicator is terms.KPI.indicator


def test_a_node_and_its_text_stand_for_each_other() -> None:
    node = NamedNode("https://example.org/a#b")
    assert terms.text(node) == terms.iri(node.value)
    assert terms.named_node(terms.iri(node.value)) == node
