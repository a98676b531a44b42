"""A query with its pre-bound variables in every group (SHACL 1.0, appendix A), for Oxigraph.

In: the text of a query that may run. Out: the text in which each group begins with a BIND of each
pre-bound variable, to a function that the process gives (:mod:`kpi_lod.shacl.oxigraph_process`);
and the predicates that the query can meet. Oxigraph's own substitutions are not seen by BIND, nor
by BOUND in a nested group.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pyoxigraph import NamedNode
from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.term import URIRef, Variable

from kpi_lod.columns.terms import Term
from kpi_lod.shacl.oxigraph_process import AS_WRITTEN, BOUND
from kpi_lod.shacl.sparql.guard import parsed_query, parts
from kpi_lod.shacl.sparql.surface import SKIPPED, plain

_COMMENT = re.compile(rf"(?P<text>{SKIPPED})", re.DOTALL)
_GROUP = re.compile(rf"{SKIPPED}|(?P<group>\{{)(?!\s*SELECT\b)", re.DOTALL | re.IGNORECASE)
_WRITTEN = re.compile(
    rf"{SKIPPED}|(?<![\w:.$?-])(?P<name>STR|DATATYPE)\s*\(\s*(?P<variable>[?$]\w+)\s*\)",
    re.DOTALL | re.IGNORECASE,
)
_SELECT = re.compile(rf"{SKIPPED}|\bSELECT\b(?P<clause>(?:{SKIPPED}|[^{{])*)", re.DOTALL | re.I)
_RETURNED = re.compile(rf"{SKIPPED}|(?P<bracket>[()])|(?P<name>[?$]\w+)", re.DOTALL)


def bound_in_every_group(query: str, names: Iterable[str]) -> str:
    """The query in which each group begins with a BIND of the names.

    >>> bound_in_every_group("ASK { FILTER(?value > 1) }", ["value"])
    'ASK { BIND(<urn:kpi-lod:bound:value>() AS ?value)  FILTER(?value > 1) }'
    """
    bound = " ".join(f"BIND(<{BOUND}{name}>() AS ?{name})" for name in names)

    def begun(found: re.Match[str]) -> str:
        return f"{{ {bound} " if found["group"] else found[0]

    return _GROUP.sub(begun, _COMMENT.sub(_no_comment, plain(query)))


def _no_comment(found: re.Match[str]) -> str:
    return " " if found[0].startswith("#") else found[0]


def as_written(query: str) -> str:
    """The query in which STR and DATATYPE of a variable tell what stands in the data.

    >>> as_written("ASK { FILTER(STR(?value) = 'STR(?value)') }")
    "ASK { FILTER(<urn:kpi-lod:as-written:str>(?value) = 'STR(?value)') }"
    """

    def function(found: re.Match[str]) -> str:
        if not found["name"]:
            return found[0]
        return f"<{AS_WRITTEN}{found['name'].lower()}>({found['variable']})"

    return _WRITTEN.sub(function, query)


def without_bound_results(query: str, names: Iterable[str]) -> str:
    """The query whose SELECTs with expressions do not return the names, whose values are known.

    SPARQL wants them under GROUP BY; that a pre-bound variable has one value, it cannot know.

    >>> without_bound_results("SELECT $this (COUNT(?x) AS ?n) { ?x ?p $this }", ["this"])
    'SELECT  (COUNT(?x) AS ?n) { ?x ?p $this }'
    """
    known = set(names)

    def returned(found: re.Match[str]) -> str:
        clause = found["clause"]
        if clause is None or "(" not in clause:
            return found[0]
        return found[0].removesuffix(clause) + _without(clause, known)

    return _SELECT.sub(returned, query)


def _without(clause: str, names: set[str]) -> str:
    """A SELECT clause without the variables that stand in it by themselves."""
    depth = 0

    def kept(found: re.Match[str]) -> str:
        nonlocal depth
        depth += {"(": 1, ")": -1}.get(found["bracket"], 0)
        alone = found["name"] is not None and depth == 0
        return "" if alone and found["name"][1:] in names else found[0]

    return _RETURNED.sub(kept, clause)


def predicates_met(query: str, constants: Mapping[str, Term]) -> frozenset[str] | None:
    """The IRIs of the predicates that can match; None where any can.

    Raises KpiLodError ``sparql-refused`` for a query that must not run.
    """
    parsed = parsed_query(query, {"this", *constants})
    found: set[str] = set()
    for part in _patterns(translateQuery(parsed).algebra):
        for _, predicate, _ in part.triples or () if part.name == "BGP" else ():
            known = constants.get(str(predicate)) if isinstance(predicate, Variable) else None
            for step in _steps(predicate if known is None else known):
                if step is None:
                    return None
                found.add(step)
    return frozenset(found)


def _patterns(algebra: Any) -> Iterator[Any]:
    """The parts of an algebra; rdflib keeps that of an EXISTS beside them."""
    for part in parts(algebra):
        yield part
        if part.name in ("Builtin_EXISTS", "Builtin_NOTEXISTS"):
            yield from _patterns(part.graph)


def _steps(path: Any) -> Iterator[str | None]:
    """The predicates of a path; None for one that can match any."""
    if isinstance(path, URIRef | NamedNode):
        yield str(path) if isinstance(path, URIRef) else path.value
    elif isinstance(path, SequencePath | AlternativePath):
        for one in path.args:
            yield from _steps(one)
    elif isinstance(path, InvPath):
        yield from _steps(path.arg)
    elif isinstance(path, MulPath) and not path.zero:
        yield from _steps(path.path)
    else:
        yield None
