"""Paths → SQL (SHACL 1.0, section 2.3.1; SPARQL 1.1, section 9).

In: a path and a relation with columns ``start`` and ``node``: where each walk began and where it
stands. Out: a relation of the same form, after the path. Ids of predicates are interned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

from kpi_lod.shacl.paths import (
    Alternative,
    Inverse,
    OneOrMore,
    Path,
    Predicate,
    Sequence,
    ZeroOrMore,
    ZeroOrOne,
)

PredicateId = Callable[[str], int]
Repeated = ZeroOrMore | OneOrMore | ZeroOrOne


def predicates(path: Path) -> Iterator[str]:
    """The IRIs of the predicates that a path walks."""
    match path:
        case Predicate(iri):
            yield iri
        case Sequence(paths) | Alternative(paths):
            for one in paths:
                yield from predicates(one)
        case Inverse(inner) | ZeroOrMore(inner) | OneOrMore(inner) | ZeroOrOne(inner):
            yield from predicates(inner)


class PathSql:
    """Writes paths as SQL; ``predicate_id``: IRI → id of the term."""

    def __init__(self, predicate_id: PredicateId) -> None:
        self.predicate_id = predicate_id
        self.names = count(1)

    def walked(self, path: Path, relation: str, *, back: bool = False) -> str:
        """A query of (start, node): the relation after the path; ``back``: walked backwards."""
        match path:
            case Predicate(iri):
                return self._step(iri, relation, back)
            case Inverse(inner):
                return self.walked(inner, relation, back=not back)
            case Sequence(paths):
                return self._sequence(paths, relation, back)
            case Alternative(paths):
                ways = (self.walked(one, relation, back=back) for one in paths)
                return " UNION ".join(f"({way})" for way in ways)
            case _:
                return self._repeated(path, relation, back)

    def _sequence(self, paths: tuple[Path, ...], relation: str, back: bool) -> str:
        for one in reversed(paths) if back else paths:
            relation = f"({self.walked(one, relation, back=back)})"
        return f"SELECT start, node FROM {relation}"

    def _repeated(self, path: Repeated, relation: str, back: bool) -> str:
        """Zero or one, zero or more, one or more."""
        here = f"SELECT start, node FROM {relation}"
        if isinstance(path, ZeroOrMore):
            return self._closure(path.path, here, back)
        once = self.walked(path.path, relation, back=back)
        if isinstance(path, OneOrMore):
            return self._closure(path.path, once, back)
        return f"({here}) UNION ({once})"

    def _step(self, iri: str, relation: str, back: bool) -> str:
        here, there = ("o", "s") if back else ("s", "o")
        return (
            f"SELECT r.start, t.{there} AS node FROM {relation} r "
            f"JOIN triple t ON t.{here} = r.node AND t.p = {self.predicate_id(iri)}"
        )

    def _closure(self, inner: Path, first: str, back: bool) -> str:
        name = f"walk{next(self.names)}"
        further = self.walked(inner, name, back=back)
        return (
            f"WITH RECURSIVE {name}(start, node) AS (({first}) UNION ({further})) "
            f"SELECT start, node FROM {name}"
        )
