"""sh:pattern over the values (SHACL 1.0, section 4.4.3).

In: the pattern component's table of parameters and ``value``. Out: ``matched(node, c)``: the values
that a pattern matches. One statement for each pattern, so that it is compiled once; what RE2 cannot
say is run by Python over the distinct values.
"""

from __future__ import annotations

import re

from kpi_lod.shacl.patterns import compiled
from kpi_lod.shacl.tables import Tables

_VALUES = """
FROM (SELECT DISTINCT v.node, p.c FROM value v JOIN {p} p ON p.shape = v.shape
      WHERE p.pattern = $1 AND p.flags = $2) v JOIN term t ON t.id = v.node
WHERE t.kind <> 1"""


def match_patterns(tables: Tables, parameters: str) -> None:
    """Make ``matched`` for all patterns of the table of parameters."""
    tables.create("matched", "node INTEGER, c INTEGER")
    values = _VALUES.format(p=parameters)
    found = tables.connection.execute(f"SELECT DISTINCT pattern, flags FROM {parameters}")
    for pattern, flags in sorted(found.fetchall()):
        way = compiled(pattern, flags)
        if way.re2 is not None:
            matching = f"SELECT v.node, v.c {values} AND regexp_matches(t.lexical, $3)"
            tables.run(f"INSERT INTO matched {matching}", [pattern, flags, way.re2])
        elif way.python is not None:
            _match_in_python(tables, values, (pattern, flags), way.python)


def _match_in_python(
    tables: Tables, values: str, key: tuple[str, str], pattern: re.Pattern[str]
) -> None:
    rows = tables.connection.execute(f"SELECT v.node, v.c, t.lexical {values}", list(key))
    tables.insert(
        "matched",
        "node INTEGER, c INTEGER",
        [(node, c) for node, c, text in rows.fetchall() if pattern.search(text)],
    )
