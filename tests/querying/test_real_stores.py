"""The same text from a release, Oxigraph's server and Virtuoso, which cuts answers at 50 rows."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bench.servers import VirtuosoServer, oxigraph, virtuoso
from pyoxigraph import Store

from kpi_lod.querying.answers import answer
from kpi_lod.querying.asking import Asking
from kpi_lod.querying.questions import questions
from kpi_lod.querying.refusals import EndpointError
from kpi_lod.querying.sources import results, stored_results
from kpi_lod.querying.stores import release_store
from kpi_lod.release.build import Release
from kpi_lod.release_names import DUMP_NQUADS

CUT = 50
CONSTRUCT = """
CONSTRUCT { ?r a kpi:Result ; kpi:attained ?a ; kpi:actual ?v }
WHERE { ?r kpi:attained ?a ; kpi:actual ?v }
"""
COPY = """
sparql insert in <urn:copy> { ?s ?p ?o }
where { graph ?g { ?s a <http://purl.org/linked-data/cube#Observation> ; ?p ?o } };
"""
PATIENT = Asking(seconds=60, waiting=0)

Part = Callable[[str], str]


@pytest.fixture(scope="module")
def quads(built: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("quads") / "release.nq"
    file.write_bytes(gzip.decompress((built.folder / DUMP_NQUADS).read_bytes()))
    return file


@pytest.fixture(scope="module")
def release(built: Release) -> Store:
    return release_store(built.folder)


@pytest.fixture(scope="module")
def program(part: Part) -> str:
    """Oxigraph's server is one of the tests' own requirements."""
    beside = Path(sys.executable).with_name("oxigraph")
    return str(beside) if beside.exists() else part("oxigraph")


@pytest.fixture(scope="module")
def in_memory(program: str, quads: Path) -> Iterator[str]:
    with oxigraph(program, quads) as url:
        yield url


@pytest.fixture(scope="module")
def on_disk(program: str, quads: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("oxigraph") / "store"
    with oxigraph(program, quads, location=folder, options=["--union-default-graph"]) as url:
        yield url


@pytest.fixture(scope="module")
def server(
    part: Part, built: Release, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[VirtuosoServer]:
    folder = tmp_path_factory.mktemp("virtuoso") / "db"
    with virtuoso(part("virtuoso-t"), folder, rows=CUT) as made:
        made.load(built.folder / DUMP_NQUADS)
        yield made


@pytest.fixture(params=["in_memory", "on_disk", "virtuoso"])
def url(request: pytest.FixtureRequest) -> str:
    if request.param == "virtuoso":
        return str(request.getfixturevalue("server").sparql)
    return str(request.getfixturevalue(request.param))


def text(query: str, source: str | Store, form: str) -> str:
    if isinstance(source, Store):
        return answer(stored_results(query, source), form)
    return answer(results(query, source, PATIENT), form)


def test_every_question_has_the_same_answer_everywhere(url: str, release: Store) -> None:
    """In JSON, which tells datatypes too; tables and CSV are made of the same terms."""
    found = questions().values()
    assert len(found) == 12
    for question in found:
        assert text(question.text, url, "json") == text(question.text, release, "json")


def test_a_table_is_the_same_to_the_letter(url: str, release: Store) -> None:
    query = questions()["far-from-target"].text
    for form in ("table", "csv"):
        assert text(query, url, form) == text(query, release, form)


def test_an_answer_is_longer_than_virtuoso_gives_at_once(release: Store) -> None:
    lengths = [text(q.text, release, "csv").count("\n") for q in questions().values()]
    assert sum(length > CUT for length in lengths) > 1


def test_rows_in_no_order_are_completed_too(url: str, release: Store) -> None:
    query = "SELECT ?m ?code { ?m a kpi:Municipality ; dct:identifier ?code } LIMIT 120"
    found = text(query, url, "csv").split("\n")[1:]
    assert len(set(found)) == 120
    all_of_them = text(query.partition("LIMIT")[0], release, "csv").split("\n")[1:]
    assert set(found) < set(all_of_them)


def test_a_question_of_one_kpi_has_its_answer(url: str, release: Store) -> None:
    query = "SELECT ?r ?a { ?r kpi:attained ?a } ORDER BY ?r"
    assert text(query, url, "json") == text(query, release, "json")


def test_triples_and_truth_are_the_same_everywhere(url: str, release: Store) -> None:
    for query in (CONSTRUCT, "ASK { ?r kpi:attained false }", "ASK { ?r kpi:nothing ?x }"):
        assert text(query, url, "table") == text(query, release, "table"), query


def test_what_belongs_to_a_description_is_left_to_the_store(url: str) -> None:
    """SPARQL 1.1 §16.4: Virtuoso tells who leads there, Oxigraph what is said of it."""
    assert "direction:decrease" in text("DESCRIBE direction:decrease", url, "table")


def test_a_fault_of_a_query_is_told_in_the_words_of_the_store(url: str) -> None:
    with pytest.raises(EndpointError) as caught:
        text("SELECT * WHERE { ?s ?p ", url, "csv")
    assert caught.value.kind == "refused"
    assert "400" in caught.value.finding.ja
    assert any(word in caught.value.finding.en for word in ("expected", "syntax error"))


def test_virtuosos_own_endpoint_for_the_known_wants_a_digest(
    server: VirtuosoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = server.sparql + "-auth"
    with pytest.raises(EndpointError) as caught:
        text("ASK { ?s ?p ?o }", url, "csv")
    assert caught.value.kind == "unauthorised"
    monkeypatch.setenv("KPI_LOD_USER", "dba")
    monkeypatch.setenv("KPI_LOD_PASSWORD", "dba")
    assert text("ASK { ?s ?p ?o }", url, "csv") == "true"


def test_a_graph_too_many_in_virtuoso_is_told_and_not_summed(
    server: VirtuosoServer, release: Store
) -> None:
    money = questions()["money"].text
    server.run(COPY)
    try:
        with pytest.raises(EndpointError) as caught:
            text(money, server.sparql, "csv")
        assert caught.value.kind == "twice"
        wrong = answer(results(money, server.sparql, Asking(as_is=True)), "csv")
        assert wrong != text(money, release, "csv")
    finally:
        server.run("sparql clear graph <urn:copy>;")
    assert text(money, server.sparql, "csv") == text(money, release, "csv")


def test_oxigraph_without_the_union_would_give_nothing(in_memory: str) -> None:
    money = questions()["money"].text
    assert "\n" not in answer(results(money, in_memory, Asking(as_is=True)), "csv")
    assert "\n" in text(money, in_memory, "csv")
