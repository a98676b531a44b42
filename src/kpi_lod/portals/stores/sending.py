"""Sending the graphs of a plan, so that whoever stops it at any moment loses nothing.

The order, of many small graphs in one update and of a large one in several: the marker says SENDING
of them; they change; they are read back; the marker has their digests. A graph that the marker does
not know is therefore never half ours. A large graph is filled beside its place and then copied.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from kpi_lod.errors import KpiLodError
from kpi_lod.iris import PublisherIris
from kpi_lod.portals.pushed import Pushed
from kpi_lod.portals.stores import sparql
from kpi_lod.portals.stores.graphs import Graph, lines_of
from kpi_lod.portals.stores.kinds import Kind
from kpi_lod.portals.stores.marker import (
    RELEASE,
    SENDING,
    Marked,
    Stamp,
    stamp_statements,
    statements,
)
from kpi_lod.portals.stores.service import PORTION, Service
from kpi_lod.terms import iri_value

Progress = Callable[[int, int], None]
"""Told how many graphs of how many are done."""

Lines = Mapping[str, Sequence[str]]
"""Graph → its N-Triples lines."""

_UNSENT = Marked(SENDING, 0)


@dataclass
class Sending:
    """One push; ``done`` and ``failed``: the graphs that are as they should be, or are not."""

    service: Service
    release: Pushed
    stamp: Stamp
    progress: Progress = lambda done, total: None
    done: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    _dump: tuple[str, Lines] = ("", MappingProxyType({}))

    @property
    def marker(self) -> str:
        """The IRI of the marker graph."""
        return iri_value(PublisherIris(self.release.base).push)

    def begin(self) -> None:
        """Say which release is on its way."""
        self._note(stamp_statements(self.marker, SENDING, self.stamp))

    def finish(self) -> None:
        """Say that it is there."""
        self._still_ours()
        there = stamp_statements(self.marker, RELEASE, self.stamp)
        self._note(there | stamp_statements(self.marker, SENDING, None))

    def adopt(self, graphs: Sequence[Graph]) -> None:
        """Mark graphs that hold already what we would send."""
        for some in _groups(graphs, self.service.kind.graphs):
            self._mark({one.iri: Marked(one.digest, one.triples) for one in some})

    def drop(self, graphs: Sequence[str]) -> None:
        """Drop graphs that are ours and no longer wanted, and forget them."""
        for some in _groups(graphs, self.service.kind.graphs):
            self._still_ours()
            nothing = statements(self.marker, dict.fromkeys(some))
            gone = sparql.following([sparql.dropped(some), sparql.marking(self.marker, nothing)])
            self.service.tell(gone)

    def send(self, graphs: Sequence[Graph]) -> None:
        """Send graphs, in the order of their dumps."""
        for some in batches(graphs, self.service.kind):
            lines = {one.iri: self._lines(one) for one in some}
            self._still_ours()
            if _is_large(some[0], self.service.kind):
                self._send_large(some[0], lines[some[0].iri])
            else:
                self._send_small(some, lines)
            self.progress(len(self.done) + len(self.failed), len(graphs))

    def _lines(self, graph: Graph) -> Sequence[str]:
        if self._dump[0] != graph.file:  # graphs come dump by dump: each is read once
            self._dump = graph.file, lines_of(self.release, graph.file)
        return self._dump[1][graph.iri]

    def _send_small(self, graphs: Sequence[Graph], lines: Lines) -> None:
        """All in one update, which is one transaction in the stores we know."""
        unsent = statements(self.marker, dict.fromkeys(lines, _UNSENT))
        steps = (
            sparql.marking(self.marker, unsent),
            sparql.dropped(lines),
            sparql.inserted(lines),
        )
        self.service.tell(sparql.following(steps), sum(one.triples for one in graphs))
        if self.service.content(lines) == {line for some in lines.values() for line in some}:
            good = list(graphs)
        else:
            good = [one for one in graphs if self._holds(one.iri, lines[one.iri])]
        self._settle(graphs, good)

    def _send_large(self, graph: Graph, lines: Sequence[str]) -> None:
        """Filled and read back beside its place; readers have the old one until it is copied."""
        beside = self._staging(graph.iri)
        unsent = statements(self.marker, dict.fromkeys((beside, graph.iri), _UNSENT))
        steps = (sparql.marking(self.marker, unsent), sparql.dropped([beside]))
        self.service.tell(sparql.following(steps))
        self.service.fill(beside, lines)
        is_good = self._holds(beside, lines)
        if is_good:
            self.service.tell(sparql.copied(beside, graph.iri), graph.triples)
            is_good = self.service.counts([graph.iri]).get(graph.iri, 0) == graph.triples
        self.service.tell(sparql.dropped([beside]), graph.triples)
        self._note(statements(self.marker, {beside: None}))
        self._settle([graph], [graph] if is_good else [])

    def _holds(self, graph: str, lines: Sequence[str]) -> bool:
        found = self.service.whole(graph, len(lines))
        if found is None:
            return self.service.counts([graph]).get(graph, 0) == len(lines)
        return found == {*lines}

    def _staging(self, graph: str) -> str:
        name = hashlib.sha256(graph.encode()).hexdigest()[:16]
        return iri_value(PublisherIris(self.release.base).staging(name))

    def _settle(self, sent: Sequence[Graph], good: Sequence[Graph]) -> None:
        if good:
            self._mark({one.iri: Marked(one.digest, one.triples) for one in good})
        self.done += [one.iri for one in good]
        self.failed += [one.iri for one in sent if one not in good]

    def _mark(self, marked: Mapping[str, Marked]) -> None:
        self._note(statements(self.marker, marked))

    def _note(self, told: Mapping[str, list[str]]) -> None:
        self.service.tell(sparql.marking(self.marker, told))

    def _still_ours(self) -> None:
        """Raise KpiLodError ``push-overtaken`` where somebody else has begun to push."""
        rows = self.service.rows(sparql.stamps(self.marker))
        told = {row["node"]: Stamp(row["release"], row["at"]) for row in rows}
        if told.get(f"{self.marker}#{SENDING}") != self.stamp:
            raise KpiLodError("push-overtaken", found=self.service.update.base)


T = TypeVar("T")


def _groups(things: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (things[start : start + size] for start in range(0, len(things), size))


def _is_large(graph: Graph, kind: Kind) -> bool:
    return graph.triples > kind.triples or graph.size > PORTION


def batches(graphs: Sequence[Graph], kind: Kind) -> Iterator[list[Graph]]:
    """Neighbours, as many as go into one update; a larger graph stands alone."""
    batch: list[Graph] = []
    for graph in graphs:
        triples = graph.triples + sum(one.triples for one in batch)
        size = graph.size + sum(one.size for one in batch)
        if batch and (len(batch) == kind.graphs or triples > kind.triples or size > PORTION):
            yield batch
            batch = []
        batch.append(graph)
    if batch:
        yield batch
