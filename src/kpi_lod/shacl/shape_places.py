"""Where in a shapes graph something stands, in words.

In: a node of a shapes graph. Out: texts for people: most shapes have no name, and what a parser
called their blank nodes tells nobody anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import BlankNode

from kpi_lod.shacl.path_reading import path_at
from kpi_lod.shacl.results import Term
from kpi_lod.shacl.shapes_graph import MalformedShapeError, Node, ShapesGraph, shown
from kpi_lod.vocabulary import RDF, SH

_ARROW = " → "
_TARGET = SH.iri + "target"


def place(graph: ShapesGraph, node: Term) -> str:
    """A shape or constraint by its IRI; one without by the nearest that has one, and the way there.

    As ``<urn:x:City> → sh:path <urn:x:pop>`` or ``<urn:x:City> → sh:or (2)``, which is the second
    member of the list; where nothing has an IRI, the way begins with a target.
    """
    return _ARROW.join(_way(graph, node))


def chain(graph: ShapesGraph, nodes: Sequence[Node]) -> list[str]:
    """Names for shapes each of which uses the next: of those without one, the last step there."""
    ways = [_way(graph, node) for node in nodes]
    return [way[-1] for way in ways]


def _way(graph: ShapesGraph, node: Term) -> list[str]:
    steps: list[str] = []
    seen: set[Term] = set()
    while isinstance(node, BlankNode) and node not in seen:
        seen.add(node)
        used = _use(graph, node)
        if used is None:
            break
        owner, how = used
        steps[:0] = _step(graph, node, how)
        node = owner
    return [_root(graph, node), *steps]


def _use(graph: ShapesGraph, node: Term) -> tuple[Node, str] | None:
    """Who names a node, and how: the property, with the place in its list."""
    number, seen = 0, set[Term]()
    while node not in seen:
        seen.add(node)
        used = next(iter(graph.uses.get(node, ())), None)
        if used is None:
            return None
        owner, predicate = used
        if predicate not in (RDF.first, RDF.rest):
            return owner, shown(predicate) + (f" ({number})" if number else "")
        number += 1
        node = owner
    return None


def _step(graph: ShapesGraph, node: Node, how: str) -> Iterator[str]:
    paths = [_path(graph, node, value) for value in graph.values(node, SH.path)]
    if how != shown(SH.property) or not paths:
        yield how
    if paths:
        yield f"sh:path {', '.join(paths)}"


def _path(graph: ShapesGraph, node: Node, value: Term) -> str:
    try:
        return str(path_at(graph, value, node))
    except MalformedShapeError:
        return shown(value)


def _root(graph: ShapesGraph, node: Term) -> str:
    if not isinstance(node, BlankNode):
        return shown(node)
    said = graph.by_subject.get(node, {})
    targets = (
        f"{shown(kind)} {shown(values[0])}"
        for kind, values in said.items()
        if kind.value.startswith(_TARGET)
    )
    return next((f"[ {target} ]" for target in targets), shown(node))
