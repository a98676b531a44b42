"""What a run says of itself: why nothing was checked, why a query does not run, what was asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import pyshacl
import pytest
from tests.shacl.test_reading import turtle

from kpi_lod.errors import KpiLodError
from kpi_lod.messages import messages
from kpi_lod.shacl.pyshacl_engine import pyshacl_validate
from kpi_lod.shacl.results import ValidationReport
from kpi_lod.shacl.validate import validate
from kpi_lod.vocabulary import XSD

CITY = ":S a sh:NodeShape ; sh:targetClass :City"


def found(data: str, shapes: str) -> ValidationReport:
    return validate(turtle(data), turtle(shapes))


def halves(remarks: Iterable[str]) -> Sequence[Sequence[str]]:
    return [remark.split(" / ") for remark in remarks]


# why nothing was checked


def test_a_run_in_which_all_shapes_are_deactivated_says_so() -> None:
    report = found(":a a :City .", f"{CITY} ; sh:deactivated true ; sh:nodeKind sh:Literal .")
    (told,) = halves(report.remarks)
    assert report.focus_nodes == 0
    assert ["sh:deactivated" in half and "<urn:x:S>" in half for half in told] == [True, True]


def test_a_class_that_is_not_there_is_named_beside_the_classes_that_are() -> None:
    data = " ".join(f":n{n} a :C{n % 7}, :Town ." for n in range(20))
    missed, classes = halves(found(data, f"{CITY} ; sh:nodeKind sh:IRI .").remarks)
    assert all("sh:targetClass <urn:x:City>" in half for half in missed)
    for half in classes:
        assert half.count("<urn:x:") == 5
        assert "<urn:x:Town> (20), <urn:x:C0> (3), <urn:x:C1> (3)" in half


def test_classes_are_not_listed_where_another_shape_met_something() -> None:
    report = found(":a a :Town .", f"{CITY} . :T sh:targetClass :Town ; sh:nodeKind sh:IRI .")
    assert ["City" in remark for remark in report.remarks] == [True]


def test_data_without_a_triple_is_called_empty() -> None:
    report = found("", f"{CITY} ; sh:nodeKind sh:IRI .")
    assert "0トリプル" in report.remarks[0]
    assert "0 triples" in report.remarks[0]


# queries

QUERIES = {
    "an ASK in sh:select": ("ASK { $this :p ?value }", "SELECT"),
    "a CONSTRUCT": ("CONSTRUCT { $this ?p ?o } WHERE { $this ?p ?o }", "CONSTRUCT"),
    "an unknown prefix": ("SELECT $this { $this ex:p ?value }", 'sh:prefix "ex"'),
    "an open bracket": ("SELECT $this { $this ?p ?v FILTER((?v > 1) }", "'FILTER((?v > 1) }'"),
    "an end too early": ("SELECT $this { $this ?p ?v", "?p ?v …'"),
    "MINUS": ("SELECT $this { $this ?p ?v MINUS { ?v ?q ?r } }", "MINUS is not"),
    "no $this": ("SELECT ?v { $this ?p ?v }", "$this"),
    "another value for $this": ("SELECT $this { BIND(1 AS ?this) }", "AS gives"),
}


@pytest.mark.parametrize(("query", "told"), QUERIES.values(), ids=QUERIES)
def test_a_query_that_must_not_run_is_refused_with_what_is_wrong(query: str, told: str) -> None:
    query = query.replace(":p", "<urn:x:p>") if "ex:" not in query else query
    with pytest.raises(KpiLodError, match="sparql-refused") as caught:
        found(":a a :City .", f"{CITY} ; sh:sparql [ sh:select '{query}' ] .")
    finding = caught.value.finding
    assert told in finding.en + finding.fix_en
    assert "ASK" not in finding.fix_ja + finding.fix_en
    assert "<urn:x:S> → sh:sparql" in finding.ja


def test_a_select_in_a_validator_of_ask_is_refused() -> None:
    shapes = f"""{CITY} ; :param 1 . :Comp a sh:ConstraintComponent ;
      sh:parameter [ sh:path :param ] ; sh:validator [ sh:ask "SELECT $this {{ $this ?p 1 }}" ] ."""
    with pytest.raises(KpiLodError, match="sparql-refused") as caught:
        found(":a a :City .", shapes)
    assert "ASK" in caught.value.finding.fix_en


MD5 = "SELECT $this (MD5(STR(?v)) AS ?value) { $this <urn:x:p> ?v }"


def test_what_rdflib_thinks_of_a_literal_is_not_written_to_stderr(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    data = ':a a :City ; :p "5.5"^^xsd:integer .'
    odd = f'"5.5"^^<{XSD.integer.value}>'
    shapes = f"{CITY} ; sh:sparql [ sh:select '{MD5}' ; sh:message 'x' ] ."
    assert len(found(data, shapes).results) == 1
    found(data, f"{CITY} ; sh:sparql [ sh:select 'SELECT $this {{ BIND({odd} AS ?v) }}' ] .")
    pyshacl_validate(turtle(data), turtle(f"{CITY} ; sh:nodeKind sh:IRI ."))
    assert caplog.records == []
    assert capfd.readouterr().err == ""


def test_whatever_happens_in_pyshacl_is_one_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise TypeError("unhashable")

    monkeypatch.setattr(pyshacl, "validate", broken)
    with pytest.raises(KpiLodError, match="engine-failed") as caught:
        found(":a a :City .", f"{CITY} ; sh:sparql [ sh:select '{MD5}' ] .")
    assert "TypeError: unhashable" in caught.value.finding.en
    assert "<urn:x:S> → sh:sparql" in caught.value.finding.ja


@pytest.mark.parametrize(
    ("expression", "value", "told"),
    [
        ("?v + ?v > 1", "9" * 38, "computed exactly"),
        ("?v + ?v > 1", '"1.5"^^xsd:float', "exactly: xsd:float in arithmetic"),
    ],
)
def test_no_word_of_the_database_is_in_a_remark(expression: str, value: str, told: str) -> None:
    query = f"SELECT $this {{ $this <urn:x:p> ?v FILTER({expression}) }}"
    data = f":a a :City ; :p {value} ."
    (remark,) = halves(found(data, f"{CITY} ; sh:sparql [ sh:select '{query}' ] .").remarks)
    assert "正確に計算できません" in remark[0]
    assert told in remark[1]
    assert "Error" not in "".join(remark)


def test_a_query_that_must_not_run_tells_what_is_misspelt_too() -> None:
    shapes = f"{CITY} ; sh:sparql [ sh:select 'SELECT $this {{' ; sh:mesage 'x' ] ."
    with pytest.raises(KpiLodError, match="sparql-refused") as caught:
        validate([], turtle(shapes))
    assert "sh:message" in caught.value.finding.en
    assert "<urn:x:S> → sh:sparql" in caught.value.finding.ja


def test_the_texts_about_shapes_hold_to_one_language_and_one_word() -> None:
    japanese = re.compile("[ぁ-んァ-ヶ一-龠]")
    for key, message in messages().items():
        assert "形状" not in message.ja + message.fix_ja, key
        if key.startswith(("shape", "sparql", "no-shapes", "nothing")):
            assert not japanese.search(message.en + message.fix_en), key
            assert japanese.search(message.ja), key


# what a result says by itself

DEFAULTS = {
    "a pattern": ("sh:pattern '(?=a)'", ["正規表現 (?=a) に", "pattern (?=a)."]),
    "a pattern with flags": ("sh:pattern 'a' ; sh:flags 'i'", ["a (sh:flags i)"] * 2),
    "an empty list": ("sh:in ()", ["空", "empty"]),
    "an empty list of languages": ("sh:languageIn ()", ["空", "empty"]),
    "a kind of node": ("sh:nodeKind sh:BlankNodeOrIRI", ["sh:BlankNodeOrIRI"] * 2),
    "a query": (
        "sh:sparql [ sh:select 'SELECT $this { $this ?p ?o FILTER(?o = \"x\") }' ]",
        ["<urn:x:S> → sh:path <urn:x:p> → sh:sparql"] * 2,
    ),
    "values": ("sh:in ( 1 'a'@ja )", ['1, "a"@ja'] * 2),
}


@pytest.mark.parametrize(("text", "told"), DEFAULTS.values(), ids=DEFAULTS)
def test_a_result_without_a_message_says_what_is_asked(text: str, told: Sequence[str]) -> None:
    shapes = f"{CITY} ; sh:property [ sh:path :p ; {text} ] ."
    (result,) = set(found(":a a :City ; :p 'x' .", shapes).results)
    assert [part in one.value for part, one in zip(told, result.messages, strict=True)] == [
        True
    ] * 2
