"""Where questions are asked: releases, folders and single files."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from pyoxigraph import QueryBoolean, QuerySolutions

from kpi_lod.errors import KpiLodError
from kpi_lod.querying.answers import answer
from kpi_lod.querying.sources import RELEASE_DUMP, results
from kpi_lod.release.build import Release

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
ONE = "<http://a.example/1> <http://a.example/p> <http://a.example/2> .\n"
TWO = "<http://a.example/2> <http://a.example/p> <http://a.example/3> <http://a.example/g> .\n"


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
