"""Property pair constraints (SHACL 1.0, section 4.5): values beside those of another property."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kpi_lod.columns.literals import less_or_equal, less_than
from kpi_lod.shacl.components.parameters import reads_iri
from kpi_lod.shacl.model import Component
from kpi_lod.vocabulary import SH


def _ordered(component: NamedNode, parameter: NamedNode, holds: str) -> Component:
    return Component(
        iri=component,
        parameter=parameter,
        read=reads_iri(parameter),
        needs_path=True,
        columns="predicate INTEGER",
        needs=frozenset({"literal"}),
        sql=f"""
SELECT v.shape, v.focus, v.node AS value, NULL AS path, p.c
FROM value v JOIN {{p}} p ON p.shape = v.shape
JOIN triple o ON o.s = v.focus AND o.p = p.predicate
LEFT JOIN literal l ON l.id = v.node LEFT JOIN literal r ON r.id = o.o
WHERE ({holds}) IS NOT TRUE""",
    )


COMPONENTS = (
    Component(
        iri=SH.EqualsConstraintComponent,
        parameter=SH.equals,
        read=reads_iri(SH.equals),
        columns="predicate INTEGER",
        sql="""
SELECT v.shape, v.focus, v.node AS value, NULL AS path, p.c
FROM value v JOIN {p} p ON p.shape = v.shape
WHERE NOT EXISTS (
    SELECT 1 FROM triple o WHERE o.s = v.focus AND o.p = p.predicate AND o.o = v.node)
UNION ALL
SELECT f.shape, f.node, o.o, NULL, p.c
FROM focus f JOIN {p} p ON p.shape = f.shape
JOIN triple o ON o.s = f.node AND o.p = p.predicate
WHERE NOT EXISTS (
    SELECT 1 FROM value v WHERE v.shape = f.shape AND v.focus = f.node AND v.node = o.o)""",
    ),
    Component(
        iri=SH.DisjointConstraintComponent,
        parameter=SH.disjoint,
        read=reads_iri(SH.disjoint),
        columns="predicate INTEGER",
        sql="""
SELECT v.shape, v.focus, v.node AS value, NULL AS path, p.c
FROM value v JOIN {p} p ON p.shape = v.shape
JOIN triple o ON o.s = v.focus AND o.p = p.predicate AND o.o = v.node""",
    ),
    _ordered(SH.LessThanConstraintComponent, SH.lessThan, less_than("l", "r")),
    _ordered(SH.LessThanOrEqualsConstraintComponent, SH.lessThanOrEquals, less_or_equal("l", "r")),
)
