"""Literals as rows of ``term``, whose ids are their places in a list."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
from pyoxigraph import Literal

from kpi_lod.columns.literals import create_literal_table
from kpi_lod.vocabulary import XSD


def literal(name: str, text: str) -> Literal:
    return Literal(text, datatype=XSD[name])


def connection_with(literals: Sequence[Literal]) -> duckdb.DuckDBPyConnection:
    """The tables of the literals; the id of each is its index."""
    connection = duckdb.connect()
    connection.execute(
        "CREATE TABLE term (id INTEGER, text VARCHAR, kind UTINYINT, lexical VARCHAR,"
        " datatype INTEGER, language VARCHAR)"
    )
    datatypes = {iri: -1 - n for n, iri in enumerate({each.datatype.value for each in literals})}
    rows: list[tuple[int, int, str, int | None, str | None]]
    rows = [(number, 0, iri, None, None) for iri, number in datatypes.items()]
    rows += [
        (number, 2, each.value, datatypes[each.datatype.value], each.language)
        for number, each in enumerate(literals)
    ]
    columns = [list(column) for column in zip(*rows, strict=True)]
    connection.execute(
        "INSERT INTO term (id, kind, lexical, datatype, language) SELECT unnest($1::INTEGER[]),"
        " unnest($2::UTINYINT[]), unnest($3::VARCHAR[]), unnest($4::INTEGER[]),"
        " unnest($5::VARCHAR[])",
        columns,
    )
    create_literal_table(connection)
    return connection
