"""The catalogue: official DCAT-AP 3.0.1 shapes, its files, revisions, and a second parser."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pyshacl
import pytest
import rdflib
from pyoxigraph import RdfFormat, parse
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, SH, VOID
from tests.editions import edition, indicator, measurement, project, withdrawn

from kpi_lod.dataset import MunicipalityData, municipality_data
from kpi_lod.records import Source
from kpi_lod.release.build import Release
from kpi_lod.release.catalogue.formats import FileFact
from kpi_lod.release.catalogue.municipal import municipal_catalogue
from kpi_lod.release.catalogue.overall import joined
from kpi_lod.release.catalogue.succession import succession
from kpi_lod.release.part import municipality_part
from kpi_lod.release.summary import Summary, summary
from kpi_lod.settings import Publication

SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
DCAT_3 = rdflib.Namespace(str(DCAT))
"""With the terms that rdflib's own list does not know."""
ADMS = rdflib.Namespace("http://www.w3.org/ns/adms#")
BASE = "https://example.org/kpi/"
CITY = f"{BASE}catalogue/032018"
AUTHORITY = "http://publications.europa.eu/resource/authority/"
ONE_CASE = project(indicator(measurement(2022, "target", "5"), measurement(2023, "actual", "3")))

UNFILLED = {
    # The municipality's own place: its register has the coordinates of an office, no extent.
    (str(DCAT.bbox), "Location"),
    (str(DCAT.centroid), "Location"),
    # Nothing says when data changed but the clock, and that is in no release.
    (str(DCTERMS.modified), "Catalog"),
    # Who publishes the demonstration is neither a local government nor anything else of the list.
    (str(DCTERMS.type), "Agent"),
}
"""What DCAT-AP recommends and we leave out, with the reason: path, class."""


def results(data: rdflib.Graph, shapes: Path) -> list[tuple[str, ...]]:
    """Severity, path and focus node of each result at the top of the report."""
    _, report, _ = pyshacl.validate(data, shacl_graph=rdflib.Graph().parse(shapes))
    keys = (SH.resultSeverity, SH.resultPath, SH.focusNode)
    told = report.objects(None, SH.result)
    return [tuple(str(report.value(one, key)) for key in keys) for one in told]


def triples(content: bytes, form: RdfFormat) -> list[str]:
    return sorted(str(quad.triple) for quad in parse(content, format=form))


def files_of(
    settings: Publication, municipalities: Sequence[MunicipalityData]
) -> Mapping[str, bytes]:
    """Path → content of what is made of each municipality, and the catalogue of everything."""
    parts = [municipality_part(settings, one) for one in municipalities]
    files = {path: content for part in parts for path, content in part.files.items()}
    for path, one in joined(settings, [part.summary for part in parts], ()).items():
        pieces = [part.pieces[one.piece] for part in parts]
        files[path] = one.head + one.separator.join(pieces) + one.tail
    return files


@pytest.fixture(scope="module")
def invented(settings: Publication) -> Mapping[str, bytes]:
    """A city with a revision, a withdrawn report and one that has a source on the web."""
    source = Source("報告\n「その2」", "not-stated", url="https://city.example.jp/r5.pdf")
    editions = [
        edition(2022, ONE_CASE),
        edition(2023, ONE_CASE),
        replace(edition(2023, ONE_CASE, revision=2), source=source),
        withdrawn(edition(2024, ONE_CASE)),
    ]
    made = municipality_data(editions, settings.iris, settings.licence)
    return files_of(settings, [made])


@pytest.fixture(scope="module")
def turned(invented: Mapping[str, bytes]) -> rdflib.Graph:
    return rdflib.Graph().parse(data=invented["catalogue/032018/index.ttl"], format="turtle")


@pytest.fixture(scope="module")
def catalogue(built: Release) -> rdflib.Graph:
    return rdflib.Graph().parse(built.folder / "catalogue/index.ttl")


@pytest.fixture(scope="module")
def all_three(
    built: Release, catalogue: rdflib.Graph, turned: rdflib.Graph
) -> Mapping[str, rdflib.Graph]:
    city = rdflib.Graph().parse(built.folder / "catalogue/202142/index.ttl")
    return {"whole": catalogue, "city": city, "invented": turned}


@pytest.mark.parametrize("which", ["whole", "city", "invented"])
@pytest.mark.parametrize("name", ["shapes.ttl", "range.ttl", "mdr-vocabularies.shape.ttl"])
def test_there_is_no_violation_of_dcat_ap(
    all_three: Mapping[str, rdflib.Graph], shared: Path, name: str, which: str
) -> None:
    found = results(all_three[which], shared / "suites/dcat-ap-3.0.1" / name)
    assert [r for r in found if r[0] == str(SH.Violation)] == []


def test_the_judge_sees_a_catalogue_without_title(catalogue: rdflib.Graph, shared: Path) -> None:
    spoilt = rdflib.Graph()
    spoilt += catalogue
    node = next(spoilt.subjects(RDF.type, DCAT.Catalog))
    spoilt.remove((node, DCTERMS.title, None))
    found = results(spoilt, shared / "suites/dcat-ap-3.0.1/shapes.ttl")
    assert (str(SH.Violation), str(DCTERMS.title), str(node)) in found


def test_all_that_is_recommended_is_filled_but_what_has_a_reason(
    catalogue: rdflib.Graph, shared: Path
) -> None:
    found = results(catalogue, shared / "suites/dcat-ap-3.0.1/shapes_recommended.ttl")
    missing = Counter(
        (path, str(kind).rpartition("#")[2].rpartition("/")[2])
        for _, path, node in found
        for kind in catalogue.objects(rdflib.URIRef(node), RDF.type)
    )
    assert set(missing) == UNFILLED
    # Japan and two cities, twice; three catalogues; one publisher.
    assert (sum(missing.values()), len(found)) == (10, 10)


def test_every_distribution_is_a_file_with_the_size_and_checksum_it_states(
    catalogue: rdflib.Graph, built: Release
) -> None:
    distributions = list(catalogue.subjects(RDF.type, DCAT.Distribution))
    # Two dumps of all; three dumps of each city; two files of each report.
    assert len(distributions) >= 12
    for node in distributions:
        url = str(catalogue.value(node, DCAT.downloadURL))
        content = (built.folder / url.removeprefix(BASE)).read_bytes()
        assert int(str(catalogue.value(node, DCAT.byteSize))) == len(content)
        checksum = catalogue.value(node, SPDX.checksum)
        stated = str(catalogue.value(checksum, SPDX.checksumValue))
        assert stated == hashlib.sha256(content).hexdigest()


def test_no_blank_node_is_in_a_catalogue(all_three: Mapping[str, rdflib.Graph]) -> None:
    for graph in all_three.values():
        assert len(graph) > 200
        assert not [node for triple in graph for node in triple if isinstance(node, rdflib.BNode)]


@pytest.mark.parametrize("folder", ["catalogue", "catalogue/032018", "catalogue/202142"])
def test_turtle_and_json_ld_tell_the_same_each_triple_once(built: Release, folder: str) -> None:
    turtle = (built.folder / folder / "index.ttl").read_bytes()
    json_ld = (built.folder / folder / "index.jsonld").read_bytes()
    told = triples(turtle, RdfFormat.TURTLE)
    assert len(told) == len(set(told)) > 200
    assert triples(json_ld, RdfFormat.JSON_LD) == told
    assert "@graph" in json.loads(json_ld)


def test_prefixes_stand_at_the_head_alone(built: Release) -> None:
    lines = (built.folder / "catalogue/index.ttl").read_text("utf-8").splitlines()
    declared = [number for number, line in enumerate(lines) if line.startswith("@prefix")]
    assert declared == list(range(len(declared)))
    assert declared


def test_a_second_parser_reads_as_many_triples(
    built: Release, catalogue: rdflib.Graph, part: Callable[[str], str]
) -> None:
    file = built.folder / "catalogue/index.ttl"
    command = [part("rapper"), "-q", "-i", "turtle", "-o", "ntriples", str(file)]
    lines = subprocess.run(command, capture_output=True, check=True).stdout.splitlines()
    assert len(set(lines)) == len(catalogue)


def test_the_catalogue_of_a_city_is_a_part_of_the_whole(
    all_three: Mapping[str, rdflib.Graph],
) -> None:
    whole, city = all_three["whole"], all_three["city"]
    assert set(city) <= set(whole)
    node = rdflib.URIRef(f"{BASE}catalogue/202142")
    assert (rdflib.URIRef(f"{BASE}catalogue"), DCAT.catalog, node) in whole
    listed = set(whole.objects(rdflib.URIRef(f"{BASE}catalogue"), DCAT.dataset))
    assert listed == set(whole.subjects(RDF.type, DCAT.Dataset))
    assert set(city.objects(node, DCAT.dataset)) == set(city.subjects(RDF.type, DCAT.Dataset))


def test_every_node_of_ours_stands_in_the_document_that_its_iri_names(
    invented: Mapping[str, bytes],
) -> None:
    for path in ("catalogue/index.ttl", "catalogue/032018/index.ttl"):
        graph = rdflib.Graph().parse(data=invented[path], format="turtle")
        named = {str(node).partition("#")[0] for node in graph.subjects() if "#" in str(node)}
        ours = {one for one in named if one.startswith(BASE)}
        assert ours == {f"{BASE}catalogue", CITY}
        # Everything that is referred to as a fragment of these is told, too.
        objects = {
            o for o in graph.objects() if str(o).startswith((f"{BASE}catalogue#", f"{CITY}#"))
        }
        assert {o for o in objects if isinstance(o, rdflib.URIRef)} <= set(graph.subjects())


def test_every_node_of_ours_is_an_anchor_of_its_page(built: Release) -> None:
    for folder in ("catalogue", "catalogue/032018"):
        graph = rdflib.Graph().parse(built.folder / folder / "index.ttl")
        start = f"{BASE}{folder}#"
        wanted = {str(n).removeprefix(start) for n in graph.subjects() if str(n).startswith(start)}
        assert len(wanted) > 10
        for name in ("index.html", "index.en.html"):
            page = (built.folder / folder / name).read_text("utf-8")
            assert wanted - set(re.findall(r'id="([^"]+)"', page)) == set()


def test_the_submission_s_distribution_holds_what_it_printed(invented: Mapping[str, bytes]) -> None:
    graph = rdflib.Graph().parse(data=invented["submission/032018/2023-all/index.ttl"])
    printed = rdflib.URIRef(f"{BASE}project/032018/castle/#visitors.2023.actual.2023-all")
    assert (printed, None, None) in graph
    later = rdflib.URIRef(f"{BASE}project/032018/castle/#visitors.2023.actual.2023-all-2")
    assert (later, None, None) not in graph


def of(name: str) -> rdflib.URIRef:
    return rdflib.URIRef(f"{CITY}#submission.{name}")


def test_a_revision_replaces_and_the_year_before_goes_before(turned: rdflib.Graph) -> None:
    older, newer = of("2023-all"), of("2023-all-2")
    assert list(turned.objects(newer, DCTERMS.replaces)) == [older]
    assert list(turned.objects(newer, DCAT_3.previousVersion)) == [older]
    assert list(turned.objects(older, DCTERMS.isReplacedBy)) == [newer]
    assert list(turned.objects(newer, DCAT_3.prev)) == [of("2022-all")]
    assert list(turned.objects(older, DCAT_3.prev)) == []
    assert str(turned.value(newer, DCAT_3.version)) == "2"
    titles = {str(t) for t in turned.objects(newer, DCTERMS.title)}
    assert titles == {
        "盛岡市の地方創生事業の実績報告　令和5年度（第2版）",
        "Report on the regional revitalisation projects of Morioka for fiscal year 2023, "
        "revision 2",
    }


def test_the_status_says_what_is_replaced_and_what_was_withdrawn(turned: rdflib.Graph) -> None:
    statuses = {
        name: str(turned.value(of(name), ADMS.status)).removeprefix(f"{AUTHORITY}dataset-status/")
        for name in ("2022-all", "2023-all", "2023-all-2", "2024-all")
    }
    assert statuses == {
        "2022-all": "COMPLETED",
        "2023-all": "DEPRECATED",
        "2023-all-2": "COMPLETED",
        "2024-all": "WITHDRAWN",
    }


def test_a_withdrawn_report_says_why_and_offers_nothing(turned: rdflib.Graph) -> None:
    node = of("2024-all")
    assert list(turned.objects(node, DCAT.distribution)) == []
    assert len(list(turned.objects(of("2023-all"), DCAT.distribution))) == 2
    told = " ".join(str(text) for text in turned.objects(node, DCTERMS.description))
    assert "理由：誤った資料のため" in told
    assert "was withdrawn" in told


def test_the_series_has_its_first_and_last_and_no_files(turned: rdflib.Graph) -> None:
    series = rdflib.URIRef(f"{CITY}#series")
    assert list(turned.objects(series, DCAT.distribution)) == []
    assert turned.value(series, DCAT_3.first) == of("2022-all")
    assert turned.value(series, DCAT_3.last) == of("2023-all-2")
    assert len(list(turned.subjects(DCAT_3.inSeries, series))) == 4


def test_a_report_leads_to_its_document_and_to_the_city_s_page(turned: rdflib.Graph) -> None:
    node = of("2023-all-2")
    page = rdflib.URIRef("https://city.example.jp/r5.pdf")
    assert list(turned.objects(node, FOAF.page)) == [page]
    derived = rdflib.URIRef("http://www.w3.org/ns/prov#wasDerivedFrom")
    assert turned.value(node, derived) == rdflib.URIRef(f"{BASE}document/032018/2023-all-2")
    assert any("報告\n「その2」" in str(t) for t in turned.objects(node, DCTERMS.description))


def test_a_withdrawn_revision_leaves_the_lower_one_standing() -> None:
    found = succession([edition(2023, ONE_CASE), withdrawn(edition(2023, ONE_CASE, revision=2))])
    assert found.members == ("2023-all",)
    assert found.replaced == {}


def test_a_standing_revision_replaces_a_withdrawn_one() -> None:
    gone = replace(withdrawn(edition(2023)), projects=())
    found = succession([gone, edition(2023, ONE_CASE, revision=2)])
    assert found.replaces == {"2023-all-2": ("2023-all",)}


def test_another_document_of_the_same_year_is_not_replaced() -> None:
    other = replace(edition(2023, replace(ONE_CASE, id="harbour")), id="2023-harbour")
    found = succession([edition(2023, ONE_CASE), other, edition(2023, ONE_CASE, revision=2)])
    assert found.replaces["2023-all-2"] == ("2023-all",)
    assert found.members == ("2023-harbour", "2023-all-2")


def test_a_report_of_which_a_part_was_corrected_still_stands() -> None:
    corrected = project(indicator(measurement(2023, "actual", "4")))
    found = succession([edition(2023, ONE_CASE), edition(2023, corrected, revision=2)])
    assert found.replaced == {}
    assert found.members == ("2023-all", "2023-all-2")


def test_a_third_revision_replaces_the_second_not_the_first() -> None:
    three = [edition(2023, ONE_CASE, revision=number) for number in (1, 2, 3)]
    assert succession(three).replaces["2023-all-3"] == ("2023-all-2",)


@pytest.fixture(scope="module")
def summaries(cities: Mapping[str, MunicipalityData]) -> Sequence[Summary]:
    return [summary(one, 10) for one in cities.values()]


def test_tables_and_workbooks_become_distributions_of_everything(
    settings: Publication, summaries: Sequence[Summary]
) -> None:
    names = ("results.csv", "results.parquet", "csv-metadata.json", "kpi-lod.xlsx")
    paths = [*(f"tables/{name}" for name in names), "dumps/kpi-lod.nq.gz", "index.html"]
    others = ["dumps/032018.ttl", "tables/032018/results.csv"]
    facts = [FileFact.of(path, path.encode()) for path in (*paths, *others)]
    head = joined(settings, summaries, facts)["catalogue/index.ttl"].head
    graph = rdflib.Graph().parse(data=head, format="turtle")
    dataset = rdflib.URIRef(f"{BASE}catalogue#all")
    urls = {
        str(graph.value(node, DCAT.downloadURL)).removeprefix(BASE)
        for node in graph.objects(dataset, DCAT.distribution)
    }
    assert urls == set(paths) - {"index.html"}
    assert {str(dump) for dump in graph.objects(dataset, VOID.dataDump)} == {
        f"{BASE}dumps/kpi-lod.nq.gz"
    }
    csv = rdflib.URIRef(f"{BASE}catalogue#all.results.csv")
    assert str(graph.value(csv, DCTERMS.conformsTo)) == "https://www.w3.org/TR/tabular-data-model/"
    titles = {str(text) for text in graph.objects(csv, DCTERMS.title)}
    assert titles == {"結果（CSV）", "Results (CSV)"}
    assert len(list(graph.objects(dataset, VOID.subset))) == 2


def test_tables_of_a_city_become_distributions_of_its_years(
    settings: Publication, cities: Mapping[str, MunicipalityData]
) -> None:
    files = {path: b"x" for path in ("tables/032018/results.csv", "tables/032018/032018.xlsx")}
    found = municipal_catalogue(settings, cities["032018"], files, 10)
    graph = rdflib.Graph().parse(data=found.files["catalogue/032018/index.ttl"], format="turtle")
    nodes = set(graph.objects(rdflib.URIRef(f"{CITY}#all"), DCAT.distribution))
    assert {str(node) for node in nodes} == {f"{CITY}#all.results.csv", f"{CITY}#all.xlsx"}


def test_a_release_without_municipalities_has_a_catalogue_all_the_same(
    settings: Publication,
) -> None:
    files = files_of(settings, [])
    told = triples(files["catalogue/index.ttl"], RdfFormat.TURTLE)
    assert triples(files["catalogue/index.jsonld"], RdfFormat.JSON_LD) == told


def test_the_triples_it_counts_are_those_of_the_release(
    catalogue: rdflib.Graph, built: Release
) -> None:
    stated = catalogue.value(rdflib.URIRef(f"{BASE}catalogue#all"), VOID.triples)
    assert int(str(stated)) == built.triples
    city = rdflib.URIRef(f"{BASE}catalogue/202142#all")
    dump = (built.folder / "dumps/202142.ttl").read_bytes()
    assert int(str(catalogue.value(city, VOID.triples))) == len(triples(dump, RdfFormat.TURTLE))


def test_a_city_that_publishes_its_own_data_is_a_local_authority(
    settings: Publication, cities: Mapping[str, MunicipalityData]
) -> None:
    own = replace(settings, publisher_number="4000020202142")
    company = replace(settings, publisher_number="1000012345678")
    for one, wanted in ((own, 1), (settings, 0), (company, 0)):
        found = municipal_catalogue(one, cities["202142"], {}, 10).files
        graph = rdflib.Graph().parse(data=found["catalogue/202142/index.ttl"], format="turtle")
        publisher = rdflib.URIRef(f"{BASE}catalogue#publisher")
        assert len(list(graph.objects(publisher, DCTERMS.type))) == wanted


def test_every_keyword_can_be_a_tag_of_ckan(catalogue: rdflib.Graph) -> None:
    words = {str(word) for word in catalogue.objects(None, DCAT.keyword)}
    assert {"デジタル田園都市国家構想交付金", "地方創生推進タイプ", "盛岡市", "岩手県"} <= words
    assert [word for word in words if not re.fullmatch(r"[\w \-.]{2,100}", word)] == []
