"""Asking for the union of all graphs, which our questions are about (SPARQL 1.1 §13.1).

A release has a graph for each submission and project. Virtuoso, GraphDB and QLever take all graphs
for the default graph by themselves, Oxigraph and Jena Fuseki where the request asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kpi_lod.querying.alike import Table, table_or_truth
from kpi_lod.querying.exchange import Endpoint
from kpi_lod.querying.refusals import EndpointError

_UNKNOWABLE = {"refused", "costly", "status", "format", "page", "broken"}
"""A store that cannot be asked such a thing; the question itself may still be answered."""


@dataclass(frozen=True, slots=True)
class _Way:
    """Parameters of a request that make the default graph the union of all.

    ``keeps_graphs``: whether ``GRAPH`` may be asked for beside it.
    """

    params: Mapping[str, str]
    keeps_graphs: bool = True


_WAYS = (
    _Way({"union-default-graph": "true"}),  # Oxigraph
    _Way({"default-graph-uri": "urn:x-arq:UnionGraph"}, keeps_graphs=False),  # Jena Fuseki
)


def union_params(endpoint: Endpoint, *, names_graphs: bool = False) -> Mapping[str, str]:
    """What to send beside a query. Raises EndpointError ``endpoint/graphs``, ``endpoint/twice``.

    ``names_graphs``: the query asks for GRAPH, too.
    """
    if not _is_true(endpoint, "outside", {}):
        _refuse_twofold(endpoint)
        return {}
    for way in _WAYS:
        if (way.keeps_graphs or not names_graphs) and _is_union(endpoint, way.params):
            return way.params
    raise EndpointError("graphs", endpoint.url)


def _is_union(endpoint: Endpoint, params: Mapping[str, str]) -> bool:
    has_something = _is_true(endpoint, "something", params)
    return has_something and not _is_true(endpoint, "outside", params)


def _is_true(endpoint: Endpoint, name: str, params: Mapping[str, str]) -> bool:
    return any(_asked(endpoint, name, params))


def _asked(endpoint: Endpoint, name: str, params: Mapping[str, str]) -> Iterator[object]:
    """True, or the nodes found; nothing where the answer is no, or cannot be had."""
    try:
        found = table_or_truth(endpoint.table(_probe(name), params).content)
    except ValueError:
        return
    except EndpointError as error:
        if error.kind not in _UNKNOWABLE:
            raise
        return
    if isinstance(found, Table):
        yield from (row["node"]["value"] for row in found.rows if "node" in row)
    elif found:
        yield True


def _refuse_twofold(endpoint: Endpoint) -> None:
    """Sums over a triple in two graphs would be twice what they are."""
    for node in _asked(endpoint, "twice", {}):
        raise EndpointError("twice", endpoint.url, node=node)


@cache
def _probe(name: str) -> str:
    return (files("kpi_lod.querying") / "probes" / f"{name}.rq").read_text("utf-8")
