"""Pre-bound variables are substituted everywhere; what the standard forbids is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import Literal
from tests.shacl.sparql.oracle import PREFIXES, as_set, ex, triples

from kpi_lod.columns.terms import Term
from kpi_lod.errors import KpiLodError
from kpi_lod.shacl.sparql.translate import NotTranslatableError, select_sql

DATA = triples('ex:a ex:p ex:b ; ex:label "A" . ex:b ex:p ex:c ; ex:label "B" .')
FOCUS = [(ex("a"),), (ex("b"),)]
ONLY_A = {("<http://example.org/a>", "<http://example.org/a>"): 1}


def _interned() -> Callable[[Term], int]:
    ids: dict[Term, int] = {}
    return lambda term: ids.setdefault(term, len(ids) + 1)


def _translated(query: str) -> str:
    found = select_sql(
        PREFIXES + query,
        seed="seed",
        constants={},
        intern=_interned(),
        shared=lambda sql: f"({sql})",
    )
    return found.sql


@pytest.mark.parametrize(
    "body",
    [
        "FILTER ($this = ex:a)",
        "{ FILTER (false) } UNION { FILTER ($this = ex:a) }",
        "{ { FILTER ($this = ex:a) } FILTER bound($this) } FILTER (true)",
        "BIND ($this AS ?that) FILTER (?that = ex:a)",
        '{ FILTER (bound($this)) } $this ex:label "A" . FILTER (bound($this))',
        "{ SELECT * WHERE { $this ex:p ?x FILTER ($this = ex:a) } }",
        "{ SELECT $this WHERE { FILTER ($this = ex:a) } }",
        "$this ex:p ?o FILTER NOT EXISTS { { ?s ex:p $this } FILTER bound($this) }",
        "OPTIONAL { ?s ex:p ?t FILTER (?t = $this) } FILTER (!bound(?s))",
        "{ SELECT $this (COUNT(?s) AS ?n) { ?s ex:p ?t FILTER(?t = $this) } } FILTER(?n = 0)",
        "OPTIONAL { $this ex:p ?o FILTER(false) } FILTER(!bound(?o) && $this = ex:a)",
        "FILTER ($this = ?this && $this != ex:b)",
    ],
)
def test_this_is_visible_in_every_group(body: str) -> None:
    query = f"{PREFIXES} SELECT $this WHERE {{ {body} }}"
    assert as_set(DATA, [query], FOCUS).rows(query) == ONLY_A


def test_a_parameter_is_a_constant_and_this_keeps_its_rows() -> None:
    query = f"{PREFIXES} SELECT $this $lang WHERE {{ $this ex:label ?l FILTER(?l = $lang) }}"
    found = as_set(DATA, [query], FOCUS, {"lang": Literal("B")}).rows(query)
    assert found == {("<http://example.org/b>", "<http://example.org/b>", '"B"'): 1}


def test_an_ask_returns_the_pairs_for_which_it_holds() -> None:
    pairs: list[tuple[Term, ...]] = [
        (ex("a"), Literal("Hello World")),
        (ex("a"), Literal("Hallo Welt")),
        (ex("b"), ex("c")),
    ]
    constants = {"one": Literal("Hello "), "two": Literal("World")}
    equal = "ASK { FILTER (?value = CONCAT($one, $two)) }"
    differ = "ASK { FILTER ($value != $one && $value != COALESCE(?none, 'Hallo Welt')) }"
    along = f"{PREFIXES} ASK {{ $this ex:p $value }}"
    found = as_set(DATA, [equal, differ, along], pairs, constants)
    assert found.pairs(equal) == {("<http://example.org/a>", '"Hello World"')}
    assert found.pairs(along) == {("<http://example.org/b>", "<http://example.org/c>")}
    assert found.pairs(differ) == {
        ("<http://example.org/a>", '"Hello World"'),
        ("<http://example.org/b>", "<http://example.org/c>"),
    }


def test_a_group_of_nothing_counts_zero_for_each_focus_node() -> None:
    query = (
        f"{PREFIXES} SELECT $this ?n WHERE {{ {{ SELECT $this (COUNT(?s) AS ?n)"
        " (SUM(?s) AS ?t) { ?s ex:p $this } } }"
    )
    found = as_set(DATA, [query], FOCUS).rows(query)
    integer = "^^<http://www.w3.org/2001/XMLSchema#integer>"
    assert found == {
        ("<http://example.org/a>", "<http://example.org/a>", f'"0"{integer}'): 1,
        ("<http://example.org/b>", "<http://example.org/b>", f'"1"{integer}'): 1,
    }


@pytest.mark.parametrize(
    "query",
    [
        'SELECT $this { $this ?x ?any . MINUS { $this ?x "Value" } }',
        "SELECT $this { VALUES ?any { true } }",
        "SELECT $this { } VALUES ?any { true }",
        "SELECT $this { SERVICE <http://example.com> { ?a ?b ?c } }",
        "SELECT $this { S\\u0045RVICE <http://example.com> { ?a ?b ?c } }",
        "SELECT $this { $this ?x ?y { SELECT ?other ?b { ?other ?b ?c } } }",
        "SELECT $this { { SELECT * { FILTER ($this = ex:a) } } }",
        "SELECT $this { BIND (true AS $this) }",
        "SELECT (true AS $this) { }",
        "ASK { BIND (true AS ?value) }",
        "SELECT $this FROM <http://example.com> { }",
        "SELECT $this { GRAPH ?g { } }",
        "SELECT ?x { $this ?x ?y }",
        "CONSTRUCT { $this ?x ?y } WHERE { $this ?x ?y }",
        "SELECT $this {",
        "SELECT $this { $this no:prefix ?x }",
        "SELECT $this { $this ex:p ?x BIND(1 AS ?x) }",
        "SELECT $this { FILTER(" + "(" * 33 + "1" + ")" * 33 + ") }",
        "SELECT $this { } #" + " " * 16384,
    ],
)
def test_what_must_not_run_is_refused(query: str) -> None:
    with pytest.raises(KpiLodError, match="sparql-refused"):
        _translated(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT $this { GRAPH $shapesGraph { } }",
        "SELECT $this { $this ex:p ?x } LIMIT 1",
        "SELECT $this { FILTER(NOW() > 1) }",
        "SELECT $this (GROUP_CONCAT(?x) AS ?y) { $this ex:p ?x } GROUP BY $this",
        "SELECT $this { $this ex:p ?x FILTER(REGEX(?x, ?x)) }",
        "SELECT $this { FILTER EXISTS { SELECT $this { $this ex:p ?x } } }",
    ],
)
def test_what_cannot_run_as_a_set_is_said_in_two_languages(query: str) -> None:
    with pytest.raises(NotTranslatableError) as found:
        _translated(query)
    assert found.value.ja != found.value.en
