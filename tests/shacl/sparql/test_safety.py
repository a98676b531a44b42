"""Texts of a query stay values, and numbers are exact or the run ends."""

from __future__ import annotations

import sys

import duckdb
import pytest
from pyoxigraph import Literal, NamedNode, Triple
from tests.shacl.sparql.oracle import PREFIXES, as_set, ex, triples

from kpi_lod.columns.table import TripleTable
from kpi_lod.columns.terms import read_term
from kpi_lod.shacl.model import Query
from kpi_lod.shacl.sparql.sql import aliases, text_sql
from kpi_lod.shacl.sparql.strings import NO_LOWER, NO_UPPER
from kpi_lod.shacl.translations import translation

INJECTION = "'; DROP TABLE term; -- t1.o \" \\ '' {0}"


def test_a_text_is_an_sql_constant_whatever_stands_in_it() -> None:
    row = duckdb.connect().execute(f"SELECT {text_sql(INJECTION)}").fetchone()
    assert row == (INJECTION,)
    assert not aliases(text_sql(INJECTION))


def test_a_text_of_a_query_is_found_and_nothing_else_happens() -> None:
    data = [Triple(ex("a"), ex("p"), Literal(INJECTION))]
    written = Literal(INJECTION)
    query = (
        f"{PREFIXES} SELECT $this ?y {{ $this ex:p {written} , ?x ; ?p ?z ."
        f" FILTER(?x = CONCAT({written}, '')) BIND(CONCAT(?x, {written}) AS ?y) }}"
    )
    found = as_set(data, [query], [(ex("a"),)])
    ((row, count),) = found.rows(query).items()
    twice = Literal(INJECTION * 2)
    assert (row[-1], count) == (str(twice), 1)
    assert found.table.connection.execute("SELECT count(*) > 0 FROM term").fetchone() == (True,)


@pytest.mark.parametrize(
    ("expression", "result"),
    [
        ("?x * 3", "99999999999999999999999999999"),
        ("?x + 0.000001", "33333333333333333333333333333.000001"),
        ("0 - ?x", "-33333333333333333333333333333"),
        ("1 / 3", "0.333333333333333333"),
        ("0.1 + 0.2", "0.3"),
        ("ROUND(-2.5)", "-2"),
        ("CEIL(-0.5)", "0"),
    ],
)
def test_numbers_are_exact(expression: str, result: str) -> None:
    data = triples("ex:a ex:p 33333333333333333333333333333 .")
    query = f"{PREFIXES} SELECT $this (STR({expression}) AS ?y) {{ $this ex:p ?x }}"
    ((row, _),) = as_set(data, [query], [(ex("a"),)]).rows(query).items()
    assert row[-1] == f'"{result}"'


@pytest.mark.parametrize("expression", ["?x * ?x", "?x + 0.0000000000001", "?y + 1", "?z + 1"])
def test_a_number_that_would_be_rounded_ends_the_run(expression: str) -> None:
    data = triples(
        "ex:a ex:p 33333333333333333333333333333 ;"
        " ex:q 1234567890123456789012345678901234567890123 ;"
        ' ex:r "1.5"^^xsd:float .'
    )
    query = (
        f"{PREFIXES} SELECT $this {{ $this ex:p ?x ; ex:q ?y ; ex:r ?z FILTER({expression} > 0) }}"
    )
    with pytest.raises(duckdb.Error):
        as_set(data, [query], [(ex("a"),)]).rows(query)


def test_the_case_of_a_letter_is_unicodes() -> None:
    letters = [chr(code) for code in range(1, sys.maxunicode) if not 0xD800 <= code < 0xE000]
    rows = duckdb.connect().execute(
        "SELECT x, upper(x), lower(x), regexp_matches(x, $2), regexp_matches(x, $3)"
        " FROM (SELECT unnest($1::VARCHAR[]) AS x)",
        [letters, f"[{NO_UPPER}]", f"[{NO_LOWER}]"],
    )
    for letter, upper, lower, no_upper, no_lower in rows.fetchall():
        assert no_upper or letter.upper() == upper
        assert no_lower or letter.lower() == lower


@pytest.mark.parametrize("name", ["seed", "x", "99999", "0", "shared0"])
@pytest.mark.parametrize("opening", ["\ue000", "\\uE000"])
def test_no_text_is_taken_for_a_mark_of_ours(name: str, opening: str) -> None:
    text = f"\ue000{name}\ue001"
    written = text.replace("\ue000", opening)
    query = f'SELECT $this ?v {{ $this <urn:p> ?v FILTER(CONCAT(STR(?v), "") = "{written}") }}'
    data = [Triple(ex("a"), NamedNode("urn:p"), Literal(one)) for one in (text, "other")]
    made = translation(Query(text=query, ask=False), {})
    assert made.refused is None
    with TripleTable(threads=1) as table:
        table.add_triples(data)
        table.build()
        ids = table.intern([*map(read_term, made.terms.values()), ex("a")])
        table.literal_values()
        run = table.connection.execute
        run(f"CREATE TEMP TABLE seeds AS SELECT {ids[ex('a')]} AS this")
        sql = made.filled("seeds", lambda term: ids[read_term(term)], lambda sql: f"({sql})")
        ((found,),) = run(f"SELECT v_v FROM ({sql})").fetchall()
    assert found == str(Literal(text))
