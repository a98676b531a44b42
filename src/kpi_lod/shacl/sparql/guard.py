"""Which queries may run at all (SHACL 1.0, sections 5.2 and appendix A).

In: the text of a query. Out: what rdflib's parser makes of it. Raises KpiLodError
``sparql-refused`` for what the standard or we forbid (https://www.w3.org/TR/shacl/#pre-binding),
NotTranslatableError for GRAPH $shapesGraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from contextlib import contextmanager
from typing import Any

import rdflib
from pyparsing import ParseBaseException, ParseResults
from rdflib.plugins.sparql.operators import simplify
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Identifier, Variable

from kpi_lod.errors import KpiLodError
from kpi_lod.shacl.sparql.errors import unsupported

MOST_BYTES = 16 * 1024
DEEPEST = 32
_SHOWN = 40
"""Characters of a query that show where the parser stopped."""
OPTIONAL_IN_SUBQUERIES = frozenset({"currentShape", "shapesGraph"})
"""Pre-bound variables that a sub-query need not return (appendix A)."""

_FORBIDDEN = {
    "MinusGraphPattern": "MINUS",
    "InlineData": "VALUES",
    "ValuesClause": "VALUES",
    "ServiceGraphPattern": "SERVICE",
    "DatasetClause": "FROM",
}
_INTRODUCING = {"Bind": "var", "GroupAs": "var", "vars": "evar"}
"""Names of parts with "… AS ?variable" → where the variable stands."""

_OPENING, _CLOSING = "([{", ")]}"
_BRACKETS = re.compile(
    r"""(?P<skipped>'''(?:\\.|[^\\])*?'''|\"\"\"(?:\\.|[^\\])*?\"\"\"|'(?:\\.|[^'\\\n])*'"""
    r"""|"(?:\\.|[^"\\\n])*"|<[^<>"{}|^`\\\x00-\x20]*>|\#[^\n]*)|(?P<bracket>[][(){}])""",
    re.VERBOSE | re.DOTALL,
)


def parsed_query(query: str, prebound: Set[str], *, ask: bool | None = None) -> ParseResults:
    """rdflib's parse tree of a query that may run.

    ``prebound``: the pre-bound variables; $value is one of them in an ASK in any case. ``ask``:
    whether it has to be an ASK, or a SELECT; None: either.
    """
    _check_size(query)
    try:
        with _literals_as_written():
            parsed = parseQuery(query)
    except ParseBaseException as error:
        raise refused("syntax", query, near=_near(query, error.loc)) from None
    except (RecursionError, ValueError):
        raise refused("syntax", query, near=_near(query, 0)) from None
    _check_kind(parsed[1], query, ask)
    _check_prefixes(query, parsed)
    if parsed[1].name == "AskQuery":
        prebound = {*prebound, "value"}
    for part in parts(parsed):
        _check(part, query, prebound)
    _check_returns_this(parsed[1], query)
    _keep_constant_filters(parsed)
    return parsed


def refused(why: str, query: str, **fields: object) -> KpiLodError:
    """The error for a query that may not run; ``why``: a variant of ``sparql-refused``."""
    fields["found"] = " ".join(query.split())
    return KpiLodError(f"sparql-refused/{why}", place=None, **fields)


def _near(query: str, offset: int) -> str:
    """What stands where the parser stopped; at the very end, what stands before."""
    behind = " ".join(query[offset:].split())
    return behind[:_SHOWN] if behind else f"{' '.join(query.split())[-_SHOWN:]} …"


@contextmanager
def _literals_as_written() -> Iterator[None]:
    """rdflib would turn "01"^^xsd:integer of a query into "1", which is another term."""
    before = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS = before


def _check_size(query: str) -> None:
    if len(query.encode(errors="replace")) > MOST_BYTES:
        raise refused("size", query)
    depth = 0
    for found in _BRACKETS.finditer(query):
        bracket = found["bracket"]
        depth += bracket is not None and (1 if bracket in _OPENING else -1)
        if depth > DEEPEST:
            raise refused("size", query)


def _check_prefixes(query: str, parsed: ParseResults) -> None:
    """rdflib has no exception of its own for an unknown prefix."""
    declared = {one.prefix or "" for one in parts(parsed[0]) if one.name == "PrefixDecl"}
    for one in parts(parsed):
        if one.name == "pname" and (one.prefix or "") not in declared:
            raise refused("prefix", query, prefix=one.prefix or "")


def _keep_constant_filters(parsed: ParseResults) -> None:
    """rdflib's algebra drops FILTER(false): for Python the literal is false like no filter."""
    for part in parts(parsed):
        if part.name == "Filter" and isinstance(constant := simplify(part.expr), Identifier):
            part["expr"] = CompValue("ConstantFilter", expr=constant)


def _check(part: CompValue, query: str, prebound: Set[str]) -> None:
    if part.name in _FORBIDDEN:
        raise refused("keyword", query, keyword=_FORBIDDEN[part.name])
    if part.name == "GraphGraphPattern":
        if part.term == Variable("shapesGraph"):
            raise unsupported("GRAPH $shapesGraph")
        raise refused("keyword", query, keyword="GRAPH")
    introduced = getattr(part, _INTRODUCING.get(part.name, "name"))
    if introduced != part.name and introduced is not None and str(introduced) in prebound:
        raise refused("as", query, name=introduced)
    if part.name == "SubSelect":
        missing = prebound - OPTIONAL_IN_SUBQUERIES - _visible(part)
        if missing:
            raise refused("sub-select", query, name=min(missing))


def _check_kind(form: CompValue, query: str, ask: bool | None) -> None:
    found = str(form.name).removesuffix("Query").upper()
    allowed = {True: ("ASK",), False: ("SELECT",), None: ("SELECT", "ASK")}[ask]
    if found not in allowed:
        raise refused("form", query, form=found, allowed=", ".join(allowed))


def _check_returns_this(form: CompValue, query: str) -> None:
    if form.name == "SelectQuery" and form.projection and "this" not in projected(form):
        raise refused("this", query)


def projected(select: CompValue) -> Set[str]:
    """The names of the variables a SELECT returns; none for SELECT *."""
    return {str(one.var or one.evar) for one in select.projection or ()}


def _visible(node: Any) -> Set[str]:
    """The variables in scope (SPARQL 1.1, section 18.2.1), which are what SELECT * returns."""
    if isinstance(node, Variable):
        return {str(node)}
    if isinstance(node, CompValue):
        if node.name == "SubSelect" and node.projection:
            return projected(node)
        binding = {"Filter": [], "Bind": [node.var], "SubSelect": [node.where]}
        return _visible(binding.get(node.name, list(node.values())))
    if isinstance(node, Iterable) and not isinstance(node, str | dict):
        return set().union(*map(_visible, node))
    return set()


def parts(node: Any) -> Iterator[CompValue]:
    """All named parts of a parse tree or an algebra."""
    if isinstance(node, CompValue):
        yield node
        for key, value in node.items():
            if key != "_vars":
                yield from parts(value)
    elif isinstance(node, Iterable) and not isinstance(node, str | dict):
        for one in node:
            yield from parts(one)


def mentioned(node: Any) -> set[str]:
    """The names of all variables that occur in a parse tree or an algebra."""
    if isinstance(node, Variable):
        return {str(node)}
    if isinstance(node, CompValue):
        node = [value for key, value in node.items() if key != "_vars"]
    if isinstance(node, Iterable) and not isinstance(node, str | dict):
        return set().union(*map(mentioned, node))
    return set()
