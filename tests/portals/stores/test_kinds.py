"""Which store it is, where its endpoints are, and what is no address of one."""

from __future__ import annotations

import pytest

from kpi_lod.portals.stores.kinds import KINDS, Endpoints, endpoints_of, kind_of

V = "https://lod.example.jp"


@pytest.mark.parametrize(
    ("url", "server", "name"),
    [
        (V, "Oxigraph/0.5.13", "oxigraph"),
        (V, "Virtuoso/07.20.3229 (Linux) x86_64-pc-linux-gnu", "virtuoso"),
        (f"{V}/kpi", "Apache Jena Fuseki (4.5.0)", "fuseki"),
        (f"{V}/repositories/kpi", "", "graphdb"),
        (f"{V}/repositories/kpi", "nginx", "graphdb"),
        (V, "nginx", None),
    ],
)
def test_the_kind_is_told_by_the_server(url: str, server: str, name: str | None) -> None:
    assert kind_of(url, server) == (KINDS[name] if name else None)


def test_the_kind_can_be_chosen() -> None:
    assert kind_of(V, "nginx", "fuseki") == KINDS["fuseki"]


ENDPOINTS = {
    "oxigraph": (V, Endpoints(f"{V}/query", f"{V}/update", f"{V}/store")),
    "fuseki": (f"{V}/kpi", Endpoints(f"{V}/kpi/query", f"{V}/kpi/update", f"{V}/kpi/data")),
    "graphdb": (
        f"{V}/repositories/kpi",
        Endpoints(
            f"{V}/repositories/kpi",
            f"{V}/repositories/kpi/statements",
            f"{V}/repositories/kpi/rdf-graphs/service",
        ),
    ),
    "virtuoso": (
        V,
        Endpoints(f"{V}/sparql-auth", f"{V}/sparql-auth", f"{V}/sparql-graph-crud-auth"),
    ),
}
GIVEN = {
    "oxigraph": ("", "/", "/query", "/update", "/store", "/sparql"),
    "fuseki": ("", "/", "/query", "/update", "/data", "/sparql", "/get"),
    "graphdb": ("", "/", "/statements", "/rdf-graphs/service"),
    "virtuoso": ("", "/", "/sparql", "/sparql-auth", "/sparql-graph-crud-auth"),
}


@pytest.mark.parametrize(("name", "end"), [(name, end) for name in GIVEN for end in GIVEN[name]])
def test_any_address_of_a_store_leads_to_all(name: str, end: str) -> None:
    top, expected = ENDPOINTS[name]
    assert endpoints_of(KINDS[name], top + end) == expected
