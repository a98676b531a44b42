"""A file of the release → its dcat:Distribution with size and checksum.

In: what is known of the files (:class:`FileFact`). Out: statements in the catalogue's graph. Which
file belongs to which dataset is told by its path alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kpi_lod.graph import GraphBuilder
from kpi_lod.release.catalogue.formats import FORMATS, FileFact
from kpi_lod.release.catalogue.shared_nodes import (
    AVAILABILITY,
    SHA256,
    authority,
    licence,
    media_type,
    texts,
)
from kpi_lod.release.tables.columns import tables
from kpi_lod.settings import Publication, Text
from kpi_lod.terms import DCAT, DCT, SPDX, VOID, XSD, TermText, iri, iri_value

_ALL = Text("全データ", "All data")
_REPORT = Text("報告の全データ", "All data of the report")
_COLUMNS = Text("表と列の説明", "Description of tables and columns")
_BOOK = Text("全ての表", "All tables")
_NOTES = {
    "nq.gz": Text(
        "名前付きグラフごとの全トリプル。gzipで圧縮。",
        "All triples with their named graphs, packed with gzip.",
    ),
    "ttl": Text("RDFの全トリプル。", "All triples."),
    "ttl.gz": Text("RDFの全トリプル。gzipで圧縮。", "All triples, packed with gzip."),
    "jsonld": Text("RDFの全トリプルをJSONで。", "All triples as JSON."),
    "csv": Text("文字コードUTF-8、先頭行は列名。", "UTF-8, first row: names of the columns."),
    "json": Text(
        "CSVの表と列の型・意味（W3CのCSV on the Web）。",
        "Types and meanings of the tables and columns of the CSV files (CSV on the Web).",
    ),
    "parquet": Text("列の型が付いた表。分析向け。", "A table with typed columns, for analysis."),
    "xlsx": Text("表計算ソフトで開くブック。表ごとに一枚。", "A workbook, a sheet for each table."),
}
REPORT_FILE = "index"
"""The name of a submission's own document."""

_RDF = {"nq.gz", "ttl", "ttl.gz", "jsonld"}


def distributed(facts: Iterable[FileFact], folder: str, *names: str) -> Iterator[FileFact]:
    """The files directly in that folder that have one of these names, or any of a known format."""
    here = [fact for fact in facts if fact.path.rpartition("/")[0] == folder]
    for fact in sorted(here, key=lambda fact: fact.path):
        if fact.suffix in FORMATS and (not names or fact.name in names):
            yield fact


@dataclass(frozen=True, slots=True)
class Distributions:
    """Where distributions are told: in one catalogue's graph.

    ``own``: names of files that stand for the whole dataset (``kpi-lod``, ``032018``, ``index``).
    """

    graph: GraphBuilder
    publication: Publication
    own: tuple[str, ...]

    def add(self, dataset: TermText, facts: Iterable[FileFact]) -> None:
        """The files as distributions of a dataset."""
        for fact in facts:
            self._add_file(dataset, fact)

    def add_dumps(self, dataset: TermText, facts: Iterable[FileFact]) -> None:
        """Those of the files that hold all triples, as VoID names them."""
        for fact in facts:
            if fact.suffix in _RDF:
                self.graph.add(dataset, VOID.dataDump, self._url(fact))

    def _url(self, fact: FileFact) -> TermText:
        return iri(self.publication.base + fact.path)

    def _add_file(self, dataset: TermText, fact: FileFact) -> None:
        form = fact.format
        node, checksum = self._node(dataset, fact), self._node(dataset, fact, "sha256")
        url = self._url(fact)
        self.graph.add(dataset, DCAT.distribution, node)
        self.graph.describe(
            node,
            (DCAT.Distribution,),
            *texts(DCT.title, self._title(fact)),
            *texts(DCT.description, self._description(fact)),
            (DCAT.accessURL, url),
            (DCAT.downloadURL, url),
            (DCAT.mediaType, media_type(form.media_type)),
            (DCAT.compressFormat, media_type(form.packed) if form.packed else None),
            (DCT.format, authority("file-type", form.file_type)),
            (DCT.conformsTo, iri(form.standard) if form.standard else None),
            (DCT.license, licence(self.publication)),
            (DCAT.byteSize, TermText(f'"{fact.size}"^^{XSD.nonNegativeInteger}')),
            (SPDX.checksum, checksum),
            AVAILABILITY,
        )
        self.graph.describe(
            checksum,
            (SPDX.Checksum,),
            (SPDX.algorithm, SHA256),
            (SPDX.checksumValue, TermText(f'"{fact.sha256}"^^{XSD.hexBinary}')),
        )

    def _node(self, dataset: TermText, fact: FileFact, *more: str) -> TermText:
        """A fragment beside the dataset's: its own and the file's name."""
        name = fact.suffix if fact.name in self.own else f"{fact.name}.{fact.suffix}"
        return iri(".".join((iri_value(dataset), name, *more)))

    def _title(self, fact: FileFact) -> Text:
        subject, form = self._subject(fact), fact.format
        return Text(f"{subject.ja}（{form.name}）", f"{subject.en} ({form.name})")

    def _subject(self, fact: FileFact) -> Text:
        if fact.suffix == "json":
            return _COLUMNS
        if fact.suffix == "xlsx":
            return _BOOK
        if fact.name in self.own:
            return _REPORT if fact.name == REPORT_FILE else _ALL
        table = tables().get(fact.name)
        return Text(table.ja, table.en) if table else Text(fact.name, fact.name)

    def _description(self, fact: FileFact) -> Text:
        """Of a table what is in it, of everything else its form."""
        table = tables().get(fact.name)
        return Text(table.about_ja, table.about_en) if table else _NOTES[fact.suffix]
