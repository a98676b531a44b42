"""The files of a release about all municipalities together (pure).

In: settings and the summaries of all municipalities. Out: the small files with their content, and
for the large ones how they are joined from what each municipality has, so that nobody has to hold
a country in memory.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, Quad

from kpi_lod.checking.rulebook import shapes_iris
from kpi_lod.dataset import sorted_quads, sorted_triples
from kpi_lod.graph import GraphBuilder
from kpi_lod.iris import PublisherIris
from kpi_lod.packaged import shape_files
from kpi_lod.register.graph import register_quads
from kpi_lod.release.compressed import gzipped
from kpi_lod.release.documents import Layout
from kpi_lod.release.hosting.files import hosting_files
from kpi_lod.release.jsonld import published_context
from kpi_lod.release.names import DUMP_NQUADS, DUMP_TURTLE, TURTLE_PIECE
from kpi_lod.release.pages.frame import static_files
from kpi_lod.release.pages.places import pages_of_places
from kpi_lod.release.pages.topics import fixed_pages, pages_of_topics
from kpi_lod.release.summary import Summary
from kpi_lod.release.tables import joined_files, shared_table_files, whole_table_files
from kpi_lod.settings import Publication
from kpi_lod.turtle import nquads, turtle
from kpi_lod.vocabulary import DCT, KPI, QB, RDFS


@dataclass(frozen=True, slots=True)
class Joined:
    """A file about all: ``head``, then the piece of each municipality in the order of the codes.

    ``piece`` names it: one of ``Part.pieces``, or a path of ``Part.files`` with ``{code}`` in it.
    Between two pieces stands ``separator``, after the last ``tail``.
    """

    head: bytes
    piece: str
    separator: bytes = b""
    tail: bytes = b""


@dataclass(frozen=True, slots=True)
class Whole:
    """``files``: path → content; ``joined``: path → how it is joined."""

    files: Mapping[str, bytes]
    joined: Mapping[str, Joined]
    triples: int


def whole(publication: Publication, summaries: Sequence[Summary]) -> Whole:
    """The files about all municipalities; ``summaries`` in the order of the codes."""
    shared = shared_quads(publication.iris)
    triples = sorted_triples(quad.triple for quad in shared)
    joined = {
        DUMP_NQUADS: Joined(gzipped(nquads(shared)), "dumps/{code}.nq.gz"),
        DUMP_TURTLE: Joined(gzipped(turtle(triples)), TURTLE_PIECE),
        **{path: Joined(head, piece) for path, (head, piece) in joined_files().items()},
    }
    count = all_triples(publication.iris, summaries)
    files = {
        **whole_table_files(summaries),
        **dict(pages_of_places(publication, summaries)),
        **dict(pages_of_topics(publication, summaries)),
    }
    return Whole(files, joined, count)


def all_triples(publisher: PublisherIris, summaries: Sequence[Summary]) -> int:
    """How many distinct triples a release tells: of the municipalities and shared ones."""
    return len(shared_quads(publisher)) + sum(one.triples for one in summaries)


def shared_files(publication: Publication) -> Mapping[str, bytes]:
    """Path → content of what depends on no municipality: the program and the settings alone."""
    layout = Layout(publication.base)
    shapes = b"\n".join(file.read_bytes() for file in shape_files())
    return {
        **dict(layout.files(shared_quads(publication.iris))),
        **dict(hosting_files(publication)),
        **dict(static_files()),
        **shared_table_files(publication),
        "context.jsonld": published_context(),
        **{f"{layout.folder(iri)}/index.ttl": shapes for iri in shapes_iris()},
        **dict(fixed_pages(publication, shared_quads(publication.iris))),
    }


@cache
def shared_quads(publisher: PublisherIris) -> tuple[Quad, ...]:
    """What a release tells beside the municipalities: the register and the publisher's cubes."""
    return sorted_quads([*cube_quads(publisher), *register_quads()])


def cube_quads(publisher: PublisherIris) -> tuple[Quad, ...]:
    """The two qb:DataSets of the publisher (https://www.w3.org/TR/vocab-data-cube/#datasets)."""
    graph = GraphBuilder(publisher.cube)
    for node, structure, ja, en in (
        (publisher.kpi_cube, KPI["kpi-cube"], "KPIの観測値", "KPI observations"),
        (publisher.money_cube, KPI["money-cube"], "事業費の観測値", "Money observations"),
    ):
        titles = (Literal(ja, language="ja"), Literal(en, language="en"))
        graph.describe(
            node,
            (QB.DataSet,),
            (QB.structure, structure),
            *((DCT.title, title) for title in titles),
            *((RDFS.label, title) for title in titles),
        )
    return sorted_quads(graph.quads)
