"""Other constraints (SHACL 1.0, section 4.8): closed, hasValue, in."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kpi_lod.shacl.components.parameters import an_iri, reads_term, truth
from kpi_lod.shacl.model import Component, Parameters, Row
from kpi_lod.shacl.results import Term
from kpi_lod.shacl.shapes_graph import Node, ShapesGraph
from kpi_lod.vocabulary import SH


def _closed(graph: ShapesGraph, shape: Node, value: Term) -> Parameters:
    """The predicates that are allowed, behind a first row that stands for the constraint."""
    if not truth(shape, SH.closed, value):
        return Parameters()
    ignored = graph.value(shape, SH.ignoredProperties)
    members = () if ignored is None else graph.list_members(ignored, shape, SH.ignoredProperties)
    allowed = [an_iri(shape, SH.ignoredProperties, member) for member in members]
    for of_property in graph.values(shape, SH.property):
        paths = graph.values(of_property, SH.path)
        allowed += [path for path in paths if isinstance(path, NamedNode)]
    rows: tuple[Row, ...] = ((None,), *((one,) for one in dict.fromkeys(allowed)))
    return Parameters(rows=rows)


def _in(graph: ShapesGraph, shape: Node, value: Term) -> Parameters:
    """The members, behind a first row that stands for the constraint: the list may be empty."""
    members = graph.list_members(value, shape, SH["in"])
    return Parameters(rows=((None,), *((one,) for one in dict.fromkeys(members))))


COMPONENTS = (
    Component(
        iri=SH.ClosedConstraintComponent,
        parameter=SH.closed,
        read=_closed,
        single=True,
        columns="predicate INTEGER",
        sql="""
SELECT v.shape, v.focus, t.o AS value, t.p AS path, p.c
FROM value v JOIN {p} p ON p.shape = v.shape AND p.predicate IS NULL
JOIN triple t ON t.s = v.node
WHERE NOT EXISTS (SELECT 1 FROM {p} a WHERE a.c = p.c AND a.predicate = t.p)""",
    ),
    Component(
        iri=SH.HasValueConstraintComponent,
        parameter=SH.hasValue,
        read=reads_term(),
        columns="wanted INTEGER",
        sql="""
SELECT f.shape, f.node AS focus, NULL AS value, NULL AS path, p.c
FROM focus f JOIN {p} p ON p.shape = f.shape
WHERE NOT EXISTS (
    SELECT 1 FROM value v WHERE v.shape = f.shape AND v.focus = f.node AND v.node = p.wanted)""",
    ),
    Component(
        iri=SH.InConstraintComponent,
        parameter=SH["in"],
        read=_in,
        single=True,
        columns="member INTEGER",
        sql="""
SELECT v.shape, v.focus, v.node AS value, NULL AS path, p.c
FROM value v JOIN {p} p ON p.shape = v.shape AND p.member IS NULL
WHERE NOT EXISTS (SELECT 1 FROM {p} m WHERE m.c = p.c AND m.member = v.node)""",
    ),
)
