"""The pages of all downloads: ``dataset`` and, for many municipalities, ``dataset/<prefecture>``.

In: the files of a finished release with their sizes and hashes. Out: pages that say what each file
is for, and commands that work on it. Made last but for the manifest: nothing points at their bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kpi_lod.release.catalogue.formats import FORMATS, FileFact
from kpi_lod.release.catalogue.structured_data import LinkedData
from kpi_lod.release.pages.concepts import HOME
from kpi_lod.release.pages.frame import Alternate, Link, Page, pages_html
from kpi_lod.release.pages.listing import Slice, by_prefecture, city, prefecture, slices
from kpi_lod.release.pages.usage import usages
from kpi_lod.settings import Publication, Text

SECTION = "dataset"
INDEX = Text("データ", "Data")


MEDIA_TYPES = {
    "md": "text/markdown",
    **{
        form.suffix: ", ".join(filter(None, (form.media_type, form.packed)))
        for form in FORMATS.values()
    },
}
"""Suffix → media type, and that of its compression."""

WHAT: Sequence[tuple[Text, Sequence[tuple[str, Text]]]] = (
    (
        Text("表", "Tables"),
        (
            ("tables/kpi-lod", Text("Excelで見る", "To look at in Excel")),
            ("tables/results", Text("目標と実績を並べた結果", "Results: target beside actual")),
            ("tables/measurements", Text("印刷された値のすべて", "Every printed value")),
            ("tables/amounts", Text("金額", "Money")),
            ("tables/projects", Text("事業", "Projects")),
            ("tables/indicators", Text("KPI", "KPIs")),
            ("tables/municipalities", Text("市区町村", "Municipalities")),
            ("tables/README", Text("表の読み方", "How to read the tables")),
            ("tables/csv-metadata", Text("列の説明（CSVW）", "What the columns mean (CSVW)")),
        ),
    ),
    (
        Text("リンクトオープンデータ（RDF）", "Linked open data (RDF)"),
        (
            (
                "dumps/kpi-lod",
                Text(
                    "すべて（名前付きグラフはN-Quadsだけに入る）",
                    "Everything; N-Quads alone tell the graphs",
                ),
            ),
            ("context", Text("JSON-LDコンテキスト（日本語の別名つき）", "JSON-LD context")),
            ("shared/ns/index", Text("語彙", "The vocabulary")),
            (
                "shared/register/index",
                Text("自治体、年度、コード表", "Municipalities, years, codes"),
            ),
            ("shared/shapes/index", Text("検査の規則（SHACL）", "The rules (SHACL)")),
        ),
    ),
    (
        Text("目録", "Catalogue"),
        (("catalogue/index", Text("DCATとVoID。ポータルが読む", "DCAT and VoID, for portals")),),
    ),
)
"""Heading → path without its suffix, and what the file is for."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file to download."""

    path: str
    size: int
    sha256: str
    media_type: str
    purpose: Text


@dataclass(frozen=True, slots=True)
class CityFiles:
    """A municipality and the files about it alone: name of the format → its file."""

    code: str
    files: Mapping[str, FileFact]


CITY_FILES = {
    "Excel": "tables/{code}/{code}.xlsx",
    "CSVW": "tables/{code}/csv-metadata.json",
    "Turtle": "dumps/{code}.ttl",
    "JSON-LD": "dumps/{code}.jsonld",
    "N-Quads": "dumps/{code}.nq.gz",
}
"""Name of the format → path."""


def download_files(
    publication: Publication, codes: Sequence[str], facts: Iterable[FileFact], about: LinkedData
) -> Iterator[tuple[str, bytes]]:
    """Path and content of the pages; ``codes`` in order, ``about`` all of it as JSON-LD."""
    known = {fact.path: fact for fact in facts}
    for page in download_pages(publication, codes, known, about):
        yield from pages_html(publication, page)


def download_pages(
    publication: Publication, codes: Sequence[str], known: Mapping[str, FileFact], about: LinkedData
) -> Iterator[Page]:
    """The page of everything, and those of the prefectures where there are many municipalities."""
    cities = [CityFiles(code, _city_files(code, known)) for code in codes]
    places = by_prefecture(cities)
    yield Page(
        folder=SECTION,
        template="dataset.html",
        title=INDEX,
        description=Text(
            "すべてのデータのダウンロードと、表計算・SQL・SPARQLでの使い方。",
            "All downloads, and how to use them in a spreadsheet, with SQL and with SPARQL.",
        ),
        values={
            "sections": [(title, list(_downloads(files, known))) for title, files in WHAT],
            "cities": cities,
            "places": [
                (prefecture(digits), f"{SECTION}/{digits}", len(found))
                for digits, found in places.items()
            ],
            "formats": list(CITY_FILES),
            "city": city,
            "bytes": shown_size,
            "usages": usages(publication, known),
        },
        section=SECTION,
        crumbs=(Link(HOME, ""),),
        linked_data=about,
        alternates=(
            Alternate("catalogue/index.ttl", "text/turtle", "DCAT"),
            Alternate("catalogue/index.jsonld", "application/ld+json", "DCAT"),
        ),
    )
    for digits, found in places.items():
        for one in slices(digits, found):
            yield _prefecture_page(one)


def _city_files(code: str, known: Mapping[str, FileFact]) -> Mapping[str, FileFact]:
    paths = {name: path.format(code=code) for name, path in CITY_FILES.items()}
    return {name: known[path] for name, path in paths.items() if path in known}


def _downloads(
    files: Iterable[tuple[str, Text]], known: Mapping[str, FileFact]
) -> Iterator[Download]:
    for start, purpose in files:
        for suffix, media_type in MEDIA_TYPES.items():
            fact = known.get(f"{start}.{suffix}")
            if fact is not None:
                yield Download(fact.path, fact.size, fact.sha256, media_type, purpose)


def _prefecture_page(one: Slice[CityFiles]) -> Page:
    where = prefecture(one.prefecture)
    nth = f"（{one.number}／{one.pages}）" if one.pages > 1 else ""
    nth_en = f" ({one.number} of {one.pages})" if one.pages > 1 else ""
    return Page(
        folder=f"{SECTION}/{one.folder}",
        template="dataset_prefecture.html",
        title=Text(f"データ：{where.ja}{nth}", f"Data: {where.en}{nth_en}"),
        description=Text(
            f"{where.ja}の市区町村ごとのデータのダウンロード。",
            f"Downloads of the municipalities of {where.en}, one by one.",
        ),
        values={
            "cities": one.entries,
            "formats": list(CITY_FILES),
            "city": city,
            "bytes": shown_size,
            "slice": one,
            "parent": SECTION,
        },
        section=SECTION,
        crumbs=(Link(HOME, ""), Link(INDEX, SECTION)),
    )


def shown_size(size: int) -> str:
    """A size for people, in steps of 1,000.

    >>> shown_size(999), shown_size(12_345), shown_size(3_400_000)
    ('999 B', '12.3 kB', '3.4 MB')
    """
    for unit, step in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= step:
            tenths = (size * 10 + step // 2) // step
            return f"{tenths // 10}.{tenths % 10} {unit}"
    return f"{size} B"
