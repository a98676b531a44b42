"""A query's text taken apart: its form, its graphs, prefixes, pages; whatever stands in texts."""

from __future__ import annotations

import pytest
from pyoxigraph import QuerySolutions, Store

from kpi_lod.querying.questions import questions
from kpi_lod.querying.sparql_text import (
    names_dataset,
    names_graphs,
    query_form,
    selection,
    with_prefixes,
)
from kpi_lod.vocabulary import PREFIXES


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("select * {}", "SELECT"),
        ("# ASK\nPREFIX ask: <urn:select#ASK> ASK { ask:x ?p 'SELECT' }", "ASK"),
        ("BASE <urn:ask/> DESCRIBE <x>", "DESCRIBE"),
        ('define input:inference "ASK" CONSTRUCT WHERE { ?s ?p ?o }', "CONSTRUCT"),
        ("ASK{?select ?p ?o}", "ASK"),
        ("INSERT DATA { <urn:a> <urn:b> 1 }", ""),
        ("", ""),
        ("'", ""),
        ("'''ASK", "ASK"),
    ],
)
def test_the_form_is_the_first_word_that_is_one(query: str, form: str) -> None:
    assert query_form(query) == form


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?s ?p 'FROM GRAPH' }",
        'ASK { ?s ?p """FROM " GRAPH""" }',
        "ASK { ?from ?graph <urn:FROM> } # GRAPH FROM",
        "ASK { from:a graph:b ?c }",
        r"ASK { ?s ?p 'it\'s FROM' }",
    ],
)
def test_words_in_texts_iris_variables_and_comments_are_none(query: str) -> None:
    assert not names_dataset(query)
    assert not names_graphs(query)


def test_from_and_graph_are_seen() -> None:
    assert names_dataset("SELECT * from<urn:g>{}")
    assert names_graphs("SELECT * { graph ?g {} }")


def test_prefixes_that_are_used_are_declared_and_no_others() -> None:
    query = "prefix mun: <urn:mine#>\nASK { mun:1 kpi:unit ?x . ?x unknown:y ?z }"
    assert with_prefixes(query, PREFIXES) == f"PREFIX kpi: <{PREFIXES['kpi']}>\n{query}"
    for question in questions().values():
        assert with_prefixes(question.text, PREFIXES) == question.text


def stored() -> Store:
    store = Store()
    store.update(
        "INSERT DATA { " + "".join(f"<urn:{i}> <urn:p> {i % 3} ." for i in range(10)) + "}"
    )
    return store


def told(store: Store, query: str) -> list[str]:
    found = store.query(query)
    assert isinstance(found, QuerySolutions)
    return [str(solution) for solution in found]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s ?o { ?s <urn:p> ?o }",
        "SELECT ?s ?o { ?s <urn:p> ?o } ORDER BY DESC(?o) # the end",
        "PREFIX u: <urn:>\nSELECT ?s ?o WHERE { ?s u:p ?o } ORDER BY STR(?o)",
        "SELECT ?o (COUNT(?s) AS ?n) { ?s <urn:p> ?o } GROUP BY ?o HAVING (COUNT(?s) > 1)",
        "SELECT DISTINCT ?s ?o { ?s <urn:p> ?o } ORDER BY ?o VALUES ?o { 0 1 }",
        "SELECT ?s ?o { { SELECT ?s ?o { ?s <urn:p> ?o } ORDER BY ?s LIMIT 7 } } LIMIT 6 OFFSET 1",
    ],
)
def test_the_pages_together_are_the_answer(query: str) -> None:
    store = stored()
    names = [variable.value for variable in store.query(query).variables]  # type: ignore[union-attr]
    parts = selection(query)
    assert parts is not None
    pages = [told(store, parts.page(names, 2, first)) for first in range(0, 12, 2)]
    rows = [row for page in pages for row in page]
    expected = told(store, query)
    assert sorted(rows) == sorted(expected)
    assert f"value={len(expected)} " in told(store, parts.counted)[0]


def test_rows_that_the_order_leaves_equal_have_one_in_the_pages() -> None:
    parts = selection("SELECT ?s ?o { ?s <urn:p> ?o } ORDER BY DESC(?o)")
    assert parts is not None
    assert "ORDER BY DESC(?o) \n?s ?o\n" in parts.page(["s", "o"], 2, 0).replace(
        "(?o)\n", "(?o) \n"
    )


@pytest.mark.parametrize(
    "query",
    ["ASK {}", "CONSTRUCT WHERE { ?s ?p ?o }", "SELECT * FROM <urn:g> { ?s ?p ?o }", "", "SELECT"],
)
def test_what_fits_in_no_other_query_has_no_pages(query: str) -> None:
    assert selection(query) is None
