"""What the register tells about the nodes that somebody's data leads to.

In: nodes as term texts. Out: rows of term texts. Validation needs these descriptions, not all
1,963 municipalities, and makes only what it needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from kpi_lod import iris
from kpi_lod.graph import Row
from kpi_lod.register.graph import municipality_triples, year_quads
from kpi_lod.register.municipalities import Municipality, municipalities
from kpi_lod.register.schemes import ontology_quads


def described(nodes: Iterable[str]) -> list[Row]:
    """The register's statements about the nodes, and about those they lead to, step by step."""
    waiting, seen, found = list(nodes), set[str](), list[Row]()
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            rows = _about(node)
            found += rows
            waiting += (value for _, _, value in rows)
    return found


def _about(node: str) -> list[Row]:
    municipality = _municipalities().get(node)
    if municipality is None:
        return _written().get(node, [])
    triples = municipality_triples(municipality)
    rows = [(str(t.subject), str(t.predicate), str(t.object)) for t in triples]
    return [row for row in rows if row[0] == node]


@cache
def _municipalities() -> Mapping[str, Municipality]:
    """The municipality that describes a node: its own, or that of its area."""
    rows = municipalities().values()
    return {
        **{iris.statistical_area(row.code): row for row in rows},
        **{iris.municipality(row.code): row for row in rows},
    }


@cache
def _written() -> Mapping[str, list[Row]]:
    """Everything but the municipalities: years, schemes, ontology."""
    found: dict[str, list[Row]] = {}
    for quad in (*year_quads(), *ontology_quads()):
        row = (str(quad.subject), str(quad.predicate), str(quad.object))
        found.setdefault(row[0], []).append(row)
    return found
