"""How parameters are read: the checks of well-formedness that several components share.

In: a shapes graph, a shape, the value of a parameter (SHACL 1.0, section 4: what each parameter
must be). Out: :class:`~kpi_lod.shacl.model.Parameters`.
"""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from kpi_lod.shacl.model import Parameters, Reader
from kpi_lod.shacl.results import Term
from kpi_lod.shacl.shapes_graph import MalformedShapeError, Node, ShapesGraph
from kpi_lod.vocabulary import SH, XSD

_TRUTHS = {"true": True, "false": False, "1": False, "0": False}
"""The standard names the term ``true``; the W3C suite has a case in which "1" does not count."""


def whole_number(shape: Node, predicate: NamedNode, value: Term) -> int:
    """A literal of xsd:integer as a number."""
    if isinstance(value, Literal) and value.datatype == XSD.integer:
        text = value.value.removeprefix("+")
        if text.removeprefix("-").isdecimal() and text.isascii() and len(text) < 19:  # noqa: PLR2004  (BIGINT)
            return int(text)
    raise MalformedShapeError("number", shape, predicate, found=value)


def truth(shape: Node, predicate: NamedNode, value: Term | None) -> bool:
    """A literal of xsd:boolean; absent means false."""
    if value is None:
        return False
    if isinstance(value, Literal) and value.datatype == XSD.boolean and value.value in _TRUTHS:
        return _TRUTHS[value.value]
    raise MalformedShapeError(
        "value", shape, predicate, found=value, allowed="true, false (xsd:boolean)"
    )


def an_iri(shape: Node, predicate: NamedNode, value: Term) -> NamedNode:
    """An IRI."""
    if isinstance(value, NamedNode):
        return value
    raise MalformedShapeError("iri", shape, predicate, found=value)


def a_shape(shape: Node, predicate: NamedNode, value: Term) -> Node:
    """A node that can be a shape."""
    if isinstance(value, Literal):
        raise MalformedShapeError("shape", shape, predicate, found=value)
    assert not isinstance(value, Literal)
    return value


def text(shape: Node, predicate: NamedNode, value: Term) -> str:
    """A literal of xsd:string."""
    if isinstance(value, Literal) and value.datatype == XSD.string:
        return value.value
    raise MalformedShapeError("text", shape, predicate, found=value)


def messages_of(graph: ShapesGraph, node: Node) -> tuple[Literal, ...]:
    """The values of sh:message: texts, with a language or without (section 2.1.5)."""
    return tuple(_message(node, found) for found in graph.values(node, SH.message))


def _message(node: Node, found: Term) -> Literal:
    if isinstance(found, Literal) and (found.language or found.datatype == XSD.string):
        return found
    raise MalformedShapeError("message", node, SH.message, found=found)


def reads_iri(predicate: NamedNode) -> Reader:
    """One row with an IRI."""
    return lambda graph, shape, value: Parameters(rows=((an_iri(shape, predicate, value),),))


def reads_number(predicate: NamedNode) -> Reader:
    """One row with a whole number."""
    return lambda graph, shape, value: Parameters(rows=((whole_number(shape, predicate, value),),))


def reads_term() -> Reader:
    """One row with any term."""
    return lambda graph, shape, value: Parameters(rows=((value,),))


def reads_literal(predicate: NamedNode) -> Reader:
    """One row with a literal."""

    def read(graph: ShapesGraph, shape: Node, value: Term) -> Parameters:
        if not isinstance(value, Literal):
            raise MalformedShapeError("literal", shape, predicate, found=value)
        return Parameters(rows=((value,),))

    return read
