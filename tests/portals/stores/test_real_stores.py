"""A release pushed to Oxigraph and Virtuoso, and asked there: the answers of the release itself."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bench.servers import VirtuosoServer, oxigraph, virtuoso
from pyoxigraph import Store

from kpi_lod.cli import main
from kpi_lod.portals.outcome import Did
from kpi_lod.portals.stores.finding import Address
from kpi_lod.portals.stores.push import Wanted, push
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
CODES = "SELECT ?m ?code { ?m a kpi:Municipality ; dct:identifier ?code }"
PATIENT = Asking(seconds=60, waiting=0)

Part = Callable[[str], str]


@pytest.fixture(scope="module")
def release(built: Release) -> Store:
    return release_store(built.folder)


def pushed(built: Release, url: str) -> None:
    """Push, twice: the second time there is nothing to do."""
    for did in (Did.ADDED, Did.UNCHANGED):
        done = push(built.folder.parents[1], Address(url), Wanted(waiting=0))
        assert {item.did for item in done.items} == {did}


@pytest.fixture(scope="module")
def in_oxigraph(built: Release, part: Part) -> Iterator[str]:
    """As it runs without options: the default graph is empty."""
    with oxigraph(part("oxigraph")) as server:
        pushed(built, server.url)
        yield server.query


@pytest.fixture(scope="module")
def server(
    built: Release, part: Part, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[VirtuosoServer]:
    """As Virtuoso is delivered where it matters: answers of at most 10,000 rows."""
    part("isql-vt")
    folder = tmp_path_factory.mktemp("virtuoso") / "db"
    with virtuoso(part("virtuoso-t"), folder, rows=10_000, buffers=10_000) as made:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("KPI_LOD_USER", "dba")
            patch.setenv("KPI_LOD_PASSWORD", "dba")
            pushed(built, made.server.url)
        yield made


@pytest.fixture(params=["in_oxigraph", "in_virtuoso"])
def url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(request.param))


@pytest.fixture
def in_virtuoso(server: VirtuosoServer) -> str:
    return server.sparql


@pytest.fixture
def cut(server: VirtuosoServer) -> Iterator[str]:
    """Virtuoso as a public endpoint that gives little at once."""
    with server.cut_at(CUT):
        yield server.sparql


def text(query: str, source: str | Store, form: str = "json") -> str:
    if isinstance(source, Store):
        return answer(stored_results(query, source), form)
    return answer(results(query, source, PATIENT), form)


@pytest.mark.parametrize("name", sorted(questions()))
def test_every_question_has_the_same_answer_everywhere(
    url: str, release: Store, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In JSON, which tells datatypes too; tables and CSV are made of the same terms."""
    assert main(["query", name, "--endpoint", url, "--format", "json"]) == 0
    assert capsys.readouterr().out.rstrip("\n") == text(questions()[name].text, release)


def test_twelve_questions_were_asked() -> None:
    assert len(questions()) == 12


def test_a_table_is_the_same_to_the_letter(url: str, release: Store) -> None:
    query = questions()["far-from-target"].text
    for form in ("table", "csv"):
        assert text(query, url, form) == text(query, release, form)


def test_a_store_whose_default_graph_is_the_union_already_is_asked_as_it_is(
    built: Release, release: Store, part: Part, tmp_path: Path
) -> None:
    """And one that was filled from the file, on disk."""
    quads = tmp_path / "release.nq"
    quads.write_bytes(gzip.decompress((built.folder / DUMP_NQUADS).read_bytes()))
    place, options = tmp_path / "store", ["--union-default-graph"]
    money = questions()["money"].text
    with oxigraph(part("oxigraph"), location=place, quads=quads, options=options) as running:
        assert text(money, running.query) == text(money, release)


def test_oxigraph_without_the_union_would_give_nothing(in_oxigraph: str) -> None:
    money = questions()["money"].text
    assert "\n" not in answer(results(money, in_oxigraph, Asking(as_is=True)), "csv")
    assert "\n" in text(money, in_oxigraph, "csv")


def test_triples_and_truth_are_the_same_everywhere(url: str, release: Store) -> None:
    for query in (CONSTRUCT, "ASK { ?r kpi:attained false }", "ASK { ?r kpi:nothing ?x }"):
        assert text(query, url, "table") == text(query, release, "table"), query


def test_what_belongs_to_a_description_is_left_to_the_store(url: str) -> None:
    """SPARQL 1.1 §16.4: Virtuoso tells who leads there, Oxigraph what is said of it."""
    assert "direction:decrease" in text("DESCRIBE direction:decrease", url, "table")


def test_a_fault_of_a_query_is_told_in_the_words_of_the_store(url: str) -> None:
    with pytest.raises(EndpointError) as caught:
        text("SELECT * WHERE { ?s ?p ", url)
    assert caught.value.kind == "refused"
    assert "400" in caught.value.finding.ja
    assert any(word in caught.value.finding.en for word in ("expected", "syntax error"))


# --- Virtuoso alone -----------------------------------------------------------------------------


def test_a_cut_answer_is_completed_in_its_order(cut: str, release: Store) -> None:
    query = f"{CODES} ORDER BY ?code LIMIT 130"
    assert text(query, cut) == text(query, release)
    with pytest.raises(EndpointError) as caught:
        answer(results(query, cut, Asking(as_is=True)))
    assert caught.value.kind == "cut"


def test_the_answer_to_a_question_that_is_cut_is_whole(cut: str, release: Store) -> None:
    answers = {one.text: text(one.text, release, "csv").count("\n") for one in questions().values()}
    long = sorted((rows, query) for query, rows in answers.items() if rows > CUT)
    assert len(long) > 1
    for _, query in long[:2]:
        assert text(query, cut) == text(query, release)


def test_rows_in_no_order_are_completed_too(cut: str, release: Store) -> None:
    found = text(f"{CODES} LIMIT 120", cut, "csv").split("\n")[1:]
    assert len(set(found)) == 120
    assert set(found) < set(text(CODES, release, "csv").split("\n")[1:])


def test_virtuosos_own_endpoint_for_the_known_wants_a_digest(
    server: VirtuosoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = server.sparql + "-auth"
    with pytest.raises(EndpointError) as caught:
        text("ASK { ?s ?p ?o }", url)
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
            text(money, server.sparql)
        assert caught.value.kind == "twice"
        wrong = answer(results(money, server.sparql, Asking(as_is=True)), "csv")
        assert wrong != text(money, release, "csv")
    finally:
        server.run("sparql clear graph <urn:copy>;")
    assert text(money, server.sparql) == text(money, release)
