"""Everything of a release that depends on one municipality alone (pure).

In: settings and a municipality's data. Out: its files, its pieces of the files about all, and its
summary. The municipality is the unit of rebuild: a part is made again only where its submissions,
the settings or the program changed, and nothing in it may look at another municipality.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import Triple

from kpi_lod.dataset import MunicipalityData, sorted_triples
from kpi_lod.release.catalogue.municipal import municipal_catalogue
from kpi_lod.release.compressed import gzipped
from kpi_lod.release.documents import Layout
from kpi_lod.release.editions import lost_projects
from kpi_lod.release.jsonld import jsonld
from kpi_lod.release.names import TURTLE_PIECE
from kpi_lod.release.pages.municipal import municipal_pages
from kpi_lod.release.summary import Summary, summary
from kpi_lod.release.tables import municipal_tables
from kpi_lod.settings import Publication
from kpi_lod.turtle import turtle


@dataclass(frozen=True, slots=True)
class Part:
    """One municipality's share of a release.

    ``files``: path in the release (with /) → content. ``pieces``: name of a piece → bytes that are
    joined, municipality by municipality, into a file about all (``whole.Joined``).
    """

    files: Mapping[str, bytes]
    pieces: Mapping[str, bytes]
    summary: Summary


@dataclass(frozen=True)
class Municipal:
    """A municipality as the makers of its files see it: its records and its sorted triples."""

    publication: Publication
    data: MunicipalityData

    @property
    def code(self) -> str:
        """Its 6-digit code."""
        return self.data.code

    @cached_property
    def triples(self) -> tuple[Triple, ...]:
        """Its distinct triples, sorted, of all graphs."""
        return sorted_triples(quad.triple for quad in self.data.quads)

    @cached_property
    def turtle(self) -> bytes:
        """All its triples as Turtle."""
        return turtle(self.triples)


def municipality_part(publication: Publication, data: MunicipalityData) -> Part:
    """The part of one municipality."""
    one = Municipal(publication, data)
    tables = municipal_tables(publication, data)
    files = {**dict(_documents(one)), **dict(_dumps(one)), **tables.files}
    files.update(_lost(data, files))
    told = summary(data, len(one.triples))
    # The checksums of the others are in it; pages are none of its distributions.
    about = municipal_catalogue(publication, data, files, told.triples)
    files.update(municipal_pages(publication, data, told, files))
    pieces = {TURTLE_PIECE: gzipped(one.turtle), **tables.pieces, **about.pieces}
    return Part({**files, **about.files}, pieces, told)


def _documents(one: Municipal) -> Iterator[tuple[str, bytes]]:
    yield from Layout(one.publication.base).files(one.data.quads)


def _lost(data: MunicipalityData, files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """At the address of a project that was withdrawn what there still is: of its submission."""
    for project, (edition, _) in lost_projects(data.editions).items():
        for kind in ("ttl", "jsonld"):
            told = files[f"submission/{data.code}/{edition.id}/index.{kind}"]
            yield f"project/{data.code}/{project}/index.{kind}", told


def _dumps(one: Municipal) -> Iterator[tuple[str, bytes]]:
    yield f"dumps/{one.code}.nq.gz", gzipped(one.data.nquads())
    yield f"dumps/{one.code}.ttl", one.turtle
    yield f"dumps/{one.code}.jsonld", jsonld(one.triples)
