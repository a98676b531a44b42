"""Where a question is asked: a release, a folder of RDF files, or a SPARQL 1.1 endpoint.

In: the text of a query. Out: pyoxigraph's query results. The default graph holds all triples of all
graphs, each once (https://www.w3.org/TR/sparql11-query/#rdfDataset).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import (
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)

from kpi_lod.errors import KpiLodError
from kpi_lod.querying.guard import refuse_elsewhere
from kpi_lod.querying.stores import release_store
from kpi_lod.release_names import CURRENT, DUMP_NQUADS, MANIFEST
from kpi_lod.vocabulary import PREFIXES

Results = QuerySolutions | QueryBoolean | QueryTriples

FORMATS = {
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".jsonld": RdfFormat.JSON_LD,
}
RELEASE_DUMP = Path(DUMP_NQUADS)
_SECONDS = 60


def results(query: str, source: str) -> Results:
    """The results of the query at ``source``: the URL of an endpoint, or a folder.

    Raises KpiLodError ``query-syntax``, ``source-missing``, ``source-broken`` or ``endpoint``.
    """
    if source.startswith(("http://", "https://")):
        return _remote_results(query, source)
    refuse_elsewhere(query)
    return stored_results(query, _store(source))


def stored_results(query: str, store: Store) -> Results:
    """The results of a query that is known to name nothing outside of the store.

    Raises KpiLodError ``query-syntax``.
    """
    try:
        return store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    except (SyntaxError, ValueError) as error:
        raise KpiLodError("query-syntax", found=error) from None


def _store(source: str) -> Store:
    """The dump of a release (``source``, or ``source/current``), else all RDF files below."""
    folder = Path(source)
    for release in (folder, folder / CURRENT):
        if source and (release / RELEASE_DUMP).is_file():
            return release_store(release)
    found = [folder] if folder.is_file() else sorted(folder.rglob("*"))
    rdf = [file for file in found if file.suffix in FORMATS and file.is_file()]
    if not source or not rdf:
        raise KpiLodError("source-missing", found=source)
    if sum(file.name == MANIFEST for file in found) > 1:
        raise KpiLodError("source-ambiguous", found=source)
    return _loaded(rdf)


def _loaded(files: Iterable[Path]) -> Store:
    """All triples of the files, each once: the graphs they come from would multiply sums."""
    store = Store()
    for file in files:
        try:
            quads = parse(path=str(file), format=FORMATS[file.suffix], rename_blank_nodes=True)
            store.bulk_extend(Quad(q.subject, q.predicate, q.object) for q in quads)
        except (SyntaxError, OSError) as error:
            raise KpiLodError("source-broken", found=file, reason=error) from None
    return store


def _remote_results(query: str, endpoint: str) -> Results:
    """SPARQL 1.1 Protocol, form-encoded POST; redirects are not followed."""
    try:
        import httpx  # noqa: PLC0415  (an extra)
    except ImportError:
        raise KpiLodError("extra-missing", found="httpx") from None
    accept = "application/sparql-results+json, application/n-triples;q=0.9"
    try:
        answer = httpx.post(
            endpoint, data={"query": query}, headers={"Accept": accept}, timeout=_SECONDS
        )
        answer.raise_for_status()
        kind = answer.headers.get("Content-Type", "").partition(";")[0]
        if kind == "application/n-triples":
            return _triples(answer.content)
        return parse_query_results(answer.content, format=QueryResultsFormat.JSON)
    except (httpx.HTTPError, httpx.InvalidURL, SyntaxError, ValueError) as error:
        raise KpiLodError("endpoint", found=endpoint, reason=error) from None


def _triples(content: bytes) -> QueryTriples:
    store = Store()
    store.load(content, format=RdfFormat.N_TRIPLES)
    found = store.query("CONSTRUCT WHERE { ?s ?p ?o }")
    assert isinstance(found, QueryTriples)
    return found
