"""JSON-LD: two parsers read back exactly the triples of the Turtle beside it, counted."""

from __future__ import annotations

import json
from pathlib import Path

import rdflib
from pyoxigraph import Literal, RdfFormat, Triple, parse

from kpi_lod.release.build import Release
from kpi_lod.release.jsonld import CONTEXT, jsonld, published_context
from kpi_lod.vocabulary import DCT, KPI, PREFIXES, SKOS, XSD

DOCUMENT = "https://example.org/kpi/project/1/x/"


def documents(built: Release) -> list[Path]:
    found = sorted(built.folder.rglob("*.jsonld"))
    return [file for file in found if file.name != "context.jsonld"]


def test_pyoxigraph_reads_the_same_triples_from_both_forms(built: Release) -> None:
    files = documents(built)
    assert len(files) > 15
    for file in files:
        compact = [q.triple for q in parse(file.read_bytes(), format=RdfFormat.JSON_LD)]
        beside = file.with_suffix(".ttl").read_bytes()
        assert set(compact) == {q.triple for q in parse(beside, format=RdfFormat.TURTLE)}, file
        assert len(compact) == len(set(compact))


def test_rdflib_reads_the_same_triples_from_both_forms(built: Release) -> None:
    for file in documents(built):
        compact = rdflib.Graph().parse(file, format="json-ld")
        beside = rdflib.Graph().parse(file.with_suffix(".ttl"))
        assert set(compact) == set(beside), file


def test_codes_are_compact_and_fragments_relative() -> None:
    own = KPI["x"].__class__(DOCUMENT + "#reach")
    triple = Triple(own, KPI.unit, own.__class__("https://w3id.org/kpi-lod/unit/person"))
    (node,) = json.loads(jsonld([triple], DOCUMENT))["@graph"]
    assert node == {"@id": "#reach", "kpi:unit": "unit:person"}


def test_numbers_are_exact_in_any_json_reader() -> None:
    node = KPI.x
    large = str(2**60)
    values = [
        Literal("12", datatype=XSD.integer),
        Literal(large, datatype=XSD.integer),
        Literal("0.1", datatype=XSD.decimal),
        Literal("true", datatype=XSD.boolean),
        Literal("plain"),
        Literal("text", language="en"),
    ]
    text = jsonld([Triple(node, KPI.actual, value) for value in values])
    (made,) = json.loads(text)["@graph"]
    assert made["kpi:actual"] == [
        12,
        {"@value": large, "@type": "xsd:integer"},
        {"@value": "0.1", "@type": "xsd:decimal"},
        True,
        "plain",
        {"@value": "text", "@language": "en"},
    ]
    assert {q.object for q in parse(text, format=RdfFormat.JSON_LD)} == set(values)


def test_a_value_that_does_not_fit_the_context_is_spelt_out() -> None:
    odd = [Triple(KPI.x, KPI.unit, Literal("人")), Triple(KPI.x, SKOS.note, Literal("注"))]
    text = jsonld(odd)
    assert {q.triple for q in parse(text, format=RdfFormat.JSON_LD)} == set(odd)


def test_no_prefix_is_taken_by_a_property() -> None:
    assert set(PREFIXES) <= set(CONTEXT)
    assert all(CONTEXT[prefix] == iri for prefix, iri in PREFIXES.items())


def test_the_published_context_knows_our_properties_by_their_japanese_names() -> None:
    context = json.loads(published_context())["@context"]
    written = {
        "@context": context,
        "@id": "https://example.org/x",
        "単位": "unit:person",
        "dct:title": {"ja": "題"},
    }
    read = {q.triple for q in parse(json.dumps(written).encode(), format=RdfFormat.JSON_LD)}
    assert {t.predicate for t in read} == {KPI.unit, DCT.title}
