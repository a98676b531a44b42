"""The catalogue of everything, joined from what each municipality has.

In: settings, the summaries of all municipalities and what is known of the files about all. Out: how
``catalogue/index.ttl`` and ``catalogue/index.jsonld`` are joined: the head has the prefixes, the
shared nodes and the dataset of everything, then come the municipalities' pieces.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pyoxigraph import Triple

from kpi_lod.graph import GraphBuilder
from kpi_lod.release.catalogue import texts as words
from kpi_lod.release.catalogue.coverage import summaries_coverage
from kpi_lod.release.catalogue.datasets import Datasets, Described
from kpi_lod.release.catalogue.distributions import Distributions, distributed
from kpi_lod.release.catalogue.documents import catalogue_prefixes, catalogue_triples
from kpi_lod.release.catalogue.formats import FileFact
from kpi_lod.release.catalogue.nodes import CatalogueIris
from kpi_lod.release.catalogue.page import catalogue_page
from kpi_lod.release.catalogue.shared_nodes import (
    ANNUAL,
    JAPAN,
    add_shared_nodes,
    catalogue_statements,
    texts,
)
from kpi_lod.release.catalogue.void import void_statements
from kpi_lod.release.jsonld import JSONLD_SEPARATOR, JSONLD_TAIL, jsonld_head, jsonld_nodes
from kpi_lod.release.names import CATALOGUE_JSONLD, CATALOGUE_TURTLE
from kpi_lod.release.pages.frame import Link, pages_html
from kpi_lod.release.summary import Summary
from kpi_lod.release.whole import Joined, all_triples
from kpi_lod.settings import Publication, Text
from kpi_lod.terms import DCAT, DCT, FOAF, VOID, TermText, day
from kpi_lod.turtle import turtle_body, turtle_head

OWN_NAME = "kpi-lod"
"""The name of the dumps and the workbook of everything."""


def joined(
    publication: Publication, summaries: Sequence[Summary], facts: Iterable[FileFact]
) -> Mapping[str, Joined]:
    """Path → how the catalogue of everything is joined.

    ``summaries`` in the order of the codes; ``facts``: of all files that belong to no single
    municipality, finished; those that are no dumps or tables are passed over.
    """
    own = CatalogueIris(publication.base)
    triples = _triples(publication, summaries, facts)
    prefixes = catalogue_prefixes(own.document)
    first = jsonld_nodes(triples, own.document)
    return {
        f"{own.folder}/index.ttl": Joined(
            turtle_head(prefixes) + turtle_body(triples, prefixes), CATALOGUE_TURTLE
        ),
        f"{own.folder}/index.jsonld": Joined(
            jsonld_head(own.document) + first + (JSONLD_SEPARATOR if summaries else b""),
            CATALOGUE_JSONLD,
            JSONLD_SEPARATOR,
            JSONLD_TAIL,
        ),
    }


def catalogue_pages(
    publication: Publication, summaries: Sequence[Summary], facts: Iterable[FileFact]
) -> Iterator[tuple[str, bytes]]:
    """Path and HTML of the page of the catalogue of everything; municipalities have their own."""
    own, home = CatalogueIris(publication.base), Link(Text("ホーム", "Home"), "")
    told = _triples(publication, summaries, facts)
    yield from pages_html(publication, catalogue_page(own, told, (home,)))


def _triples(
    publication: Publication, summaries: Sequence[Summary], facts: Iterable[FileFact]
) -> list[Triple]:
    graph = GraphBuilder(CatalogueIris(publication.base).it)
    _add_catalogue(graph, publication, summaries)
    _add_everything(graph, publication, summaries, list(facts))
    add_shared_nodes(graph, publication)
    return catalogue_triples(graph)


def _add_catalogue(
    graph: GraphBuilder, publication: Publication, summaries: Sequence[Summary]
) -> None:
    own = CatalogueIris(publication.base)
    parts = [CatalogueIris(publication.base, one.code) for one in summaries]
    graph.describe(
        own.it,
        (DCAT.Catalog,),
        *texts(DCT.title, publication.title),
        *texts(DCT.description, publication.description),
        (DCAT.dataset, own.everything),
        *((DCAT.dataset, node) for one in summaries for node in _datasets(publication, one)),
        *((DCAT.catalog, part.it) for part in parts),
        *((DCAT.resource, part.series) for part in parts),
        (DCT.spatial, JAPAN),
        (FOAF.homepage, Datasets(graph, publication, own).document(publication.base)),
        *catalogue_statements(publication),
    )


def _datasets(publication: Publication, one: Summary) -> Iterator[TermText]:
    part = CatalogueIris(publication.base, one.code)
    yield part.everything
    yield from (part.submission(submission.id) for submission in one.submissions)


def _add_everything(
    graph: GraphBuilder,
    publication: Publication,
    summaries: Sequence[Summary],
    facts: Sequence[FileFact],
) -> None:
    own = CatalogueIris(publication.base)
    files = Distributions(graph, publication, (OWN_NAME,))
    dumps = list(distributed(facts, "dumps", OWN_NAME))
    Datasets(graph, publication, own).add(
        own.everything,
        _described(publication, summaries),
        (DCT.issued, day(publication.issued)),
        *void_statements(
            all_triples(publication.iris, summaries),
            publication.base,
            _example(publication, summaries),
        ),
        *((VOID.subset, CatalogueIris(publication.base, one.code).everything) for one in summaries),
    )
    graph.describe(own.everything, (VOID.Dataset,))
    files.add(own.everything, [*dumps, *distributed(facts, "tables")])
    files.add_dumps(own.everything, dumps)


def _described(publication: Publication, summaries: Sequence[Summary]) -> Described:
    return Described(
        title=publication.title,
        description=publication.description,
        keywords=words.keywords(words.Codes.of_all(summaries)),
        spatial=JAPAN,
        coverage=summaries_coverage(summaries),
        page="dataset",
        frequency=ANNUAL,
    )


def _example(publication: Publication, summaries: Sequence[Summary]) -> TermText | None:
    """The first project of all."""
    for one in summaries:
        for project in one.projects:
            return publication.iris.project(one.code, project.id).it
    return None
