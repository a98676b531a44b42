"""Value type constraints (SHACL 1.0, section 4.1)."""

from __future__ import annotations

from kpi_lod.shacl.components.parameters import an_iri, reads_iri
from kpi_lod.shacl.model import Component, Parameters
from kpi_lod.shacl.results import Term
from kpi_lod.shacl.shapes_graph import MalformedShapeError, Node, ShapesGraph, shown
from kpi_lod.vocabulary import SH

_KINDS = {
    SH.IRI: (True, False, False),
    SH.BlankNode: (False, True, False),
    SH.Literal: (False, False, True),
    SH.BlankNodeOrIRI: (True, True, False),
    SH.BlankNodeOrLiteral: (False, True, True),
    SH.IRIOrLiteral: (True, False, True),
}
"""Node kind → whether it allows IRIs, blank nodes, literals."""


def _node_kind(graph: ShapesGraph, shape: Node, value: Term) -> Parameters:
    kind = an_iri(shape, SH.nodeKind, value)
    if kind not in _KINDS:
        allowed = ", ".join(map(shown, _KINDS))
        raise MalformedShapeError("value", shape, SH.nodeKind, found=value, allowed=allowed)
    return Parameters(rows=(_KINDS[kind],), told=shown(kind))


COMPONENTS = (
    Component(
        iri=SH.ClassConstraintComponent,
        parameter=SH["class"],
        read=reads_iri(SH["class"]),
        columns="class INTEGER",
        needs=frozenset({"instance"}),
        sql="""
SELECT v.shape, v.focus, v.node AS value, NULL AS path, p.c
FROM value v JOIN {p} p ON p.shape = v.shape
WHERE NOT EXISTS (SELECT 1 FROM instance i WHERE i.class = p.class AND i.node = v.node)""",
    ),
    Component(
        iri=SH.DatatypeConstraintComponent,
        parameter=SH.datatype,
        read=reads_iri(SH.datatype),
        single=True,
        columns="datatype INTEGER",
        needs=frozenset({"literal"}),
        sql="""
SELECT v.shape, v.focus, v.node AS value, NULL AS path, p.c
FROM value v JOIN {p} p ON p.shape = v.shape
JOIN term t ON t.id = v.node LEFT JOIN literal l ON l.id = v.node
WHERE t.datatype IS DISTINCT FROM p.datatype OR NOT l.valid""",
    ),
    Component(
        iri=SH.NodeKindConstraintComponent,
        parameter=SH.nodeKind,
        read=_node_kind,
        single=True,
        columns="iri BOOLEAN, blank BOOLEAN, literal BOOLEAN",
        sql="""
SELECT v.shape, v.focus, v.node AS value, NULL AS path, p.c
FROM value v JOIN {p} p ON p.shape = v.shape JOIN term t ON t.id = v.node
WHERE NOT CASE t.kind WHEN 0 THEN p.iri WHEN 1 THEN p.blank ELSE p.literal END""",
    ),
)
