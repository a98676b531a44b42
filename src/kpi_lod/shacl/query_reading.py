"""The query of a SPARQL-based constraint or of a validator (SHACL 1.0, sections 5.2 and 6.2.3).

In: a shapes graph and the node that has sh:select or sh:ask. Out: the query with its prefixes and
with the path of the shape in the place of ``$PATH``. Raises MalformedShapeError.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

from kpi_lod.shacl.components.parameters import messages_of, text
from kpi_lod.shacl.model import Query
from kpi_lod.shacl.path_reading import path_at
from kpi_lod.shacl.paths import Predicate
from kpi_lod.shacl.results import Term
from kpi_lod.shacl.shapes_graph import MalformedShapeError, Node, ShapesGraph, shown
from kpi_lod.shacl.sparql.surface import plain, with_path
from kpi_lod.vocabulary import OWL, SH, XSD

_PREFIX = re.compile(r"[\w.-]*")


def query_at(
    graph: ShapesGraph, node: Node, form: NamedNode, path: str, bound: Mapping[str, Term]
) -> Query:
    """The query that a node has as sh:select or sh:ask (``form``).

    ``path``: what stands for $PATH, empty in a node shape; ``bound``: the parameters.
    """
    found = graph.value(node, form)
    if found is None:
        raise MalformedShapeError("missing", node, form, allowed=shown(form))
    body = plain(text(node, form, found))
    filled = with_path(body, path) if path else body
    prefixes = _prefixes(graph, node)
    messages = messages_of(graph, node)
    return Query(
        text="\n".join([*prefixes, filled]),
        ask=form == SH.ask,
        bound=bound,
        messages=messages,
        rule="" if messages else _rule(graph, node),
        template="" if filled == body else "\n".join([*prefixes, body]),
    )


def path_text(graph: ShapesGraph, shape: Node) -> str:
    """The path of a shape as SPARQL writes it, empty for a node shape."""
    value = graph.value(shape, SH.path)
    if value is None:
        return ""
    path = path_at(graph, value, shape)
    return str(path) if isinstance(path, Predicate) else f"({path})"


def _rule(graph: ShapesGraph, node: Node) -> str:
    from kpi_lod.shacl.shape_places import place  # noqa: PLC0415  (where there is no message)

    return place(graph, node)


def _prefixes(graph: ShapesGraph, node: Node) -> list[str]:
    """PREFIX lines of what sh:prefixes names and of what that imports (section 5.2.1)."""
    found: dict[str, str] = {}
    waiting, seen = list(graph.values(node, SH.prefixes)), set[Term]()
    while waiting:
        ontology = waiting.pop()
        if ontology in seen:
            continue
        seen.add(ontology)
        waiting += graph.values(ontology, OWL.imports)
        for declaration in graph.values(ontology, SH.declare):
            prefix, namespace = _prefix(graph, declaration, node)
            if found.setdefault(prefix, namespace) != namespace:
                many = f"{prefix}: <{found[prefix]}>, <{namespace}>"
                raise MalformedShapeError("prefix-twice", node, SH.declare, found=many)
    return [f"PREFIX {prefix}: <{namespace}>" for prefix, namespace in found.items()]


def _prefix(graph: ShapesGraph, declaration: Term, node: Node) -> tuple[str, str]:
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
    return prefix.value, iri.value
