"""A municipality's whole data: its submissions → every quad about it, each in exactly one graph.

The municipality is the unit of rebuild (design §5.1). Out: sorted quads without duplicates, and the
origins of the statements; all without pyoxigraph's objects until somebody asks for them. Nothing
here reads or writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from kpi_lod.current import ProjectCurrent, current_projects
from kpi_lod.current_graph import current_graph
from kpi_lod.graph import GraphBuilder, Row, node_order
from kpi_lod.iris import PublisherIris
from kpi_lod.mapping.described import project_graph, projects_now
from kpi_lod.mapping.printed import submission_graph
from kpi_lod.mapping.traced import Origins, TracedGraph
from kpi_lod.records import Submission
from kpi_lod.terms import iri_value
from kpi_lod.vocabulary import RDF


@dataclass(frozen=True)
class MunicipalityData:
    """All graphs of one municipality: what its submissions tell, and what holds now.

    Kept as records and term texts; the quads and the places they come from are made when first
    asked for. ``editions`` oldest first, withdrawn ones too; ``projects`` as they stand now.
    """

    code: str
    editions: tuple[Submission, ...]
    projects: tuple[ProjectCurrent, ...]
    traced: tuple[TracedGraph, ...]
    current: GraphBuilder

    @property
    def graphs(self) -> list[GraphBuilder]:
        """Its named graphs in the order of their names."""
        return sorted((*self.traced, self.current), key=lambda graph: iri_value(graph.graph))

    def rows(self) -> Iterator[Row]:
        """Every triple as term texts, in no order; one that was made twice comes twice."""
        return chain.from_iterable(graph.rows() for graph in (*self.traced, self.current))

    def nquads(self) -> bytes:
        """All quads, each once, as N-Quads in the order we publish."""
        return b"".join([graph.nquads() for graph in self.graphs])

    @cached_property
    def quads(self) -> tuple[Quad, ...]:
        """All quads, each once, in the order we publish."""
        return tuple(parse(self.nquads(), format=RdfFormat.N_QUADS))

    @cached_property
    def origins(self) -> Origins:
        """Where the statements come from."""
        return {key: place for graph in self.traced for key, place in graph.origins.items()}


def municipality_data(
    editions: Sequence[Submission], publisher: PublisherIris, licence: str
) -> MunicipalityData:
    """The data of one municipality from its submissions, oldest edition first."""
    described = [project_graph(now, publisher) for now in projects_now(editions)]
    printed = [submission_graph(edition, publisher, licence) for edition in editions]
    code, projects = editions[0].municipality, current_projects(editions, publisher)
    return MunicipalityData(
        code=code,
        editions=tuple(editions),
        projects=projects,
        traced=(*described, *printed),
        current=current_graph(code, projects, publisher),
    )


def sorted_quads(quads: Iterable[Quad]) -> tuple[Quad, ...]:
    """The distinct quads in the order we publish: by graph and subject, rdf:type first."""
    return tuple(sorted(set(quads), key=_quad_key))


def sorted_triples(triples: Iterable[Triple]) -> tuple[Triple, ...]:
    """The distinct triples in the order we publish."""
    return tuple(sorted(set(triples), key=_triple_key))


_Key = tuple[str, bool, str, bool, str, str]


def _triple_key(triple: Triple | Quad) -> _Key:
    """By node, of each its classes first."""
    assert isinstance(triple.subject, NamedNode)
    return (
        *node_order(triple.subject.value),
        triple.predicate != RDF.type,
        triple.predicate.value,
        str(triple.object),
    )


def _quad_key(quad: Quad) -> tuple[str, _Key]:
    assert isinstance(quad.graph_name, NamedNode)
    return quad.graph_name.value, _triple_key(quad)
