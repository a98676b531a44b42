"""A shapes graph that can be asked for values and lists (SHACL 1.0, section 2).

In: triples. Out: terms. What is malformed is told with the node it stands at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kpi_lod.errors import KpiLodError
from kpi_lod.shacl.results import Term
from kpi_lod.vocabulary import RDF

Node = NamedNode | BlankNode


class MalformedShapeError(KpiLodError):
    """A shape that the standard does not allow; it cannot be run."""

    def __init__(self, shape: object, what: object, *, found: object, allowed: str) -> None:
        super().__init__("shape-malformed", shape=shape, what=what, found=found, allowed=allowed)


class ShapesGraph:
    """The triples of the shapes, by subject and by predicate."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.by_subject: dict[Term, dict[NamedNode, list[Term]]] = {}
        self.by_predicate: dict[NamedNode, list[tuple[Node, Term]]] = {}
        for triple in dict.fromkeys(triples):
            subject, predicate, value = triple.subject, triple.predicate, triple.object
            assert isinstance(subject, NamedNode | BlankNode)
            assert not isinstance(value, Triple)
            self.by_subject.setdefault(subject, {}).setdefault(predicate, []).append(value)
            self.by_predicate.setdefault(predicate, []).append((subject, value))

    def values(self, node: Term, predicate: NamedNode) -> list[Term]:
        """All values, in the order of the file."""
        return self.by_subject.get(node, {}).get(predicate, [])

    def value(self, node: Term, predicate: NamedNode) -> Term | None:
        """The only value, None if there is none. Raises MalformedShapeError for several."""
        found = self.values(node, predicate)
        if len(found) > 1:
            many = ", ".join(str(value) for value in found)
            raise MalformedShapeError(node, predicate, found=many, allowed="1つだけ / one value")
        return found[0] if found else None

    def pairs(self, predicate: NamedNode) -> list[tuple[Node, Term]]:
        """Subjects and values of a predicate, in the order of the file."""
        return self.by_predicate.get(predicate, [])

    def list_members(self, head: Term, owner: Term, predicate: NamedNode) -> tuple[Term, ...]:
        """The members of an RDF list. Raises MalformedShapeError where it is none."""
        return tuple(self._members(head, owner, predicate))

    def _members(self, head: Term, owner: Term, predicate: NamedNode) -> Iterator[Term]:
        seen: set[Term] = set()
        while head != RDF.nil:
            first, rest = self.values(head, RDF.first), self.values(head, RDF.rest)
            if len(first) != 1 or len(rest) != 1 or head in seen or isinstance(head, Literal):
                raise MalformedShapeError(
                    owner, predicate, found=head, allowed="RDFのリスト / an RDF list"
                )
            seen.add(head)
            yield first[0]
            head = rest[0]

    def is_instance(self, node: Term, cls: NamedNode, sub_class_of: NamedNode) -> bool:
        """Whether the node is a SHACL instance of the class in this graph."""
        found, seen = list(self.values(node, RDF.type)), set[Term]()
        while found:
            one = found.pop()
            if one == cls:
                return True
            if one not in seen:
                seen.add(one)
                found += self.values(one, sub_class_of)
        return False

    def declared_components(self, parameter: NamedNode) -> list[Node]:
        """The subjects that declare parameters, each once."""
        return list(dict.fromkeys(node for node, _ in self.pairs(parameter)))
