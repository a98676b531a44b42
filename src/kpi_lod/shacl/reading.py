"""A shapes graph → its shapes as records (SHACL 1.0, sections 2.1 to 2.3).

In: :class:`ShapesGraph`. Out: every shape that is run, each once. Raises MalformedShapeError for
what the standard does not allow and KpiLodError ``shape-recursive`` for shapes that use themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode

from kpi_lod.errors import KpiLodError
from kpi_lod.shacl.components import COMPONENTS
from kpi_lod.shacl.components.parameters import messages_of, truth
from kpi_lod.shacl.custom import custom_constraints, sparql_constraints
from kpi_lod.shacl.model import Constraint, Shape, Target
from kpi_lod.shacl.path_reading import path_at
from kpi_lod.shacl.results import Term
from kpi_lod.shacl.shapes_graph import (
    MalformedShapeError,
    Node,
    RecursiveShapeError,
    ShapesGraph,
    shown,
)
from kpi_lod.shacl.vocabulary_check import explained
from kpi_lod.vocabulary import RDF, RDFS, SH

TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
SHAPE_LISTS = (SH["and"], SH["or"], SH.xone)
_LISTS = (SH["in"], SH.languageIn)
SHAPE_VALUES = (SH.node, SH.property, SH["not"], SH.qualifiedValueShape)
_SHAPE_CLASSES = (SH.NodeShape, SH.PropertyShape)


def read_shapes(graph: ShapesGraph) -> Mapping[Node, Shape]:
    """All shapes by their node, each behind the shapes that it uses (children first).

    Raises KpiLodError ``no-shapes`` where none has a target.
    """
    try:
        found = {node: _shape(graph, node) for node in _children_first(graph)}
        if not found:
            raise KpiLodError("no-shapes/anyone")
    except KpiLodError as error:
        raise explained(error, graph) from None
    return found


def used_shapes(shape: Shape) -> Iterator[Node]:
    """The shapes that this one holds nodes against."""
    for constraint in shape.constraints:
        yield from constraint.parameters.members
        yield from constraint.parameters.siblings


def _roots(graph: ShapesGraph) -> Iterator[Node]:
    """The nodes that have targets; others matter only where one of these uses them."""
    for target in TARGETS:
        for node, _ in graph.pairs(target):
            yield node
    for node, _ in graph.pairs(RDF.type):
        if _is_shape_and_class(graph, node):
            yield node


def _is_shape_and_class(graph: ShapesGraph, node: Node) -> bool:
    """What has the parameter of a component is a shape too (section 2.1)."""
    said = graph.by_subject.get(node, {})
    is_shape = (
        any(cls in _SHAPE_CLASSES for cls in said.get(RDF.type, ()))
        or SH.sparql in said
        or any(component.parameter in said for component in COMPONENTS.values())
    )
    return is_shape and graph.is_instance(node, RDFS.Class, RDFS.subClassOf)


def _children_first(graph: ShapesGraph) -> Iterator[Node]:
    """A walk in depth without recursion of our own: shapes may be nested as deep as they like."""
    done: set[Node] = set()
    for root in dict.fromkeys(_roots(graph)):
        stack: list[tuple[Node, Iterator[Node]]] = [(root, iter(_used(graph, root)))]
        open_now = {root: None}
        while stack:
            node, children = stack[-1]
            child = next((one for one in children if one not in done), None)
            if child is None:
                stack.pop()
                open_now.pop(node)
                if node not in done:
                    done.add(node)
                    yield node
            elif child in open_now:
                raise RecursiveShapeError([*open_now, child])
            else:
                open_now[child] = None
                stack.append((child, iter(_used(graph, child))))


def _used(graph: ShapesGraph, shape: Node) -> list[Node]:
    """The shapes that a shape names, siblings of qualified ones included."""
    found = [value for predicate in SHAPE_VALUES for value in graph.values(shape, predicate)]
    for predicate in SHAPE_LISTS:
        for head in graph.values(shape, predicate):
            found += graph.list_members(head, shape, predicate)
    if graph.values(shape, SH.qualifiedValueShape):
        for constraint in _core_constraints(graph, shape, (SH.qualifiedValueShape,)):
            found += constraint.parameters.siblings
    return [node for node in found if not isinstance(node, Literal)]


def _shape(graph: ShapesGraph, node: Node) -> Shape:
    path = graph.value(node, SH.path)
    if path is None and SH.PropertyShape in graph.values(node, RDF.type):
        raise MalformedShapeError("no-path", node, SH.path)
    severity = graph.value(node, SH.severity) or SH.Violation
    if not isinstance(severity, NamedNode):
        raise MalformedShapeError("iri", node, SH.severity, found=severity)
    off = truth(node, SH.deactivated, graph.value(node, SH.deactivated))
    return Shape(
        node=node,
        path=None if path is None else path_at(graph, path, node),
        severity=severity,
        messages=messages_of(graph, node),
        targets=() if off else tuple(_targets(graph, node)),
        constraints=() if off else tuple(_constraints(graph, node)),
    )


def _targets(graph: ShapesGraph, node: Node) -> Iterator[Target]:
    for kind in TARGETS:
        for value in graph.values(node, kind):
            if kind != SH.targetNode and not isinstance(value, NamedNode):
                raise MalformedShapeError("iri", node, kind, found=value)
            yield Target(kind, value)
    if _is_shape_and_class(graph, node):
        yield Target(SH.targetClass, node)


def _constraints(graph: ShapesGraph, node: Node) -> Iterator[Constraint]:
    parameters = graph.by_subject.get(node, {})
    yield from _core_constraints(graph, node, tuple(parameters))
    yield from sparql_constraints(graph, node)
    yield from custom_constraints(graph, node)


def _core_constraints(
    graph: ShapesGraph, node: Node, parameters: tuple[NamedNode, ...]
) -> Iterator[Constraint]:
    for component in COMPONENTS.values():
        if component.parameter not in parameters:
            continue
        if component.needs_path and not graph.values(node, SH.path):
            raise MalformedShapeError("needs-path", node, component.parameter)
        for value in _parameter_values(graph, node, component.parameter, component.single):
            read = component.read(graph, node, value)
            if read.rows or read.members or component.parameter in SHAPE_LISTS:
                yield Constraint(component, read)


def _parameter_values(
    graph: ShapesGraph, node: Node, parameter: NamedNode, single: bool
) -> list[Term]:
    found = graph.values(node, parameter)
    if single and len(found) > 1:
        kind = "list" if parameter in _LISTS else "several"
        raise MalformedShapeError(kind, node, parameter, found=", ".join(map(shown, found)))
    return found
