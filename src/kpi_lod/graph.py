"""Literals and the growing list of quads that the pure stages make.

In: values of records. Out: pyoxigraph terms. Numbers are xsd:integer where whole, else xsd:decimal
in canonical form, never floats (design §5.2); Japanese text carries the tag ``ja``.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from kpi_lod.japanese.numbers import canonical
from kpi_lod.vocabulary import RDF, XSD


def number_literal(value: Decimal | int) -> Literal:
    """The number as xsd:integer or canonical xsd:decimal.

    >>> str(number_literal(Decimal("71.620")))
    '"71.62"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    exact = canonical(Decimal(value))
    datatype = XSD.integer if exact == exact.to_integral_value() else XSD.decimal
    return Literal(format(exact, "f"), datatype=datatype)


def japanese(text: str | None) -> Literal | None:
    """The text tagged as Japanese."""
    return None if text is None else Literal(text, language="ja")


def plain(value: str | int | None) -> Literal | None:
    """The text without a language, or the whole number."""
    return None if value is None else Literal(value)


class GraphBuilder:
    """Quads of one named graph; a missing value adds nothing."""

    def __init__(self, graph: NamedNode) -> None:
        self.graph = graph
        self.quads: list[Quad] = []

    def add(
        self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal | None
    ) -> None:
        """One statement, none if ``value`` is None."""
        if value is not None:
            self.quads.append(Quad(subject, predicate, value, self.graph))

    def describe(
        self,
        subject: NamedNode,
        classes: Iterable[NamedNode],
        *statements: tuple[NamedNode, NamedNode | Literal | None],
    ) -> None:
        """A node with its classes and its statements."""
        for cls in classes:
            self.add(subject, RDF.type, cls)
        for predicate, value in statements:
            self.add(subject, predicate, value)
