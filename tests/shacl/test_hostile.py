"""Empty, ill-typed, huge and hostile shapes and data end as a report or as a clear error."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from kpi_lod.errors import KpiLodError
from kpi_lod.shacl.results import ValidationReport
from kpi_lod.shacl.validate import validate

PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <http://x.org/> .
"""
DEADLINE = 60
"""Seconds; ten times what it takes and more."""


def turtle(text: str) -> list[Triple]:
    return [quad.triple for quad in parse(PREFIXES + text, format=RdfFormat.TURTLE)]


def found(data: str, shapes: str, seconds: float = DEADLINE) -> ValidationReport:
    return validate(turtle(data), turtle(shapes), seconds=seconds)


def refused(shapes: str, code: str) -> None:
    with pytest.raises(KpiLodError, match=code) as caught:
        found(":a a :C ; :p 1 .", shapes)
    assert caught.value.finding.ja
    assert caught.value.finding.en


def test_empty_data_gives_a_report_that_says_nothing_was_checked() -> None:
    report = found("", ":S sh:targetClass :C ; sh:nodeKind sh:IRI .")
    assert (report.conforms, report.focus_nodes) == (True, 0)


@pytest.mark.parametrize(
    "text",
    [
        "'; DROP TABLE term; --",
        '"""',
        "{p}",
        "$1",
        "%s",
        "\\\\x",
        "\x01",
        'ja\n"x',
        "🦆",
        "\ue0000",
    ],
)
def test_texts_that_look_like_sql_stay_texts(text: str) -> None:
    quoted = text.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"')
    shapes = f""":S sh:targetClass :C ; sh:message "{quoted} {{$this}}" ;
      sh:property [ sh:path :p ; sh:in ( "{quoted}" ) ; sh:hasValue "{quoted}" ] ;
      sh:sparql [ sh:select '''SELECT $this ?value WHERE {{ $this :p ?value .
        FILTER(?value != "{quoted.replace(chr(92), chr(92) * 2)}") }}''' ; sh:prefixes :o ] .
      :o sh:declare [ sh:prefix "" ; sh:namespace "http://x.org/" ] ."""
    report = found(f':a a :C ; :p "{quoted}" . :b a :C ; :p "other" .', shapes)
    assert {str(one.focus) for one in report.results} == {"<http://x.org/b>"}
    assert len(report.results) == 3


def test_odd_iris_stay_iris() -> None:
    odd = "http://x.org/a'b;--$1%20(あ)"
    report = found(
        f"<{odd}> a <{odd}> .", f"<{odd}> sh:targetClass <{odd}> ; sh:nodeKind sh:Literal ."
    )
    assert [one.focus.value for one in report.results] == [odd]


def test_ill_typed_literals_break_what_compares_them_and_nothing_else() -> None:
    data = ':a a :C ; :p "x"^^xsd:integer, "2023-02-30"^^xsd:date, "NaN"^^xsd:double .'
    shapes = ":S sh:targetClass :C ; sh:property [ sh:path :p ; sh:minInclusive 0 ] ."
    assert len(found(data, shapes).results) == 3


def test_numbers_of_any_length_are_compared_exactly() -> None:
    huge = "9" * 5_000
    data = f":a a :C ; :p {huge} . :b a :C ; :p {huge[:-1]}8 ."
    shapes = f":S sh:targetClass :C ; sh:property [ sh:path :p ; sh:minInclusive {huge} ] ."
    assert [str(one.focus) for one in found(data, shapes).results] == ["<http://x.org/b>"]


def test_a_thousand_shapes_are_run_in_one_go() -> None:
    shapes = " ".join(
        f":S{n} sh:targetClass :C ; sh:property [ sh:path :p{n} ; sh:minCount 1 ] ."
        for n in range(1_000)
    )
    start = time.monotonic()
    report = found(":a a :C ; :p7 1 .", shapes)
    assert len(report.results) == 999
    assert time.monotonic() - start < DEADLINE


def test_a_deep_nest_of_shapes_and_a_long_chain_of_data_end() -> None:
    shapes = " ".join(f":S{n} sh:not :S{n + 1} ." for n in range(150))
    report = found(":a a :C .", f":S0 sh:targetClass :C . {shapes} :S150 sh:nodeKind sh:IRI .")
    assert report.conforms
    chain = " ".join(f":n{n} :next :n{n + 1} ." for n in range(2_000))
    path = "sh:path [ sh:zeroOrMorePath :next ] ; sh:maxCount 2000"
    assert len(found(chain, f":S sh:targetNode :n0 ; sh:property [ {path} ] .").results) == 1


def test_a_circle_in_the_data_ends() -> None:
    shapes = (
        ":S sh:targetNode :a ; sh:property [ sh:path [ sh:oneOrMorePath :p ] ; sh:maxCount 1 ] ."
    )
    assert len(found(":a :p :b . :b :p :a .", shapes).results) == 1
    classes = ":A rdfs:subClassOf :B . :B rdfs:subClassOf :A . :x a :B ."
    assert len(found(classes, ":S sh:targetClass :A ; sh:nodeKind sh:Literal .").results) == 1


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("SELECT $this WHERE {", "sparql-refused"),
        ("SELECT $this WHERE { SERVICE <http://127.0.0.1/> { ?a ?b ?c } }", "sparql-refused"),
        ("SELECT $this FROM <file:///etc/passwd> WHERE { ?a ?b ?c }", "sparql-refused"),
        ("DELETE WHERE { ?a ?b ?c }", "sparql-refused"),
        ("SELECT $this WHERE { $this ?p ?o } " + " " * 20_000, "sparql-refused"),
        ("SELECT $this WHERE { FILTER(" + "(" * 100 + "1" + ")" * 100 + ") }", "sparql-refused"),
    ],
)
def test_queries_that_must_not_run_are_refused(query: str, code: str) -> None:
    refused(f":S sh:targetClass :C ; sh:sparql [ sh:select '''{query}''' ] .", code)


def test_a_query_without_end_meets_the_time_limit() -> None:
    data = " ".join(f":n{n} a :C ; :p {n} ." for n in range(3_000))
    query = "SELECT $this WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?c + ?f + ?i = $this) }"
    shapes = f":S sh:targetClass :C ; sh:sparql [ sh:select '''{query}''' ] ."
    start = time.monotonic()
    with pytest.raises(KpiLodError, match=r"time-limit|out-of-memory"):
        found(data, shapes, seconds=2)
    assert time.monotonic() - start < DEADLINE


def test_a_pattern_that_would_take_forever_is_refused_or_linear() -> None:
    data = f':a a :C ; :p "{"a" * 5_000}!" .'
    linear = ':S sh:targetClass :C ; sh:property [ sh:path :p ; sh:pattern "^(a+)+$" ] .'
    start = time.monotonic()
    assert len(found(data, linear).results) == 1
    assert time.monotonic() - start < DEADLINE
    refused(linear.replace("(a+)+", "(?!b)(a+)+"), "shape-malformed")


@pytest.mark.parametrize("content", [b"\xff\xfe", b"<urn:a> <urn:b>", b"{", b"\x00" * 100])
@pytest.mark.parametrize("suffix", ["nt", "ttl", "jsonld"])
def test_broken_files_are_errors_with_their_name(
    tmp_path: Path, content: bytes, suffix: str
) -> None:
    file = tmp_path / f"broken.{suffix}"
    file.write_bytes(content)
    with pytest.raises(KpiLodError) as caught:
        validate(file, turtle(":S sh:targetClass :C ; sh:nodeKind sh:IRI ."))
    assert "broken" in f"{caught.value.finding.place} {caught.value.finding.ja}"


def test_a_remote_context_is_never_fetched(tmp_path: Path) -> None:
    file = tmp_path / "remote.jsonld"
    file.write_text('{"@context": "http://127.0.0.1:1/context", "@id": "urn:a"}', "utf-8")
    with pytest.raises(KpiLodError, match=r"remote-context|rdf-syntax"):
        validate(file, turtle(":S sh:targetClass :C ; sh:nodeKind sh:IRI ."))


def levels(depth: int) -> str:
    """Shapes of which each pair uses both of the next: the last are reached in 2^depth ways."""
    path = "sh:path [ sh:zeroOrOnePath :z ]"
    pairs = [
        f":{name}{n} {path} ; sh:property :A{n + 1}, :B{n + 1} ."
        for n in range(depth)
        for name in "AB"
    ]
    last = " ".join(f":{name}{depth} sh:path :q ; sh:minCount 1 ." for name in "AB")
    return f":S sh:targetNode :a ; sh:property :A0, :B0 . {' '.join(pairs)} {last}"


def test_shapes_that_share_shapes_many_times_over_do_not_overflow() -> None:
    assert found(":a :q 1 .", levels(60)).conforms


def test_a_report_that_nobody_could_read_is_an_error() -> None:
    with pytest.raises(KpiLodError) as raised:
        found(":a :p 1 .", levels(30))
    assert raised.value.finding.code == "too-many-results"
    assert len(found(":a :p 1 .", levels(3)).results) == 16
