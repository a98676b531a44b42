"""Dates and casts: what XML Schema and XPath say, where pyoxigraph's answer is not the measure."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.shacl.sparql.oracle import PREFIXES, AsSet, as_set, ex, triples

DATA = triples("ex:a ex:p 1 .")
WORTH = {
    'MONTH("2024-99-99T00:00:00Z"^^xsd:dateTime)': None,
    'DAY("2023-02-30"^^xsd:date)': None,
    'DAY("2023-02-29"^^xsd:date)': None,
    'DAY("2024-02-29"^^xsd:date)': "29",
    'DAY("1900-02-29"^^xsd:date)': None,
    'DAY("2000-02-29+09:00"^^xsd:date)': "29",
    'YEAR("2024-01-01T25:00:00Z"^^xsd:dateTime)': None,
    'YEAR("2024-01-01T00:00:00"^^xsd:date)': None,
    'YEAR("2024-01-01"^^xsd:dateTime)': None,
    'YEAR("2024-01-01"^^xsd:string)': None,
    'YEAR("2024-01-01T00:00:00"^^xsd:dateTimeStamp)': None,
    'YEAR("2023-12-31T24:00:00Z"^^xsd:dateTime)': "2024",
    'MONTH("2023-12-31T24:00:00Z"^^xsd:dateTime)': "1",
    'DAY("2023-12-31T24:00:00Z"^^xsd:dateTime)': "1",
    'DAY("2023-12-30T24:00:00.0"^^xsd:dateTime)': "31",
    'MONTH("2024-02-29T24:00:00Z"^^xsd:dateTime)': "3",
    'YEAR("-0044-03-15"^^xsd:date)': "-44",
    'YEAR("12024-01-02"^^xsd:date)': "12024",
    'STR(xsd:dateTime("2024-01-01T24:00:00Z"))': "2024-01-02T00:00:00Z",
    'STR(xsd:dateTime("2023-12-31T24:00:00.00+09:00"))': "2024-01-01T00:00:00+09:00",
    'STR(xsd:dateTime("2023-12-31T24:00:00"))': "2024-01-01T00:00:00",
    'STR(xsd:dateTime("12024-01-02T00:00:00Z"))': "12024-01-02T00:00:00Z",
    'STR(xsd:dateTime("-0044-03-15T00:00:00Z"))': "-0044-03-15T00:00:00Z",
    'STR(xsd:dateTime("\\n2024-01-02T00:00:00Z\\t"))': "2024-01-02T00:00:00Z",
    'STR(xsd:dateTime("2023-02-29T00:00:00Z"))': None,
    'STR(xsd:date("2023-04-31"))': None,
    'STR(xsd:date("-0004-02-29"))': "-0004-02-29",
    'STR(xsd:date("02024-01-02"))': None,
    'STR(xsd:integer("\\t7"))': "7",
    'STR(xsd:integer("7\\n"))': "7",
    'STR(xsd:integer("7\\u00A0"))': None,
    'STR(xsd:integer("7 7"))': None,
    'STR(xsd:decimal("\\r 7.5 "))': "7.5",
    'STR(xsd:boolean("\\ttrue"))': "true",
    'STR(xsd:boolean("true\\u3000"))': None,
}
"""Expression → its text; None where it is an error."""


def _query(expression: str) -> str:
    return f"{PREFIXES} SELECT $this (STR({expression}) AS ?y) WHERE {{ $this ex:p ?x }}"


@pytest.fixture(scope="module")
def evaluated() -> Iterator[AsSet]:
    found = as_set(DATA, map(_query, WORTH), [(ex("a"),)])
    yield found
    found.table.close()


@pytest.mark.parametrize("expression", WORTH)
def test_an_expression_with_a_date_is_worth(evaluated: AsSet, expression: str) -> None:
    ((row, _),) = evaluated.rows(_query(expression)).items()
    worth = WORTH[expression]
    assert row[-1] == (None if worth is None else f'"{worth}"')
