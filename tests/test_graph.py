"""The growing graph: what comes out is what went in, once, in the order we publish."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kpi_lod import terms
from kpi_lod.dataset import (
    MunicipalityData,
    municipality_data,
    sorted_quads,
)
from kpi_lod.graph import GraphBuilder
from kpi_lod.turtle import nquads
from kpi_lod.vocabulary import DCT, KPI, PROV, RDF, SKOS
from tests.editions import PUBLISHER, edition, indicator, measurement, project

GRAPH = NamedNode("https://example.org/graph")
BASE = "https://example.org/project/"
NODES = st.builds(
    lambda document, fragment: NamedNode(f"{BASE}{document}{fragment}"),
    st.sampled_from(["a", "a/", "a/b/", "b"]),
    st.sampled_from(["", "#it", "#a", "#a.2023", "#a-b", "#before", "#iu", "#A", "#area"]),
)
PREDICATES = st.sampled_from(
    [RDF.type, DCT.title, DCT.identifier, KPI.target, KPI.targetStatus, KPI.actual, SKOS.note]
)
TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=3)
VALUES = st.one_of(
    NODES, TEXTS.map(Literal), TEXTS.map(lambda t: Literal(t, language="ja")), st.just(KPI.Result)
)


@given(st.lists(st.tuples(NODES, PREDICATES, VALUES), max_size=30))
def test_statements_come_out_once_and_in_the_order_we_publish(
    given_statements: Sequence[tuple[NamedNode, NamedNode, NamedNode | Literal]],
) -> None:
    graph = GraphBuilder(GRAPH)
    for statement in given_statements:
        graph.add(*statement)
    expected = sorted_quads(Quad(*statement, GRAPH) for statement in given_statements)
    assert graph.quads == list(expected)
    assert graph.nquads() == nquads(expected)
    assert {*graph.rows()} == {(str(s), str(p), str(o)) for s, p, o in given_statements}


def test_a_missing_value_is_no_statement() -> None:
    graph = GraphBuilder(GRAPH)
    graph.add(GRAPH, DCT.title, None)
    graph.describe(GRAPH, (), (terms.DCT.title, None))
    assert graph.nquads() == b""
    assert list(graph.rows()) == []


def test_the_cities_are_written_in_the_order_we_publish(
    cities: dict[str, MunicipalityData],
) -> None:
    assert len(cities) == 2
    for city in cities.values():
        assert city.quads == sorted_quads(city.quads)
        assert city.nquads() == nquads(city.quads)
        assert {*city.rows()} == {
            (str(q.subject), str(q.predicate), str(q.object)) for q in city.quads
        }


def test_two_editions_are_written_in_the_order_we_publish() -> None:
    cells = [measurement(year, "actual", str(year)) for year in (2021, 2022)]
    editions = [edition(year, project(indicator(*cells))) for year in (2023, 2024)]
    quads = municipality_data(editions, PUBLISHER, "CC-BY-4.0").quads
    assert quads == sorted_quads(quads)
    assert {q.predicate for q in quads} > {RDF.type, PROV.wasDerivedFrom}
