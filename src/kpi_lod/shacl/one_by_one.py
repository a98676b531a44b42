"""A constraint that cannot be run as a set: its query for one focus node after the other.

In: the data in the triple table, one constraint, its table of seeds. Out: rows of ``violation``.
pyoxigraph runs the query, in a process that is ended when the time is over: it has no other way to
stop one. Slower than a set, so only for what is left.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
from pyoxigraph import NamedNode

from kpi_lod.columns.terms import Term, read_term, term_text
from kpi_lod.errors import KpiLodError
from kpi_lod.shacl import oxigraph_process
from kpi_lod.shacl.model import Query
from kpi_lod.shacl.shapes_graph import ShapesGraph
from kpi_lod.shacl.tables import Tables

_FETCHED = 50_000
"""Triples that are written at once."""


@dataclass(frozen=True, slots=True)
class Solution:
    """What was found at a seed, by its place; ``texts``: N-Triples of the variables."""

    seed: int
    texts: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """All that was found.

    ``changed``: how many literals were not kept as written; ``alike``: how many of them were taken
    for one with others; ``long``: how many numbers were too long to be computed with.
    """

    variables: tuple[str, ...]
    solutions: tuple[Solution, ...]
    changed: int
    alike: int
    long: int


def answer(
    tables: Tables,
    query: Query,
    constants: Mapping[str, Term],
    seeds: Iterable[tuple[str, ...]],
    shapes: ShapesGraph,
) -> Answer:
    """The solutions at all seeds: (focus node,) or, for ASK, those pairs that do not hold.

    ``seeds``: N-Triples of focus node and, for ASK, value. ``shapes``: what $shapesGraph holds.
    Raises KpiLodError ``sparql-refused`` and ``engine-failed``, and what DuckDB raises where the
    time is over.
    """
    from kpi_lod.shacl.sparql import prebinding  # noqa: PLC0415  (rdflib's parser: 0.3 s)

    predicates = prebinding.predicates_met(query.text, constants)
    asks_shapes = "shapesGraph" in query.text
    if asks_shapes:
        constants = {**constants, "shapesGraph": NamedNode(oxigraph_process.SHAPES_GRAPH)}
    names = ["this", *(["value"] if query.ask else []), *constants]
    bound = prebinding.bound_in_every_group(query.text, names)
    queries = [bound, prebinding.without_bound_results(bound, names)]
    with TemporaryDirectory(prefix="kpi-lod-") as folder:
        data, shapes_file = Path(folder, "data.nt"), Path(folder, "shapes.nt")
        _write_data(tables, data, predicates)
        if asks_shapes:
            _write_shapes(shapes, shapes_file)
        request: oxigraph_process.Request = {
            "queries": queries,
            "queries_as_written": [prebinding.as_written(one) for one in queries],
            "constants": {name: term_text(term) for name, term in constants.items()},
            "seeds": [list(seed) for seed in seeds],
            "data": str(data),
            "shapes": str(shapes_file) if asks_shapes else None,
        }
        return _answered(tables, query, request, Path(folder))


def _write_data(tables: Tables, file: Path, predicates: frozenset[str] | None) -> None:
    """The triples that the query can meet, as N-Triples."""
    met = "" if predicates is None else "WHERE p.lexical IN (SELECT unnest($1::VARCHAR[]))"
    found = tables.connection.execute(
        "SELECT s.text || ' ' || p.text || ' ' || o.text || ' .' FROM triple t"
        " JOIN term s ON s.id = t.s JOIN term p ON p.id = t.p JOIN term o ON o.id = t.o " + met,
        [] if predicates is None else [sorted(predicates)],
    )
    with file.open("w", encoding="utf-8", newline="\n") as lines:
        while rows := found.fetchmany(_FETCHED):
            lines.writelines(f"{line}\n" for (line,) in rows)


def _write_shapes(shapes: ShapesGraph, file: Path) -> None:
    with file.open("w", encoding="utf-8", newline="\n") as lines:
        for predicate, pairs in shapes.by_predicate.items():
            lines.writelines(f"{s} {predicate} {term_text(o)} .\n" for s, o in pairs)


def _answered(
    tables: Tables, query: Query, request: oxigraph_process.Request, folder: Path
) -> Answer:
    output, errors = folder / "output", folder / "errors"
    command = [sys.executable, "-P", oxigraph_process.__file__]
    with output.open("wb") as out, errors.open("wb") as err:
        try:
            done = subprocess.run(
                command,
                input=json.dumps(request).encode("ascii"),
                stdout=out,
                stderr=err,
                timeout=tables.table.seconds_left(),
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise duckdb.InterruptException("time limit") from None
    if done.returncode:
        raise _failure(query, errors.read_text("utf-8", "replace"), done.returncode)
    with output.open(encoding="ascii") as lines:
        return _read(map(json.loads, lines), query)


def _failure(query: Query, told: str, code: int) -> KpiLodError:
    """Why the process ended; only the last line of what Python tells is for people."""
    reason = next(reversed(told.strip().splitlines()), f"exit {code}")
    kind, _, detail = reason.partition(": ")
    if kind == "SyntaxError":
        found = " ".join(query.text.split())
        return KpiLodError("sparql-refused/syntax", place=None, found=found, near=detail)
    return KpiLodError("engine-failed", reason=reason)


def _read(lines: Iterator[Any], query: Query) -> Answer:
    variables: tuple[str, ...] = ()
    solutions: list[Solution] = []
    for line in lines:
        if isinstance(line, dict):
            return Answer(variables, tuple(solutions), **line)
        if not query.ask and not variables:
            variables = tuple(line)
        else:
            texts = (None if text is None else term_text(read_term(text)) for text in line[1:])
            solutions.append(Solution(line[0], tuple(texts)))
    raise KpiLodError("engine-failed", reason="no answer")
