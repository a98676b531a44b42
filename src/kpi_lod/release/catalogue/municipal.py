"""The catalogue of one municipality: a series with a dataset for each report, and all years.

In: settings, the municipality's records and what is known of its files. Out: its own catalogue's
files, from which a portal can take this one municipality, and its pieces of the catalogue of
everything. A series has no distributions of its own (DCAT-AP 3), so that all years together are a
dataset beside it. https://semiceu.github.io/DCAT-AP/releases/3.0.0/#DatasetSeries
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kpi_lod import iris
from kpi_lod.dataset import MunicipalityData
from kpi_lod.graph import GraphBuilder, Statement
from kpi_lod.records import Submission
from kpi_lod.register.municipalities import corporate_number, municipalities
from kpi_lod.release.catalogue import texts as words
from kpi_lod.release.catalogue.coverage import editions_coverage, submission_coverage
from kpi_lod.release.catalogue.datasets import Datasets, Described
from kpi_lod.release.catalogue.distributions import REPORT_FILE, Distributions, distributed
from kpi_lod.release.catalogue.documents import (
    catalogue_files,
    catalogue_prefixes,
    catalogue_triples,
)
from kpi_lod.release.catalogue.formats import FileFact
from kpi_lod.release.catalogue.nodes import CatalogueIris
from kpi_lod.release.catalogue.page import catalogue_page
from kpi_lod.release.catalogue.shared_nodes import (
    ANNUAL,
    LOCAL_AUTHORITY,
    NEVER,
    add_shared_nodes,
    authority,
    catalogue_statements,
    dataset_statements,
    texts,
)
from kpi_lod.release.catalogue.succession import succession
from kpi_lod.release.catalogue.void import void_statements
from kpi_lod.release.jsonld import jsonld_nodes
from kpi_lod.release.names import CATALOGUE_JSONLD, CATALOGUE_TURTLE
from kpi_lod.release.pages.frame import pages_html
from kpi_lod.release.pages.locations import crumbs_of
from kpi_lod.settings import Publication, Text
from kpi_lod.terms import ADMS, DCAT, DCT, FOAF, PROV, SKOS, VOID, TermText, plain
from kpi_lod.turtle import turtle_body


@dataclass(frozen=True, slots=True)
class MunicipalCatalogue:
    """``files``: path → content; ``pieces``: name → bytes of the catalogue of everything."""

    files: Mapping[str, bytes]
    pieces: Mapping[str, bytes]


def municipal_catalogue(
    publication: Publication, data: MunicipalityData, files: Mapping[str, bytes], triples: int
) -> MunicipalCatalogue:
    """The catalogue of a municipality with these files (path → content) and distinct triples."""
    own = CatalogueIris(publication.base, data.code)
    graph = GraphBuilder(own.it)
    _Municipal(graph, publication, data, own).add(_facts(files, data), triples)
    told = catalogue_triples(graph)
    everything = CatalogueIris(publication.base).document
    add_shared_nodes(graph, publication)
    return MunicipalCatalogue(
        files={
            **catalogue_files(own.folder, own.document, catalogue_triples(graph)),
            **dict(pages_html(publication, catalogue_page(own, told, crumbs_of(data.code)))),
        },
        pieces={
            CATALOGUE_TURTLE: turtle_body(told, catalogue_prefixes(everything)),
            CATALOGUE_JSONLD: jsonld_nodes(told, everything),
        },
    )


def _facts(files: Mapping[str, bytes], data: MunicipalityData) -> list[FileFact]:
    """Of the files that can be distributions; the others need no checksum here."""
    folders = ("dumps", f"tables/{data.code}", *(_folder(one) for one in data.editions))
    return [
        FileFact.of(path, content)
        for path, content in files.items()
        if path.rpartition("/")[0] in folders
    ]


def _folder(submission: Submission) -> str:
    return f"submission/{submission.municipality}/{submission.id}"


class _Municipal:
    """The growing catalogue of one municipality."""

    def __init__(
        self,
        graph: GraphBuilder,
        publication: Publication,
        data: MunicipalityData,
        own: CatalogueIris,
    ) -> None:
        self.graph = graph
        self.publication = publication
        self.data = data
        self.own = own
        self.row = municipalities()[data.code]
        self.order = succession(data.editions)
        self.datasets = Datasets(graph, publication, own)
        self.files = Distributions(graph, publication, (data.code, REPORT_FILE))

    def add(self, facts: list[FileFact], triples: int) -> None:
        self._add_catalogue()
        self._add_places()
        self._add_series()
        self._add_all_years(facts, triples)
        for edition in self.data.editions:
            self._add_submission(edition, facts)

    @property
    def _area(self) -> TermText:
        return iris.statistical_area(self.data.code)

    def _submissions(self, ids: tuple[str, ...]) -> list[TermText]:
        return [self.own.submission(one) for one in ids]

    def _add_catalogue(self) -> None:
        nodes = self._submissions(tuple(one.id for one in self.data.editions))
        self.graph.describe(
            self.own.it,
            (DCAT.Catalog,),
            *texts(DCT.title, words.catalogue_title(self.row)),
            *texts(DCT.description, words.catalogue_description(self.data.code)),
            *((DCAT.dataset, node) for node in (self.own.everything, *nodes)),
            (DCAT.resource, self.own.series),
            (DCT.spatial, self._area),
            (FOAF.homepage, self.datasets.page(f"municipality/{self.data.code}")),
            *catalogue_statements(self.publication),
        )

    def _add_places(self) -> None:
        name = words.full_name(self.data.code)
        self.graph.describe(self._area, (DCT.Location,), *texts(SKOS.prefLabel, name))
        website = self.row.website
        self.graph.describe(
            iris.municipality(self.data.code),
            (FOAF.Agent,),
            *texts(FOAF.name, Text(self.row.name_ja, self.row.name_en)),
            (DCT.identifier, plain(corporate_number(self.data.code))),
            (DCT.type, LOCAL_AUTHORITY),
            (FOAF.homepage, self.datasets.document(website) if website else None),
        )

    def _add_series(self) -> None:
        members = self._submissions(self.order.members)
        self.graph.describe(
            self.own.series,
            (DCAT.DatasetSeries,),
            *texts(DCT.title, words.series_title(self.row)),
            *texts(DCT.description, words.series_description(self.data.code)),
            (DCT.creator, iris.municipality(self.data.code)),
            (DCT.spatial, self._area),
            (DCT.temporal, self.datasets.period(editions_coverage(self.data.editions))),
            (DCT.accrualPeriodicity, ANNUAL),
            (DCAT.first, members[0] if members else None),
            (DCAT.last, members[-1] if members else None),
            *dataset_statements(self.publication),
        )

    def _described(self, title: Text, description: Text, codes: words.Codes) -> Described:
        """All years; a submission changes what differs."""
        return Described(
            title=title,
            description=description,
            keywords=words.keywords(codes, *words.places(self.data.code)),
            spatial=self._area,
            coverage=editions_coverage(self.data.editions),
            page=f"municipality/{self.data.code}",
            frequency=ANNUAL,
        )

    def _add_all_years(self, facts: list[FileFact], triples: int) -> None:
        code, node = self.data.code, self.own.everything
        projects = self.data.projects
        self.datasets.add(
            node,
            self._described(
                words.municipality_title(self.row),
                words.municipality_description(code),
                words.Codes.of_municipality(self.data),
            ),
            (DCT.creator, iris.municipality(code)),
            *((DCT.source, one) for one in self._submissions(self.order.members)),
            *void_statements(
                triples,
                f"{self.publication.base}project/{code}/",
                projects[0].iris.it if projects else None,
            ),
        )
        self.graph.describe(node, (VOID.Dataset,))
        dumps = list(distributed(facts, "dumps", code))
        self.files.add(node, [*dumps, *distributed(facts, f"tables/{code}")])
        self.files.add_dumps(node, dumps)

    def _add_submission(self, one: Submission, facts: list[FileFact]) -> None:
        node = self.own.submission(one.id)
        told = self._described(
            words.submission_title(one),
            words.submission_description(one),
            words.Codes.of_submission(one),
        )
        told = replace(told, coverage=submission_coverage(one), page=_folder(one), frequency=NEVER)
        self.datasets.add(
            node,
            told,
            (DCT.creator, iris.municipality(one.municipality)),
            (DCAT.inSeries, self.own.series),
            (PROV.wasDerivedFrom, self.publication.iris.document(one.municipality, one.id)),
            (FOAF.page, self.datasets.document(one.source.url) if one.source.url else None),
            *self._versions(one),
        )
        if one.withdrawn is None:
            self.files.add(node, distributed(facts, _folder(one), REPORT_FILE))

    def _versions(self, one: Submission) -> list[Statement]:
        """Its place among the others: what it replaces, what replaced it, the year before."""
        before = self.order.previous.get(one.id)
        olders = self._submissions(self.order.replaces.get(one.id, ()))
        newers = self._submissions(self.order.replaced.get(one.id, ()))
        return [
            (DCAT.version, plain(str(one.revision))),
            (ADMS.status, authority("dataset-status", self._status(one))),
            (DCAT.prev, self.own.submission(before) if before else None),
            *((DCAT.previousVersion, older) for older in olders),
            *((DCT.replaces, older) for older in olders),
            *((DCT.isReplacedBy, newer) for newer in newers),
        ]

    def _status(self, one: Submission) -> str:
        if one.withdrawn is not None:
            return "WITHDRAWN"
        return "DEPRECATED" if one.id in self.order.replaced else "COMPLETED"
