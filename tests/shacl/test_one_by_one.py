"""Queries that cannot be run as a set give what they would give as one."""

from __future__ import annotations

import time

import pytest
from pyoxigraph import BlankNode, Literal
from tests.shacl.test_hostile import turtle

from kpi_lod.errors import KpiLodError
from kpi_lod.shacl.results import ValidationReport
from kpi_lod.shacl.validate import validate

PREFIXES = """
:o sh:declare [ sh:prefix "" ; sh:namespace "http://x.org/"^^xsd:anyURI ] ,
  [ sh:prefix "xsd" ; sh:namespace "http://www.w3.org/2001/XMLSchema#"^^xsd:anyURI ] .
"""
NEVER_A_SET = "STRLEN(MD5(STR($this))) = 32"


def found(data: str, shapes: str, seconds: float = 60) -> ValidationReport:
    report = validate(turtle(data), turtle(PREFIXES + shapes), seconds=seconds)
    assert any("Oxigraph" in one for one in report.remarks), "it was run as a set"
    return report


def by_query(data: str, where: str, select: str = "$this ?value") -> ValidationReport:
    query = f"SELECT {select} WHERE {{ {where} }} LIMIT 1000"
    return found(
        data, f":S sh:targetClass :C ; sh:sparql [ sh:prefixes :o ; sh:select '''{query}''' ] ."
    )


def values(report: ValidationReport) -> list[str]:
    return sorted(
        str(one.value).replace("http://www.w3.org/2001/XMLSchema#", "xsd:")
        for one in report.results
    )


def texts(report: ValidationReport) -> set[str]:
    return {message.value for one in report.results for message in one.messages}


@pytest.mark.parametrize("limit", ["", "LIMIT 9"])
@pytest.mark.parametrize("md5", ["", "&& STRLEN(MD5(STR(?value))) = 32"])
def test_a_select_validator_of_a_node_shape_finds_values(limit: str, md5: str) -> None:
    shapes = f"""
:S sh:targetClass :C ; :mx 0 .
:CM a sh:ConstraintComponent ; sh:parameter [ sh:path :mx ] ;
  sh:nodeValidator [ a sh:SPARQLSelectValidator ; sh:prefixes :o ; sh:select
    "SELECT $this ?value WHERE {{ $this :p ?value FILTER(?value > $mx {md5}) }} {limit}" ] ."""
    report = validate(turtle(":a a :C ; :p 1, 7 ."), turtle(PREFIXES + shapes))
    assert [one.value for one in report.results] == [Literal(1), Literal(7)]


def test_parameters_whose_names_end_alike_keep_their_values() -> None:
    shapes = f"""
:S sh:targetClass :C ; :max 5 ; :mymax 1 .
:CM a sh:ConstraintComponent ; sh:parameter [ sh:path :max ] , [ sh:path :mymax ] ;
  sh:nodeValidator [ sh:prefixes :o ; sh:message "{{$max}} {{$mymax}} {{?value}}" ; sh:select
    '''SELECT $this ?value WHERE {{ $this :p ?value
      FILTER(?value > $max && $mymax = 1 && {NEVER_A_SET}) }}''' ] ."""
    assert texts(found(":a a :C ; :p 3, 7 .", shapes)) == {"5 1 7"}


def test_the_current_shape_is_the_shape() -> None:
    assert values(by_query(":a a :C ; :p 1 .", "$this :p ?value FILTER($currentShape = :S)")) == [
        '"1"^^<xsd:integer>'
    ]


def test_the_shapes_graph_can_be_asked() -> None:
    target = "<http://www.w3.org/ns/shacl#targetClass>"
    where = f"GRAPH $shapesGraph {{ $currentShape {target} ?value }} $this a ?value"
    assert values(by_query(":a a :C . :b :q 1 .", where)) == ["<http://x.org/C>"]


@pytest.mark.parametrize(
    ("where", "one", "other", "wanted"),
    [
        ("FILTER(xsd:integer(?value * 1.5) = 1)", "1", '"7"^^xsd:float', ["1"]),
        ('FILTER(STR(?value * 2.0) = "2")', "1", "7e0", ["1"]),
        ("FILTER(xsd:decimal(?value) = 1)", "1", '"1"@en, 2e0', ["1"]),
        (
            "FILTER(?value * 10 > 5)",
            "1",
            '"99999999999999999999999999999999999999"^^xsd:integer, "NaN"^^xsd:double',
            ["1"],
        ),
        ("FILTER(1 / ?value > 0)", "1", '"x", "2020-01-01"^^xsd:date, 1e0', ["1", "1e0"]),
        ('FILTER(STR(?value + 0) != "")', "1", '1e0, "x"^^xsd:integer', ["1", "1e0"]),
    ],
)
def test_a_value_is_judged_by_itself(where: str, one: str, other: str, wanted: list[str]) -> None:
    query = f"SELECT $this ?value WHERE {{ $this :p ?value {where} }}"
    shapes = turtle(
        f"{PREFIXES} :S sh:targetClass :C ; sh:sparql [ sh:prefixes :o ;"
        f" sh:select '''{query}''' ] ."
    )
    expected = [str(t.object) for w in wanted for t in turtle(f":x :y {w} .")]
    for data in (
        f":a a :C ; :p {one} .",
        f":a a :C ; :p {one}, {other} .",
        f":a a :C ; :p {one} . :b a :C ; :p {other} .",
    ):
        report = validate(turtle(data), shapes)
        assert {str(r.value) for r in report.results} <= set(expected)
        assert expected[0] in {str(r.value) for r in report.results}


def test_an_ask_keeps_its_value_and_a_select_its_variables() -> None:
    shapes = """
:S sh:targetClass :C ; sh:property [ sh:path :p ; :on true ] .
:CA a sh:ConstraintComponent ; sh:parameter [ sh:path :on ] ; sh:validator [ sh:prefixes :o ;
  sh:ask "ASK { FILTER($value < 5 && STRLEN(MD5(STR($value)))=32) }" ] ."""
    (result,) = found(":a a :C ; :p 1, 7 .", shapes).results
    assert (str(result.path), result.value) == ("<http://x.org/p>", Literal(7))
    query = "SELECT $this ?value ?n WHERE { $this :p ?value BIND(MD5(STR(?value)) AS ?n) }"
    shapes = f""":S sh:targetClass :C ; sh:sparql [ sh:prefixes :o ;
      sh:message "n={{?n}} v={{?value}}" ; sh:select "{query}" ] ."""
    assert texts(found(":a a :C ; :p 1 .", shapes)) == {"n=c4ca4238a0b923820dcc509a6f75849b v=1"}


@pytest.mark.parametrize(
    "written",
    [
        '"01"^^xsd:integer',
        '"1"^^xsd:int',
        '"796.0"^^xsd:decimal',
        "7e0",
        '"1"^^xsd:boolean',
        '"2024-01-01T24:00:00.0Z"^^xsd:dateTime',
        '"x"^^xsd:integer',
        '"a\\n\\"b"@en',
    ],
)
def test_a_literal_is_told_as_it_was_written(written: str) -> None:
    term = turtle(f":a :p {written} .")[0].object
    assert isinstance(term, Literal)
    where = "$this :p ?value BIND(STR(?value) AS ?text) BIND(DATATYPE( ?value ) AS ?of)"
    query = f"SELECT $this ?value ?text ?of WHERE {{ {where} FILTER({NEVER_A_SET}) }}"
    shapes = f""":S sh:targetClass :C ; sh:sparql [ sh:prefixes :o ; sh:select '''{query}''' ;
      sh:message "{{?text}} {{?of}}" ] ."""
    report = found(f":a a :C ; :p {written} .", shapes)
    assert [one.value for one in report.results] == [term]
    assert texts(report) == {f"{term.value} {term.datatype}"}


def test_literals_of_one_value_are_told_by_where_they_stand() -> None:
    report = by_query(":a a :C ; :p 1.0 . :b a :C ; :p 1.00 .", "$this :p ?value")
    assert values(report) == ['"1.0"^^<xsd:decimal>', '"1.00"^^<xsd:decimal>']
    assert any("taken for one" in one for one in report.remarks)


def test_a_number_beyond_what_is_computed_is_told() -> None:
    report = by_query(
        ":a a :C ; :p 99999999999999999999, 7 .", "$this :p ?value FILTER(?value > 1)"
    )
    assert values(report) == ['"7"^^<xsd:integer>']
    assert any("too many digits" in one for one in report.remarks)


def test_literals_that_the_query_cannot_meet_change_nothing() -> None:
    report = by_query(":a a :C ; :p 1 ; :q 1.0, 1.00 .", "$this :p ?value")
    assert not any("taken for one" in one for one in report.remarks)


def test_a_blank_node_is_a_focus_node() -> None:
    (result,) = by_query(
        "_:a a :C ; :p 1 . :b a :C .", "$this :p ?v FILTER(isBlank($this))", "$this"
    ).results
    assert isinstance(result.focus, BlankNode)
    assert result.value == result.focus


@pytest.mark.parametrize(
    "where",
    [
        "{ { FILTER ($this = :a) } FILTER bound($this) } FILTER (true)",
        "BIND ($this AS ?that) FILTER (?that = :a)",
        "{ FILTER (bound($this)) } $this :p ?v",
        "{ SELECT $this (COUNT(?s) AS ?n) { ?s :q $this } } FILTER(?n = 1)",
        "{ SELECT ?n $this { { SELECT (COUNT(?s) AS ?n) $this { ?s :q $this } } } } FILTER(?n = 1)",
        "{ # a comment {\n SELECT $this { FILTER ($this = :a) } }",
        "FILTER EXISTS { { FILTER(bound($this) && $this = :a) } }",
        "FILTER EXISTS { ?s :q ?o FILTER(?o = $this && CONTAINS('{ SELECT', '{')) }",
        "OPTIONAL { ?s :q ?t FILTER (?t = $this) } FILTER (bound(?s))",
    ],
)
def test_this_is_bound_in_every_group(where: str) -> None:
    data = ":a a :C ; :p 1 . :b a :C . :x :q :a ."
    report = by_query(data, where, "$this")
    assert [str(one.focus) for one in report.results] == ["<http://x.org/a>"]


def test_a_true_failure_is_a_failure() -> None:
    with pytest.raises(KpiLodError, match="sparql-failure"):
        by_query(":a a :C .", "BIND(true AS ?failure)", "$this ?failure")


def test_a_query_without_end_is_ended() -> None:
    data = " ".join(f":n{n} a :C ; :p {n} ." for n in range(40))
    query = """SELECT $this WHERE { ?a :p ?x . ?b :p ?y . ?c :p ?z . ?d :p ?w
      FILTER(MD5(STR(?x + ?y + ?z + ?w)) = MD5(STR($this))) }"""
    shapes = f"""{PREFIXES} :S sh:targetClass :C ;
      sh:sparql [ sh:prefixes :o ; sh:select '''{query}''' ] ."""
    start = time.monotonic()
    with pytest.raises(KpiLodError, match="time-limit"):
        validate(turtle(data), turtle(shapes), seconds=1)
    assert time.monotonic() - start < 6


def test_service_is_refused_beside_what_is_run_one_by_one() -> None:
    query = (
        "SELECT $this WHERE { GRAPH $shapesGraph { ?a ?b ?c }"
        " SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }"
    )
    shapes = f":S sh:targetClass :C ; sh:sparql [ sh:select '''{query}''' ] ."
    with pytest.raises(KpiLodError, match="sparql-refused"):
        validate(turtle(":a a :C ."), turtle(shapes))
