"""Which store it is, where its endpoints are, and what is no address of one."""

from __future__ import annotations

import pytest

from kpi_lod.errors import KpiLodError
from kpi_lod.portals.stores.kinds import KINDS, Endpoints, checked_url, endpoints_of, kind_of

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


@pytest.mark.parametrize(
    "url",
    [
        *("", "localhost:7878", "ftp://a.example/", "file:///etc/passwd", "http://", "http:///x"),
        *("https://a.example/#x", "https://a.example/?q=1", "https://a.example/a b"),
        *("http://a.example:port/", "http://[::1", "https://me:secret@a.example/"),
    ],
)
def test_what_is_no_address_is_refused_without_telling_a_password(url: str) -> None:
    with pytest.raises(KpiLodError) as caught:
        checked_url(url)
    assert caught.value.finding.code == "push-url"
    assert "secret" not in str(caught.value)
