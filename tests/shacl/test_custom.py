"""Components and queries that the shapes declare: what is run, ignored, refused and told."""

from __future__ import annotations

import pytest
from tests.shacl.test_hostile import turtle

from kpi_lod.errors import KpiLodError
from kpi_lod.shacl.results import ValidationReport
from kpi_lod.shacl.validate import validate

PREFIXES = """
:o sh:declare [ sh:prefix "" ; sh:namespace "http://x.org/"^^xsd:anyURI ] .
:S sh:targetClass :C .
"""
MAX = """
:CM a sh:ConstraintComponent ; sh:parameter [ sh:path :max ] ; sh:nodeValidator [ sh:prefixes :o ;
  sh:select "SELECT $this ?value WHERE { $this :p ?value FILTER(?value > $max) }" ] .
"""


def found(data: str, shapes: str) -> ValidationReport:
    return validate(turtle(data), turtle(PREFIXES + shapes))


def texts(report: ValidationReport) -> list[str]:
    return sorted(str(message) for one in report.results for message in one.messages)


def refused(shapes: str, code: str, told: str) -> None:
    with pytest.raises(KpiLodError, match=code) as caught:
        found(":a a :C ; :p 1 .", shapes)
    assert told in caught.value.finding.en
    assert told in caught.value.finding.ja


# components

W3C = """
sh:ClassConstraintComponent a sh:ConstraintComponent ; sh:parameter [ sh:path sh:class ] ;
  sh:validator [ sh:ask "ASK { FILTER(false) }" ] .
sh:MinCountConstraintComponent a sh:ConstraintComponent ; sh:parameter [ sh:path sh:minCount ] .
"""


def test_the_standards_own_components_are_not_redefined() -> None:
    shapes = ":S sh:class :C ; sh:property [ sh:path :p ; sh:minCount 1 ] ."
    report = found(":a a :C ; :p 1 .", shapes + W3C)
    assert (report.conforms, report.remarks) == (True, ())


@pytest.mark.parametrize(
    "validator", ["", 'sh:propertyValidator [ sh:select "SELECT $this {}" ] ;']
)
def test_a_constraint_without_a_suitable_validator_is_ignored_and_told(validator: str) -> None:
    component = f":CM a sh:ConstraintComponent ; {validator} sh:parameter [ sh:path :max ] ."
    report = found(":a a :C .", f":S :max 1 ; sh:nodeKind sh:IRI . {component}")
    assert report.conforms
    assert ["no validator" in remark for remark in report.remarks] == [True]
    assert found(":a a :C .", f":S sh:nodeKind sh:IRI . {component}").remarks == ()


def test_a_validator_in_javascript_is_none() -> None:
    component = """:CM a sh:ConstraintComponent ; sh:parameter [ sh:path :max ] ;
      sh:validator [ a sh:JSValidator ; sh:jsFunctionName "x" ] ."""
    assert found(":a a :C .", f":S :max 1 . {component}").conforms


def test_what_has_parameters_and_is_no_component_is_no_component() -> None:
    function = ':f a sh:SPARQLFunction ; sh:parameter [ sh:path :max ] ; sh:ask "ASK { }" .'
    assert found(":a a :C .", f":S :max 1 . {function}").conforms


def test_an_instance_of_a_class_below_is_a_component() -> None:
    shapes = MAX.replace("a sh:ConstraintComponent", "a :Own")
    below = ":Own rdfs:subClassOf sh:ConstraintComponent ."
    assert len(found(":a a :C ; :p 7 .", f":S :max 1 . {shapes} {below}").results) == 1
    assert found(":a a :C ; :p 7 .", f":S :max 1 . {shapes}").conforms


@pytest.mark.parametrize("name", ["this", "value", "path", "PATH", "currentShape", "shapesGraph"])
def test_a_parameter_has_no_name_that_is_taken(name: str) -> None:
    refused(MAX.replace(":max", f":{name}"), "shape-malformed", name)


def test_two_parameters_have_two_names() -> None:
    again = ":CM sh:parameter [ sh:path <http://other.org/max> ] ."
    refused(MAX + again, "shape-malformed", '"max"')


def test_a_name_that_is_no_variable_is_refused() -> None:
    refused(MAX.replace(":max", ":the-max"), "shape-malformed", "sh:parameter")


def test_a_prefix_has_one_namespace() -> None:
    twice = ':o sh:declare [ sh:prefix "" ; sh:namespace "http://y.org/"^^xsd:anyURI ] .'
    same = ':o sh:declare [ sh:prefix "" ; sh:namespace "http://x.org/"^^xsd:anyURI ] .'
    refused(f":S :max 1 . {MAX} {twice}", "shape-malformed", "http://y.org/")
    assert len(found(":a a :C ; :p 7 .", f":S :max 1 . {MAX} {same}").results) == 1


# queries


@pytest.mark.parametrize(
    "shapes",
    [
        ":T sh:sparql [ sh:select 'SELECT $this { $this ?p ?o MINUS { $this ?p 1 } }' ] .",
        ":T sh:sparql [ sh:select 'SELECT $this { VALUES ?x { 1 } }' ; sh:deactivated true ] .",
        ":CC a sh:ConstraintComponent ; sh:parameter [ sh:path :cc ] ; sh:validator"
        " [ sh:ask 'ASK { SERVICE <http://x.org/> { ?a ?b ?c } }' ] .",
        ":CC a sh:ConstraintComponent ; sh:parameter [ sh:path :cc ] ; sh:propertyValidator"
        " [ sh:select 'SELECT $this { $this $PATH ?v { SELECT $this { $this ?p ?o } } }' ] .",
        ":CC a sh:ConstraintComponent ; sh:parameter [ sh:path :cc ] ; sh:nodeValidator"
        " [ sh:select 'SELECT $this { BIND(1 AS ?cc) }' ] .",
    ],
)
def test_a_query_that_no_shape_reaches_is_refused_too(shapes: str) -> None:
    refused(f":S sh:nodeKind sh:IRI . {shapes}", "sparql-refused", "sh:")


def test_a_query_that_no_shape_reaches_and_that_may_run_is_no_matter() -> None:
    unused = MAX.replace("nodeValidator", "propertyValidator").replace(":p ?v", "$PATH ?v")
    assert found(":a a :C ; :p 7 .", f":S sh:nodeKind sh:IRI . {unused}").conforms


def with_path(path: str, where: str) -> str:
    query = f"SELECT $this ?value WHERE {{ {where} }}"
    return f""":S sh:property [ sh:path {path} ;
      sh:sparql [ sh:prefixes :o ; sh:select '''{query}''' ] ] ."""


@pytest.mark.parametrize(
    ("path", "where", "values"),
    [
        (":p", '$this $PATH ?value FILTER(?value = "$PATH")', ['"$PATH"']),
        (":p", "$this ?PATH ?value # ?PATH\n FILTER(isIRI(?value))", ["<http://x.org/b>"]),
        (":p", "?x :p $this ; $PATH ?value", []),
        ("( :p :r )", "$this $PATH ?value", ['"r"']),
        ("[ sh:inversePath :r ]", "?value $PATH ?any FILTER(?any = $this)", []),
        (
            ":p",
            "FILTER EXISTS { $this $PATH ?x } BIND(1 AS ?value)",
            ['"1"^^<http://www.w3.org/2001/XMLSchema#integer>'],
        ),
    ],
)
def test_the_path_stands_where_a_predicate_does(path: str, where: str, values: list[str]) -> None:
    data = ':a a :C ; :p "$PATH" , :b . :b :r "r" .'
    assert sorted(str(one.value) for one in found(data, with_path(path, where)).results) == values


@pytest.mark.parametrize(
    "where",
    [
        "$this $PATH* ?value",
        "$this ^$PATH ?value",
        "$this $PATH/:r ?value",
        "$this (:r|$PATH) ?value",
        "$PATH :p ?value",
        "$this :p $PATH",
        "$this :p ?value FILTER($PATH = :p)",
        "$this ?p ?value FILTER(?p IN (:q, $PATH))",
        "BIND($PATH AS ?value)",
        "BIND(CONCAT('', STR($PATH)) AS ?value)",
        "FILTER EXISTS { $PATH $PATH ?value }",
    ],
)
@pytest.mark.parametrize("path", [":p", "( :p :r )"])
def test_the_path_stands_nowhere_else(path: str, where: str) -> None:
    refused(with_path(path, where), "sparql-refused", "PATH")


# messages


def test_a_message_that_the_query_makes_is_told() -> None:
    query = 'SELECT $this ?message WHERE { $this :p ?v BIND(CONCAT("dyn ", STR(?v)) AS ?message) }'
    shapes = f":S sh:sparql [ sh:prefixes :o ; sh:message 'no' ; sh:select '''{query}''' ] ."
    assert texts(found(":a a :C ; :p 7 .", shapes)) == ['"dyn 7"']
    tagged = shapes.replace("CONCAT(", "STRLANG(CONCAT(").replace("STR(?v))", 'STR(?v)), "en")')
    assert texts(found(":a a :C ; :p 7 .", tagged)) == ['"dyn 7"@en']
    unbound = shapes.replace("BIND(", "BIND(1 + ")
    assert texts(found(":a a :C ; :p 7 .", unbound)) == ['"no"']


def test_the_messages_are_the_validators_else_the_components_else_the_shapes() -> None:
    shapes = f":S :max 5 ; sh:message 'shape' . {MAX}"
    assert texts(found(":a a :C ; :p 7 .", shapes)) == ['"shape"']
    shapes += ':CM sh:message "max {$max}, not {?value}"@en .'
    assert texts(found(":a a :C ; :p 7 .", shapes)) == ['"max 5, not 7"@en']
    shapes = shapes.replace("sh:nodeValidator [", "sh:nodeValidator [ sh:message 'validator' ;")
    assert texts(found(":a a :C ; :p 7 .", shapes)) == ['"validator"']
