"""A catalogue for people: its triples → a page with an anchor for each of its nodes.

The page is made of the same triples as the Turtle beside it, so that the two cannot disagree, and
every fragment that the catalogue mints is found in the page, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from kpi_lod.release.catalogue.nodes import CatalogueIris
from kpi_lod.release.pages.frame import Alternate, Link, Page
from kpi_lod.settings import Text
from kpi_lod.vocabulary import DCAT, DCT, RDF, SPDX


@dataclass(frozen=True, slots=True)
class File:
    """A distribution: anchors of it and of its checksum, title, path in the release, size."""

    anchor: str
    title: Text
    path: str
    size: int
    checksum_anchor: str
    checksum: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A dataset or series: anchor, texts, path of its page in the release, time, files."""

    anchor: str
    title: Text
    description: Text
    page: str | None
    period: tuple[str, str] | None
    files: tuple[File, ...]


def catalogue_page(own: CatalogueIris, told: Sequence[Triple], crumbs: Sequence[Link]) -> Page:
    """The page of a catalogue that tells these triples."""
    nodes = _Nodes(own, told)
    return Page(
        folder=own.folder,
        template="catalogue.html",
        title=nodes.text(own.document, DCT.title),
        description=nodes.text(own.document, DCT.description),
        values={
            "entries": [*nodes.entries(DCAT.Dataset), *nodes.entries(DCAT.DatasetSeries)],
            "anchors": nodes.others(),
        },
        crumbs=crumbs,
        alternates=(
            Alternate(f"{own.folder}/index.ttl", "text/turtle", "Turtle"),
            Alternate(f"{own.folder}/index.jsonld", "application/ld+json", "JSON-LD"),
        ),
        about=own.document,
    )


class _Nodes:
    """The triples by subject and predicate."""

    def __init__(self, own: CatalogueIris, told: Iterable[Triple]) -> None:
        self.own = own
        self.values: dict[str, dict[str, list[NamedNode | Literal]]] = defaultdict(dict)
        for triple in told:
            assert isinstance(triple.subject, NamedNode)
            assert isinstance(triple.object, NamedNode | Literal)
            of_node = self.values[triple.subject.value]
            of_node.setdefault(triple.predicate.value, []).append(triple.object)

    def _all(self, node: str, predicate: NamedNode) -> list[NamedNode | Literal]:
        return self.values[node].get(predicate.value, [])

    def one(self, node: str, predicate: NamedNode) -> str | None:
        """The first value."""
        return next((value.value for value in self._all(node, predicate)), None)

    def text(self, node: str, predicate: NamedNode) -> Text:
        """The value in each language."""
        found = {v.language: v.value for v in self._all(node, predicate) if isinstance(v, Literal)}
        return Text(found.get("ja") or "", found.get("en"))

    def entries(self, cls: NamedNode) -> list[Entry]:
        """The nodes of a class that are told here."""
        return [self._entry(node) for node in list(self.values) if cls in self._all(node, RDF.type)]

    def others(self) -> list[str]:
        """The anchors of what is neither a dataset nor a file: times, publisher, contact."""
        shown = {*self._anchored(DCAT.Dataset), *self._anchored(DCAT.DatasetSeries)}
        shown |= {*self._anchored(DCAT.Distribution), *self._anchored(SPDX.Checksum)}
        start = f"{self.own.document}#"
        own = (node.removeprefix(start) for node in self.values if node.startswith(start))
        return [anchor for anchor in own if anchor not in shown]

    def _anchored(self, cls: NamedNode) -> list[str]:
        return [_anchor(node) for node in list(self.values) if cls in self._all(node, RDF.type)]

    def _entry(self, node: str) -> Entry:
        files = (self._file(value.value) for value in self._all(node, DCAT.distribution))
        page = self.one(node, DCAT.landingPage)
        return Entry(
            anchor=_anchor(node),
            title=self.text(node, DCT.title),
            description=self.text(node, DCT.description),
            page=page and self._path(page).removesuffix("index.html").strip("/"),
            period=self._period(self.one(node, DCT.temporal)),
            files=tuple(files),
        )

    def _period(self, node: str | None) -> tuple[str, str] | None:
        if node is None:
            return None
        return self.one(node, DCAT.startDate) or "", self.one(node, DCAT.endDate) or ""

    def _file(self, node: str) -> File:
        checksum = self.one(node, SPDX.checksum) or ""
        return File(
            anchor=_anchor(node),
            title=self.text(node, DCT.title),
            path=self._path(self.one(node, DCAT.downloadURL) or ""),
            size=int(self.one(node, DCAT.byteSize) or 0),
            checksum_anchor=_anchor(checksum),
            checksum=self.one(checksum, SPDX.checksumValue) or "",
        )

    def _path(self, address: str) -> str:
        return address.removeprefix(self.own.base)


def _anchor(node: str) -> str:
    return node.partition("#")[2]
