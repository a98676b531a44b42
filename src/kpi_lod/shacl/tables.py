"""Small tables from Python rows, and ids for their terms.

In: rows whose cells are terms, numbers, texts, truths or nothing. Out: temporary tables in the
connection of the triple table. Every cell travels as a bound parameter, never as SQL text.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kpi_lod.columns.table import TripleTable
from kpi_lod.shacl.model import Cell, Row
from kpi_lod.shacl.results import Term


class Tables:
    """Makes the tables of one run; ``ids``: every term of the shapes → its id."""

    def __init__(self, table: TripleTable, terms: Iterable[Term]) -> None:
        self.table = table
        self.connection = table.connection
        self.ids: dict[Term, int] = table.intern(dict.fromkeys(terms))

    def id(self, term: Term) -> int:
        """The id of a term that was added."""
        return self.ids[term]

    def add(self, terms: Iterable[Term]) -> dict[Term, int]:
        """The ids of the terms, those added that were not there; before literals get values."""
        self.ids.update(self.table.intern(dict.fromkeys(terms)))
        return self.ids

    def run(self, sql: str, parameters: object = None) -> None:
        """Run one statement."""
        self.connection.execute(sql, parameters)

    def count(self, of: str) -> int:
        """How many rows a table, or what follows FROM, has."""
        ((found,),) = self.connection.execute(f"SELECT count(*) FROM {of}").fetchall()
        return int(found)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return self.connection.execute(sql).fetchall()

    def create(self, name: str, columns: str, rows: Iterable[Row] = ()) -> None:
        """A temporary table ``name`` of ``columns`` (names with their types) with the rows."""
        cells = self._columns(rows)
        if not cells:
            self.run(f"CREATE OR REPLACE TEMP TABLE {name} ({columns})")
            return
        lists = _unnested(columns)
        self.run(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT {lists}", cells)

    def insert(self, name: str, columns: str, rows: Iterable[Row]) -> None:
        """Add rows to a table of these columns."""
        cells = self._columns(rows)
        if cells:
            self.run(f"INSERT INTO {name} SELECT {_unnested(columns)}", cells)

    def _columns(self, rows: Iterable[Row]) -> list[list[int | str | bool | None]]:
        cells = [[self._cell(cell) for cell in row] for row in rows]
        return [list(column) for column in zip(*cells, strict=True)]

    def _cell(self, cell: Cell) -> int | str | bool | None:
        return cell if isinstance(cell, int | str | None) else self.id(cell)


def _unnested(columns: str) -> str:
    """One parameter for each column: the list of its cells."""
    pairs = (column.split() for column in columns.split(","))
    return ", ".join(f"unnest(${n}::{of}[]) AS {name}" for n, (name, of) in enumerate(pairs, 1))
