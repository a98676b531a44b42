"""Logical constraints (SHACL 1.0, section 4.6); the evaluation counts who conforms."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kpi_lod.shacl.components.parameters import a_shape
from kpi_lod.shacl.model import Component, Parameters, Reader
from kpi_lod.shacl.results import Term
from kpi_lod.shacl.shapes_graph import Node, ShapesGraph
from kpi_lod.vocabulary import SH


def one_shape(parameter: NamedNode) -> Reader:
    """A parameter whose value is a shape."""

    def read(graph: ShapesGraph, shape: Node, value: Term) -> Parameters:
        return Parameters(members=(a_shape(shape, parameter, value),))

    return read


def _shapes(parameter: NamedNode) -> Reader:
    """A parameter whose value is a list of shapes."""

    def read(graph: ShapesGraph, shape: Node, value: Term) -> Parameters:
        members = graph.list_members(value, shape, parameter)
        return Parameters(members=tuple(a_shape(shape, parameter, one) for one in members))

    return read


COMPONENTS = (
    Component(
        iri=SH.NotConstraintComponent,
        parameter=SH["not"],
        read=one_shape(SH["not"]),
    ),
    Component(iri=SH.AndConstraintComponent, parameter=SH["and"], read=_shapes(SH["and"])),
    Component(iri=SH.OrConstraintComponent, parameter=SH["or"], read=_shapes(SH["or"])),
    Component(iri=SH.XoneConstraintComponent, parameter=SH.xone, read=_shapes(SH.xone)),
)
