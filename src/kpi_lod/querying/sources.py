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
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse,
)

from kpi_lod.errors import KpiLodError
from kpi_lod.querying.asking import Asking
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


def results(query: str, source: str, asking: Asking | None = None) -> Results:
    """The results of the query at ``source``: the URL of an endpoint, or a folder.

    ``asking``: how an endpoint is asked. Raises KpiLodError ``query-syntax``, ``source-missing``,
    ``source-broken`` or ``endpoint/…``.
    """
    if source.startswith(("http://", "https://")):
        # 0.1 s to import: who asks a folder need not pay.
        from kpi_lod.querying.endpoint import endpoint_results  # noqa: PLC0415

        return endpoint_results(query, source, asking)
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
