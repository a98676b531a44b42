"""pySHACL as a judge: shapes and data as triples → the rows of its report.

It sees literals as they are written (rdflib would turn "01" into "1") and blank nodes under their
own labels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyshacl
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from tests.shacl.judges.rows import Rows, Term, report_rows

from kpi_lod.vocabulary import XSD


class JudgeError(Exception):
    """A judge gives up on a pair that is well-formed."""


def pyshacl_rows(data: Iterable[Triple], shapes: Iterable[Triple]) -> Rows:
    """What pySHACL finds; raises JudgeError where it gives up."""
    shapes = list(shapes)
    try:
        _, report, text = pyshacl.validate(
            rdflib_graph(data),
            shacl_graph=rdflib_graph(shapes),
            advanced=False,
            js=False,
            do_owl_imports=False,
            meta_shacl=False,
            inplace=True,
        )
    except (TypeError, ValueError, ArithmeticError, RuntimeError, AssertionError) as error:
        raise JudgeError(f"pySHACL: {type(error).__name__}: {error}") from error
    if not isinstance(report, rdflib.Graph):
        raise JudgeError(f"pySHACL: {text}")
    return report_rows(_triples(report), paths=shapes)


def rdflib_graph(triples: Iterable[Triple]) -> rdflib.Graph:
    """The triples as an rdflib graph, lexical forms and labels kept."""
    graph = rdflib.Graph()
    for triple in triples:
        graph.add((_rdflib(triple.subject), _rdflib(triple.predicate), _rdflib(triple.object)))
    return graph


def _triples(graph: rdflib.Graph) -> Iterator[Triple]:
    for subject, predicate, value in graph:
        yield Triple(_oxigraph(subject), _oxigraph(predicate), _oxigraph(value))  # type: ignore[arg-type]


def _rdflib(term: object) -> rdflib.term.Node:
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    assert isinstance(term, Literal)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    if term.datatype == XSD.string:
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)


def _oxigraph(term: rdflib.term.Node) -> Term:
    if isinstance(term, rdflib.URIRef):
        return NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return BlankNode(str(term))
    assert isinstance(term, rdflib.Literal)
    if term.language:
        return Literal(str(term), language=term.language)
    if term.datatype is None:
        return Literal(str(term))
    return Literal(str(term), datatype=NamedNode(str(term.datatype)))
