"""The pages of one municipality: itself, its projects, submissions, documents and what holds now.

In: settings, its data, its summary and the files of its part so far. Out: paths and HTML. Nothing
here looks at another municipality.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from kpi_lod.dataset import MunicipalityData
from kpi_lod.iris import statistical_area
from kpi_lod.records import Submission
from kpi_lod.register.municipalities import Municipality, corporate_number, municipalities
from kpi_lod.release.catalogue.structured_data import municipality_linked_data
from kpi_lod.release.editions import lost_projects, standing_of
from kpi_lod.release.pages.frame import Alternate, Page, pages_html
from kpi_lod.release.pages.locations import crumbs_of, name_of
from kpi_lod.release.pages.projects import project_page
from kpi_lod.release.pages.sources import (
    current_page,
    document_page,
    submission_page,
    withdrawn_project_page,
)
from kpi_lod.release.pages.tally import Tally, reporting_years, tally_of
from kpi_lod.release.summary import ProjectSummary, Summary
from kpi_lod.settings import Publication, Text
from kpi_lod.terms import iri_value
from kpi_lod.vocabulary import SHARED

_FILES = {
    "nq.gz": Text("すべてのデータ（N-Quads、gzip）", "All data (N-Quads, gzip)"),
    "ttl": Text("すべてのデータ（Turtle）", "All data (Turtle)"),
    "jsonld": Text("すべてのデータ（JSON-LD）", "All data (JSON-LD)"),
    "xlsx": Text("すべての表（Excel）", "All tables (Excel)"),
    "csv": Text("表（CSV）", "Table (CSV)"),
    "json": Text("表の説明（CSVW）", "What the tables hold (CSVW)"),
}
_TABLES = {
    "measurements": Text("印刷された値", "Values as printed"),
    "results": Text("目標と実績", "Targets and actuals"),
    "amounts": Text("金額", "Amounts"),
    "projects": Text("事業", "Projects"),
    "indicators": Text("KPI", "KPIs"),
    "municipalities": Text("自治体", "Municipalities"),
}


@dataclass(frozen=True, slots=True)
class Download:
    """A file to take away: its path in the release, name, size in bytes."""

    path: str
    name: Text
    size: int


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project in the list of its municipality; counted in its newest reporting year."""

    one: ProjectSummary
    tally: Tally


def municipal_pages(
    publication: Publication,
    data: MunicipalityData,
    summary: Summary,
    files: Mapping[str, bytes],
) -> Iterator[tuple[str, bytes]]:
    """Path and HTML of all pages of one municipality; ``files``: its part without pages."""
    for page in _pages(publication, data, summary, files):
        yield from pages_html(publication, page)


def _pages(
    publication: Publication,
    data: MunicipalityData,
    summary: Summary,
    files: Mapping[str, bytes],
) -> Iterator[Page]:
    standing = [edition for edition in data.editions if edition.withdrawn is None]
    yield municipality_page(publication, data.editions, summary, downloads(files))
    for current, one in zip(data.projects, summary.projects, strict=True):
        yield project_page(publication, current, one, standing)
    for project, (edition, name) in sorted(lost_projects(data.editions).items()):
        yield withdrawn_project_page(edition, project, name)
    for edition in data.editions:
        yield submission_page(publication, edition, data.editions)
        yield document_page(publication, edition)
    yield current_page(publication, data)


def downloads(files: Mapping[str, bytes]) -> list[Download]:
    """The dumps and tables among the files of a part, the tables last."""
    return [
        Download(path, _file_name(path), len(files[path]))
        for path in sorted(files)
        if path.startswith(("dumps/", "tables/"))
    ]


def _file_name(path: str) -> Text:
    stem, _, suffix = path.rpartition("/")[2].partition(".")
    name, table = _FILES.get(suffix, Text(path, path)), _TABLES.get(stem)
    if table is None:
        return name
    return Text(f"{table.ja}の{name.ja}", f"{table.en}: {name.en}")


def municipality_page(
    publication: Publication,
    editions: Sequence[Submission],
    summary: Summary,
    files: Sequence[Download],
) -> Page:
    """What there is of one municipality; ``editions``: all of it, withdrawn ones too."""
    code = summary.code
    row, name = municipalities()[code], name_of(code)
    return Page(
        folder=f"municipality/{code}",
        template="municipality.html",
        title=name,
        description=Text(
            f"{row.prefecture_ja}{row.name_ja}が公表した事業、KPIの目標値と実績値、資料とデータ。",
            f"Projects of {row.name_en}, {row.prefecture_en}: targets, actuals, sources and data.",
        ),
        values={
            "row": row,
            "years": reporting_years(summary.projects),
            "summary": summary,
            "tally": tally_of(summary.projects),
            "stands": any(edition.withdrawn is None for edition in editions),
            "programmes": list(_by_programme(summary.projects)),
            "editions": [
                (edition, standing_of(edition, editions)) for edition in reversed(editions)
            ],
            "files": files,
            "identifiers": identifiers(row),
        },
        section=None,
        crumbs=crumbs_of(code, itself=False),
        alternates=(
            Alternate(f"dumps/{code}.ttl", "text/turtle", "Turtle"),
            Alternate(f"dumps/{code}.jsonld", "application/ld+json", "JSON-LD"),
        ),
        about=f"{SHARED}municipality/{code}",
        linked_data=municipality_linked_data(
            publication, summary, editions, [one.path for one in files]
        ),
    )


def _by_programme(
    projects: Iterable[ProjectSummary],
) -> Iterator[tuple[str, list[ProjectLine]]]:
    """Programme → its projects."""
    ordered = sorted(projects, key=lambda one: (one.programme, one.id))
    for programme, group in groupby(ordered, key=lambda one: one.programme):
        yield programme, [ProjectLine(one, tally_of([one])) for one in group]


def identifiers(row: Municipality) -> list[tuple[Text, str, Text | None]]:
    """Name, identifier and a remark for each code of a municipality."""
    return [
        (Text("全国地方公共団体コード", "Local government code"), row.code, None),
        (
            Text("法人番号", "Corporate number"),
            corporate_number(row.code),
            Text("コードから計算した番号", "computed from the code"),
        ),
        (Text("IRI", "IRI"), f"{SHARED}municipality/{row.code}", None),
        (
            Text("統計LODの地域", "Area in the statistics LOD"),
            iri_value(statistical_area(row.code)),
            None,
        ),
    ]
