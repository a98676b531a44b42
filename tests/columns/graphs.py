"""Random RDF for the tests of the triple table, with what breaks readers of text in it."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kpi_lod.columns.table import TripleTable
from kpi_lod.columns.terms import Term
from kpi_lod.vocabulary import XSD

_PARTS = st.sampled_from(
    [
        *'\\"nrtu \t\n\r\x00\x01\x0b\x7f\x85\ufffe\uffff\U0010ffff<>._:@^#あé𠮷',
        " <a:b> .",
        '"^^<a:b>',
    ]
)
TEXTS = st.lists(_PARTS, max_size=8).map("".join) | st.text(max_size=5)
IRIS = st.sampled_from(
    [
        *("http://e/a", "http://e/b#c", "http://例え/é?q=1", "urn:x:y", "a:", "http://[::1]:8/%20"),
        "http://e/'()*+,;=&$!~",
    ]
).map(NamedNode)
BLANK_NODES = st.sampled_from(["b0", "anon1", "anon.1", "f1.b", "f2.b0", "x-y.z", "0é"]).map(
    BlankNode
)
_TAGS = ["ja", "ja-hrkt", "en-us", "x-private", "de-1996", "i-klingon"]
_FORMS = [("01", XSD.integer), ("796.0", XSD.decimal), ("abc", XSD.date), ("", XSD.anyURI)]
LITERALS = (
    TEXTS.map(Literal)
    | st.builds(lambda text, tag: Literal(text, language=tag), TEXTS, st.sampled_from(_TAGS))
    | st.builds(lambda text, iri: Literal(text, datatype=iri), TEXTS, IRIS)
    | st.sampled_from([Literal(text, datatype=iri) for text, iri in _FORMS])
)
QUADS = st.builds(
    Quad, IRIS | BLANK_NODES, IRIS, IRIS | BLANK_NODES | LITERALS, st.just(DefaultGraph())
)
NAMED_QUADS = st.builds(
    Quad, IRIS | BLANK_NODES, IRIS, IRIS | BLANK_NODES | LITERALS, IRIS | BLANK_NODES
)

Statement = tuple[Term, Term, Term, Term | None]


def statements(table: TripleTable) -> list[Statement]:
    """What stands in ``quad``."""
    rows = table.connection.execute("SELECT s, p, o, g FROM quad").fetchall()
    terms = table.terms({number for row in rows for number in row if number})
    return [(terms[s], terms[p], terms[o], terms[g] if g else None) for s, p, o, g in rows]


def as_statement(quad: Quad) -> Statement:
    """The same of a quad of pyoxigraph."""
    graph = quad.graph_name
    named = None if isinstance(graph, DefaultGraph) else graph
    assert not isinstance(quad.subject, Triple)
    assert not isinstance(quad.object, Triple)
    return quad.subject, quad.predicate, quad.object, named


def loaded(*files: Path) -> set[Statement]:
    """What the table holds of the files."""
    with TripleTable(threads=1) as table:
        for file in files:
            table.add_file(file)
        table.build()
        return set(statements(table))
