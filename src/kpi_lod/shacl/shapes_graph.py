"""A shapes graph that can be asked for values and lists (SHACL 1.0, section 2).

In: triples. Out: terms. What is malformed is told with the node it stands at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kpi_lod.errors import KpiLodError
from kpi_lod.shacl.results import Term
from kpi_lod.vocabulary import RDF, RDFS, SH, XSD

Node = NamedNode | BlankNode

_SHORT = {SH.iri: "sh:", XSD.iri: "xsd:", RDF.iri: "rdf:", RDFS.iri: "rdfs:"}
"""Namespaces that everybody who writes shapes knows by these prefixes."""

_WHOLE_NUMBER = re.compile("[+-]?[0-9]+")


def shown(term: object) -> str:
    """A term for people to read; blank nodes have no names but those that a reader gave them.

    >>> shown(SH.minCount), shown(BlankNode("b1")), shown(Literal(5))
    ('sh:minCount', '[ ]', '5')
    """
    if isinstance(term, BlankNode):
        return "[ ]"
    if isinstance(term, NamedNode):
        known = next((one for one in _SHORT if term.value.startswith(one)), None)
        return str(term) if known is None else _SHORT[known] + term.value.removeprefix(known)
    if isinstance(term, Literal) and not term.language and term.datatype != XSD.string:
        if term.datatype == XSD.integer and _WHOLE_NUMBER.fullmatch(term.value):
            return term.value
        return f"{Literal(term.value)}^^{shown(term.datatype)}"
    return str(term)


class MalformedShapeError(KpiLodError):
    """A shape that the standard does not allow; it cannot be run.

    ``kind``: its wording, a variant of ``shape-malformed``; ``what``: the property that is wrong;
    ``place``: how the shape is called where it has no name.
    """

    def __init__(
        self, kind: str, shape: Term, what: NamedNode, *, place: str = "", **fields: object
    ) -> None:
        self.kind, self.shape, self.what, self.fields = kind, shape, what, fields
        told = {name: shown(value) for name, value in fields.items()}
        key = f"shape-malformed/{kind}"
        told |= {"shape": place or shown(shape), "what": shown(what)}
        super().__init__(key, place=None, **told)

    def at(self, place: str) -> MalformedShapeError:
        """The same, once it is known how the shape is called."""
        return MalformedShapeError(self.kind, self.shape, self.what, place=place, **self.fields)


class RecursiveShapeError(KpiLodError):
    """Shapes that use themselves; ``chain``: from one to the next, the first again at the end."""

    def __init__(self, chain: Sequence[Node], names: Sequence[str] = ()) -> None:
        self.chain = chain
        told = names or [shown(node) for node in chain]
        super().__init__("shape-recursive", shape=told[-1], found=" → ".join(told))


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

    @cached_property
    def uses(self) -> dict[Term, list[tuple[Node, NamedNode]]]:
        """Value → the subjects that have it and their property, in the order of the file."""
        found: dict[Term, list[tuple[Node, NamedNode]]] = {}
        for predicate, pairs in self.by_predicate.items():
            for subject, value in pairs:
                found.setdefault(value, []).append((subject, predicate))
        return found

    def values(self, node: Term, predicate: NamedNode) -> list[Term]:
        """All values, in the order of the file."""
        return self.by_subject.get(node, {}).get(predicate, [])

    def value(self, node: Term, predicate: NamedNode) -> Term | None:
        """The only value, None if there is none. Raises MalformedShapeError for several."""
        found = self.values(node, predicate)
        if len(found) > 1:
            many = ", ".join(map(shown, found))
            raise MalformedShapeError("several", node, predicate, found=many)
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
                raise MalformedShapeError("list", owner, predicate, found=head)
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
