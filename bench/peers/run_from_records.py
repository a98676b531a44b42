"""Our own check without files between: records → rows → table → results.

Arguments: shapes, and the file whose cities are taken, which is not read. Prints the seconds from
records in memory to results, then focus node and component of each. The records are invented off
the clock.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from bench.national import written_cities
from pyoxigraph import RdfFormat, parse

from kpi_lod.columns.table import TripleTable
from kpi_lod.register.described import described
from kpi_lod.shacl.validate import validate_table


def main(shapes_file: str, data_file: str) -> None:
    """Map, load and validate on the clock."""
    shapes = [quad.triple for quad in parse(path=shapes_file, format=RdfFormat.TURTLE)]
    nodes: set[str] = set()
    spent = 0.0
    with TripleTable() as table:
        for city in written_cities(Path(data_file).parent):
            start = time.perf_counter()
            rows = list(city.data().rows())
            nodes.update(value for _, _, value in rows)
            table.add_rows(rows)
            spent += time.perf_counter() - start
        start = time.perf_counter()
        table.add_rows(described(nodes))
        table.build()
        results = validate_table(table, shapes).results
        spent += time.perf_counter() - start
    print(spent)
    for result in results:
        print(str(result.focus).strip("<>"), str(result.component).strip("<>"), sep="\t")


if __name__ == "__main__":
    main(*sys.argv[1:])
