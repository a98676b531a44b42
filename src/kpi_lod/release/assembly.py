"""The parts of all municipalities → every file of a release (pure)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kpi_lod.dataset import MunicipalityData
from kpi_lod.release.catalogue.formats import FileFact
from kpi_lod.release.catalogue.overall import joined
from kpi_lod.release.part import Part, municipality_part
from kpi_lod.release.whole import Joined, shared_files, whole
from kpi_lod.settings import Publication


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
    facts = [FileFact.of(path, files[path]) for path in (*about_all.files, *about_all.joined)]
    last = joined(publication, summaries, facts)
    files.update((path, _content(join, parts)) for path, join in last.items())
    return dict(sorted(files.items())), about_all.triples


def _content(joined: Joined, parts: Sequence[Part]) -> bytes:
    pieces = [
        part.pieces[joined.piece]
        if joined.piece in part.pieces
        else part.files[joined.piece.format(code=part.summary.code)]
        for part in parts
    ]
    return joined.head + joined.separator.join(pieces) + joined.tail
