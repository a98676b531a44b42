"""Run as a program of its own: one query of a shape for one focus node after the other.

In: a request as JSON on the standard input, :class:`Request`. Out: lines of JSON: the variables,
then for each solution [place of the seed, texts of terms or null], then what was read only by its
value. It imports nothing of kpi_lod, so that it starts fast; its parent may end it at any time.

Oxigraph keeps numbers, truths and times by their value: "01" becomes "1", an xsd:int an
xsd:integer. So each such literal is remembered as it was written: results tell it so, and so do the
functions under ``AS_WRITTEN``.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypedDict

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    Variable,
    parse,
)

Term = NamedNode | BlankNode | Literal
Function = Callable[..., NamedNode | BlankNode | Literal | Triple | None]

BOUND = "urn:kpi-lod:bound:"
"""Before the name of a pre-bound variable: the function that gives its value."""

AS_WRITTEN = "urn:kpi-lod:as-written:"
"""Before str and datatype: the functions that know how a literal stands in the data."""

SHAPES_GRAPH = "urn:kpi-lod:shapes-graph"
"""The name of the graph that holds the shapes."""

_LONG = re.compile(r"[+-]?0*([0-9]*)\.?([0-9]*?)0*")
_MOST_DIGITS = 18
"""What Oxigraph computes with: integers of 64 bits, decimals of 128 with 18 of them behind the
point; literals beyond are no numbers to it."""


class Request(TypedDict):
    """What is asked; terms are N-Triples.

    ``queries``: the text; what to run instead where literals are not kept as written; and both
    again, should the first not be read. ``data`` and ``shapes``: N-Triples files.
    """

    queries: list[str]
    queries_as_written: list[str]
    constants: dict[str, str]
    seeds: list[list[str]]
    data: str
    shapes: str | None


class Literals:
    """How the literals of the data were written; Oxigraph's → those it stands for."""

    def __init__(self, terms: Mapping[str, Term]) -> None:
        self.written: dict[Term, list[Term]] = {}
        self.long = 0
        kept = Store()
        literals = [one for one in terms.values() if isinstance(one, Literal)]
        kept.extend(_numbered(place, one) for place, one in enumerate(literals))
        for quad in kept:
            place = int(quad.subject.value.removeprefix("x:"))
            self.written.setdefault(quad.object, []).append(literals[place])
        self.long = sum(map(_is_too_long, literals))
        self.changed = sum(len(v) for k, v in self.written.items() if v != [k])
        self.alike = sum(len(v) for v in self.written.values() if len(v) > 1)
        self.written = {k: sorted(v, key=str) for k, v in self.written.items() if v != [k]}
        self.near: set[Term] = set()

    def as_written(self, term: Term) -> Term:
        """The literal of the data; of several, one that is near."""
        written = self.written.get(term, [term])
        return next((one for one in written if one in self.near), written[0])


def _numbered(place: int, term: Term) -> Quad:
    return Quad(NamedNode(f"x:{place}"), NamedNode("x:"), term)


def _is_too_long(term: Literal) -> bool:
    if not term.datatype.value.endswith(("#integer", "#decimal", "Integer", "#long", "Long")):
        return False
    found = _LONG.fullmatch(term.value)
    return found is not None and max(len(found[1]), len(found[2])) > _MOST_DIGITS


def term_of(text: str) -> Term:
    """The term that N-Triples writes so."""
    (quad,) = parse(f"<x:> <x:> {text} .", format=RdfFormat.N_TRIPLES)
    assert isinstance(quad.object, Term)
    return quad.object


class Process:
    """One request."""

    def __init__(self, request: Request) -> None:
        self.store = Store()
        terms: dict[str, Term] = {}
        quads = list(parse(path=request["data"], format=RdfFormat.N_TRIPLES))
        terms |= {str(quad.object): quad.object for quad in quads}
        self.store.extend(quads)
        if request["shapes"] is not None:
            graph = NamedNode(SHAPES_GRAPH)
            shapes = parse(path=request["shapes"], format=RdfFormat.N_TRIPLES)
            self.store.extend(Quad(one.subject, one.predicate, one.object, graph) for one in shapes)
        self.constants = {name: term_of(text) for name, text in request["constants"].items()}
        self.seeds = [[term_of(text) for text in seed] for seed in request["seeds"]]
        given = [*self.constants.values(), *(term for seed in self.seeds for term in seed)]
        terms |= {str(term): term for term in given}
        self.literals = Literals(terms)
        self.own: dict[Term, set[Term]] = {}
        for quad in quads if self.literals.alike else ():
            self.own.setdefault(quad.subject, set()).add(quad.object)
        kept = not self.literals.changed
        self.queries = request["queries" if kept else "queries_as_written"]
        self.bound: dict[str, Term] = {}

    def lines(self) -> Iterator[object]:
        """What is answered."""
        variables: list[str] | None = None
        for place, seed in enumerate(self.seeds):
            found = self._result(seed)
            if isinstance(found, QueryBoolean):
                if not found:
                    yield [place]
                continue
            if variables is None:
                variables = [one.value for one in found.variables]
                yield variables
            for solution in found:
                yield [place, *self._texts(solution, variables)]
        told = self.literals
        yield {"changed": told.changed, "alike": told.alike, "long": told.long}

    def _result(self, seed: list[Term]) -> QuerySolutions | QueryBoolean:
        self.bound = dict(self.constants) | dict(zip(("this", "value"), seed, strict=False))
        self.literals.near = {*self.bound.values(), *self.own.get(seed[0], ())}
        while True:
            try:
                found = self._run()
            except SyntaxError:
                if len(self.queries) == 1:
                    raise
                self.queries = self.queries[1:]
            else:
                assert isinstance(found, QuerySolutions | QueryBoolean)
                return found

    def _run(self) -> object:
        """Substitutions make it fast; Oxigraph takes those of what a query returns only."""
        of_ask = len(self.seeds[0]) > 1
        names = self.bound if of_ask else ["this"] if len(self.queries) > 1 else []
        return self.store.query(
            self.queries[0],
            substitutions={Variable(name): self.bound[name] for name in names},
            custom_functions=self._functions(),
        )

    def _functions(self) -> dict[NamedNode, Function]:
        found: dict[NamedNode, Function] = {
            NamedNode(BOUND + name): lambda term=term: term for name, term in self.bound.items()
        }
        found[NamedNode(f"{AS_WRITTEN}str")] = self._str
        found[NamedNode(f"{AS_WRITTEN}datatype")] = self._datatype
        return found

    def _str(self, term: Term) -> Literal | None:
        return (
            None if isinstance(term, BlankNode) else Literal(self.literals.as_written(term).value)
        )

    def _datatype(self, term: Term) -> NamedNode | None:
        written = self.literals.as_written(term)
        return written.datatype if isinstance(written, Literal) else None

    def _texts(self, solution: Any, variables: list[str]) -> Iterator[str | None]:
        for name in variables:
            term = self.bound[name] if name in self.bound else solution[name]
            yield None if term is None else str(self.literals.as_written(term))


def main() -> None:
    """Answer the request."""
    request = json.load(sys.stdin)
    for line in Process(request).lines():
        sys.stdout.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
