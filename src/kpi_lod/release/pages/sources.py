"""The pages of a submission, of the document it was taken from, and of what holds now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kpi_lod.dataset import MunicipalityData
from kpi_lod.mapping.printed import MAPPING_VERSION
from kpi_lod.records import Project, Submission
from kpi_lod.register.municipalities import municipalities
from kpi_lod.release.catalogue.structured_data import submission_linked_data
from kpi_lod.release.editions import standing_of
from kpi_lod.release.pages.frame import Alternate, Page
from kpi_lod.release.pages.locations import crumbs_of, name_of
from kpi_lod.settings import Publication, Text
from kpi_lod.terms import iri_value
from kpi_lod.vocabulary import LICENCES


@dataclass(frozen=True, slots=True)
class Told:
    """How much a submission printed about a project."""

    project: Project
    indicators: int
    values: int
    without_number: int
    amounts: int


def submission_page(
    publication: Publication, one: Submission, editions: Sequence[Submission]
) -> Page:
    """What was printed in one document for one year; ``editions``: all of the municipality."""
    folder = f"submission/{one.municipality}/{one.id}"
    place = municipalities()[one.municipality]
    return Page(
        folder=folder,
        template="submission.html",
        title=Text(one.source.title, None),
        description=Text(
            f"{place.name_ja}の資料「{one.source.title}」に印刷された値。",
            f"What {place.name_en} printed in: {one.source.title}",
        ),
        values={
            "one": one,
            "place": place,
            "told": list(_told(one)) if one.withdrawn is None else [],
            "had": one.projects if one.withdrawn is not None else (),
            "standing": standing_of(one, editions),
            "terms": LICENCES.get(one.source.terms),
            "mapping_version": MAPPING_VERSION,
        },
        crumbs=crumbs_of(one.municipality),
        alternates=_alternates(folder),
        about=iri_value(publication.iris.submission(one.municipality, one.id)),
        linked_data=submission_linked_data(publication, one),
    )


def document_page(publication: Publication, one: Submission) -> Page:
    """The document that a submission was taken from."""
    folder = f"document/{one.municipality}/{one.id}"
    place = municipalities()[one.municipality]
    return Page(
        folder=folder,
        template="document.html",
        title=Text(one.source.title, None),
        description=Text(
            f"{place.name_ja}が公表した資料「{one.source.title}」の書誌。",
            f"About a document published by {place.name_en}: {one.source.title}",
        ),
        values={"one": one, "place": place, "terms": LICENCES.get(one.source.terms)},
        crumbs=crumbs_of(one.municipality),
        alternates=_alternates(folder),
        about=iri_value(publication.iris.document(one.municipality, one.id)),
    )


def withdrawn_project_page(one: Submission, project: str, name: str) -> Page:
    """At the address of a project whose submissions were all withdrawn: that, and why.

    ``one``: the newest of these. The graphs tell nothing of the project, so that the data beside
    the page is what they tell of that submission.
    """
    place = municipalities()[one.municipality]
    folder = f"project/{one.municipality}/{project}"
    return Page(
        folder=folder,
        template="withdrawn_project.html",
        title=Text(name, None),
        description=Text(
            f"{place.name_ja}の事業「{name}」。資料は取り下げられました。",
            f"A project of {place.name_en} whose submission was withdrawn: {name}",
        ),
        values={"one": one, "place": place},
        crumbs=crumbs_of(one.municipality),
        alternates=_alternates(folder),
    )


def current_page(publication: Publication, data: MunicipalityData) -> Page:
    """What holds now of a municipality: which values speak, and the results made of them."""
    name, folder = name_of(data.code), f"current/{data.code}"
    return Page(
        folder=folder,
        template="current.html",
        title=Text(f"{name.ja}の現在の値", f"What holds now: {name.en}"),
        description=Text(
            f"{name.ja}の全資料から、いま有効な値と、目標と実績の比較。",
            f"The values that hold now of all documents of {name.en}, and results made of them.",
        ),
        values={
            "code": data.code,
            "projects": data.projects,
            "results": [
                sum(len(kpi.results) for kpi in project.indicators) for project in data.projects
            ],
        },
        crumbs=crumbs_of(data.code),
        alternates=_alternates(folder),
        about=iri_value(publication.iris.current(data.code)),
    )


def _told(one: Submission) -> Iterator[Told]:
    for project in one.projects:
        cells = [m.reading for kpi in project.indicators for m in kpi.measurements]
        yield Told(
            project=project,
            indicators=len(project.indicators),
            values=len(cells),
            without_number=sum(cell.value is None for cell in cells),
            amounts=len(project.amounts),
        )


def _alternates(folder: str) -> tuple[Alternate, ...]:
    return (
        Alternate(f"{folder}/index.ttl", "text/turtle", "Turtle"),
        Alternate(f"{folder}/index.jsonld", "application/ld+json", "JSON-LD"),
    )
