"""The catalogue of a release: DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/) within DCAT-AP 3.

In: settings and the dumps with their checksums. Out: triples of ``{base}catalogue``. Every node has
an IRI; the authority IRIs in use are typed, as the DCAT-AP shapes want it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from kpi_lod import iris
from kpi_lod.dataset import sorted_triples
from kpi_lod.graph import GraphBuilder, Term
from kpi_lod.register.municipalities import municipalities
from kpi_lod.settings import Publication, Text
from kpi_lod.vocabulary import (
    DCAT,
    DCT,
    FOAF,
    LICENCES,
    RDF,
    SHARED,
    SKOS,
    SPDX,
    VCARD,
    VOID,
    XSD,
    Namespace,
)

_AUTHORITY = "http://publications.europa.eu/resource/authority/"
_FILE_TYPE = Namespace(_AUTHORITY + "file-type/")
_LANGUAGE = Namespace(_AUTHORITY + "language/")
_FREQUENCY = Namespace(_AUTHORITY + "frequency/")
_COUNTRY = Namespace(_AUTHORITY + "country/")
_MEDIA_TYPE = "https://www.iana.org/assignments/media-types/"
_SHA256 = NamedNode("https://spdx.org/rdf/terms#checksumAlgorithm_sha256")
"""With https, as DCAT-AP 3.0.1's shapes demand; SPDX itself, and the class, have http."""

_LANGUAGES = {"ja": _LANGUAGE.JPN, "en": _LANGUAGE.ENG}


@dataclass(frozen=True, slots=True)
class Format:
    """A serialisation: file suffix, media type, code of the EU file-type list, short name.

    ``packed``: the media type of its compression (dcat:compressFormat), None if it has none.
    """

    suffix: str
    media_type: str
    file_type: str
    name: str
    packed: str | None = None


GZIP = "application/gzip"
FORMATS = {
    form.suffix: form
    for form in (
        Format("nq.gz", "application/n-quads", "RDF_N_QUADS", "N-Quads", GZIP),
        Format("ttl", "text/turtle", "RDF_TURTLE", "Turtle"),
        Format("ttl.gz", "text/turtle", "RDF_TURTLE", "Turtle", GZIP),
        Format("jsonld", "application/ld+json", "JSON_LD", "JSON-LD"),
        Format("csv", "text/csv", "CSV", "CSV"),
        Format("parquet", "application/vnd.apache.parquet", "PARQUET", "Parquet"),
        Format(
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "XLSX",
            "Excel",
        ),
    )
}


@dataclass(frozen=True, slots=True)
class FileFact:
    """A file of the release: its path (with /), its SHA-256 in hexadecimal, its size in bytes."""

    path: str
    sha256: str
    size: int

    @classmethod
    def of(cls, path: str, content: bytes) -> FileFact:
        """Of a file with that content."""
        return cls(path, hashlib.sha256(content).hexdigest(), len(content))

    @property
    def format(self) -> Format:
        """By its suffix."""
        return FORMATS[self.path.rpartition("/")[2].partition(".")[2]]


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dcat:Dataset: its name in IRIs, texts, dumps, triples, and area (e-Stat) if one."""

    name: str
    title: Text
    description: Text
    dumps: Sequence[FileFact]
    triples: int
    spatial: Term | None = None


def municipality_dataset(code: str, dumps: Sequence[FileFact], triples: int) -> Dataset:
    """The dataset of one municipality."""
    row = municipalities()[code]
    return Dataset(
        name=f"municipality-{code}",
        title=Text(f"{row.name_ja}の事業とKPI", f"Projects and KPIs of {row.name_en}"),
        description=Text(
            f"{row.prefecture_ja}{row.name_ja}が公表した事業のKPIの目標値・実績値と事業費。",
            f"Targets, actuals and amounts of the projects published by {row.name_en}.",
        ),
        dumps=dumps,
        triples=triples,
        spatial=iris.statistical_area(code),
    )


def catalogue(publication: Publication, datasets: Iterable[Dataset]) -> tuple[Triple, ...]:
    """The catalogue's triples, sorted."""
    builder = _Catalogue(publication)
    builder.add(list(datasets))
    return sorted_triples(quad.triple for quad in builder.graph.quads)


class _Catalogue:
    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self.node = NamedNode(publication.base + "catalogue")
        self.graph = GraphBuilder(self.node)
        self.licence = NamedNode(LICENCES[publication.licence])

    def _fragment(self, *parts: str) -> NamedNode:
        return NamedNode(f"{self.node.value}#{'.'.join(parts)}")

    def add(self, datasets: Sequence[Dataset]) -> None:
        about = self.publication
        self.graph.describe(
            self.node,
            (DCAT.Catalog,),
            *_texts(DCT.title, about.title),
            *_texts(DCT.description, about.description),
            *((DCAT.dataset, self._fragment(dataset.name)) for dataset in datasets),
            (FOAF.homepage, NamedNode(about.base)),
            (DCAT.themeTaxonomy, NamedNode(_AUTHORITY + "data-theme")),
            *self._shared_statements(),
        )
        self.graph.describe(NamedNode(about.base), (FOAF.Document,))
        self._add_people()
        self._add_authorities()
        for dataset in datasets:
            self._add_dataset(dataset)

    def _shared_statements(self) -> list[tuple[NamedNode, NamedNode | Literal | None]]:
        return [
            (DCT.publisher, self._fragment("publisher")),
            (DCT.license, self.licence),
            (DCT.issued, Literal(self.publication.issued, datatype=XSD.date)),
            *((DCT.language, _LANGUAGES[code]) for code in self.publication.languages),
        ]

    def _add_people(self) -> None:
        about = self.publication
        number = about.publisher_number
        self.graph.describe(
            self._fragment("publisher"),
            (FOAF.Agent,),
            *_texts(FOAF.name, about.publisher),
            (DCT.identifier, Literal(number) if number else None),
        )
        self.graph.describe(
            self._fragment("contact"),
            (VCARD.Kind,),
            *_texts(VCARD.fn, about.contact),
            (VCARD.hasURL, NamedNode(about.contact_url)),
        )

    def _add_authorities(self) -> None:
        taxonomy = NamedNode(_AUTHORITY + "data-theme")
        self.graph.describe(taxonomy, (SKOS.ConceptScheme,), *_titled("分野", "Data theme"))
        for theme in self.publication.themes:
            name = theme.rpartition("/")[2]
            self.graph.describe(
                NamedNode(theme),
                (SKOS.Concept,),
                (SKOS.prefLabel, Literal(name, language="en")),
                (SKOS.inScheme, taxonomy),
            )
        self.graph.describe(self.licence, (DCT.LicenseDocument,))
        for code in self.publication.languages:
            self._add_authority(_LANGUAGES[code], DCT.LinguisticSystem)
        self._add_authority(_FREQUENCY.ANNUAL, DCT.Frequency)
        self._add_authority(_COUNTRY.JPN, DCT.Location)
        for form in FORMATS.values():
            self._add_authority(_FILE_TYPE[form.file_type], DCT.MediaTypeOrExtent)
            for media_type in filter(None, (form.media_type, form.packed)):
                self.graph.describe(NamedNode(_MEDIA_TYPE + media_type), (DCT.MediaType,))

    def _add_authority(self, node: NamedNode, cls: NamedNode) -> None:
        """A code of an EU authority table, which DCAT-AP wants typed and in its scheme."""
        scheme = NamedNode(node.value.rpartition("/")[0])
        self.graph.describe(node, (cls,), (SKOS.inScheme, scheme))

    def _add_dataset(self, dataset: Dataset) -> None:
        node = self._fragment(dataset.name)
        spatial = dataset.spatial or _COUNTRY.JPN
        self.graph.describe(
            node,
            (DCAT.Dataset, VOID.Dataset),
            *_texts(DCT.title, dataset.title),
            *_texts(DCT.description, dataset.description),
            (DCT.identifier, Literal(node.value)),
            (DCAT.contactPoint, self._fragment("contact")),
            *((DCAT.theme, NamedNode(theme)) for theme in self.publication.themes),
            *((DCAT.keyword, Literal(word, language="ja")) for word in ("地方創生", "KPI", "事業")),
            (DCT.spatial, spatial),
            (DCT.accrualPeriodicity, _FREQUENCY.ANNUAL),
            (VOID.triples, Literal(dataset.triples)),
            (VOID.vocabulary, NamedNode(SHARED + "ns#")),
            *((VOID.dataDump, self._url(dump)) for dump in dataset.dumps),
            *((DCAT.distribution, self._distribution(dataset, d)) for d in dataset.dumps),
            *self._shared_statements(),
        )
        self.graph.add(spatial, RDF.type, DCT.Location)
        for dump in dataset.dumps:
            self._add_distribution(dataset, dump)

    def _url(self, dump: FileFact) -> NamedNode:
        return NamedNode(self.publication.base + dump.path)

    def _distribution(self, dataset: Dataset, dump: FileFact) -> NamedNode:
        return self._fragment(dataset.name, dump.format.suffix)

    def _add_distribution(self, dataset: Dataset, dump: FileFact) -> None:
        node, form = self._distribution(dataset, dump), dump.format
        checksum = self._fragment(dataset.name, form.suffix, "checksum")
        size = Literal(str(dump.size), datatype=XSD.nonNegativeInteger)
        self.graph.describe(
            node,
            (DCAT.Distribution,),
            *_titled(f"{dataset.title.ja}（{form.name}）", f"{dataset.title.en} ({form.name})"),
            (DCAT.accessURL, self._url(dump)),
            (DCAT.downloadURL, self._url(dump)),
            (DCAT.mediaType, NamedNode(_MEDIA_TYPE + form.media_type)),
            (DCAT.compressFormat, NamedNode(_MEDIA_TYPE + form.packed) if form.packed else None),
            (DCT.format, _FILE_TYPE[form.file_type]),
            (DCT.license, self.licence),
            (DCAT.byteSize, size),
            (SPDX.checksum, checksum),
        )
        self.graph.describe(
            checksum,
            (SPDX.Checksum,),
            (SPDX.algorithm, _SHA256),
            (SPDX.checksumValue, Literal(dump.sha256, datatype=XSD.hexBinary)),
        )
        self.graph.add(_SHA256, RDF.type, SPDX.ChecksumAlgorithm)


def _texts(predicate: NamedNode, text: Text) -> list[tuple[NamedNode, Literal | None]]:
    english = Literal(text.en, language="en") if text.en else None
    return [(predicate, Literal(text.ja, language="ja")), (predicate, english)]


def _titled(ja: str, en: str) -> list[tuple[NamedNode, Literal | None]]:
    return _texts(DCT.title, Text(ja, en))
