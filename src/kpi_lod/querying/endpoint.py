"""A question to a SPARQL 1.1 endpoint: all of its answer, or an error that says why not.

In: a query and a URL. Out: pyoxigraph's query results, the same as from a release. Public endpoints
cut answers, some without a word (DBpedia: 10,000 rows), so an answer of a round number of rows is
counted by a second query, and what is missing is fetched page by page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count, islice

import httpx
from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse_query_results,
)

from kpi_lod.errors import KpiLodError
from kpi_lod.querying.alike import Row, Table, table_or_truth
from kpi_lod.querying.asking import Asking
from kpi_lod.querying.default_graph import union_params
from kpi_lod.querying.exchange import LONGEST, Endpoint
from kpi_lod.querying.refusals import MAX_ROWS, EndpointError, content_type
from kpi_lod.querying.sparql_text import (
    Selection,
    names_dataset,
    names_graphs,
    query_form,
    selection,
    with_prefixes,
)
from kpi_lod.vocabulary import PREFIXES

Results = QuerySolutions | QueryBoolean | QueryTriples
Params = Mapping[str, str]

_ROUND = 100
"""Limits are multiples of it; one complete answer in a hundred is counted for nothing."""

_PAGES = 1000


def endpoint_results(query: str, url: str, asking: Asking | None = None) -> Results:
    """The results of the query at the endpoint; the default graph holds all graphs' triples.

    Raises EndpointError (``endpoint/…``), KpiLodError ``query-syntax`` for what is no query.
    """
    form = query_form(query)
    if not form:
        raise KpiLodError("query-syntax", found="SELECT, ASK, CONSTRUCT, DESCRIBE?")
    text = with_prefixes(query, PREFIXES)
    with Endpoint(url, asking or Asking()) as endpoint:
        params = _params(endpoint, query)
        if form in {"CONSTRUCT", "DESCRIBE"}:
            return _triples(endpoint, endpoint.triples(text, params))
        return _table(endpoint, text, params)


def _params(endpoint: Endpoint, query: str) -> Params:
    if endpoint.asking.as_is or names_dataset(query):
        return {}
    return union_params(endpoint, names_graphs=names_graphs(query))


def _triples(endpoint: Endpoint, answer: httpx.Response) -> QueryTriples:
    if MAX_ROWS in answer.headers:
        raise EndpointError("cut", endpoint.url, rows=answer.headers[MAX_ROWS])
    is_turtle = content_type(answer) == "text/turtle"
    store = Store()
    try:
        kind = RdfFormat.TURTLE if is_turtle else RdfFormat.N_TRIPLES
        store.load(answer.content, format=kind, base_iri=endpoint.url)
    except (SyntaxError, ValueError) as error:
        raise EndpointError("broken", endpoint.url, reason=error) from None
    found = store.query("CONSTRUCT WHERE { ?s ?p ?o }")
    assert isinstance(found, QueryTriples)
    return found


def _table(endpoint: Endpoint, query: str, params: Params) -> Results:
    answer = endpoint.table(query, params)
    found = _told(endpoint, answer)
    if isinstance(found, Table) and _may_be_cut(found, answer):
        found = _whole(endpoint, query, params, found, is_cut=MAX_ROWS in answer.headers)
    try:
        content = found.json() if isinstance(found, Table) else answer.content
        return parse_query_results(content, format=QueryResultsFormat.JSON)
    except (SyntaxError, ValueError) as error:
        raise EndpointError("broken", endpoint.url, reason=error) from None


def _told(endpoint: Endpoint, answer: httpx.Response) -> Table | bool:
    try:
        return table_or_truth(answer.content)
    except ValueError as error:
        raise EndpointError("broken", endpoint.url, reason=error) from None


def _may_be_cut(found: Table, answer: httpx.Response) -> bool:
    return MAX_ROWS in answer.headers or bool(found.rows and not len(found.rows) % _ROUND)


def _whole(endpoint: Endpoint, query: str, params: Params, begun: Table, *, is_cut: bool) -> Table:
    """All rows of an answer that may have been cut. Raises EndpointError ``endpoint/cut``."""
    parts = selection(query)
    rows = len(begun.rows)
    if parts is None or endpoint.asking.as_is:
        if is_cut:
            raise EndpointError("cut", endpoint.url, rows=rows)
        return begun
    total = _count(endpoint, parts, params)
    if total == rows:
        return begun
    queries = (parts.page(begun.names, rows, first) for first in count(0, rows))
    paged = Table(begun.names, _pages(endpoint, islice(queries, _PAGES), params, total))
    if len(paged.rows) != total:
        raise EndpointError("cut", endpoint.url, rows=rows)
    return paged


def _count(endpoint: Endpoint, parts: Selection, params: Params) -> int:
    found = _told(endpoint, endpoint.table(parts.counted, params))
    try:
        assert isinstance(found, Table)
        ((cell,),) = (row.values() for row in found.rows)
        return int(cell["value"])
    except (AssertionError, ValueError):
        raise EndpointError("broken", endpoint.url, reason=parts.counted) from None


def _pages(endpoint: Endpoint, queries: Iterable[str], params: Params, total: int) -> list[Row]:
    """The rows page by page: from the first on, since only ordered pages fit together."""
    rows: list[Row] = []
    octets = 0
    for query in queries:
        answer = endpoint.table(query, params)
        page = _told(endpoint, answer)
        octets += len(answer.content)
        if octets > LONGEST:
            raise EndpointError("too-large", endpoint.url, reason=f"{octets:,} bytes")
        found = page.rows if isinstance(page, Table) else []
        rows += found
        if not found or len(rows) >= total:
            break
    return rows
