"""The parts of all municipalities → every file of a release (pure)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

from kpi_lod.dataset import MunicipalityData
from kpi_lod.release.catalogue import Dataset, FileFact, catalogue, municipality_dataset
from kpi_lod.release.documents import document_prefixes
from kpi_lod.release.jsonld import jsonld
from kpi_lod.release.names import DUMP_NQUADS, DUMP_TURTLE
from kpi_lod.release.pages.topics import closing_pages
from kpi_lod.release.part import Part, municipality_part
from kpi_lod.release.summary import Summary
from kpi_lod.release.whole import Joined, Whole, shared_files, whole
from kpi_lod.settings import Publication
from kpi_lod.turtle import turtle


def release_files(
    publication: Publication, municipalities: Sequence[MunicipalityData]
) -> tuple[Mapping[str, bytes], int]:
    """Path (with /) → content of all files of the release but its manifest; and its triples."""
    parts = [municipality_part(publication, one) for one in municipalities]
    summaries = [part.summary for part in parts]
    about_all = whole(publication, summaries)
    files = {path: content for part in parts for path, content in part.files.items()}
    files.update(shared_files(publication))
    files.update(about_all.files)
    files.update((path, _content(join, parts)) for path, join in about_all.joined.items())
    facts = [FileFact.of(path, files[path]) for path in sorted(files)]
    datasets = _datasets(publication, summaries, about_all, facts)
    files.update(_catalogue_files(publication, datasets))
    everything = BytesIO(files[DUMP_NQUADS])
    codes = [one.code for one in summaries]
    facts = [FileFact.of(path, files[path]) for path in sorted(files)]
    files.update(closing_pages(publication, codes, facts, everything, about_all.triples))
    return dict(sorted(files.items())), about_all.triples


def _content(joined: Joined, parts: Sequence[Part]) -> bytes:
    pieces = [
        part.pieces[joined.piece]
        if joined.piece in part.pieces
        else part.files[joined.piece.format(code=part.summary.code)]
        for part in parts
    ]
    return joined.head + joined.separator.join(pieces) + joined.tail


def _datasets(
    publication: Publication,
    summaries: Sequence[Summary],
    about_all: Whole,
    facts: Sequence[FileFact],
) -> list[Dataset]:
    known = {fact.path: fact for fact in facts}
    everything = Dataset(
        name="dataset",
        title=publication.title,
        description=publication.description,
        dumps=(known[DUMP_NQUADS], known[DUMP_TURTLE]),
        triples=about_all.triples,
    )
    return [
        everything,
        *(
            municipality_dataset(
                one.code,
                [known[f"dumps/{one.code}.{form}"] for form in ("nq.gz", "ttl", "jsonld")],
                one.triples,
            )
            for one in summaries
        ),
    ]


def _catalogue_files(
    publication: Publication, datasets: Sequence[Dataset]
) -> Iterator[tuple[str, bytes]]:
    document = f"{publication.base}catalogue"
    triples = catalogue(publication, datasets)
    yield "catalogue/index.ttl", turtle(triples, document_prefixes(document))
    yield "catalogue/index.jsonld", jsonld(triples, document)
