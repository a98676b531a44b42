"""The engines behind one seam: data and shapes → a validation report.

In: data as rows of term texts (what the mapping makes), shapes as triples. ``sql``, ours, is used
for everything; ``pyshacl``, the reference, for a second opinion. They must agree, which
tests/shacl/judges holds them to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pyoxigraph import RdfFormat, Triple, parse

from kpi_lod.columns.table import TripleTable
from kpi_lod.graph import Row
from kpi_lod.shacl.results import ValidationReport
from kpi_lod.shacl.validate import validate_table

Engine = Callable[[Iterable[Row], Iterable[Triple]], ValidationReport]


def sql_report(rows: Iterable[Row], shapes: Iterable[Triple]) -> ValidationReport:
    """What our engine finds."""
    with TripleTable() as table:
        table.add_rows(rows)
        table.build()
        return validate_table(table, shapes)


def pyshacl_report(rows: Iterable[Row], shapes: Iterable[Triple]) -> ValidationReport:
    """What pySHACL finds. Raises KpiLodError ``engine-failed`` where it gives up."""
    from kpi_lod.shacl.pyshacl_engine import pyshacl_validate  # noqa: PLC0415  (rdflib: 0.3 s)

    text = "".join(f"{' '.join(row)} .\n" for row in rows)
    data = (quad.triple for quad in parse(text, format=RdfFormat.N_TRIPLES))
    return pyshacl_validate(data, shapes)


ENGINES: dict[str, Engine] = {"sql": sql_report, "pyshacl": pyshacl_report}
"""Name on the command line → engine."""

DEFAULT_ENGINE = "sql"
