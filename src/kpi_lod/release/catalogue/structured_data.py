"""What search engines read in a page: schema.org/Dataset as JSON-LD (pure).

In: settings with a municipality, a project, a submission or the summaries of all. Out: the object
that a page embeds. Texts are Japanese with an English ``alternateName``. Which properties are
wanted: https://developers.google.com/search/docs/appearance/structured-data/dataset
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kpi_lod import iris
from kpi_lod.current import ProjectCurrent
from kpi_lod.records import Submission
from kpi_lod.register.labels import label
from kpi_lod.register.municipalities import corporate_number, municipalities
from kpi_lod.release.catalogue import texts
from kpi_lod.release.catalogue.coverage import (
    Coverage,
    editions_coverage,
    project_coverage,
    submission_coverage,
    summaries_coverage,
)
from kpi_lod.release.catalogue.formats import FORMATS
from kpi_lod.release.catalogue.nodes import CatalogueIris
from kpi_lod.release.catalogue.texts import Codes
from kpi_lod.release.names import DUMP_NQUADS, DUMP_TURTLE
from kpi_lod.release.pages.frame import page_path
from kpi_lod.release.summary import Summary
from kpi_lod.release.tables.columns import tables
from kpi_lod.settings import Publication, Text
from kpi_lod.terms import TermText, iri_value
from kpi_lod.vocabulary import LICENCES

LinkedData = Mapping[str, object]


def whole_linked_data(publication: Publication, summaries: Sequence[Summary]) -> LinkedData:
    """All data together, for the page of downloads."""
    both = [f"tables/{name}.{suffix}" for name in tables() for suffix in ("csv", "parquet")]
    paths = (DUMP_NQUADS, DUMP_TURTLE, *both, "tables/kpi-lod.xlsx")
    return {
        **_dataset(
            publication,
            CatalogueIris(publication.base).everything,
            "dataset",
            publication.title,
            publication.description,
        ),
        "creator": _publisher(publication),
        "keywords": texts.keywords(Codes.of_all(summaries)),
        "spatialCoverage": {"@type": "Country", "name": "日本", "alternateName": "Japan"},
        **_temporal(summaries_coverage(summaries)),
        "distribution": _downloads(publication, paths),
    }


def catalogue_linked_data(publication: Publication) -> LinkedData:
    """The catalogue of everything, for the home page."""
    return {
        "@context": "https://schema.org/",
        **_catalogue(publication),
        "description": publication.description.ja,
        "license": LICENCES[publication.licence],
        "inLanguage": list(publication.languages),
        "publisher": _publisher(publication),
    }


def municipality_linked_data(
    publication: Publication,
    summary: Summary,
    editions: Sequence[Submission],
    paths: Iterable[str],
) -> LinkedData:
    """One municipality with its files (``paths`` in the release), for its page."""
    code = summary.code
    return {
        **_dataset(
            publication,
            CatalogueIris(publication.base, code).everything,
            f"municipality/{code}",
            texts.municipality_title(municipalities()[code]),
            texts.municipality_description(code),
        ),
        **_of_municipality(code, Codes.of_all([summary])),
        "isPartOf": _page(publication, "dataset"),
        **_temporal(editions_coverage(editions)),
        "distribution": _downloads(publication, paths),
    }


def project_linked_data(publication: Publication, project: ProjectCurrent) -> LinkedData:
    """One project over all its years, for its page."""
    told = project.now.project
    code = project.now.municipality
    folder = project.iris.document.removeprefix(publication.base).strip("/")
    concepts = (one.indicator.concept for one in project.indicators)
    return {
        **_dataset(
            publication,
            project.iris.graph,
            folder,
            Text(told.name, None),
            texts.project_description(code, told.name, told.summary),
        ),
        **_of_municipality(code, Codes.of([told.programme], concepts)),
        "identifier": [project.iris.document, f"{code}/{told.id}"],
        "isPartOf": _page(publication, f"municipality/{code}"),
        **_temporal(project_coverage(project)),
        "variableMeasured": [
            {
                "@type": "PropertyValue",
                "@id": iri_value(project.iris.indicator(one.indicator.id)),
                "name": one.indicator.name,
                "unitText": label("unit", one.indicator.unit, "ja"),
            }
            for one in project.indicators
        ],
        "distribution": _downloads(publication, _document(folder)),
    }


def submission_linked_data(publication: Publication, submission: Submission) -> LinkedData:
    """What one document printed, for the submission's page; nothing of a withdrawn one."""
    if submission.withdrawn is not None:
        return {}
    code = submission.municipality
    folder = f"submission/{code}/{submission.id}"
    return {
        **_dataset(
            publication,
            CatalogueIris(publication.base, code).submission(submission.id),
            folder,
            texts.submission_title(submission),
            texts.submission_description(submission),
        ),
        **_of_municipality(code, Codes.of_submission(submission)),
        "version": str(submission.revision),
        "isPartOf": _page(publication, f"municipality/{code}"),
        **({"isBasedOn": submission.source.url} if submission.source.url else {}),
        **_temporal(submission_coverage(submission)),
        "distribution": _downloads(publication, _document(folder)),
    }


def _dataset(
    publication: Publication, node: TermText, folder: str, title: Text, description: Text
) -> LinkedData:
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": iri_value(node),
        **_named(title),
        "description": description.ja,
        "identifier": iri_value(node),
        "url": _page(publication, folder),
        "license": LICENCES[publication.licence],
        "isAccessibleForFree": True,
        "inLanguage": list(publication.languages),
        "publisher": _publisher(publication),
        "includedInDataCatalog": _catalogue(publication),
    }


def _catalogue(publication: Publication) -> LinkedData:
    return {
        "@type": "DataCatalog",
        "@id": CatalogueIris(publication.base).document,
        **_named(publication.title),
        "url": publication.base,
    }


def _named(text: Text) -> LinkedData:
    return {"name": text.ja, **({"alternateName": text.en} if text.en else {})}


def _of_municipality(code: str, codes: Codes) -> LinkedData:
    """Who made the figures, where they are about and under which words they are found."""
    row, name = municipalities()[code], texts.full_name(code)
    place: dict[str, object] = {"@type": "AdministrativeArea", **_named(name)}
    place["sameAs"] = iri_value(iris.statistical_area(code))
    if row.latitude is not None and row.longitude is not None:
        degrees = {"latitude": str(row.latitude), "longitude": str(row.longitude)}
        place["geo"] = {"@type": "GeoCoordinates", **degrees}
    return {
        "creator": {
            "@type": "GovernmentOrganization",
            "@id": iri_value(iris.municipality(code)),
            **_named(Text(row.name_ja, row.name_en)),
            "identifier": corporate_number(code),
            **({"url": row.website} if row.website else {}),
        },
        "spatialCoverage": place,
        "keywords": texts.keywords(codes, *texts.places(code)),
    }


def _publisher(publication: Publication) -> LinkedData:
    number = publication.publisher_number
    return {
        "@type": "Organization",
        **_named(publication.publisher),
        **({"identifier": number} if number else {}),
        "url": publication.base,
        "contactPoint": {
            "@type": "ContactPoint",
            "name": publication.contact.ja,
            "url": publication.contact_url,
        },
    }


def _temporal(coverage: Coverage | None) -> LinkedData:
    return {} if coverage is None else {"temporalCoverage": coverage.interval}


def _page(publication: Publication, folder: str) -> str:
    return publication.base + page_path(folder)


def _document(folder: str) -> tuple[str, str]:
    return f"{folder}/index.ttl", f"{folder}/index.jsonld"


def _downloads(publication: Publication, paths: Iterable[str]) -> list[LinkedData]:
    return [
        {
            "@type": "DataDownload",
            "name": f"{_table(path)}{form.name}",
            "contentUrl": publication.base + path,
            "encodingFormat": [form.media_type, form.packed] if form.packed else form.media_type,
        }
        for path in paths
        for form in [FORMATS[path.rpartition("/")[2].partition(".")[2]]]
    ]


def _table(path: str) -> str:
    table = tables().get(path.rpartition("/")[2].partition(".")[0])
    return f"{table.ja} " if table else ""
