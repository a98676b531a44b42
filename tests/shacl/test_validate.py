"""What a run tells: results, messages, severities, remarks, reports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple, parse

import kpi_lod.checking
from kpi_lod.errors import KpiLodError
from kpi_lod.shacl.path_reading import path_at
from kpi_lod.shacl.paths import Path as PropertyPath
from kpi_lod.shacl.reports import (
    REPORT,
    report_json,
    report_text,
    report_turtle,
    written_report,
)
from kpi_lod.shacl.results import ValidationReport
from kpi_lod.shacl.shapes_graph import ShapesGraph
from kpi_lod.shacl.validate import validate
from kpi_lod.vocabulary import RDFS, SH, XSD

PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <http://x.org/> .
"""


def turtle(text: str) -> list[Triple]:
    return [quad.triple for quad in parse(PREFIXES + text, format=RdfFormat.TURTLE)]


def found(data: str, shapes: str) -> ValidationReport:
    return validate(turtle(data), turtle(shapes))


def values(report: ValidationReport) -> list[str]:
    return [str(one.value) for one in report.results]


def test_the_results_of_a_property_used_by_two_shapes_are_told_twice() -> None:
    shapes = ":A sh:targetNode :n ; sh:property :P . :B sh:targetNode :n ; sh:property :P . "
    report = found(":n :p 1, 2 .", shapes + ":P sh:path :p ; sh:maxCount 1 .")
    assert len(report.results) == 2
    assert len(set(report.results)) == 1


def test_a_node_in_two_targets_of_one_shape_is_told_once() -> None:
    shapes = ":A sh:targetNode :n ; sh:targetClass :C ; sh:nodeKind sh:Literal ."
    assert len(found(":n a :C .", shapes).results) == 1


def test_what_another_shape_asks_is_not_told_by_itself() -> None:
    shapes = ":A sh:targetNode :n ; sh:node :B . :B sh:property [ sh:path :p ; sh:minCount 1 ] ."
    report = found(":n :q 1 .", shapes)
    assert [one.component for one in report.results] == [SH.NodeConstraintComponent]


def test_messages_of_the_shape_come_with_their_languages() -> None:
    shapes = ':A sh:targetNode :n ; sh:nodeKind sh:Literal ; sh:message "だめ"@ja, "no"@en .'
    (one,) = found(":n :p 1 .", shapes).results
    assert set(one.messages) == {Literal("だめ", language="ja"), Literal("no", language="en")}


def test_a_shape_without_a_message_gets_one_in_both_languages() -> None:
    shapes = ":A sh:targetNode :n ; sh:property [ sh:path :p ; sh:maxCount 1 ] ."
    (one,) = found(":n :p 1, 2 .", shapes).results
    assert [message.language for message in one.messages] == ["ja", "en"]
    assert ["<http://x.org/p>" in message.value for message in one.messages] == [True, True]


def test_a_severity_of_ones_own_is_told_and_shown() -> None:
    report = found(":n :p 1 .", ":A sh:targetNode :n ; sh:severity :Odd ; sh:nodeKind sh:Literal .")
    assert [one.severity for one in report.results] == [NamedNode("http://x.org/Odd")]
    assert "<http://x.org/Odd>" in report_text(report)
    assert "other 1" in report_text(report)


def test_a_target_that_meets_nothing_is_remarked() -> None:
    shapes = ":A sh:targetNode :n ; sh:nodeKind sh:IRI . :B sh:targetClass :Nobody ."
    report = found(":n :p 1 .", shapes)
    assert report.conforms
    assert [":B" in remark or "http://x.org/B" in remark for remark in report.remarks] == [True]


def test_a_node_that_is_not_in_the_data_is_checked_too() -> None:
    report = found("", ":A sh:targetNode :n ; sh:property [ sh:path :p ; sh:minCount 1 ] .")
    assert [str(one.focus) for one in report.results] == ["<http://x.org/n>"]
    assert report.focus_nodes == 1


def test_lexical_forms_come_out_as_they_went_in() -> None:
    data = ':n :p "01"^^xsd:integer, "796.0"^^xsd:decimal, "tab\\there", "x"@EN .'
    report = found(data, ":A sh:targetObjectsOf :p ; sh:nodeKind sh:IRI .")
    told = {str(one.focus) for one in report.results}
    assert '"01"^^<http://www.w3.org/2001/XMLSchema#integer>' in told
    assert '"796.0"^^<http://www.w3.org/2001/XMLSchema#decimal>' in told
    assert Literal("tab\there") in {one.focus for one in report.results}


def test_queries_run_with_their_variables_in_the_messages() -> None:
    shapes = ''':A sh:targetClass :C ; sh:sparql [
      sh:message "{?value} is too much for {$this}"@en ;
      sh:select """ SELECT $this ?value
        WHERE { $this <http://x.org/p> ?value . FILTER(?value > 5) } """ ] .'''
    report = found(":a a :C ; :p 3, 7 . :b a :C ; :p 4 .", shapes)
    assert [str(one.value).split("^")[0] for one in report.results] == ['"7"']
    assert [m.value for one in report.results for m in one.messages] == [
        "7 is too much for <http://x.org/a>"
    ]


def test_a_query_that_cannot_run_as_a_set_is_left_to_the_reference_engine_and_told() -> None:
    shapes = """:A sh:targetClass :C ; sh:sparql [
      sh:select '''SELECT $this (GROUP_CONCAT(?p; separator=",") AS ?value)
        WHERE { $this <http://x.org/p> ?p } GROUP BY $this HAVING (COUNT(?p) > 1)''' ] ."""
    report = found(":a a :C ; :p 3 , 7 . :b a :C ; :p 4 .", shapes)
    assert [str(one.focus) for one in report.results] == ["<http://x.org/a>"]
    assert ["pySHACL" in remark for remark in report.remarks] == [True]


def test_a_component_that_the_shapes_declare_is_run() -> None:
    shapes = """
    :Even a sh:ConstraintComponent ; sh:parameter [ sh:path :multipleOf ] ;
      sh:validator [ sh:message "no multiple of {$multipleOf}"@en ;
        sh:ask "ASK { FILTER(FLOOR($value / $multipleOf) * $multipleOf = $value) }" ] .
    :A sh:targetClass :C ; sh:property [ sh:path :p ; :multipleOf 2 ] ."""
    report = found(":a a :C ; :p 3, 4 .", shapes)
    assert [str(one.value).split("^")[0] for one in report.results] == ['"3"']
    assert {one.component for one in report.results} == {NamedNode("http://x.org/Even")}


PATHS = [
    ":p",
    "[ sh:inversePath :p ]",
    "( :p [ sh:inversePath :q ] )",
    "[ sh:alternativePath ( :p :q ) ]",
    "[ sh:zeroOrMorePath :p ]",
    "[ sh:oneOrMorePath [ sh:inversePath :p ] ]",
    "[ sh:zeroOrOnePath ( :p :q ) ]",
]


@pytest.mark.parametrize("path", PATHS)
def test_paths_are_written_in_the_report_and_read_back(path: str) -> None:
    shapes = f":A sh:targetNode :n ; sh:property [ sh:path {path} ; sh:maxCount 0 ] ."
    report = found(":n :p :n ; :q :n .", shapes)
    assert len(report.results) == 1
    assert _path_in(report_turtle(report.results)) == report.results[0].path


def _path_in(text: str) -> PropertyPath:
    triples = [quad.triple for quad in parse(text, format=RdfFormat.TURTLE)]
    (path,) = (triple.object for triple in triples if triple.predicate == SH.resultPath)
    assert not isinstance(path, Triple)
    return path_at(ShapesGraph(triples), path, NamedNode("http://x.org/A"))


ANONYMOUS = [
    (":A sh:property [ sh:path :p ; sh:minCount 1 ] .", "sh:path <http://x.org/p>"),
    (
        """:A sh:sparql [ sh:select "SELECT $this WHERE { $this <http://x.org/q> ?o }" ] .""",
        "sh:sparql",
    ),
]


@pytest.mark.parametrize(("shapes", "way"), ANONYMOUS)
def test_an_anonymous_shape_is_called_by_the_way_to_it(shapes: str, way: str) -> None:
    report = found(":n :q 1 .", ":A sh:targetNode :n . " + shapes)
    label = f"<http://x.org/A> → {way}"
    assert f"] {label}\n" in report_text(report)
    assert "_:" not in report_text(report)
    assert [row["label"] for row in json.loads(report_json(report))["results"]] == [label]
    triples = [q.triple for q in parse(written_report(report, "turtle"), format=RdfFormat.TURTLE)]
    (source,) = {t.subject for t in triples if t.object == Literal(label)}
    named = {t.predicate for t in triples if t.object == source}
    assert named == {SH.sourceShape if "path" in way else SH.sourceConstraint}


def test_turtle_tells_the_remarks_as_comments_of_the_report() -> None:
    report = found(":n :p 1 .", ":A sh:targetNode :n ; sh:property [ sh:path :p ; sh:minCout 1 ] .")
    written = written_report(report, "turtle")
    triples = [quad.triple for quad in parse(written, format=RdfFormat.TURTLE)]
    comments = [t.object for t in triples if t.predicate == RDFS.comment]
    assert [str(one.subject) for one in triples if one.predicate == RDFS.comment] == [f"<{REPORT}>"]
    assert ["sh:minCount" in str(one) for one in comments] == [True]


def test_the_nodes_of_paths_are_none_of_the_data() -> None:
    wanted = "sh:property [ sh:path [ sh:inversePath :q ] ; sh:minCount 1 ]"
    shapes = f":A sh:targetSubjectsOf :p ; {wanted} ."
    written = report_turtle(found("_:path1 :p 1 .", shapes).results)
    triples = [quad.triple for quad in parse(written, format=RdfFormat.TURTLE)]
    (focus,) = (t.object for t in triples if t.predicate == SH.focusNode)
    assert focus not in {t.subject for t in triples}


def test_json_holds_every_property_of_a_result() -> None:
    shapes = ':A sh:targetNode :n ; sh:nodeKind sh:Literal ; sh:message "no"@en .'
    told = json.loads(report_json(found(":n :p 1 .", shapes)))
    assert told["conforms"] is False
    assert (told["focusNodes"], told["shapes"], told["triples"]) == (1, 1, 1)
    uris = {
        "focusNode": "http://x.org/n",
        "value": "http://x.org/n",
        "component": SH.NodeKindConstraintComponent.value,
        "shape": "http://x.org/A",
        "severity": SH.Violation.value,
    }
    assert told["results"] == [
        {
            **{key: {"type": "uri", "value": iri} for key, iri in uris.items()},
            "path": None,
            "constraint": None,
            "messages": [{"type": "literal", "value": "no", "xml:lang": "en"}],
            "label": "<http://x.org/A>",
        }
    ]


@pytest.mark.parametrize(
    ("value", "term"),
    [
        ("_:a", {"type": "bnode", "value": "a"}),
        ('"many"', {"type": "literal", "value": "many"}),
        ('"viel"@de', {"type": "literal", "value": "viel", "xml:lang": "de"}),
        ("07", {"type": "literal", "value": "07", "datatype": XSD.integer.value}),
    ],
)
def test_json_writes_values_as_sparql_does(value: str, term: dict[str, str]) -> None:
    shapes = ":A sh:targetNode :n ; sh:property [ sh:path :p ; sh:nodeKind sh:IRI ] ."
    told = json.loads(report_json(found(f":n :p {value} .", shapes)))
    assert [row["value"] for row in told["results"]] == [term]
    assert [row["shape"]["type"] for row in told["results"]] == ["bnode"]


def test_text_stops_at_a_thousand_and_counts_the_rest() -> None:
    data = " ".join(f":n{n} a :C ." for n in range(1_234))
    shapes = ":A sh:targetClass :C ; sh:property [ sh:path :p ; sh:minCount 1 ] ."
    text = report_text(found(data, shapes))
    assert text.count("\n  <http://x.org/n") == 1_000
    assert "and 234 more" in text
    assert "Violation 1,234" in text


def test_text_says_whether_the_data_conforms_and_what_was_read() -> None:
    shapes = ":A sh:targetNode :n ; sh:property [ sh:path :p ; sh:minCount 1 ] ."
    good = report_text(found(":n :p 1, 2 .", shapes))
    assert good.splitlines() == [
        "適合: 違反 0件、警告 0件、参考 0件（シェイプ 2、検査したノード 1、トリプル 2）",
        "Conforms: Violation 0, Warning 0, Info 0 (shapes 2, focus nodes checked 1, triples 2)",
    ]
    bad = report_text(found(":n :q 1 .", shapes))
    assert "不適合: 違反 1件" in bad
    assert "Does not conform: Violation 1" in bad
    nothing = report_text(found(":n :q 1 .", ":A sh:targetClass :C ."))
    assert "適合" not in nothing
    assert "Nothing was checked" in nothing


def test_files_are_taken_as_well_as_triples(tmp_path: Path) -> None:
    data, shapes = tmp_path / "data.nt", tmp_path / "shapes.ttl"
    data.write_text("<http://x.org/n> <http://x.org/p> _:a .\n", "utf-8")
    shapes.write_text(PREFIXES + ":A sh:targetObjectsOf :p ; sh:nodeKind sh:IRI .", "utf-8")
    report = kpi_lod.checking.validate(data, [shapes])
    assert [one.focus.value for one in report.results] == ["a"]


def _store(file: Path) -> Store:
    store = Store()
    store.load(path=file)
    return store


def test_what_pyoxigraph_parses_is_taken_as_it_comes(tmp_path: Path) -> None:
    data = tmp_path / "data.trig"
    data.write_text("<urn:g> { <http://x.org/n> <http://x.org/p> 1, 2 . }", "utf-8")
    shapes = ":A sh:targetNode :n ; sh:property [ sh:path :p ; sh:maxCount 1 ] ."
    quads = list(parse(PREFIXES + shapes, format=RdfFormat.TURTLE))
    for given in (parse(path=data), list(parse(path=data)), _store(data), data):
        assert len(validate(given, quads).results) == 1


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        (rdflib.Graph().parse(data="<urn:a> <urn:b> 1 ."), "rdflib.graph.Graph: builtins.tuple"),
        ([("a", "b", "c")], "builtins.list: builtins.tuple"),
        (b"<urn:a> <urn:b> 1 .", "builtins.bytes: builtins.int"),
        (None, "builtins.NoneType"),
    ],
)
def test_what_is_no_rdf_of_ours_is_refused_by_name(given: Any, kind: str) -> None:
    with pytest.raises(KpiLodError, match="source-not-accepted") as caught:
        validate(given, turtle(":A sh:targetNode :n ."))
    assert kind in caught.value.finding.ja
    assert kind in caught.value.finding.en


def test_blank_nodes_of_two_shapes_files_are_not_confused(tmp_path: Path) -> None:
    for name, count in (("a", 1), ("b", 5)):
        text = f":{name} sh:targetNode :n ; sh:property _:p . _:p sh:path :p ; sh:maxCount {count} "
        (tmp_path / f"{name}.ttl").write_text(f"{PREFIXES}{text}.", "utf-8")
    shapes = [tmp_path / "a.ttl", tmp_path / "b.ttl"]
    assert len(validate(turtle(":n :p 1, 2 ."), shapes).results) == 1


@pytest.mark.parametrize("name", ["missing.ttl", "broken.ttl", "odd.rdf"])
def test_files_that_cannot_be_read_are_errors_with_their_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "broken.ttl").write_text(":x", "utf-8")
    (tmp_path / "odd.rdf").write_text("<rdf/>", "utf-8")
    with pytest.raises(KpiLodError) as caught:
        validate(tmp_path / name, turtle(":A sh:targetNode :n ."))
    finding = caught.value.finding
    assert name in finding.ja or name in str(finding.place)


SHAPE = "<http://x.org/S> a sh:NodeShape ; sh:targetClass <http://x.org/C> ; sh:nodeKind sh:IRI ."


@pytest.mark.parametrize(
    "stray",
    [
        "<urn:other> a sh:NodeShape .",
        "<urn:other> sh:targetClass <urn:C> .",
        "<urn:other> a sh:PropertyShape ; sh:path <urn:p> . <urn:zzz> sh:targetNode <urn:n> .",
    ],
)
def test_shapes_among_the_data_that_are_not_run_are_told(stray: str) -> None:
    (remark,) = found(stray, SHAPE).remarks[-1:]
    assert "<urn:other>" in remark
    assert remark.count("--shapes") == 2


@pytest.mark.parametrize(
    ("data", "shapes"),
    [
        (SHAPE, SHAPE),
        ("<urn:a> a <http://x.org/C>, <urn:D> .", SHAPE),
        ("<urn:other> a sh:NodeShape .", "<urn:s> sh:targetClass sh:NodeShape ; sh:closed false ."),
    ],
)
def test_shapes_that_are_run_and_shapes_that_are_looked_at_are_no_remark(
    data: str, shapes: str
) -> None:
    assert not any("--shapes" in remark for remark in found(data, shapes).remarks)
