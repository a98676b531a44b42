"""What can hardly be meant is told, also where the run stops because of it."""

from __future__ import annotations

import pytest
from tests.shacl.test_reading import turtle

from kpi_lod.errors import KpiLodError
from kpi_lod.shacl.reading import read_shapes
from kpi_lod.shacl.shapes_graph import ShapesGraph
from kpi_lod.shacl.validate import validate
from kpi_lod.shacl.vocabulary_check import remarks_on

TARGET = ":S a sh:NodeShape ; sh:targetClass :C"

MEANT = {
    "a severity": ("sh:severity sh:Warn", "sh:Warning"),
    "a datatype": ("sh:datatype xsd:strng", "xsd:string"),
    "the datatype of a value": ('sh:hasValue "1"^^xsd:intger', "xsd:integer"),
    "a class of SHACL": ("sh:class sh:NodeShap", "sh:NodeShape"),
    "a bound that is a text": ('sh:minInclusive "0"', 'sh:minInclusive "0"'),
    "a bound with a language": ('sh:maxExclusive "0"@en', 'sh:maxExclusive "0"@en'),
    "a negative length": ("sh:minLength -1", "sh:minLength"),
    "a shape of which nothing is said": ("sh:node :T", "<urn:x:T>"),
    "one under sh:not": ("sh:not :T", "<urn:x:T>"),
    "one in a list": ("sh:xone ( [ sh:nodeKind sh:IRI ] :T )", "<urn:x:T>"),
    "one that is counted": (
        "sh:property [ sh:path :p ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShape :T ]",
        "<urn:x:T>",
    ),
}


@pytest.mark.parametrize(("text", "told"), MEANT.values(), ids=MEANT)
def test_what_is_allowed_and_hardly_meant_is_remarked(text: str, told: str) -> None:
    (remark,) = remarks_on(ShapesGraph(turtle(f"{TARGET} ; {text} .")))
    ja, en = remark.split(" / ")
    assert told in ja
    assert told in en


@pytest.mark.parametrize(
    "text",
    [
        "sh:minInclusive 0 ; sh:minLength 0 ; sh:datatype xsd:gYear ; sh:severity sh:Info",
        "sh:node :T . :T sh:nodeKind sh:IRI",
        "sh:path sh:target ; sh:class sh:Target",
        "rdfs:seeAlso <http://www.w3.org/ns/shacl-shacl#>, <http://www.w3.org/ns/shacl>, xsd:",
        "sh:severity sh:Mine . sh:Mine a :Severity",
    ],
)
def test_what_is_meant_is_not_remarked(text: str) -> None:
    assert list(remarks_on(ShapesGraph(turtle(f"{TARGET} ; {text} .")))) == []


def test_a_broken_list_that_is_never_run_stops_no_remark() -> None:
    assert list(remarks_on(ShapesGraph(turtle(":S sh:or :x .")))) == []


@pytest.mark.parametrize(
    "namespace",
    [
        "https://www.w3.org/ns/shacl#",
        "http://www.w3.org/ns/shacl/",
        "http://www.w3.org/ns/shacl",
        "http://w3.org/ns/shacl#",
        "http://www.w3.org/ns/SHACL#",
    ],
)
def test_a_namespace_that_is_nearly_shacl_is_named(namespace: str) -> None:
    name = "<urn:s> <{0}targetClass> <urn:c> ; <{0}nodeKind> <{0}IRI> ."
    with pytest.raises(KpiLodError, match="no-shapes") as caught:
        validate([], turtle(name.format(namespace)))
    for text in (caught.value.finding.ja, caught.value.finding.en):
        assert f"<{namespace}>" in text
        assert "<http://www.w3.org/ns/shacl#>" in text


STOPPED = {
    "no shape is left": (":S sh:targetClas :C .", "no-shapes", "sh:targetClass"),
    "no path is left": (f"{TARGET} ; sh:property [ sh:paht :p ] .", "shape-malformed", "sh:path"),
    "something else is wrong": (
        f'{TARGET} ; sh:minCout 1 ; sh:nodeKind "x" .',
        "shape-malformed",
        "sh:minCount",
    ),
    "the kind of node": (f"{TARGET} ; sh:nodeKind sh:iri .", "shape-malformed", "「sh:IRI」"),
    "shapes use themselves": (f"{TARGET} ; sh:node :S ; sh:mesage 1 .", "shape-rec", "sh:message"),
}


@pytest.mark.parametrize(("text", "code", "told"), STOPPED.values(), ids=STOPPED)
def test_an_error_tells_what_is_misspelt(text: str, code: str, told: str) -> None:
    with pytest.raises(KpiLodError, match=code) as caught:
        read_shapes(ShapesGraph(turtle(text)))
    finding = caught.value.finding
    assert told in finding.ja.rpartition("意図した")[2]
    assert told.strip("「」") in finding.en.rpartition("Did you mean")[2]
    assert finding.ja in str(caught.value)
