"""A municipality's whole data: its submissions → every quad about it, each in exactly one graph.

The municipality is the unit of rebuild (design §5.1). Out: sorted quads without duplicates, and the
origins of the statements. Nothing here reads or writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, Triple

from kpi_lod.current import current_graph
from kpi_lod.errors import Place
from kpi_lod.graph import GraphBuilder
from kpi_lod.iris import PublisherIris
from kpi_lod.mapping.described import project_graph, projects_now
from kpi_lod.mapping.printed import submission_graph
from kpi_lod.mapping.traced import Origins
from kpi_lod.records import Submission
from kpi_lod.vocabulary import RDF


@dataclass(frozen=True, slots=True)
class MunicipalityData:
    """All quads of one municipality, sorted, and where its statements come from."""

    code: str
    quads: tuple[Quad, ...]
    origins: Origins


def municipality_data(
    editions: Sequence[Submission], publisher: PublisherIris, licence: str
) -> MunicipalityData:
    """The data of one municipality from its submissions, oldest edition first."""
    described = [project_graph(now, publisher) for now in projects_now(editions)]
    printed = [submission_graph(edition, publisher, licence) for edition in editions]
    derived = current_graph(editions, publisher)
    origins: dict[tuple[str, str], Place] = {}
    for graph in (*described, *printed):
        origins.update(graph.origins)
    graphs: list[GraphBuilder] = [*described, *printed, derived]
    quads = sorted_quads(quad for graph in graphs for quad in graph.quads)
    return MunicipalityData(editions[0].municipality, quads, origins)


def sorted_quads(quads: Iterable[Quad]) -> tuple[Quad, ...]:
    """The distinct quads in the order we publish: by graph and subject, rdf:type first."""
    return tuple(sorted(set(quads), key=_quad_key))


def sorted_triples(triples: Iterable[Triple]) -> tuple[Triple, ...]:
    """The distinct triples in the order we publish."""
    return tuple(sorted(set(triples), key=_triple_key))


_Key = tuple[str, bool, str, bool, str, str]


def _triple_key(triple: Triple | Quad) -> _Key:
    """By document, in it what it is about first, then by subject, of that its classes first."""
    assert isinstance(triple.subject, NamedNode)
    document, _, fragment = triple.subject.value.partition("#")
    return (
        document,
        fragment not in ("", "it"),
        fragment,
        triple.predicate != RDF.type,
        triple.predicate.value,
        str(triple.object),
    )


def _quad_key(quad: Quad) -> tuple[str, _Key]:
    assert isinstance(quad.graph_name, NamedNode)
    return quad.graph_name.value, _triple_key(quad)


def referenced(data: Iterable[Triple], register: Iterable[Triple]) -> tuple[Triple, ...]:
    """What the register tells about the nodes that ``data`` leads to, step by step.

    Validation needs these descriptions, not all 1,963 municipalities.
    """
    about: dict[NamedNode, list[Triple]] = {}
    for triple in register:
        if isinstance(triple.subject, NamedNode):
            about.setdefault(triple.subject, []).append(triple)
    waiting = [t.object for t in data if isinstance(t.object, NamedNode)]
    found: dict[NamedNode, list[Triple]] = {}
    while waiting:
        node = waiting.pop()
        if node in about and node not in found:
            found[node] = about[node]
            waiting.extend(t.object for t in about[node] if isinstance(t.object, NamedNode))
    return tuple(triple for triples in found.values() for triple in triples)
