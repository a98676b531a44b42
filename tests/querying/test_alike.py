"""Values of endpoints are written as Oxigraph writes them, which is how a release answers."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from kpi_lod.querying.alike import Table, table_or_truth, value_alike
from kpi_lod.vocabulary import XSD

EXACT = ("integer", "decimal", "boolean", "int", "nonNegativeInteger")


def stored(value: str, datatype: NamedNode) -> str:
    store = Store()
    node = NamedNode("urn:a")
    store.add(Quad(node, node, Literal(value, datatype=datatype)))
    (quad,) = store
    assert isinstance(quad.object, Literal)
    return quad.object.value


@given(st.from_regex(r"[+-]?[0-9]{0,8}(\.[0-9]{0,8})?", fullmatch=True), st.sampled_from(EXACT))
def test_a_number_is_written_as_the_store_of_a_release_writes_it(value: str, name: str) -> None:
    datatype = XSD[name]
    assert value_alike(value, datatype.value) == stored(value, datatype)


@pytest.mark.parametrize(
    ("value", "name", "alike"),
    [
        ("1", "boolean", "true"),
        ("0", "boolean", "false"),
        ("100.0", "decimal", "100"),
        ("-0.0", "decimal", "0"),
        ("1.0E3", "double", "1000"),
        ("-0", "double", "-0"),
        ("1e999999999", "double", "1e999999999"),
        ("INF", "double", "INF"),
        ("１", "integer", "１"),
        ("1_000", "integer", "1_000"),
        ("1e3", "decimal", "1e3"),
        ("007", "string", "007"),
    ],
)
def test_what_is_no_plain_number_stays(value: str, name: str, alike: str) -> None:
    assert value_alike(value, XSD[name].value) == alike


def test_nodes_keep_their_text_and_unbound_cells_stay_out() -> None:
    told = {
        "head": {"link": [], "vars": ["a", "b", "c"]},
        "results": {
            "bindings": [
                {"a": {"type": "uri", "value": "urn:1"}, "b": {"type": "bnode", "value": "n1"}},
                {},
            ]
        },
    }
    found = table_or_truth(json.dumps(told).encode())
    assert isinstance(found, Table)
    assert json.loads(found.json()) == {
        "head": {"vars": ["a", "b", "c"]},
        "results": {"bindings": told["results"]["bindings"]},  # type: ignore[index]
    }


def test_truth_is_no_table() -> None:
    assert table_or_truth(b'{"head":{},"boolean":false}') is False


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"7", b'{"head":{"vars":[]},"results":{}}', b"\xff"]
)
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        table_or_truth(content)
