"""What the package csvw reads from our CSV files, as statements (https://www.w3.org/TR/csv2rdf/).

The package converts to JSON only, with numbers as floats; here its cells, as it parsed them, and
the IRIs that it expanded become (subject, predicate, value), values being compared as values.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from decimal import Decimal, localcontext
from pathlib import Path

from csvw import CSVW
from csvw.metadata import Column, Table
from pyoxigraph import Literal, NamedNode, Quad

from kpi_lod.vocabulary import RDF, XSD

Value = str | Decimal | bool
Statement = tuple[str, str, Value]

_NUMBERS = {XSD.integer, XSD.decimal}


def warnings_of(metadata: Path) -> list[str]:
    """What the package has against the tables that the metadata describes."""
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        try:
            judged = CSVW(str(metadata), validate=True)
            return [] if judged.is_valid else [str(told.message) for told in judged.warnings]
        except ValueError as error:  # it tells of some faults so
            return [str(error)]


def statements(metadata: Path) -> Iterator[Statement]:
    """The statements of all rows of all tables of the metadata."""
    with localcontext(prec=100):  # the package computes with what it reads
        for table in CSVW(str(metadata)).tables:
            for number, row in enumerate(table.iterdicts(), 1):
                about = table.expand(table.tableSchema.aboutUrl, row, number)
                for column in table.tableSchema.columns:
                    for value in _values(table, column, row, number):
                        yield about, _predicate(column), value


def _predicate(column: Column) -> str:
    return str(column.propertyUrl.uri).replace("rdf:", RDF.iri)


def _values(table: Table, column: Column, row: dict[str, object], number: int) -> Iterator[Value]:
    if column.suppressOutput:
        return
    cell = row.get(column.header)
    cells = cell if isinstance(cell, list) else [cell]
    for one in cells:
        if column.valueUrl and (column.virtual or one is not None):
            yield str(table.expand(column.valueUrl, row, number))
        elif one is not None:
            yield one if isinstance(one, bool | Decimal | str) else Decimal(str(one))


def published(quads: Iterable[Quad]) -> set[Statement]:
    """The same of the graph: integers and decimals by value, texts without their language."""
    return {(_text(quad.subject), quad.predicate.value, _value(quad.object)) for quad in quads}


def _text(node: object) -> str:
    assert isinstance(node, NamedNode)
    return node.value


def _value(term: object) -> Value:
    if isinstance(term, Literal):
        if term.datatype in _NUMBERS:
            return Decimal(term.value)
        return term.value == "true" if term.datatype == XSD.boolean else term.value
    return _text(term)
