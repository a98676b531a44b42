"""Property paths (SPARQL 1.1, section 9, https://www.w3.org/TR/sparql11-query/#propertypaths).

In: paths as rdflib's parser makes them. Out: SQL relations with the columns ``s`` and ``o``, one
row per solution: sequence, alternative and negation keep duplicates, ?, * and + have none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from rdflib import paths as rdflib_paths
from rdflib.term import URIRef

from kpi_lod.shacl.sparql.blocks import Context
from kpi_lod.shacl.sparql.terms import oxigraph_term

Step = rdflib_paths.Path | URIRef


@dataclass(frozen=True, slots=True)
class Ends:
    """SQL relations of one column of term ids that the ends must be among; None: any node."""

    start: str | None = None
    end: str | None = None

    def swapped(self) -> Ends:
        """The ends of the inverse path."""
        return Ends(self.end, self.start)


def path_relation(path: Step, context: Context, ends: Ends) -> str:
    """SQL of the pairs that a path connects; more pairs than ``ends`` allow may be among them."""
    if isinstance(path, URIRef):
        return f"SELECT s, o FROM triple WHERE p = {context.id(oxigraph_term(path))}"
    return _FORMS[type(path)](path, context, ends)


def _inverse(path: rdflib_paths.InvPath, context: Context, ends: Ends) -> str:
    inner = path_relation(path.arg, context, ends.swapped())
    return f"SELECT o AS s, s AS o FROM ({inner})"


def _sequence(path: rdflib_paths.SequencePath, context: Context, ends: Ends) -> str:
    names = [context.alias("w") for _ in path.args]
    last = len(names) - 1
    relations = [
        path_relation(
            step, context, Ends(None if place else ends.start, ends.end if place == last else None)
        )
        for place, step in enumerate(path.args)
    ]
    tables = [f"({relation}) {name}" for relation, name in zip(relations, names, strict=True)]
    meetings = [f"{left}.o = {right}.s" for left, right in pairwise(names)]
    joined = f"SELECT {names[0]}.s, {names[-1]}.o FROM {', '.join(tables)}"
    return f"{joined} WHERE {' AND '.join(meetings)}" if meetings else joined


def _alternative(path: rdflib_paths.AlternativePath, context: Context, ends: Ends) -> str:
    return " UNION ALL ".join(f"({path_relation(one, context, ends)})" for one in path.args)


def _negated(path: rdflib_paths.NegatedPath, context: Context, ends: Ends) -> str:
    forward = [one for one in path.args if isinstance(one, URIRef)]
    inverse = [one.arg for one in path.args if isinstance(one, rdflib_paths.InvPath)]
    backward = [one for one in inverse if isinstance(one, URIRef)]
    found = []
    for steps, columns in ((forward, "s, o"), (backward, "o AS s, s AS o")):
        if steps:
            ids = ", ".join(str(context.id(oxigraph_term(one))) for one in steps)
            found.append(f"(SELECT {columns} FROM triple WHERE p NOT IN ({ids}))")
    return " UNION ALL ".join(found)


def _repeated(path: rdflib_paths.MulPath, context: Context, ends: Ends) -> str:
    if path.mod == "?":
        step = path_relation(path.path, context, ends)
        return f"({step}) UNION ({_nowhere(ends)})"
    closure = _closure(path.path, context, ends)
    return f"({closure}) UNION ({_nowhere(ends)})" if path.mod == "*" else closure


def _nowhere(ends: Ends) -> str:
    """The pairs of the path that goes nowhere: any node, and what an end is known to be."""
    known = ends.start or ends.end
    if known is not None:
        return f"SELECT id AS s, id AS o FROM ({known}) k(id)"
    return "SELECT s, s AS o FROM triple UNION SELECT o, o FROM triple"


def _closure(path: Step, context: Context, ends: Ends) -> str:
    """One step or more, walked from the end that is known."""
    if ends.start is None and ends.end is not None:
        inner = _closure(rdflib_paths.InvPath(path), context, ends.swapped())
        return f"SELECT o AS s, s AS o FROM ({inner})"
    reached, step = context.alias("w"), context.alias("w")
    relation = path_relation(path, context, Ends())
    first = f"SELECT s, o FROM ({relation}) f(s, o)"
    if ends.start is not None:
        first += f" WHERE s IN (SELECT id FROM ({ends.start}) k(id))"
    return (
        f"WITH RECURSIVE {reached}(s, o) AS ({first} UNION SELECT {reached}.s, {step}.o"
        f" FROM {reached}, ({relation}) {step}(s, o) WHERE {reached}.o = {step}.s)"
        f" SELECT s, o FROM {reached}"
    )


_FORMS: Mapping[type, Callable[..., str]] = {
    rdflib_paths.InvPath: _inverse,
    rdflib_paths.SequencePath: _sequence,
    rdflib_paths.AlternativePath: _alternative,
    rdflib_paths.NegatedPath: _negated,
    rdflib_paths.MulPath: _repeated,
}
