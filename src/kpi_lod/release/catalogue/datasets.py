"""What every dataset of the catalogue tells: texts, words, area, time, rights, contact.

In: a record of it. Out: statements about it, its time and its page, all with IRIs
(https://www.w3.org/TR/vocab-dcat-3/#Class:Dataset).
"""

from __future__ import annotations

from dataclasses import dataclass

from kpi_lod.graph import GraphBuilder, Statement
from kpi_lod.release.catalogue.coverage import Coverage
from kpi_lod.release.catalogue.nodes import CatalogueIris
from kpi_lod.release.catalogue.shared_nodes import (
    PUBLIC,
    dataset_statements,
    licence,
    standard,
    texts,
)
from kpi_lod.release.pages.frame import page_path
from kpi_lod.settings import Publication, Text
from kpi_lod.terms import DCAT, DCT, FOAF, TermText, day, iri, iri_value, japanese, plain


@dataclass(frozen=True, slots=True)
class Described:
    """A dataset: texts, Japanese search words, area, time, the folder of its page, its frequency.

    ``coverage`` None: no cell of it has a year.
    """

    title: Text
    description: Text
    keywords: tuple[str, ...]
    spatial: TermText
    coverage: Coverage | None
    page: str
    frequency: TermText


@dataclass(frozen=True, slots=True)
class Datasets:
    """Where datasets are told: in the graph of one catalogue."""

    graph: GraphBuilder
    publication: Publication
    iris: CatalogueIris

    def add(self, node: TermText, told: Described, *more: Statement) -> None:
        """A dcat:Dataset; ``more``: what it tells beyond."""
        self.graph.describe(
            node,
            (DCAT.Dataset,),
            *texts(DCT.title, told.title),
            *texts(DCT.description, told.description),
            (DCT.identifier, plain(iri_value(node))),
            *((DCAT.keyword, japanese(word)) for word in told.keywords),
            (DCT.spatial, told.spatial),
            (DCT.temporal, self.period(told.coverage)),
            (DCT.accrualPeriodicity, told.frequency),
            (DCT.accessRights, PUBLIC),
            (DCT.license, licence(self.publication)),
            (DCT.conformsTo, standard()),
            (DCAT.landingPage, self.page(told.page)),
            *dataset_statements(self.publication),
            *more,
        )

    def period(self, coverage: Coverage | None) -> TermText | None:
        """The dct:PeriodOfTime with its first and last day."""
        if coverage is None:
            return None
        node = self.iris.period(coverage)
        self.graph.describe(
            node,
            (DCT.PeriodOfTime,),
            (DCAT.startDate, day(coverage.first)),
            (DCAT.endDate, day(coverage.last)),
        )
        return node

    def page(self, folder: str) -> TermText:
        """A page of the release."""
        return self.document(self.publication.base + page_path(folder))

    def document(self, address: str) -> TermText:
        """A web page or file to read."""
        self.graph.describe(iri(address), (FOAF.Document,))
        return iri(address)
