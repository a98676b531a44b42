"""Constraints whose rule is a SPARQL query (SHACL 1.0, sections 5 and 6).

In: a shapes graph and a shape. Out: the constraints of its sh:sparql, and of the constraint
components that the graph itself declares. Raises MalformedShapeError.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode

from kpi_lod.shacl.components.parameters import an_iri, messages_of, truth
from kpi_lod.shacl.model import Component, Constraint, Parameters, Query
from kpi_lod.shacl.query_reading import path_text, query_at
from kpi_lod.shacl.results import Term
from kpi_lod.shacl.shapes_graph import MalformedShapeError, Node, ShapesGraph, shown
from kpi_lod.vocabulary import RDFS, SH

_TAKEN = frozenset({"this", "value", "path", "PATH", "shapesGraph", "currentShape"})
"""Names that a parameter must not have (section 6.2.1)."""

_LOCAL_NAME = re.compile(r"[^\W\d][\w.-]*$")
"""The longest NCName at the end of an IRI."""

_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def _nothing(graph: ShapesGraph, shape: Node, value: Term) -> Parameters:
    return Parameters()


_SPARQL = Component(iri=SH.SPARQLConstraintComponent, parameter=SH.sparql, read=_nothing)


@dataclass(frozen=True, slots=True)
class _Declared:
    """A parameter of a component: the predicate and the name of its variable."""

    predicate: NamedNode
    variable: str
    optional: bool


def sparql_constraints(graph: ShapesGraph, shape: Node) -> Iterator[Constraint]:
    """The sh:sparql constraints of a shape that are not deactivated."""
    for node in graph.values(shape, SH.sparql):
        if isinstance(node, Literal):
            raise MalformedShapeError(
                "value", shape, SH.sparql, found=node, allowed="[ sh:select … ]"
            )
        if not truth(node, SH.deactivated, graph.value(node, SH.deactivated)):
            query = query_at(graph, node, SH.select, path_text(graph, shape), {})
            yield Constraint(_SPARQL, Parameters(), node, query)


def custom_constraints(graph: ShapesGraph, shape: Node) -> Iterator[Constraint]:
    """The constraints of a shape whose components the shapes graph declares (section 6).

    Those without a validator for this kind of shape are ignored (section 6.2.3).
    """
    for declared in declared_components(graph):
        found = _validator(graph, shape, declared)
        for bound in _bindings(graph, shape, _parameters(graph, declared)):
            if found is not None:
                yield _custom(graph, shape, declared, found, bound)


def without_validator(graph: ShapesGraph, shape: Node) -> Iterator[Node]:
    """The components whose constraints in a shape are ignored, as nothing can validate them."""
    for declared in declared_components(graph):
        if _validator(graph, shape, declared) is None:
            yield from (declared for _ in _bindings(graph, shape, _parameters(graph, declared)))


def declared_components(graph: ShapesGraph) -> list[NamedNode]:
    """The constraint components that the graph declares; the standard's own are not redefined."""
    found = dict.fromkeys(node for node, _ in graph.pairs(SH.parameter))
    return [
        an_iri(node, SH.ConstraintComponent, node)
        for node in found
        if graph.is_instance(node, SH.ConstraintComponent, RDFS.subClassOf)
        and not (isinstance(node, NamedNode) and node.value.startswith(SH.iri))
    ]


def all_queries(graph: ShapesGraph) -> Iterator[tuple[Node, Query]]:
    """The node and query of every constraint and validator, whether a shape uses it or not.

    Parameters are bound to their own predicates: only their names are meant.
    """
    for shape, node in graph.pairs(SH.sparql):
        if not isinstance(node, Literal):
            yield node, query_at(graph, node, SH.select, path_text(graph, shape), {})
    for declared in declared_components(graph):
        bound = {one.variable: one.predicate for one in _parameters(graph, declared)}
        for predicate, form in _FORMS.items():
            path = _ANY_PATH if predicate == SH.propertyValidator else ""
            for node in _validators(graph, declared, predicate):
                yield node, query_at(graph, node, form, path, bound)


_FORMS = {SH.propertyValidator: SH.select, SH.nodeValidator: SH.select, SH.validator: SH.ask}
"""How a component names a validator → what its query is."""

_JS_FUNCTION = NamedNode(f"{SH.iri}jsFunctionName")
"""What makes a validator one of SHACL-JS, which is not run."""

_ANY_PATH = "<urn:kpi-lod:path>"


def _validators(graph: ShapesGraph, declared: Node, predicate: NamedNode) -> list[Node]:
    found: list[Node] = []
    for validator in graph.values(declared, predicate):
        if isinstance(validator, Literal):
            allowed = f"[ {shown(_FORMS[predicate])} … ]"
            raise MalformedShapeError(
                "value", declared, predicate, found=validator, allowed=allowed
            )
        if not graph.values(validator, _JS_FUNCTION):
            found.append(validator)
    return found


def _validator(graph: ShapesGraph, shape: Node, declared: Node) -> tuple[Node, NamedNode] | None:
    """The validator for a shape of this kind, and whether it has sh:select or sh:ask."""
    has_path = bool(graph.values(shape, SH.path))
    for predicate in (SH.propertyValidator if has_path else SH.nodeValidator, SH.validator):
        for validator in _validators(graph, declared, predicate):
            return validator, _FORMS[predicate]
    return None


def _custom(
    graph: ShapesGraph,
    shape: Node,
    declared: NamedNode,
    validator: tuple[Node, NamedNode],
    bound: Mapping[str, Term],
) -> Constraint:
    node, form = validator
    query = query_at(graph, node, form, path_text(graph, shape), bound)
    # Section 5.3.2: the validator's messages, else the component's, else the shape's.
    query = replace(query, messages=query.messages or messages_of(graph, declared))
    component = Component(iri=declared, parameter=SH.parameter, read=_nothing)
    return Constraint(component, Parameters(), None, query)


def _parameters(graph: ShapesGraph, declared: Node) -> list[_Declared]:
    found: dict[str, _Declared] = {}
    for parameter in graph.values(declared, SH.parameter):
        one = _parameter(graph, declared, parameter)
        if one.variable in _TAKEN or one.variable in found:
            raise MalformedShapeError(
                "parameter-name", declared, SH.parameter, found=Literal(one.variable)
            )
        found[one.variable] = one
    return list(found.values())


def _parameter(graph: ShapesGraph, declared: Node, parameter: Term) -> _Declared:
    path = graph.value(parameter, SH.path)
    local = _LOCAL_NAME.search(path.value) if isinstance(path, NamedNode) else None
    named = local is not None and _VARIABLE.fullmatch(local[0])
    if not isinstance(path, NamedNode) or not named or isinstance(parameter, Literal):
        raise MalformedShapeError("parameter", declared, SH.parameter)
    optional = truth(parameter, SH.optional, graph.value(parameter, SH.optional))
    return _Declared(path, named[0], optional)


def _bindings(
    graph: ShapesGraph, shape: Node, parameters: Iterable[_Declared]
) -> Iterator[Mapping[str, Term]]:
    """What the shape gives the parameters: one binding, or several where it is the only one."""
    wanted = list(parameters)
    values = {one.variable: graph.values(shape, one.predicate) for one in wanted}
    if any(not values[one.variable] for one in wanted if not one.optional):
        return
    if len(wanted) == 1:
        name = wanted[0].variable
        yield from ({name: value} for value in values[name])
        return
    bound = {one.variable: graph.value(shape, one.predicate) for one in wanted}
    yield {name: value for name, value in bound.items() if value is not None}
