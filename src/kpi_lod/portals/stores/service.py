"""A triple store over HTTP: asked, told, filled and read; nothing is decided here.

SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/) and Graph Store Protocol
(https://www.w3.org/TR/sparql11-http-rdf-update/). Queries are forms, because Virtuoso never answers
a body of ``application/sparql-query``; updates are sent as they are, because a form would triple
Japanese. All bodies are bytes, bounded by who calls, so that they can be sent again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import httpx
from pyoxigraph import RdfFormat, parse

from kpi_lod.connection import Connection, PushError, said
from kpi_lod.portals.stores import sparql
from kpi_lod.portals.stores.kinds import Kind
from kpi_lod.portals.stores.marker import Marker, Row, marker
from kpi_lod.querying.alike import Table, table_or_truth
from kpi_lod.querying.exchange import TABLE

PORTION = 5_000_000
"""Bytes of one body, at most, but for a line that is longer."""

PAGE = 2_000
"""Rows of the marker in one answer; Virtuoso gives 10,000 at most, without saying so."""

ASKED = 200
"""Graphs in one query."""

HEX = "0123456789abcdef"

SECONDS_PER_TRIPLE = 0.001
"""What a store may take to copy; measured: 0.13 ms (Oxigraph), 0.03 ms (Virtuoso)."""

_TRIPLES = "application/n-triples"


@dataclass(frozen=True, slots=True)
class Service:
    """A store of some kind; ``graph_store`` None: filled by SPARQL, too."""

    kind: Kind
    query: Connection
    update: Connection
    graph_store: Connection | None = None

    def rows(self, query: str) -> list[Row]:
        """The rows of a SELECT: variable → text."""
        answer = self._asked(query, TABLE)
        try:
            found = table_or_truth(answer.content)
            assert isinstance(found, Table)
        except (ValueError, AssertionError):
            raise refused(self.query, answer) from None
        return [{name: term["value"] for name, term in row.items()} for row in found.rows]

    def tell(self, update: str, triples: int = 0) -> None:
        """An update, whole; ``triples``: how many it copies, for which it is given time."""
        seconds = httpx.Timeout(self.update.client.timeout.connect)
        seconds.read = max(seconds.read or 0.0, triples * SECONDS_PER_TRIPLE)
        headers = {"Content-Type": "application/sparql-update"}
        options = {"headers": headers, "timeout": seconds}
        _good(self.update, self.update.send("POST", "", update.encode(), **options))

    def counts(self, graphs: Iterable[str]) -> dict[str, int]:
        """How many triples those of these graphs hold that hold any."""
        rows = [row for some in _portions(list(graphs)) for row in self.rows(sparql.counted(some))]
        return {row["g"]: int(row["n"]) for row in rows}

    def content(self, graphs: Iterable[str]) -> set[str]:
        """All triples of some small graphs as canonical N-Triples lines."""
        return self._triples(sparql.content(graphs))

    def whole(self, graph: str, triples: int) -> set[str] | None:
        """All triples of a graph that should hold so many; None where they are too many to read.

        An answer never nears the rows at which a store would cut it.
        """
        enough = self.kind.rows // 2
        if triples <= enough:
            return self.content([graph])
        if triples > enough * len(HEX):
            return None
        return set().union(*(self._triples(sparql.sixteenth(graph, one)) for one in HEX))

    def fill(self, graph: str, lines: Sequence[str]) -> None:
        """Add these lines to a graph, in bounded portions."""
        for portion in portions(lines, self.kind.triples if self.graph_store is None else None):
            if self.graph_store is None:
                self.tell(sparql.inserted({graph: portion}))
            else:
                self._post(self.graph_store, graph, portion)

    def marker(self, iri: str) -> Marker:
        """What the store tells of what was pushed there."""
        found: list[Row] = []
        while True:
            after = found[-1]["node"] if found else ""
            page = self.rows(sparql.marked(iri, after, PAGE))
            found += page
            if len(page) < PAGE:
                return marker(iri, self.rows(sparql.stamps(iri)), found)

    def _asked(self, query: str, accept: str) -> httpx.Response:
        headers = {"Accept": accept}
        answer = self.query.send("POST", "", data={"query": query}, headers=headers)
        return _good(self.query, answer)

    def _post(self, store: Connection, graph: str, lines: Iterable[str]) -> None:
        body = "".join(f"{line}\n" for line in lines).encode()
        headers = {"Content-Type": _TRIPLES}
        _good(store, store.send("POST", "", body, params={"graph": graph}, headers=headers))

    def _triples(self, query: str) -> set[str]:
        answer = self._asked(query, _TRIPLES)
        try:
            quads = parse(answer.content, format=RdfFormat.N_TRIPLES)
            return {f"{quad.triple} ." for quad in quads}
        except (SyntaxError, ValueError):
            raise refused(self.query, answer) from None


def portions(lines: Iterable[str], triples: int | None = None) -> Iterable[list[str]]:
    """The lines in portions of at most PORTION bytes, and so many triples if that is told."""
    portion: list[str] = []
    size = 0
    for line in lines:
        length = len(line.encode()) + 1
        if portion and (size + length > PORTION or len(portion) == triples):
            yield portion
            portion, size = [], 0
        portion.append(line)
        size += length
    if portion:
        yield portion


def _portions(graphs: Sequence[str]) -> Iterable[Sequence[str]]:
    return (graphs[start : start + ASKED] for start in range(0, len(graphs), ASKED))


def _good(asked: Connection, answer: httpx.Response) -> httpx.Response:
    if not answer.is_success:
        raise refused(asked, answer)
    return answer


def refused(asked: Connection, answer: httpx.Response) -> PushError:
    """The error about an answer that is none."""
    told = said(answer)
    error = PushError("push-refused", found=asked.base, status=answer.status_code, said=told)
    error.answer = answer
    return error
