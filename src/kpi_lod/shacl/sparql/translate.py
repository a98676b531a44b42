"""A SPARQL query of a shape as SQL over the triple table, for all focus nodes at once.

In: the text of a SELECT or ASK query of SHACL-SPARQL (https://www.w3.org/TR/shacl/#sparql-constraints)
with its pre-bound variables. Out: one SQL SELECT over the tables ``term``, ``triple`` and
``literal`` and the relation of focus nodes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rdflib.plugins.sparql.algebra import translateQuery

from kpi_lod.columns.terms import Term
from kpi_lod.shacl.sparql.blocks import Block, Context, Scope
from kpi_lod.shacl.sparql.conversions import ntriples
from kpi_lod.shacl.sparql.errors import NotTranslatableError, unsupported
from kpi_lod.shacl.sparql.expressions import Node
from kpi_lod.shacl.sparql.guard import OPTIONAL_IN_SUBQUERIES, mentioned, parsed_query
from kpi_lod.shacl.sparql.joining import as_terms, wrapped
from kpi_lod.shacl.sparql.patterns import Patterns

__all__ = ["NotTranslatableError", "Translated", "select_sql"]

_LONGEST = 400_000
"""Characters of SQL; expressions nested so deeply that they are longer are left to others."""


@dataclass(frozen=True, slots=True)
class Translated:
    """SQL, and the variables it returns.

    Of a SELECT: a row for each solution, ``this`` as id and ``v_<name>`` for each variable, the
    term as canonical N-Triples or NULL. Of an ASK: the rows of the seed for which it is true.
    """

    sql: str
    variables: tuple[str, ...]


def select_sql(  # noqa: PLR0913  (a query with all that it leaves to the caller, by name)
    query: str,
    *,
    seed: str,
    constants: Mapping[str, Term],
    intern: Callable[[Term], int],
    shared: Callable[[str], str],
    must_ask: bool | None = None,
) -> Translated:
    """The query as SQL.

    ``seed``: a relation with the columns ``this`` and, for ASK, ``value`` (ids of terms).
    ``constants``: the pre-bound variables that are the same for all rows. ``intern``: gives the id
    of a term of the query; ``shared``: the name under which a relation, given as SQL, will be there
    when the statement runs. ``must_ask``: whether it has to be an ASK, or a SELECT; None: either.
    Running the SQL may end in an error of DuckDB where a number, a letter
    or a time of the data goes beyond what is computed exactly.

    Raises KpiLodError ``sparql-refused`` for a query that must not run, NotTranslatableError for
    one that has to run in another way.
    """
    prebound = {"this", *constants, *OPTIONAL_IN_SUBQUERIES}
    parsed = parsed_query(query, prebound, ask=must_ask)
    ask = parsed[1].name == "AskQuery"
    star = not ask and not parsed[1].projection
    for name in mentioned(parsed[1]) & OPTIONAL_IN_SUBQUERIES:
        if name not in constants:
            raise unsupported(f"${name}")
    rows = ("this", "value") if ask else ("this",)
    patterns = Patterns(Context(seed, rows, dict(constants), intern, shared))
    algebra = translateQuery(parsed).algebra
    translated = _ask(algebra, patterns) if ask else _select(algebra, patterns, star=star)
    if len(translated.sql) > _LONGEST:
        raise unsupported("…((()))…")
    return translated


def _ask(algebra: Node, patterns: Patterns) -> Translated:
    block = patterns.block(algebra.p)
    patterns.restrict(block, patterns.context.rows)
    columns = [f"{_column(block, name)} AS {name}" for name in patterns.context.rows]
    return Translated(block.sql(columns, patterns.context, distinct=True), ())


def _column(block: Block, name: str) -> str:
    return str(getattr(block.variables[name], "id"))  # noqa: B009 - restricted: it is Stored


def _select(algebra: Node, patterns: Patterns, *, star: bool) -> Translated:
    node, distinct = algebra.p, False
    while node.name in ("Distinct", "Reduced"):
        node, distinct = node.p, distinct or node.name == "Distinct"
    if node.name != "Project":
        raise unsupported("LIMIT")
    names = [str(one) for one in node.PV]
    if star:
        names = sorted({"this", *names})
    context = patterns.context
    block = patterns.block(node.p)
    patterns.restrict(block, context.rows)
    scope = Scope(context, (block,))
    returned = {one: scope.value(one) for one in names}
    block.variables = {one: value for one, value in returned.items() if value is not None}
    if distinct:
        as_terms(block, block.variables, scope)
    shown = wrapped(block, block.variables, context, distinct=distinct)
    return Translated(_shown(shown, returned, context), tuple(names))


def _shown(block: Block, names: Mapping[str, object], context: Context) -> str:
    if len({name.casefold() for name in names}) < len(names):
        raise unsupported("?x, ?X")
    scope = Scope(context, (block,))
    columns = [f"{_column(block, 'this')} AS this"]
    for name in names:
        value = block.variables.get(name)
        sql = "CAST(NULL AS VARCHAR)" if value is None else ntriples(value, scope)
        columns.append(f'{sql} AS "v_{name}"')
    return block.sql(columns, context)
