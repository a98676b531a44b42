"""What a query may not name when it is asked here: data outside of the source.

A SERVICE (SPARQL 1.1 Federated Query) would reach into the network, and FROM would be passed over
in silence, since the default graph is the whole source. Endpoints decide for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kpi_lod.errors import KpiLodError

_SUSPECT = re.compile(r"from|service|\\u", re.IGNORECASE)
"""Cheap to look for; \\u because SPARQL allows S\\u0045RVICE."""

_ELSEWHERE = {"ServiceGraphPattern": "SERVICE", "DatasetClause": "FROM"}


def refuse_elsewhere(query: str) -> None:
    """Raise KpiLodError ``query-elsewhere`` where the query has a SERVICE or a FROM.

    Raises KpiLodError ``query-syntax`` where that cannot be told.
    """
    if not _SUSPECT.search(query):
        return
    # 0.2 s to import: only a query that may need it pays.
    from pyparsing import ParseBaseException  # noqa: PLC0415
    from rdflib.plugins.sparql.parser import parseQuery  # noqa: PLC0415

    try:
        parsed = parseQuery(query)
    except (ParseBaseException, RecursionError) as error:
        raise KpiLodError("query-syntax", found=error) from None
    for name in _clauses(parsed):
        if name in _ELSEWHERE:
            raise KpiLodError("query-elsewhere", found=_ELSEWHERE[name])


def _clauses(parsed: object) -> Iterator[str]:
    """The names of all parts of a parsed query."""
    from rdflib.plugins.sparql.parserutils import CompValue  # noqa: PLC0415

    if isinstance(parsed, CompValue):
        yield str(parsed.name)
        yield from _clauses(list(parsed.values()))
    elif isinstance(parsed, Iterable) and not isinstance(parsed, str):
        for part in parsed:
            yield from _clauses(part)
