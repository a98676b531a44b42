"""The seam behind which SHACL engines stand: triples + shapes → validation results.

In: data and shapes as pyoxigraph triples. Out: :class:`ValidationResult` records, one per
sh:ValidationResult, in a fixed order (SHACL 1.0, section 3.6). pySHACL is the engine for now; it
sees only our own shapes and only data that passed :mod:`kpi_lod.checking.lexical`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kpi_lod.errors import KpiLodError, Severity
from kpi_lod.vocabulary import SH

Term = NamedNode | BlankNode | Literal


@dataclass(frozen=True, slots=True)
class ValidationResult:
    """One sh:ValidationResult. Nodes are IRIs as text; ``messages``: language → text.

    ``shape`` is the shape that was violated, for sh:sparql the constraint's own IRI.
    """

    focus: str
    path: str | None
    value: Term | None
    component: str
    shape: str
    severity: Severity
    messages: tuple[tuple[str, str], ...]


def _order(result: ValidationResult) -> tuple[str, ...]:
    """A total order that does not depend on the engine."""
    value = str(result.value)
    return result.focus, result.shape, result.path or "", result.component, value


Engine = Callable[[Iterable[Triple], Iterable[Triple]], list[ValidationResult]]


def pyshacl_results(data: Iterable[Triple], shapes: Iterable[Triple]) -> list[ValidationResult]:
    """What pySHACL finds; the reference engine.

    Raises KpiLodError ``engine-failed`` where it gives up.
    """
    import pyshacl  # noqa: PLC0415  (0.3 s to import: only who checks pays)

    shapes_graph = rdflib_graph(shapes)
    try:
        _, report, _ = pyshacl.validate(
            rdflib_graph(data),
            shacl_graph=shapes_graph,
            advanced=False,
            js=False,
            do_owl_imports=False,
            meta_shacl=False,
            inplace=True,
        )
    except RuntimeError as error:
        raise KpiLodError("engine-failed", reason=error) from error
    if not isinstance(report, rdflib.Graph):
        raise KpiLodError("engine-failed", reason=report)
    nodes = report.subjects(rdflib.RDF.type, rdflib.URIRef(SH.ValidationResult.value))
    return sorted((_result(report, node, shapes_graph) for node in nodes), key=_order)


def rdflib_graph(triples: Iterable[Triple]) -> rdflib.Graph:
    """The triples as an rdflib graph, lexical forms kept."""
    graph = rdflib.Graph()
    for triple in triples:
        graph.add((_rdflib(triple.subject), _rdflib(triple.predicate), _rdflib(triple.object)))
    return graph


def _rdflib(term: object) -> rdflib.term.Node:
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    assert isinstance(term, Literal)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = rdflib.URIRef(term.datatype.value)
    if datatype == rdflib.XSD.string:
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=datatype, normalize=False)


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


def _result(report: rdflib.Graph, node: rdflib.term.Node, shapes: rdflib.Graph) -> ValidationResult:
    def one(predicate: NamedNode) -> rdflib.term.Node | None:
        return report.value(node, rdflib.URIRef(predicate.value), None)

    shape, value, path = one(SH.sourceConstraint) or one(SH.sourceShape), one(SH.value), None
    if isinstance(found := one(SH.resultPath), rdflib.URIRef):
        path = str(found)
    assert shape is not None
    return ValidationResult(
        focus=str(one(SH.focusNode)),
        path=path,
        value=None if value is None else _oxigraph(value),
        component=str(one(SH.sourceConstraintComponent)),
        shape=str(shape),
        severity=Severity(str(one(SH.resultSeverity)).removeprefix(SH.iri)),
        messages=_messages(report, node, SH.resultMessage) or _messages(shapes, shape, SH.message),
    )


def _messages(
    graph: rdflib.Graph, node: rdflib.term.Node, predicate: NamedNode
) -> tuple[tuple[str, str], ...]:
    """Language → text. pySHACL drops the language for sh:sparql: such texts are passed over."""
    found = graph.objects(node, rdflib.URIRef(predicate.value))
    return tuple(
        sorted((m.language, str(m)) for m in found if isinstance(m, rdflib.Literal) and m.language)
    )
