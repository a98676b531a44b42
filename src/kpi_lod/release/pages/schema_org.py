"""What search engines for data read: schema.org's DataCatalog and Dataset (https://schema.org/).

In: settings and what a page is about. Out: JSON-LD that the page embeds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kpi_lod.current import ProjectCurrent
from kpi_lod.iris import statistical_area
from kpi_lod.records import Submission
from kpi_lod.register.municipalities import corporate_number, municipalities
from kpi_lod.release.pages.frame import page_path
from kpi_lod.settings import Publication
from kpi_lod.terms import iri_value
from kpi_lod.vocabulary import LICENCES

Json = Mapping[str, object]
MEDIA_TYPES = {
    "nq.gz": "application/gzip",
    "ttl.gz": "application/gzip",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "csv": "text/csv",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def catalogue_data(publication: Publication) -> Json:
    """The whole release."""
    return {
        "@context": "https://schema.org/",
        "@type": "DataCatalog",
        "@id": publication.base,
        "name": publication.title.ja,
        "alternateName": publication.title.en,
        "description": publication.description.ja,
        "url": publication.base,
        "license": LICENCES[publication.licence],
        "inLanguage": list(publication.languages),
        "publisher": {"@type": "Organization", "name": publication.publisher.ja},
    }


def municipality_data(
    publication: Publication, code: str, editions: Sequence[Submission], files: Iterable[str]
) -> Json:
    """The dataset of one municipality with its files."""
    row = municipalities()[code]
    about = (
        f"{row.name_ja}の事業とKPI",
        f"{row.prefecture_ja}{row.name_ja}が公表した事業のKPIと事業費",
    )
    return {
        **_dataset(publication, page_path(f"municipality/{code}"), about, editions),
        "creator": {
            "@type": "GovernmentOrganization",
            "name": row.name_ja,
            "identifier": corporate_number(code),
        },
        "spatialCoverage": _place(code),
        "distribution": [_download(publication, path) for path in files],
    }


def project_data(
    publication: Publication, current: ProjectCurrent, editions: Sequence[Submission]
) -> Json:
    """The dataset of one project."""
    code, project = current.now.municipality, current.now.project
    folder = f"project/{code}/{project.id}"
    text = (
        project.summary or f"{municipalities()[code].name_ja}の事業のKPIの目標値・実績値と事業費。"
    )
    return {
        **_dataset(publication, f"{folder}/", (project.name, text), editions),
        "isPartOf": publication.base + page_path(f"municipality/{code}"),
        "spatialCoverage": _place(code),
        "distribution": [
            _download(publication, f"{folder}/index.{suffix}") for suffix in ("ttl", "jsonld")
        ],
    }


def _dataset(
    publication: Publication, path: str, about: tuple[str, str], editions: Sequence[Submission]
) -> Json:
    years = sorted({edition.reporting_year for edition in editions})
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": about[0],
        "description": about[1],
        "url": publication.base + path,
        "license": LICENCES[publication.licence],
        "inLanguage": "ja",
        "isAccessibleForFree": True,
        "includedInDataCatalog": {"@id": publication.base},
        "publisher": {"@type": "Organization", "name": publication.publisher.ja},
        **({"temporalCoverage": f"{years[0]}-04-01/{years[-1] + 1}-03-31"} if years else {}),
    }


def _place(code: str) -> Json:
    row = municipalities()[code]
    place: dict[str, object] = {
        "@type": "AdministrativeArea",
        "name": row.name_ja,
        "identifier": iri_value(statistical_area(code)),
    }
    if row.latitude is not None and row.longitude is not None:
        place["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": str(row.latitude),
            "longitude": str(row.longitude),
        }
    return place


def _download(publication: Publication, path: str) -> Json:
    suffix = path.rpartition("/")[2].partition(".")[2]
    return {
        "@type": "DataDownload",
        "contentUrl": publication.base + path,
        "encodingFormat": MEDIA_TYPES.get(suffix, "application/octet-stream"),
    }
