"""pySHACL behind the same seam: the reference engine, for small data and as arbiter.

In: data and shapes as triples. Out: :class:`ValidationReport`. It accepts some ill-typed literals,
raises on NaN, runs queries once for each focus node, and drops the language of their messages.
"""

from __future__ import annotations

from collections.abc import Iterable

import rdflib
from pyoxigraph import Literal, NamedNode, Triple
from pyparsing import ParseBaseException
from rdflib.plugins.sparql.sparql import SPARQLError
from rdflib.query import ResultException

from kpi_lod.errors import KpiLodError
from kpi_lod.shacl.path_reading import path_at
from kpi_lod.shacl.rdflib_terms import oxigraph_term, quiet_rdflib, rdflib_graph
from kpi_lod.shacl.results import Term, ValidationReport, ValidationResult
from kpi_lod.shacl.shapes_graph import ShapesGraph
from kpi_lod.vocabulary import SH

_LET_OUT = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError, OSError, RuntimeError),
    *(SyntaxError, TypeError, ValueError, MemoryError),
    *(rdflib.exceptions.Error, SPARQLError, ResultException, ParseBaseException),
)
"""pySHACL lets out whatever happens within it and in rdflib."""


def pyshacl_validate(data: Iterable[Triple], shapes: Iterable[Triple]) -> ValidationReport:
    """What pySHACL finds; ``focus_nodes`` stays 0, as it does not tell.

    Raises KpiLodError ``engine-failed`` where it gives up.
    """
    listed = list(shapes)
    with quiet_rdflib():
        try:
            results = _results(data, listed)
        except KpiLodError:
            raise
        except _LET_OUT as error:
            reason = f"{type(error).__name__}: {error}"
            raise KpiLodError("engine-failed", reason=reason) from error
    return ValidationReport(tuple(sorted(results, key=ValidationResult.sort_key)))


def _results(data: Iterable[Triple], shapes: list[Triple]) -> list[ValidationResult]:
    import pyshacl  # noqa: PLC0415  (0.3 s to import: only who checks pays)

    _, report, _ = pyshacl.validate(
        rdflib_graph(data),
        shacl_graph=rdflib_graph(shapes),
        advanced=False,
        js=False,
        do_owl_imports=False,
        meta_shacl=False,
        inplace=True,
    )
    if not isinstance(report, rdflib.Graph):
        raise KpiLodError("engine-failed", reason=report)
    nodes = report.subjects(rdflib.RDF.type, rdflib.URIRef(SH.ValidationResult.value))
    told = _Report(report, ShapesGraph(shapes))
    return [told.result(node) for node in nodes]


class _Report:
    """pySHACL's report graph, read back."""

    def __init__(self, report: rdflib.Graph, shapes: ShapesGraph) -> None:
        self.report = report
        self.shapes = shapes
        self.paths = ShapesGraph(
            Triple(oxigraph_term(s), NamedNode(str(p)), oxigraph_term(o))  # type: ignore[arg-type]
            for s, p, o in report
        )

    def _one(self, node: rdflib.term.Node, predicate: NamedNode) -> Term | None:
        found = self.report.value(node, rdflib.URIRef(predicate.value), None)
        return None if found is None else oxigraph_term(found)

    def result(self, node: rdflib.term.Node) -> ValidationResult:
        focus, shape = self._one(node, SH.focusNode), self._one(node, SH.sourceShape)
        component = self._one(node, SH.sourceConstraintComponent)
        severity = self._one(node, SH.resultSeverity)
        constraint = self._one(node, SH.sourceConstraint)
        path = self._one(node, SH.resultPath)
        assert isinstance(component, NamedNode)
        assert isinstance(severity, NamedNode)
        assert focus is not None
        assert shape is not None
        assert not isinstance(shape, Literal)
        assert not isinstance(constraint, Literal)
        return ValidationResult(
            focus=focus,
            path=None if path is None else path_at(self.paths, path, shape),
            value=self._one(node, SH.value),
            component=component,
            shape=shape,
            severity=severity,
            messages=self._messages(node, constraint or shape),
            constraint=constraint,
        )

    def _messages(self, node: rdflib.term.Node, source: Term) -> tuple[Literal, ...]:
        """Those of the report; where pySHACL dropped the language, those of the shapes."""
        found = self.report.objects(node, rdflib.URIRef(SH.resultMessage.value))
        told = [term for one in found if isinstance(term := oxigraph_term(one), Literal)]
        if not any(one.language for one in told):
            stated = [o for o in self.shapes.values(source, SH.message) if isinstance(o, Literal)]
            told = stated or told
        return tuple(sorted(told, key=str))
