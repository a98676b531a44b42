"""Queries as SQL that does not know the data yet: translated once, filled in for each run.

In: the text of a query. Out: SQL in which ids of terms, the relation of focus nodes and the
relations that queries share are marks.
To parse SPARQL takes far longer than to run it on a city, so the queries of the packaged shapes
are translated beforehand (``translations.json``, kept by ``python -m tests.gates.translations``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from hashlib import sha256
from importlib.resources import files

from kpi_lod.columns.terms import term_text
from kpi_lod.shacl.model import Query
from kpi_lod.shacl.results import Term

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Around a mark: private characters, which a query may not hold."""

_MARK = re.compile(f"{_OPEN}(\\w+){_CLOSE}")
_SEED = f"{_OPEN}seed{_CLOSE}"
_SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Translation:
    """A query as SQL with marks, or why there is none (``refused``: Japanese, English).

    ``terms``: mark → constant as N-Triples. ``shared``: SQL of the relations that are worked out
    once for all queries; the mark of each is its place here.
    """

    sql: str = ""
    variables: tuple[str, ...] = ()
    terms: Mapping[str, str] = field(default_factory=dict)
    shared: tuple[str, ...] = ()
    refused: tuple[str, str] | None = None

    def filled(
        self, seed: str, term_id: Callable[[str], int], relation: Callable[[str], str]
    ) -> str:
        """The SQL for one run.

        ``seed``: the name of the relation of focus nodes; ``relation``: SQL → name of a relation
        that is shared.
        """
        ids = {mark: str(term_id(term)) for mark, term in self.terms.items()}
        shared = (relation(_with_marks(one, ids)) for one in self.shared)
        names = {f"{_SHARED}{place}": name for place, name in enumerate(shared)}
        return _with_marks(self.sql, {"seed": seed, **ids, **names})


def _with_marks(sql: str, texts: Mapping[str, str]) -> str:
    return _MARK.sub(lambda mark: texts[mark[1]], sql)


class _Mark(int):
    """A number for a term, the same in all queries, which shows as a mark in the SQL."""

    def __str__(self) -> str:
        return f"{_OPEN}{int(self):d}{_CLOSE}"

    def __format__(self, form: str) -> str:
        return format(int(self), form) if form else str(self)


def translation(query: Query, constants: Mapping[str, Term]) -> Translation:
    """The query as SQL. Raises KpiLodError ``sparql-refused`` for one that must not run."""
    known = None if constants else translations().get(digest(query.text))
    return known or _translated(query.text, constants, ask=query.ask)


def _translated(
    query: str, constants: Mapping[str, Term], *, ask: bool | None = None
) -> Translation:
    from kpi_lod.shacl.rdflib_terms import quiet_rdflib  # noqa: PLC0415  (rdflib too)
    from kpi_lod.shacl.sparql.translate import (  # noqa: PLC0415  (rdflib's parser: 0.3 s)
        NotTranslatableError,
        select_sql,
    )

    if _OPEN in query or _CLOSE in query:
        return Translation(refused=("U+E000, U+E001", "U+E000, U+E001"))
    terms: dict[str, str] = {}
    shared: dict[str, str] = {}

    def intern(term: Term) -> int:
        text = term_text(term)
        mark = _Mark.from_bytes(sha256(text.encode()).digest()[:6])
        terms[str(int(mark))] = text
        return mark

    def name(sql: str) -> str:
        return shared.setdefault(sql, f"{_OPEN}{_SHARED}{len(shared)}{_CLOSE}")

    try:
        with quiet_rdflib():
            found = select_sql(
                query, seed=_SEED, constants=constants, intern=intern, shared=name, must_ask=ask
            )
    except NotTranslatableError as reason:
        return Translation(refused=(reason.ja, reason.en))
    return Translation(found.sql, found.variables, terms, tuple(shared))


def digest(query: str) -> str:
    """What a query is known by."""
    return sha256(query.encode()).hexdigest()


@cache
def translations() -> Mapping[str, Translation]:
    """The queries of the packaged shapes: digest → translation."""
    listed = json.loads((files("kpi_lod.shacl") / "translations.json").read_text("utf-8"))
    return {
        key: Translation(one["sql"], tuple(one["variables"]), one["terms"], tuple(one["shared"]))
        for key, one in listed.items()
    }


def written_translations(queries: Iterable[str]) -> str:
    """The text of ``translations.json`` for these queries."""
    rows = {}
    for query in queries:
        made = _translated(query, {})
        rows[digest(query)] = {k: v for k, v in asdict(made).items() if k != "refused"}
    return json.dumps(rows, ensure_ascii=True, indent=1, sort_keys=True) + "\n"
