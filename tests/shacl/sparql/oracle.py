"""The same queries evaluated twice: as a set, by SQL, and node by node, by pyoxigraph.

In: triples, queries, focus nodes. Out: bags of rows of canonical N-Triples.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, QuerySolutions, RdfFormat, Store, Triple, Variable, parse

from kpi_lod.columns.table import TripleTable
from kpi_lod.columns.terms import Term, term_text
from kpi_lod.shacl.sparql.translate import Translated, select_sql

Row = tuple[str | None, ...]

PREFIXES = """PREFIX ex: <http://example.org/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""


def ex(name: str) -> NamedNode:
    return NamedNode(f"http://example.org/{name}")


def triples(turtle: str) -> list[Triple]:
    quads = parse(input=(PREFIXES + turtle).encode(), format=RdfFormat.TURTLE)
    return [Triple(one.subject, one.predicate, one.object) for one in quads]


@dataclass
class AsSet:
    """Queries over one table, all translated before any runs."""

    table: TripleTable
    translated: Mapping[str, Translated]
    shared: Mapping[str, str]

    def rows(self, query: str) -> Counter[Row]:
        translated = self.translated[query]
        sql = self.relations() + (
            "SELECT t.text, q.* EXCLUDE (this) "
            f"FROM ({translated.sql}) q LEFT JOIN term t ON t.id = q.this"
        )
        return Counter(self.table.connection.execute(sql).fetchall())

    def relations(self) -> str:
        named = (f"{name} AS MATERIALIZED ({sql})" for sql, name in self.shared.items())
        return f"WITH {', '.join(named)} " if self.shared else ""

    def pairs(self, query: str) -> set[Row]:
        sql = self.relations() + (
            f"SELECT t.text, v.text FROM ({self.translated[query].sql}) q"
            " JOIN term t ON t.id = q.this JOIN term v ON v.id = q.value"
        )
        return set(self.table.connection.execute(sql).fetchall())


def as_set(
    data: Iterable[Triple],
    queries: Iterable[str],
    seed: Sequence[tuple[Term, ...]],
    constants: Mapping[str, Term] | None = None,
) -> AsSet:
    """``seed``: focus nodes, each with a value for ASK."""
    table = TripleTable(threads=1)
    table.add_triples(data)
    table.build()

    def intern(term: Term) -> int:
        return table.intern([term])[term]

    rows = [[intern(term) for term in row] for row in seed]
    shared: dict[str, str] = {}
    translated = {
        one: select_sql(
            one,
            seed="seed",
            constants=constants or {},
            intern=intern,
            shared=lambda sql: shared.setdefault(sql, f"shared_{len(shared)}"),
        )
        for one in queries
    }
    table.literal_values()
    table.connection.execute("CREATE TEMP TABLE seed (this INTEGER, value INTEGER)")
    for row in rows:
        table.connection.execute("INSERT INTO seed VALUES ($1, $2)", [row[0], row[-1]])
    return AsSet(table, translated, shared)


def node_by_node(
    data: Iterable[Triple], query: str, focus: Iterable[Term], variables: Sequence[str]
) -> Counter[Row]:
    store = Store()
    store.extend(Quad(*triple) for triple in data)
    found: Counter[Row] = Counter()
    for node in focus:
        solutions = store.query(query, substitutions={Variable("this"): node})
        assert isinstance(solutions, QuerySolutions)
        for solution in solutions:
            terms = [node if name == "this" else solution[name] for name in variables]
            found[(str(node), *(None if one is None else term_text(one) for one in terms))] += 1
    return found
