"""Lexical forms, against elementpath's XSD datatypes as oracle."""

from __future__ import annotations

import pytest
from elementpath.datatypes import Date10
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from kpi_lod.checking.lexical import is_lexical
from kpi_lod.vocabulary import XSD


@pytest.mark.parametrize(
    ("text", "datatype", "valid"),
    [
        ("12", XSD.integer, True),
        ("-0", XSD.integer, True),
        ("1.0", XSD.integer, False),
        ("1_000", XSD.integer, False),
        ("１２", XSD.integer, False),
        ("71.62", XSD.decimal, True),
        (".5", XSD.decimal, True),
        ("1E5", XSD.decimal, False),
        ("NaN", XSD.decimal, False),
        ("", XSD.decimal, False),
        ("true", XSD.boolean, True),
        ("yes", XSD.boolean, False),
        ("2024-02-29", XSD.date, True),
        ("2023-02-29", XSD.date, False),
        ("2024-2-9", XSD.date, False),
        ("https://example.org/", XSD.anyURI, True),
        ("a b", XSD.anyURI, False),
        ("5", XSD.nonNegativeInteger, True),
        ("-5", XSD.nonNegativeInteger, False),
        ("何でも", XSD.string, True),
        ("2024", XSD.gYear, False),
    ],
)
def test_forms_of_the_datatypes_we_publish(text: str, datatype: NamedNode, valid: bool) -> None:
    assert is_lexical(Literal(text, datatype=datatype)) is valid


def test_text_with_a_language_is_always_a_form() -> None:
    assert is_lexical(Literal("測定済み", language="ja"))


@given(st.from_regex(r"[0-9]{4}-[01][0-9]-[0-3][0-9]", fullmatch=True))
def test_dates_agree_with_the_oracle(text: str) -> None:
    try:
        Date10.fromstring(text)
        valid = not text.startswith("0000")
    except ValueError:
        valid = False
    assert is_lexical(Literal(text, datatype=XSD.date)) is valid
