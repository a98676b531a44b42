"""Cardinality constraints (SHACL 1.0, section 4.2)."""

from __future__ import annotations

from kpi_lod.shacl.components.parameters import reads_number
from kpi_lod.shacl.model import Component
from kpi_lod.vocabulary import SH

COMPONENTS = (
    Component(
        iri=SH.MinCountConstraintComponent,
        parameter=SH.minCount,
        read=reads_number(SH.minCount),
        single=True,
        needs_path=True,
        columns="least BIGINT",
        sql="""
SELECT f.shape, f.node AS focus, NULL AS value, NULL AS path, p.c
FROM focus f JOIN {p} p ON p.shape = f.shape
LEFT JOIN (
    SELECT v.shape, v.focus, count(*) AS n FROM value v
    WHERE v.shape IN (SELECT shape FROM {p}) GROUP BY v.shape, v.focus
) counted ON counted.shape = f.shape AND counted.focus = f.node
WHERE coalesce(counted.n, 0) < p.least""",
    ),
    Component(
        iri=SH.MaxCountConstraintComponent,
        parameter=SH.maxCount,
        read=reads_number(SH.maxCount),
        single=True,
        needs_path=True,
        columns="most BIGINT",
        sql="""
SELECT v.shape, v.focus, NULL AS value, NULL AS path, p.c
FROM value v JOIN {p} p ON p.shape = v.shape
GROUP BY v.shape, v.focus, p.c, p.most HAVING count(*) > p.most""",
    ),
)
