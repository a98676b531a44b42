"""The texts of updates: nothing that is put in can get out of its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from kpi_lod.errors import KpiLodError
from kpi_lod.portals.stores import sparql

G = "https://example.org/g"
TEXT = st.text(st.characters(codec="utf-8")) | st.text(r'\u0022UA5C"{};')


@given(TEXT)
def test_every_text_arrives_as_it_is(text: str) -> None:
    store = Store()
    term = Literal(text)
    store.update(sparql.inserted({G: [f"<{G}> <{G}> {term} ."]}))
    assert list(store) == [Quad(NamedNode(G), NamedNode(G), term, NamedNode(G))]


def test_no_backslash_stands_before_a_u_that_is_no_escape() -> None:
    r"""A reader that resolves \uXXXX first would end the text here (SPARQL 1.1, section 19.2)."""
    hostile = Literal(r"\u0022 } ; DROP ALL #")
    made = sparql.inserted({G: [f"<{G}> <{G}> {hostile} ."]})
    assert r"\\u0022" not in made
    assert r"\\\u00750022" in made


@pytest.mark.parametrize("iri", ["a b", "a>b", 'a"b', "a{b", "a\nb", "a\\u003eb", "a\x00b"])
def test_what_is_no_iri_is_not_put_in(iri: str) -> None:
    for make in (_dropped, _counted, _marked, _sixteenth):
        with pytest.raises(KpiLodError) as caught:
            make(iri)
        assert caught.value.finding.code == "push-iri"


def _dropped(iri: str) -> str:
    return sparql.dropped([iri])


def _counted(iri: str) -> str:
    return sparql.counted([iri])


def _marked(iri: str) -> str:
    return sparql.marked(G, iri, 1)


def _sixteenth(iri: str) -> str:
    return sparql.sixteenth(iri, "0")


def test_marking_replaces_what_was_told_of_just_these_nodes() -> None:
    store = Store()
    for value in ("1", "2"):
        told = {f"{G}#a": [f'<{G}#a> <{G}> "{value}" .'], f"{G}#b": []}
        store.update(sparql.marking(G, told))
    store.update(sparql.marking(G, {f"{G}#c": [f'<{G}#c> <{G}> "3" .']}))
    assert values(store) == ["2", "3"]
    store.update(sparql.marking(G, {f"{G}#a": []}))
    assert values(store) == ["3"]


def values(store: Store) -> list[str]:
    return sorted(str(quad.object).strip('"') for quad in store)
