"""The kinds of triple stores: their addresses, how to know them, how much they take at once.

In: a URL and what the server says of itself. Out: :class:`Kind` and :class:`Endpoints` (SPARQL 1.1
Protocol, https://www.w3.org/TR/sparql11-protocol/; Graph Store Protocol,
https://www.w3.org/TR/sparql11-http-rdf-update/).
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of store; the endpoints stand behind the URL of the store or the data set.

    ``servers``: how its Server header begins; ``endings``: other addresses people give for it.
    ``graphs`` and ``triples``: so many at most in one update; ``rows``: in one answer.
    """

    name: str
    query: str = "/query"
    update: str = "/update"
    graph_store: str | None = "/data"
    servers: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    graphs: int = 200
    triples: int = 20_000
    rows: int = 100_000


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Where a store is asked, told, and has its graphs; no ``graph_store``: it has none."""

    query: str
    update: str
    graph_store: str | None = None


KINDS = {
    kind.name: kind
    for kind in (
        Kind("oxigraph", graph_store="/store", servers=("oxigraph",), endings=("/sparql",)),
        Kind("fuseki", servers=("apache jena fuseki", "fuseki"), endings=("/sparql", "/get")),
        Kind(
            "graphdb",
            query="",
            update="/statements",
            graph_store="/rdf-graphs/service",
            servers=("graphdb",),
        ),
        # Its parser ends at about 5,000 triples in one INSERT DATA ("memory exhausted").
        Kind(
            "virtuoso",
            query="/sparql-auth",
            update="/sparql-auth",
            graph_store="/sparql-graph-crud-auth",
            servers=("virtuoso", "openlink"),
            endings=("/sparql", "/sparql-graph-crud"),
            graphs=100,
            triples=2_000,
            rows=10_000,
        ),
    )
}
OTHER = Kind("other", graph_store=None, graphs=100, triples=2_000, rows=10_000)
"""A store with whole endpoints given, of which nothing else is known."""


def kind_of(url: str, server: str, chosen: str = "auto") -> Kind | None:
    """The kind of the store at ``url`` with that Server header, None where it cannot be told.

    >>> kind_of("http://localhost:7878", "Oxigraph/0.5.13").name
    'oxigraph'
    """
    if chosen != "auto":
        return KINDS[chosen]
    for kind in KINDS.values():
        if server.lower().startswith(kind.servers):
            return kind
    return KINDS["graphdb"] if "/repositories/" in urlsplit(url).path else None


def endpoints_of(kind: Kind, url: str) -> Endpoints:
    """Its endpoints, whichever of its addresses is given.

    >>> endpoints_of(KINDS["virtuoso"], "https://lod.example.jp/sparql").update
    'https://lod.example.jp/sparql-auth'
    """
    top = url.rstrip("/")
    known = (kind.query, kind.update, kind.graph_store or "", *kind.endings)
    ending = max((one for one in known if one and top.endswith(one)), key=len, default="")
    top = top.removesuffix(ending)
    store = None if kind.graph_store is None else top + kind.graph_store
    return Endpoints(top + kind.query, top + kind.update, store)
