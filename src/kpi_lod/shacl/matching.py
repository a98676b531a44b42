"""sh:pattern over the values (SHACL 1.0, section 4.4.3).

In: the pattern component's table of parameters and ``value``. Out: ``matched(node, c)``: the values
that a pattern matches. What RE2 cannot say is run by Python over the distinct values.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kpi_lod.shacl.patterns import compiled
from kpi_lod.shacl.tables import Tables

_MATCHED = "node INTEGER, c INTEGER"
_MOST = 500
"""Patterns run in one statement."""


def match_patterns(tables: Tables, parameters: str) -> None:
    """Make ``matched`` for all patterns of the table of parameters."""
    tables.create("matched", _MATCHED)
    tables.run(f"""
CREATE OR REPLACE TEMP TABLE to_match AS
WITH ways AS (SELECT *, dense_rank() OVER (ORDER BY pattern, flags) AS way FROM {parameters})
SELECT DISTINCT v.node, p.c, p.way FROM value v JOIN ways p ON p.shape = v.shape
JOIN term t ON t.id = v.node WHERE t.kind <> 1""")
    found = tables.rows(f"SELECT DISTINCT pattern, flags FROM {parameters}")
    ways = [compiled(pattern, flags) for pattern, flags in sorted(found)]
    in_sql = [(n, way.re2) for n, way in enumerate(ways, 1) if way.re2 is not None]
    for first in range(0, len(in_sql), _MOST):
        _match_in_sql(tables, in_sql[first : first + _MOST])
    for number, way in enumerate(ways, 1):
        if way.python is not None:
            _match_in_python(tables, number, way.python)


def _match_in_sql(tables: Tables, ways: Sequence[tuple[int, str]]) -> None:
    """All patterns in one pass; each is compiled once, as it is a constant of the statement."""
    cases = " ".join(
        f"WHEN {number} THEN regexp_matches(t.lexical, ${n})"
        for n, (number, _) in enumerate(ways, 1)
    )
    tables.run(
        f"""
INSERT INTO matched SELECT m.node, m.c FROM to_match m JOIN term t ON t.id = m.node
WHERE CASE m.way {cases} ELSE false END""",
        [re2 for _, re2 in ways],
    )


def _match_in_python(tables: Tables, number: int, pattern: re.Pattern[str]) -> None:
    asked = f"to_match m JOIN term t ON t.id = m.node WHERE m.way = {number}"
    rows = tables.rows(f"SELECT m.node, m.c, t.lexical FROM {asked}")
    matching = [(node, c) for node, c, text in rows if pattern.search(text)]
    tables.insert("matched", _MATCHED, matching)
