"""A pair of shapes and data as records that can be made smaller, and as triples.

In: nothing. Out: :class:`Shape` (SHACL 1.0, section 2.1: https://www.w3.org/TR/shacl/#shapes),
whose parts can be left out one by one and leave a well-formed shape, and :class:`Pair`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

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
from kpi_lod.vocabulary import RDF, RDFS, SH, XSD

Node = NamedNode | BlankNode
Term = NamedNode | BlankNode | Literal


@dataclass(frozen=True)
class Items:
    """An RDF list of terms or shapes."""

    members: tuple[Term | Shape, ...]


@dataclass(frozen=True)
class Part:
    """What a shape says by one or more properties that belong together."""

    values: tuple[tuple[NamedNode, Term | Shape | Items], ...]


@dataclass(frozen=True)
class Shape:
    """A node shape, or with a path a property shape."""

    node: Node
    path: Path | None
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Pair:
    """Shapes and data to be judged; the number keeps its blank nodes apart from other pairs'."""

    number: int
    shapes: tuple[Shape, ...]
    data: tuple[Triple, ...]

    def shape_triples(self) -> list[Triple]:
        """The shapes graph; a shape that stands in several places is written once."""
        writer = _Writer(self.number)
        for shape in self.shapes:
            writer.shape(shape)
        return writer.triples

    def turtle(self) -> str:
        """Shapes and data to be read and to be pasted into a judge."""
        return f"# shapes\n{turtle(self.shape_triples())}# data\n{turtle(self.data)}"


def part(predicate: NamedNode, value: Term | Shape | Items) -> Part:
    """A part of one property."""
    return Part(((predicate, value),))


def turtle(triples: Iterable[Triple]) -> str:
    """The triples as Turtle, grouped by subject."""
    prefixes = {"p": "http://p.example/", "sh": SH.iri, "xsd": XSD.iri, "rdfs": RDFS.iri}
    ordered = sorted(triples, key=lambda t: str(t.subject))
    text = serialize(ordered, format=RdfFormat.TURTLE, prefixes=prefixes)
    assert text is not None
    return text.decode()


_MODIFIED = {
    Inverse: SH.inversePath,
    ZeroOrMore: SH.zeroOrMorePath,
    OneOrMore: SH.oneOrMorePath,
    ZeroOrOne: SH.zeroOrOnePath,
}


class _Writer:
    """Writes shapes, lists and paths as triples; its methods return the node that stands for it."""

    def __init__(self, number: int) -> None:
        self.triples: list[Triple] = []
        self._labels = (f"node{number}x{n}" for n in count())
        self._written: set[Node] = set()

    def shape(self, shape: Shape) -> Node:
        if shape.node not in self._written:
            self._written.add(shape.node)
            if shape.path is not None:
                self._add(shape.node, SH.path, self.path(shape.path))
            for predicate, value in (pair for each in shape.parts for pair in each.values):
                self._add(shape.node, predicate, self.value(value))
        return shape.node

    def value(self, value: Term | Shape | Items) -> Term:
        if isinstance(value, Shape):
            return self.shape(value)
        if isinstance(value, Items):
            return self.list([self.value(member) for member in value.members])
        return value

    def list(self, members: list[Term]) -> Node:
        rest: Node = RDF.nil
        for member in reversed(members):
            node = BlankNode(next(self._labels))
            self._add(node, RDF.first, member)
            self._add(node, RDF.rest, rest)
            rest = node
        return rest

    def path(self, path: Path) -> Node:
        match path:
            case Predicate(iri):
                return NamedNode(iri)
            case Sequence(paths):
                return self.list([self.path(step) for step in paths])
        node = BlankNode(next(self._labels))
        if isinstance(path, Alternative):
            self._add(node, SH.alternativePath, self.list([self.path(p) for p in path.paths]))
        else:
            self._add(node, _MODIFIED[type(path)], self.path(path.path))
        return node

    def _add(self, subject: Node, predicate: NamedNode, value: Term) -> None:
        self.triples.append(Triple(subject, predicate, value))
