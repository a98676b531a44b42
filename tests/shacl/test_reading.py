"""Shapes graphs → shapes: what is refused, in words that say where and what is allowed."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from kpi_lod.errors import KpiLodError
from kpi_lod.shacl.reading import read_shapes
from kpi_lod.shacl.shapes_graph import ShapesGraph
from kpi_lod.shacl.validate import validate
from kpi_lod.shacl.vocabulary_check import remarks_on

PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix : <urn:x:> .
"""


def turtle(text: str) -> list[Triple]:
    return [quad.triple for quad in parse(PREFIXES + text, format=RdfFormat.TURTLE)]


MALFORMED = {
    "two paths": "sh:property [ sh:path :p, :q ]",
    "a property shape of which nothing is said": "sh:property :nowhere",
    "a property that is no property shape": "sh:property [ sh:nodeKind sh:IRI ]",
    "values instead of a list": 'sh:in "ja", "en"',
    "a message that is a number": "sh:message 1 ; sh:nodeKind sh:IRI",
    "a message of a query that is a number": (
        'sh:sparql [ sh:select "SELECT $this {}" ; sh:message 1 ]'
    ),
    "no path": "sh:property [ a sh:PropertyShape ; sh:minCount 1 ]",
    "a path of text": 'sh:property [ sh:path "p" ]',
    "a path of one step in a list": "sh:property [ sh:path ( :p ) ]",
    "a path of an unknown form": "sh:property [ sh:path [ sh:elsewhere :p ] ]",
    "a count of text": 'sh:property [ sh:path :p ; sh:minCount "1" ]',
    "a count with a point": "sh:property [ sh:path :p ; sh:minCount 1.5 ]",
    "two counts": "sh:property [ sh:path :p ; sh:maxCount 1, 2 ]",
    "a count without a path": "sh:minCount 1",
    "a class of text": 'sh:class "C"',
    "an unknown node kind": "sh:nodeKind :Iri",
    "a broken list": "sh:in [ <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> 1 ]",
    "a list that is a term": "sh:or :x",
    "a bound that is an IRI": "sh:minInclusive :x",
    "an unclosed pattern": 'sh:pattern "("',
    "an unknown flag": 'sh:pattern "a" ; sh:flags "z"',
    "a truth that is none": 'sh:closed "maybe"',
    "a shape of text": 'sh:node "S"',
    "a severity of text": 'sh:severity "bad" ; sh:nodeKind sh:IRI',
    "a message that is an IRI": "sh:message :m ; sh:nodeKind sh:IRI",
    "a language range that is no text": "sh:languageIn ( 1 )",
    "a query that is an IRI": "sh:sparql [ sh:select :q ]",
    "no query": "sh:sparql [ ]",
    "a prefix without a namespace": (
        'sh:sparql [ sh:select "SELECT $this {}" ; sh:prefixes [ sh:declare [ sh:prefix "a" ] ] ]'
    ),
}


@pytest.mark.parametrize("text", MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_shape_is_refused_with_its_name_and_what_is_allowed(text: str) -> None:
    graph = ShapesGraph(turtle(f":Shape a sh:NodeShape ; sh:targetNode :n ; {text} ."))
    with pytest.raises(KpiLodError, match="shape-malformed") as caught:
        read_shapes(graph)
    finding = caught.value.finding
    assert "Allowed" in finding.en
    assert "urn:x:" in finding.ja
    assert "urn:x:" in finding.en


@pytest.mark.parametrize(
    ("text", "ja", "en"),
    [
        ('sh:in "ja", "en"', 'sh:in が正しくありません: "ja", "en"。書けるのは、括弧', "in paren"),
        ("sh:in 1", "括弧で囲んだ1つのリスト", "one list in parentheses"),
        ('sh:pattern "^[0-9"', "正規表現として正しくありません", "is not a regular expression"),
        ('sh:pattern "a" ; sh:flags "q7"', "sh:flags が正しくありません", "i, m, q, s, x"),
        ("sh:nodeKind sh:Iri", "sh:IRI, sh:BlankNode", "sh:IRI, sh:BlankNode"),
        ("sh:property :nowhere", "<urn:x:nowhere> に sh:path がありません", "has no sh:path"),
        ("sh:property [ sh:path :p ; sh:minCount 1.5 ]", "xsd:integer", "a whole number"),
    ],
)
def test_what_is_allowed_is_told_in_either_language(text: str, ja: str, en: str) -> None:
    with pytest.raises(KpiLodError, match="shape-malformed") as caught:
        read_shapes(ShapesGraph(turtle(f":Shape sh:targetNode :n ; {text} .")))
    finding = caught.value.finding
    assert ja in finding.ja
    assert en in finding.en
    assert not any(0x3040 < ord(letter) < 0xA000 for letter in finding.en + finding.fix_en)
    assert "allowed" not in finding.ja.lower()


def test_a_well_formed_shape_passes() -> None:
    """The positive control of the cases above."""
    text = 'sh:property [ sh:path ( :p [ sh:inversePath :q ] ) ; sh:minCount 1 ; sh:pattern "a" ]'
    graph = ShapesGraph(turtle(f":Shape sh:targetNode :n ; {text} ."))
    assert [len(shape.constraints) for shape in read_shapes(graph).values()] == [2, 1]


@pytest.mark.parametrize(
    "text",
    [
        ":A sh:targetNode :n ; sh:node :A .",
        ":A sh:targetNode :n ; sh:property :B . :B sh:path :p ; sh:node :A .",
        ":A sh:targetNode :n ; sh:or ( :B ) . :B sh:not :C . :C sh:xone ( :B ) .",
        ":A sh:targetNode :n ; sh:property :B . "
        ":B sh:path :p ; sh:qualifiedValueShape :A ; sh:qualifiedMinCount 1 .",
    ],
)
def test_shapes_that_use_themselves_are_refused_with_the_chain(text: str) -> None:
    with pytest.raises(KpiLodError, match="shape-recursive") as caught:
        read_shapes(ShapesGraph(turtle(text)))
    assert "→" in caught.value.finding.ja


def test_shapes_nested_deep_are_no_recursion() -> None:
    chain = " ".join(f":S{n} sh:node :S{n + 1} ." for n in range(3_000))
    graph = ShapesGraph(turtle(f":S0 sh:targetNode :n . {chain} :S3000 sh:nodeKind sh:Literal ."))
    assert len(read_shapes(graph)) == 3_001


def test_a_path_that_contains_itself_is_refused() -> None:
    graph = ShapesGraph(
        turtle(":S sh:targetNode :n ; sh:property [ sh:path _:p ] . _:p sh:inversePath _:p .")
    )
    with pytest.raises(KpiLodError, match="shape-malformed"):
        read_shapes(graph)


def test_unknown_terms_are_told_with_the_nearest_known_one() -> None:
    graph = ShapesGraph(turtle(":S a sh:NodeShape ; sh:targetClas :C ; sh:shape :T ; sh:js [] ."))
    remarks = list(remarks_on(graph))
    assert len(remarks) == 3
    assert any("sh:targetClass" in remark for remark in remarks)
    assert any("Advanced Features" in remark for remark in remarks)


def test_imports_are_not_followed_and_that_is_told() -> None:
    graph = ShapesGraph(turtle("<urn:o> owl:imports <file:///etc/passwd> ."))
    assert ["owl:imports" in remark for remark in remarks_on(graph)] == [True]


def test_no_shape_with_a_target_is_an_error() -> None:
    with pytest.raises(KpiLodError, match="no-shapes"):
        validate([], turtle(":S sh:nodeKind sh:IRI ."))


def test_a_class_with_nothing_but_a_query_is_a_shape() -> None:
    query = "SELECT $this WHERE { $this <urn:x:p> ?value }"
    shapes = turtle(f':C a rdfs:Class ; sh:sparql [ sh:select "{query}" ] .')
    assert len(validate(turtle(":a a :C ; :p 1 ."), shapes).results) == 1


def test_a_class_that_is_a_shape_is_its_own_target() -> None:
    shapes = turtle(":C a rdfs:Class, sh:NodeShape ; sh:nodeKind sh:Literal .")
    found = validate(turtle(":x a :D . :D rdfs:subClassOf :C ."), shapes)
    assert [str(one.focus) for one in found.results] == ["<urn:x:x>"]


def test_an_owl_class_is_no_target_unless_the_graph_says_that_it_is_a_class() -> None:
    shapes = ":C a owl:Class, sh:NodeShape ; sh:nodeKind sh:Literal ."
    with pytest.raises(KpiLodError, match="no-shapes"):
        validate(turtle(":x a :C ."), turtle(shapes))
    known = turtle(shapes + " owl:Class rdfs:subClassOf rdfs:Class .")
    assert len(validate(turtle(":x a :C ."), known).results) == 1
