"""Value range constraints (SHACL 1.0, section 4.3): by SPARQL's ``<`` and ``<=``.

What cannot be compared with the bound violates it.
"""

from __future__ import annotations

from pyoxigraph import NamedNode

from kpi_lod.columns.literals import less_or_equal, less_than
from kpi_lod.shacl.components.parameters import reads_literal
from kpi_lod.shacl.model import Component
from kpi_lod.vocabulary import SH


def _range(component: NamedNode, parameter: NamedNode, holds: str) -> Component:
    return Component(
        iri=component,
        parameter=parameter,
        read=reads_literal(parameter),
        single=True,
        columns="bound INTEGER",
        needs=frozenset({"literal"}),
        sql=f"""
SELECT v.shape, v.focus, v.node AS value, NULL AS path, p.c
FROM value v JOIN {{p}} p ON p.shape = v.shape
JOIN literal bound ON bound.id = p.bound LEFT JOIN literal l ON l.id = v.node
WHERE ({holds}) IS NOT TRUE""",
    )


COMPONENTS = (
    _range(SH.MinExclusiveConstraintComponent, SH.minExclusive, less_than("bound", "l")),
    _range(SH.MinInclusiveConstraintComponent, SH.minInclusive, less_or_equal("bound", "l")),
    _range(SH.MaxExclusiveConstraintComponent, SH.maxExclusive, less_than("l", "bound")),
    _range(SH.MaxInclusiveConstraintComponent, SH.maxInclusive, less_or_equal("l", "bound")),
)
