"""Constraints whose rule is a SPARQL query (SHACL 1.0, sections 5 and 6).

In: a shapes graph and a shape. Out: the constraints of its sh:sparql, and of the constraint
components that the graph itself declares. Queries come with their prefixes and with ``$PATH``
filled in. Raises MalformedShapeError.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kpi_lod.shacl.components.parameters import an_iri, messages_of, text, truth
from kpi_lod.shacl.model import Component, Constraint, Parameters, Query
from kpi_lod.shacl.path_reading import path_at
from kpi_lod.shacl.results import Term
from kpi_lod.shacl.shapes_graph import MalformedShapeError, Node, ShapesGraph, shown
from kpi_lod.vocabulary import OWL, SH, XSD

_PATH = re.compile(r"[$?]PATH\b")
_PREFIX = re.compile(r"[\w.-]*")
_LOCAL_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*$")


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
            query = _query(graph, shape, node, {}, SH.select)
            yield Constraint(_SPARQL, Parameters(), node, query)


def custom_constraints(graph: ShapesGraph, shape: Node) -> Iterator[Constraint]:
    """The constraints of a shape whose components the shapes graph declares (section 6)."""
    for declared in graph.declared_components(SH.parameter):
        parameters = _parameters(graph, declared)
        for bound in _bindings(graph, shape, parameters):
            yield _custom(graph, shape, declared, bound)


def _custom(
    graph: ShapesGraph, shape: Node, declared: Node, bound: Mapping[str, Term]
) -> Constraint:
    has_path = bool(graph.values(shape, SH.path))
    for predicate in (SH.propertyValidator if has_path else SH.nodeValidator, SH.validator):
        for validator in graph.values(declared, predicate):
            if isinstance(validator, Literal):
                raise MalformedShapeError(
                    "value", declared, predicate, found=validator, allowed="[ sh:ask … ]"
                )
            form = SH.ask if predicate == SH.validator else SH.select
            query = _query(graph, shape, validator, bound, form)
            iri = an_iri(shape, SH.ConstraintComponent, declared)
            component = Component(iri=iri, parameter=SH.parameter, read=_nothing)
            return Constraint(component, Parameters(), None, query)
    usable = (SH.propertyValidator if has_path else SH.nodeValidator, SH.validator)
    allowed = ", ".join(map(shown, usable))
    raise MalformedShapeError("missing", declared, SH.validator, allowed=allowed)


def _parameters(graph: ShapesGraph, declared: Node) -> list[_Declared]:
    found = []
    for parameter in graph.values(declared, SH.parameter):
        assert not isinstance(parameter, Literal)
        path = graph.value(parameter, SH.path)
        local = _LOCAL_NAME.search(path.value) if isinstance(path, NamedNode) else None
        if path is None or local is None:
            raise MalformedShapeError("parameter", declared, SH.parameter)
        optional = truth(parameter, SH.optional, graph.value(parameter, SH.optional))
        found.append(_Declared(NamedNode(path.value), local[0], optional))
    return found


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


def _query(
    graph: ShapesGraph,
    shape: Node,
    node: Node,
    bound: Mapping[str, Term],
    form: NamedNode,
) -> Query:
    found = graph.value(node, form)
    if found is None:
        raise MalformedShapeError("missing", node, form, allowed=shown(form))
    body = text(node, form, found)
    path = graph.value(shape, SH.path)
    if path is not None:
        sparql_path = str(path_at(graph, path, shape))
        body = _PATH.sub(lambda _: sparql_path, body)
    messages = messages_of(graph, node)
    return Query(
        text="\n".join([*_prefixes(graph, node), body]),
        ask=form == SH.ask,
        bound=bound,
        messages=messages,
        rule="" if messages else _rule(graph, node),
    )


def _rule(graph: ShapesGraph, node: Node) -> str:
    from kpi_lod.shacl.shape_places import place  # noqa: PLC0415  (where there is no message)

    return place(graph, node)


def _prefixes(graph: ShapesGraph, node: Node) -> Iterator[str]:
    """PREFIX lines of what sh:prefixes names and of what that imports (section 5.2.1)."""
    waiting, seen = list(graph.values(node, SH.prefixes)), set[Term]()
    while waiting:
        ontology = waiting.pop()
        if ontology in seen:
            continue
        seen.add(ontology)
        waiting += graph.values(ontology, OWL.imports)
        for declaration in graph.values(ontology, SH.declare):
            yield _prefix(graph, declaration, node)


def _prefix(graph: ShapesGraph, declaration: Term, node: Node) -> str:
    prefix = graph.value(declaration, SH.prefix)
    namespace = graph.value(declaration, SH.namespace)
    allowed = '[ sh:prefix "…" ; sh:namespace "…"^^xsd:anyURI ]'
    if (
        not isinstance(prefix, Literal)
        or not isinstance(namespace, Literal)
        or namespace.datatype not in (XSD.anyURI, XSD.string)
        or not _PREFIX.fullmatch(prefix.value)
    ):
        raise MalformedShapeError("value", node, SH.declare, found=declaration, allowed=allowed)
    try:
        iri = NamedNode(namespace.value)
    except ValueError as error:
        raise MalformedShapeError("iri", node, SH.namespace, found=namespace) from error
    return f"PREFIX {prefix.value}: <{iri.value}>"
