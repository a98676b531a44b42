"""Where in a shapes graph something stands, in words.

In: a node of a shapes graph. Out: text for people: most shapes have no name, and what a reader
called their blank nodes tells nobody anything.
"""

from __future__ import annotations

from pyoxigraph import BlankNode

from kpi_lod.shacl.path_reading import path_at
from kpi_lod.shacl.shapes_graph import Node, ShapesGraph
from kpi_lod.vocabulary import RDF, SH


def place(graph: ShapesGraph, node: Node) -> str:
    """A shape or constraint by its IRI; one without by the nearest that has one, and the way there.

    As ``<urn:x:City> → sh:path <urn:x:pop>`` or ``<urn:x:City> → sh:or (2)``, which is the second
    member of the list.
    """
    steps: list[str] = []
    seen: set[Node] = set()
    while isinstance(node, BlankNode) and node not in seen:
        seen.add(node)
        steps[:0] = (f"sh:path {path_at(graph, at, node)}" for at in graph.values(node, SH.path))
        used = _use(graph, node)
        if used is None:
            break
        node, how = used
        if how != "sh:property" or not steps:
            steps.insert(0, how)
    return " → ".join(["[ ]" if isinstance(node, BlankNode) else str(node), *steps])


def _use(graph: ShapesGraph, node: Node) -> tuple[Node, str] | None:
    """Who names a node, and how: the property, with the place in its list."""
    number, seen = 0, set[Node]()
    while node not in seen:
        seen.add(node)
        uses = (
            (owner, predicate)
            for predicate in graph.by_predicate
            for owner, value in graph.pairs(predicate)
            if value == node
        )
        owner, predicate = next(uses, (node, RDF.nil))
        if predicate not in (RDF.first, RDF.rest, RDF.nil):
            how = predicate.value.replace(SH.iri, "sh:")
            return owner, how + (f" ({number})" if number else "")
        number += 1
        node = owner
    return None
