"""A constraint that cannot be run as a set, left to pySHACL.

In: the data in the triple table and one constraint with the nodes it looks at. Out: rows for the
table of violations. Slow, as it runs the query once for each node: only for what is left.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from kpi_lod.columns.terms import term_text
from kpi_lod.shacl.model import Row, Shape
from kpi_lod.shacl.paths import Predicate
from kpi_lod.shacl.plan import Numbered
from kpi_lod.shacl.pyshacl_engine import pyshacl_validate
from kpi_lod.shacl.reading import TARGETS
from kpi_lod.shacl.results import Term
from kpi_lod.shacl.shapes_graph import ShapesGraph
from kpi_lod.shacl.tables import Tables
from kpi_lod.vocabulary import RDF, SH

ALONE = NamedNode("urn:kpi-lod:constraint-alone")
"""The shape that holds nothing but the constraint in question."""


def reference_rows(
    tables: Tables, graph: ShapesGraph, one: Numbered, shape: Shape
) -> Iterator[Row]:
    """Rows of (shape, focus, value, path, c, text of the value, text of the path)."""
    focus = tables.connection.execute("SELECT node FROM focus WHERE shape = $1", [one.shape])
    nodes = tables.table.terms([row[0] for row in focus.fetchall()])
    ids = {term: number for number, term in nodes.items()}
    shapes = [*_without_targets(graph), *_alone(graph, one, shape)]
    shapes += [Triple(ALONE, SH.targetNode, node) for node in ids]
    for result in pyshacl_validate(_triples(tables), shapes).results:
        value = None if result.value is None else term_text(result.value)
        own = result.path if isinstance(result.path, Predicate) and shape.path is None else None
        path = None if own is None else f"<{own.iri}>"
        yield one.shape, ids[result.focus], None, None, one.c, value, path


def _triples(tables: Tables) -> Iterator[Triple]:
    rows = tables.connection.execute("SELECT s, p, o FROM triple").fetchall()
    terms: dict[int, Term] = tables.table.terms({one for row in rows for one in row})
    for s, p, o in rows:
        yield Triple(terms[s], terms[p], terms[o])  # type: ignore[arg-type]


def _without_targets(graph: ShapesGraph) -> Iterator[Triple]:
    """The shapes graph in which nothing is run by itself; its lists and queries stay."""
    for subject, properties in graph.by_subject.items():
        for predicate, values in properties.items():
            if predicate not in TARGETS and predicate != RDF.type:
                for value in values:
                    yield Triple(subject, predicate, value)  # type: ignore[arg-type]


def _alone(graph: ShapesGraph, one: Numbered, shape: Shape) -> Iterator[Triple]:
    yield Triple(ALONE, RDF.type, SH.NodeShape if shape.path is None else SH.PropertyShape)
    for path in graph.values(shape.node, SH.path):
        yield Triple(ALONE, SH.path, path)
    node, query = one.constraint.node, one.constraint.query
    if node is not None:
        yield Triple(ALONE, SH.sparql, node)
    elif query is not None:
        component = one.constraint.component.iri
        yield Triple(component, RDF.type, SH.ConstraintComponent)
        for parameter in graph.values(component, SH.parameter):
            predicate = graph.value(parameter, SH.path)
            assert isinstance(predicate, NamedNode)
            name = next((n for n in query.bound if predicate.value.endswith(n)), None)
            if name is not None:
                yield Triple(ALONE, predicate, query.bound[name])
