"""Where questions are asked: releases, folders, single files and SPARQL endpoints."""

from __future__ import annotations

import gzip
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

from kpi_lod.errors import KpiLodError
from kpi_lod.querying.answers import answer
from kpi_lod.querying.sources import RELEASE_DUMP, results
from kpi_lod.release.build import Release

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
ONE = "<http://a.example/1> <http://a.example/p> <http://a.example/2> .\n"
TWO = "<http://a.example/2> <http://a.example/p> <http://a.example/3> <http://a.example/g> .\n"
JSON = "application/sparql-results+json"
BINDINGS = '{"head":{"vars":["n"]},"results":{"bindings":[{"n":{"type":"literal","value":"七"}}]}}'

Endpoint = Callable[[str, str, int], str]


def only_cell(query: str, source: object) -> str:
    found = results(query, str(source))
    assert isinstance(found, QuerySolutions)
    ((term,),) = list(found)
    return str(getattr(term, "value", term))


# --- releases, folders, files -------------------------------------------------------------------


def test_a_release_is_read_from_its_dump_alone(tmp_path: Path) -> None:
    dump = tmp_path / "current" / RELEASE_DUMP
    dump.parent.mkdir(parents=True)
    dump.write_bytes(gzip.compress(TWO.encode()))
    (tmp_path / "current/index.nt").write_text(ONE)
    assert only_cell(COUNT, tmp_path) == "1"
    assert only_cell(COUNT, tmp_path / "current") == "1"


def test_the_default_graph_is_the_union_of_all_graphs(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "one.nt").write_text(ONE)
    (tmp_path / "below/two.nq").write_text(TWO)
    (tmp_path / "notes.txt").write_text("not RDF")
    assert only_cell(COUNT, tmp_path) == "2"


def test_a_single_file_is_a_source(tmp_path: Path) -> None:
    file = tmp_path / "one.ttl"
    file.write_text(ONE)
    assert only_cell(COUNT, file) == "1"


def test_our_prefixes_need_no_declaration(tmp_path: Path) -> None:
    (tmp_path / "one.nt").write_text(ONE)
    assert only_cell("SELECT (STR(mun:032018) AS ?x) {}", tmp_path).endswith("municipality/032018")


@pytest.mark.parametrize("content", [None, "no RDF here"])
def test_a_source_without_rdf_is_refused(tmp_path: Path, content: str | None) -> None:
    if content:
        (tmp_path / "notes.txt").write_text(content)
    with pytest.raises(KpiLodError, match="source-missing"):
        results(COUNT, str(tmp_path if content else tmp_path / "nowhere"))


@pytest.mark.parametrize("content", [b"no triple", b'<http://a> <http://b> "\x83\x65" .'])
def test_a_broken_file_is_refused_by_its_name(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "broken.nt").write_bytes(content)
    with pytest.raises(KpiLodError, match=r"source-broken: .*broken\.nt"):
        results(COUNT, str(tmp_path))


@pytest.mark.parametrize(
    "query", ["SELECT", "INSERT DATA { <x:a> <x:b> 1 }", "ASK { ?s nope:p 1 }"]
)
def test_what_is_no_query_is_refused(tmp_path: Path, query: str) -> None:
    (tmp_path / "one.nt").write_text(ONE)
    with pytest.raises(KpiLodError, match="query-syntax"):
        results(query, str(tmp_path))


@pytest.mark.parametrize(
    "query",
    [
        "ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { { ?s ?p ?o } UNION { S\\u0045RVICE SILENT ?g { ?s ?p ?o } } }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * FROM NAMED <urn:x> { GRAPH ?g { ?s ?p ?o } }",
    ],
)
def test_a_query_reaches_nothing_but_its_source(tmp_path: Path, query: str) -> None:
    (tmp_path / "one.nt").write_text(ONE)
    with pytest.raises(KpiLodError, match="query-elsewhere"):
        results(query, str(tmp_path))


def test_the_words_in_texts_and_comments_are_harmless(tmp_path: Path) -> None:
    (tmp_path / "one.nt").write_text(ONE)
    query = 'ASK { ?s ?p ?o FILTER(STR(?o) != "SERVICE FROM") } # FROM <x>'
    assert isinstance(results(query, str(tmp_path)), QueryBoolean)


def test_what_cannot_be_parsed_is_not_asked(tmp_path: Path) -> None:
    (tmp_path / "one.nt").write_text(ONE)
    with pytest.raises(KpiLodError, match="query-syntax"):
        results("SELECT * FROM", str(tmp_path))


def test_the_same_triple_in_many_files_counts_once(built: Release) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s a kpi:Result }"
    once = answer(results(count, str(built.folder)), "csv")
    assert answer(results(count, str(built.folder / "dumps")), "csv") == once


def test_several_releases_are_not_counted_together(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "manifest.json").write_text("{}")
        (tmp_path / name / "one.nt").write_text(ONE)
    with pytest.raises(KpiLodError, match="source-ambiguous"):
        results("ASK { ?s ?p ?o }", str(tmp_path))


def test_no_source_is_not_the_present_folder() -> None:
    with pytest.raises(KpiLodError, match="source-missing"):
        results("ASK { ?s ?p ?o }", "")


# --- endpoints ----------------------------------------------------------------------------------


class Handler(BaseHTTPRequestHandler):
    """Answers every POST alike and keeps what was asked."""

    body, kind, status = "", JSON, 200
    asked: list[tuple[str, dict[str, list[str]]]]

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        form = parse_qs(self.rfile.read(length).decode())
        self.asked.append((self.headers["Accept"], form))
        self.send_response(self.status)
        self.send_header("Content-Type", self.kind)
        if 300 <= self.status < 400:
            self.send_header("Location", "/elsewhere")
        self.end_headers()
        self.wfile.write(self.body.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing on stderr."""


@pytest.fixture(name="handler")
def _handler() -> type[Handler]:
    return type("OneHandler", (Handler,), {"asked": []})


@pytest.fixture
def endpoint(handler: type[Handler]) -> Iterator[Endpoint]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()

    def prepared(body: str, kind: str, status: int) -> str:
        handler.body, handler.kind, handler.status = body, kind, status
        return f"http://127.0.0.1:{server.server_port}/sparql"

    yield prepared
    server.shutdown()
    server.server_close()
    thread.join()


def test_an_endpoint_is_asked_by_a_form_and_answers_in_json(
    endpoint: Endpoint, handler: type[Handler]
) -> None:
    assert only_cell(COUNT, endpoint(BINDINGS, f"{JSON}; charset=utf-8", 200)) == "七"
    ((accept, form),) = handler.asked
    assert accept == f"{JSON}, application/n-triples;q=0.9"
    assert form == {"query": [COUNT]}


def test_an_endpoint_answers_yes_or_no(endpoint: Endpoint) -> None:
    found = results("ASK {}", endpoint('{"head":{},"boolean":true}', JSON, 200))
    assert isinstance(found, QueryBoolean)
    assert found


def test_an_endpoint_answers_with_triples(endpoint: Endpoint) -> None:
    found = results("CONSTRUCT WHERE { ?s ?p ?o }", endpoint(ONE, "application/n-triples", 200))
    assert isinstance(found, QueryTriples)
    assert [str(triple) for triple in found] == [ONE.removesuffix(" .\n")]


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("no such graph", "text/plain", 400),
        ("overloaded", "text/plain", 503),
        ("", "text/plain", 302),
        ("<html>", "text/html", 200),
        ("{}", JSON, 200),
        ("no triple", "application/n-triples", 200),
    ],
)
def test_an_endpoint_that_does_not_answer_the_question_is_an_error(
    endpoint: Endpoint, body: str, kind: str, status: int
) -> None:
    url = endpoint(body, kind, status)
    with pytest.raises(KpiLodError, match=f"endpoint: {url}"):
        results(COUNT, url)


@pytest.mark.parametrize("url", ["http://127.0.0.1:x/", "http://\x01/", "https://"])
def test_an_address_that_cannot_be_one_is_an_error(url: str) -> None:
    with pytest.raises(KpiLodError, match="endpoint: "):
        results(COUNT, url)


def test_without_the_extra_the_way_to_install_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(KpiLodError, match=r"extra-missing: .*httpx"):
        results(COUNT, "http://127.0.0.1/")
