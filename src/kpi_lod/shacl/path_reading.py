"""Path nodes of a shapes graph → paths (SHACL 1.0, section 2.3.1)."""

from __future__ import annotations

from collections.abc import Callable

from pyoxigraph import BlankNode, NamedNode

from kpi_lod.shacl.paths import (
    Alternative,
    Inverse,
    OneOrMore,
    Path,
    Predicate,
    Sequence,
    ZeroOrMore,
    ZeroOrOne,
)
from kpi_lod.shacl.results import Term
from kpi_lod.shacl.shapes_graph import MalformedShapeError, Node, ShapesGraph
from kpi_lod.vocabulary import RDF, SH

MAX_DEPTH = 64
"""Paths nested deeper are refused: a path that contains itself would have no end."""

_OF_ONE: dict[NamedNode, Callable[[Path], Path]] = {
    SH.inversePath: Inverse,
    SH.zeroOrMorePath: ZeroOrMore,
    SH.oneOrMorePath: OneOrMore,
    SH.zeroOrOnePath: ZeroOrOne,
}


def path_at(graph: ShapesGraph, node: Term, shape: Node, depth: int = 0) -> Path:
    """The path that a node stands for. Raises MalformedShapeError for what is none."""
    if isinstance(node, NamedNode):
        return Predicate(node.value)
    if depth > MAX_DEPTH or not isinstance(node, BlankNode):
        raise _no_path(shape, node)
    if graph.values(node, RDF.first):
        return Sequence(_several(graph, node, shape, depth))
    forms = [form for form in (*_OF_ONE, SH.alternativePath) if graph.values(node, form)]
    if len(forms) != 1:
        raise _no_path(shape, node)
    inner = graph.value(node, forms[0])
    assert inner is not None
    if forms[0] == SH.alternativePath:
        return Alternative(_several(graph, inner, shape, depth))
    return _OF_ONE[forms[0]](path_at(graph, inner, shape, depth + 1))


def _several(graph: ShapesGraph, head: Term, shape: Node, depth: int) -> tuple[Path, ...]:
    members = graph.list_members(head, shape, SH.path)
    if len(members) < 2:  # noqa: PLR2004  (the standard: at least two)
        raise _no_path(shape, head)
    return tuple(path_at(graph, member, shape, depth + 1) for member in members)


def _no_path(shape: Node, found: Term) -> MalformedShapeError:
    return MalformedShapeError("path", shape, SH.path, found=found)
