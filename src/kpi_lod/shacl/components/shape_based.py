"""Shape-based constraints (SHACL 1.0, section 4.7): other shapes hold for the value nodes.

``bad(shape, node)`` holds the pairs known not to conform when a constraint is run.
"""

from __future__ import annotations

from pyoxigraph import NamedNode

from kpi_lod.shacl.components.logical import one_shape
from kpi_lod.shacl.components.parameters import a_shape, truth, whole_number
from kpi_lod.shacl.model import Component, Parameters, Reader
from kpi_lod.shacl.results import Term
from kpi_lod.shacl.shapes_graph import MalformedShapeError, Node, ShapesGraph
from kpi_lod.vocabulary import SH


def _siblings(graph: ShapesGraph, shape: Node, qualified: Node) -> tuple[Node, ...]:
    """The other qualified value shapes of the shapes that have this one as a property."""
    found: dict[Node, None] = {}
    for parent, child in graph.pairs(SH.property):
        if child != shape:
            continue
        for sibling in graph.values(parent, SH.property):
            for value in graph.values(sibling, SH.qualifiedValueShape):
                found[a_shape(shape, SH.qualifiedValueShape, value)] = None
    found.pop(qualified, None)
    return tuple(found)


def _qualified(bound: NamedNode) -> Reader:
    def read(graph: ShapesGraph, shape: Node, value: Term) -> Parameters:
        count = graph.value(shape, bound)
        if count is None:
            return Parameters()
        member = a_shape(shape, SH.qualifiedValueShape, value)
        apart = truth(
            shape,
            SH.qualifiedValueShapesDisjoint,
            graph.value(shape, SH.qualifiedValueShapesDisjoint),
        )
        siblings = _siblings(graph, shape, member) if apart else ()
        return Parameters(
            rows=((whole_number(shape, bound, count),),), members=(member,), siblings=siblings
        )

    return read


def _property(graph: ShapesGraph, shape: Node, value: Term) -> Parameters:
    """A property shape, which has a path (section 2.3.1): one without would never be run."""
    member = a_shape(shape, SH.property, value)
    if not graph.values(member, SH.path):
        raise MalformedShapeError("no-path", member, SH.path)
    return Parameters(members=(member,))


COMPONENTS = (
    Component(iri=SH.NodeConstraintComponent, parameter=SH.node, read=one_shape(SH.node)),
    Component(iri=SH.PropertyConstraintComponent, parameter=SH.property, read=_property),
    Component(
        iri=SH.QualifiedMinCountConstraintComponent,
        parameter=SH.qualifiedValueShape,
        read=_qualified(SH.qualifiedMinCount),
        needs_path=True,
    ),
    Component(
        iri=SH.QualifiedMaxCountConstraintComponent,
        parameter=SH.qualifiedValueShape,
        read=_qualified(SH.qualifiedMaxCount),
        needs_path=True,
    ),
)
