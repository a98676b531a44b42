"""The growing graphs that the pure stages make.

In: nodes with their statements, as terms or their texts. Out: rows of term texts, and N-Quads in
the order we publish (https://www.w3.org/TR/n-quads/); pyoxigraph's quads for who needs objects.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kpi_lod.terms import RDF, TermText, iri_value, text

Term = NamedNode | Literal | TermText
"""What can stand in a statement; str() makes the text of each."""

Statement = tuple[Term, Term | None]
"""Predicate and value of a node; a missing value is no statement."""

Row = tuple[str, str, str]
"""Subject, predicate and object as term texts."""


_TYPE = RDF.type


def node_order(iri: str) -> tuple[str, bool, str]:
    """Sorts nodes as we publish them: by document, in it what it is about first, then by fragment.

    >>> node_order("https://example.org/a/#it")
    ('https://example.org/a/', False, 'it')
    """
    document, _, fragment = iri.partition("#")
    return document, fragment not in ("", "it"), fragment


class GraphBuilder:
    """One named graph, node by node."""

    def __init__(self, graph: Term) -> None:
        self.graph = text(graph)
        self._nodes: dict[str, list[Row]] = defaultdict(list)

    def add(self, subject: Term, predicate: Term, value: Term | None) -> None:
        """One statement, none if ``value`` is None."""
        self.describe(subject, (), (predicate, value))

    def describe(self, subject: Term, classes: Iterable[Term], *statements: Statement) -> None:
        """A node with its classes and its statements."""
        node = str(subject)
        about = self._nodes[node]
        for cls in classes:
            about.append((node, _TYPE, str(cls)))
        for predicate, value in statements:
            if value is not None:
                about.append((node, str(predicate), str(value)))

    def rows(self) -> Iterator[Row]:
        """All statements as they came; one that was made twice comes twice."""
        return chain.from_iterable(self._nodes.values())

    def nquads(self) -> bytes:
        """The distinct statements as N-Quads, in the order we publish."""
        end = f" {self.graph} .\n"
        # Line by line, because most lines are ASCII and Python encodes those at once.
        return b"".join(
            [
                f"{subject} {predicate} {value}{end}".encode()
                for node in sorted(self._nodes, key=lambda node: node_order(iri_value(node)))
                for subject, predicate, value in _ordered(self._nodes[node])
            ]
        )

    @property
    def quads(self) -> list[Quad]:
        """The distinct statements as quads, in the order we publish."""
        return list(parse(self.nquads(), format=RdfFormat.N_QUADS))


def _ordered(about: Iterable[Row]) -> list[Row]:
    """What is told about a node, each once: its classes first, then by predicate and value."""
    # Two sorts: a key that says both would be compared in Python, not in C.
    return sorted(sorted(set(about)), key=lambda row: row[1] != _TYPE)
