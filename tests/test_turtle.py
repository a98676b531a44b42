"""Turtle as people read it, the same bytes every time."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kpi_lod.dataset import sorted_triples
from kpi_lod.turtle import nquads, turtle
from kpi_lod.vocabulary import KPI, SKOS

NODE = NamedNode("https://w3id.org/kpi-lod/status/measured")


def test_each_subject_is_a_paragraph_below_the_prefixes_in_use() -> None:
    triples = [
        Triple(NODE, SKOS.prefLabel, Literal("測定済み", language="ja")),
        Triple(KPI.place, SKOS.prefLabel, Literal("場所", language="ja")),
    ]
    assert turtle(triples).decode() == (
        "@prefix kpi: <https://w3id.org/kpi-lod/ns#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "@prefix status: <https://w3id.org/kpi-lod/status/> .\n"
        "\n"
        'status:measured skos:prefLabel "測定済み"@ja .\n'
        "\n"
        'kpi:place skos:prefLabel "場所"@ja .\n'
    )


def test_no_triples_make_an_empty_file() -> None:
    assert nquads([]) == b""
    assert list(parse(turtle([]), format=RdfFormat.TURTLE)) == []


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20)))
def test_any_text_comes_back_as_it_was(texts: Sequence[str]) -> None:
    triples = sorted_triples(Triple(NODE, SKOS.note, Literal(text)) for text in texts)
    back = {quad.triple for quad in parse(turtle(triples), format=RdfFormat.TURTLE)}
    assert back == set(triples)


def test_the_cities_come_back_from_their_n_quads(city_quads: Sequence[Quad]) -> None:
    assert set(parse(nquads(city_quads), format=RdfFormat.N_QUADS)) == set(city_quads)
