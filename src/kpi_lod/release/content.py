"""What a release holds: checked data and settings → path and bytes of every file (pure)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pyoxigraph import Literal, Quad

from kpi_lod.dataset import MunicipalityData, sorted_quads, sorted_triples
from kpi_lod.graph import GraphBuilder
from kpi_lod.iris import PublisherIris
from kpi_lod.packaged import shape_files
from kpi_lod.register.graph import register_quads
from kpi_lod.release.catalogue import Dataset, Dump, catalogue, municipality_dataset
from kpi_lod.release.documents import Layout, document_prefixes
from kpi_lod.release.jsonld import jsonld, published_context
from kpi_lod.release.names import WHOLE
from kpi_lod.settings import Publication
from kpi_lod.turtle import nquads, turtle
from kpi_lod.vocabulary import DCT, KPI, QB, RDFS


def release_files(
    publication: Publication, municipalities: Sequence[MunicipalityData]
) -> Mapping[str, bytes]:
    """Path (with /) → content of all files of the release but its manifest."""
    own = [quad for one in municipalities for quad in one.quads]
    everything = sorted_quads([*own, *cube_quads(publication.iris), *register_quads()])
    datasets = [_whole(publication, everything), *map(_of_municipality, municipalities)]
    files: dict[str, bytes] = dict(Layout(publication.base).files(everything))
    files.update((dump.path, dump.content) for d in datasets for dump in d.dumps)
    files.update(_catalogue_files(publication, datasets))
    files["context.jsonld"] = published_context()
    files["shared/shapes/index.ttl"] = b"\n".join(f.read_bytes() for f in shape_files())
    return dict(sorted(files.items()))


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


def _whole(publication: Publication, quads: Sequence[Quad]) -> Dataset:
    triples = sorted_triples(quad.triple for quad in quads)
    return Dataset(
        name="dataset",
        title=publication.title,
        description=publication.description,
        dumps=(Dump(f"{WHOLE}.nq", nquads(quads)), Dump(f"{WHOLE}.ttl", turtle(triples))),
        triples=len(triples),
    )


def _of_municipality(data: MunicipalityData) -> Dataset:
    triples = sorted_triples(quad.triple for quad in data.quads)
    dumps = (
        Dump(f"dumps/{data.code}.nq", data.nquads()),
        Dump(f"dumps/{data.code}.ttl", turtle(triples)),
        Dump(f"dumps/{data.code}.jsonld", jsonld(triples)),
    )
    return municipality_dataset(data.code, dumps, len(triples))


def _catalogue_files(
    publication: Publication, datasets: Sequence[Dataset]
) -> Iterator[tuple[str, bytes]]:
    document = f"{publication.base}catalogue"
    triples = catalogue(publication, datasets)
    yield "catalogue/index.ttl", turtle(triples, document_prefixes(document))
    yield "catalogue/index.jsonld", jsonld(triples, document)
