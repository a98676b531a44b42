"""What has to be done so that a store holds a release (pure).

In: the graphs of the release, and what the store tells. Out: :class:`Plan`. A graph of the same
name that the marker does not know is somebody else's, unless it holds just what we would send.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kpi_lod.portals.outcome import Did, Item
from kpi_lod.portals.stores.graphs import Graph
from kpi_lod.portals.stores.marker import Marker, Stamp

Graphs = Mapping[str, Graph]


@dataclass(frozen=True, slots=True)
class There:
    """What the store tells: its marker, how many triples each graph of the release holds there."""

    marker: Marker
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Plan:
    """``send``: graph → ADDED or UPDATED; ``adopt``: ours already, only to be marked.

    ``drop``: marked, but no longer of the release; ``foreign``: somebody else's. The others stay.
    """

    send: Mapping[str, Did]
    adopt: tuple[str, ...]
    drop: tuple[str, ...]
    foreign: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether all graphs are as they should be."""
        return not (self.send or self.adopt or self.drop or self.foreign)


def unknown(graphs: Graphs, there: There) -> list[str]:
    """The graphs that have something in them and no mark, of just as many triples as ours.

    What they hold has to be read.
    """
    return [
        iri
        for iri, graph in graphs.items()
        if iri not in there.marker.graphs and there.counts.get(iri, 0) == graph.triples
    ]


def plan(graphs: Graphs, there: There, digests: Mapping[str, str], *, force: bool = False) -> Plan:
    """The plan; ``digests``: of the graphs that are ``unknown``; ``force``: nothing is foreign."""
    send: dict[str, Did] = {}
    adopt, foreign = [], []
    for iri, graph in graphs.items():
        marked, count = there.marker.graphs.get(iri), there.counts.get(iri, 0)
        if marked is not None:
            if (marked.digest, count) != (graph.digest, graph.triples):
                send[iri] = Did.UPDATED
        elif not count:
            send[iri] = Did.ADDED
        elif digests.get(iri) == graph.digest:
            adopt.append(iri)
        elif force:
            send[iri] = Did.UPDATED
        else:
            foreign.append(iri)
    drop = tuple(sorted(there.marker.graphs.keys() - graphs.keys()))
    return Plan(send, tuple(adopt), drop, tuple(foreign))


def newer(marker: Marker, ours: Stamp) -> Stamp | None:
    """A release in the store, or on its way there, that became current after ours."""
    found = [one for one in (marker.sending, marker.released) if one and one.at > ours.at]
    return max(found, key=lambda one: one.at, default=None)


def items(graphs: Graphs, made: Plan, staging: str) -> Iterable[Item]:
    """What is told of each graph, by name; staging graphs are nobody's business."""
    told = {
        **dict.fromkeys(graphs, Item(Did.UNCHANGED, "")),
        **{iri: Item(did, "") for iri, did in made.send.items()},
        **{iri: Item(Did.REMOVED, "") for iri in made.drop if not iri.startswith(staging)},
        **{iri: Item(Did.FAILED, "", "", *_FOREIGN) for iri in made.foreign},
        **{iri: Item(Did.UNCHANGED, "", "", *_ADOPTED) for iri in made.adopt},
    }
    return [Item(one.did, iri, "", one.ja, one.en) for iri, one in sorted(told.items())]


_ADOPTED = (
    "同じ内容がすでにあるので、送ったものとします。",
    "The same content is there already; it is taken as sent.",
)
_FOREIGN = (
    "このコマンドが送ったのではない、別の内容のグラフがあります。",
    "There is a graph with other content, which this command did not send.",
)
