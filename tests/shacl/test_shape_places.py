"""Shapes without a name are called by the nearest that has one, and the way there."""

from __future__ import annotations

import pytest
from pyoxigraph import BlankNode, NamedNode
from tests.shacl.test_reading import turtle

from kpi_lod.errors import KpiLodError
from kpi_lod.shacl.reading import read_shapes
from kpi_lod.shacl.shape_places import place
from kpi_lod.shacl.shapes_graph import ShapesGraph
from kpi_lod.vocabulary import SH

CASES = {
    "a named shape": (":S sh:minCount 1 .", "<urn:x:S>"),
    "a property": (
        ":S sh:property [ sh:path :p ; sh:minCount 1 ] .",
        "<urn:x:S> → sh:path <urn:x:p>",
    ),
    "a property with a long path": (
        ":S sh:property [ sh:path ( [ sh:inversePath :p ] :q ) ; sh:minCount 1 ] .",
        "<urn:x:S> → sh:path (^<urn:x:p>)/<urn:x:q>",
    ),
    "a property without a path": (":S sh:property [ sh:minCount 1 ] .", "<urn:x:S> → sh:property"),
    "a property with no path that is one": (
        ':S sh:property [ sh:path "p" ; sh:minCount 1 ] .',
        '<urn:x:S> → sh:path "p"',
    ),
    "the second of a list": (":S sh:or ( :A [ sh:minCount 1 ] ) .", "<urn:x:S> → sh:or (2)"),
    "a property within a member": (
        ":S sh:or ( [ sh:property [ sh:path :p ; sh:minCount 1 ] ] ) .",
        "<urn:x:S> → sh:or (1) → sh:path <urn:x:p>",
    ),
    "a path of a shape that is no value of sh:property": (
        ":S sh:node [ sh:path :p ; sh:minCount 1 ] .",
        "<urn:x:S> → sh:node → sh:path <urn:x:p>",
    ),
    "nothing but a target": (
        "[] sh:targetClass :C ; sh:minCount 1 .",
        "[ sh:targetClass <urn:x:C> ]",
    ),
    "nothing at all": ("[] sh:minCount 1 .", "[ ]"),
    "a circle of blank nodes": ("_:a sh:node _:b . _:b sh:node _:a ; sh:minCount 1 .", "[ ] → "),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_a_shape_is_called_by_the_way_from_the_nearest_name(text: str, expected: str) -> None:
    graph = ShapesGraph(turtle(text))
    ((node, _),) = graph.pairs(SH.minCount)
    assert place(graph, node).startswith(expected)


def test_what_is_not_in_the_graph_is_shown_as_it_is() -> None:
    graph = ShapesGraph([])
    assert place(graph, NamedNode("urn:x:S")) == "<urn:x:S>"
    assert place(graph, BlankNode("f1001.anon1")) == "[ ]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            ':S sh:targetNode :n ; sh:property [ sh:path :p ; sh:minCount "1" ] .',
            "<urn:x:S> → sh:path <urn:x:p> の sh:minCount",
        ),
        (
            ":S sh:targetNode :n ; sh:property [ sh:path :p ; sh:node :S ] .",
            "<urn:x:S> → sh:path <urn:x:p> → <urn:x:S>",
        ),
    ],
)
def test_no_error_names_a_blank_node(text: str, expected: str) -> None:
    with pytest.raises(KpiLodError) as caught:
        read_shapes(ShapesGraph(turtle(text)))
    assert expected in caught.value.finding.ja
    assert "_:" not in str(caught.value)
