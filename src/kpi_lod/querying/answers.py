"""Query results → text: a table aligned for Japanese, CSV, JSON, or Turtle for triples."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import product

from prettytable import PrettyTable, TableStyle
from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QueryTriples,
    Triple,
    Variable,
)

from kpi_lod.errors import KpiLodError
from kpi_lod.querying.sources import Results
from kpi_lod.turtle import turtle
from kpi_lod.vocabulary import PREFIXES, RDF, XSD

_NUMBERS = (XSD.integer, XSD.decimal, XSD.double, XSD.float)
_SERIALISED = {"csv": QueryResultsFormat.CSV, "json": QueryResultsFormat.JSON}
_VARIABLE = re.compile(r"[?$]([A-Za-z][A-Za-z0-9_]*)", re.ASCII)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def answer(results: Results, form: str = "table") -> str:
    """The results as text, without a line break at the end; ``form``: table, csv or json.

    Raises KpiLodError ``endpoint`` where results that come from elsewhere break off.
    """
    try:
        return _text(results, form)
    except (OSError, SyntaxError) as error:
        # Results are read as they are written, so a cut answer of an endpoint fails only here.
        raise KpiLodError("endpoint/broken", found="SPARQL", reason=error) from None


def _text(results: Results, form: str) -> str:
    if isinstance(results, QueryTriples):
        return turtle(sorted(set(results), key=_triple_key)).decode().strip("\n")
    if form in _SERIALISED and not (form == "csv" and isinstance(results, QueryBoolean)):
        written = results.serialize(format=_SERIALISED[form])
        assert written is not None
        return written.decode().replace("\r\n", "\n").rstrip("\n")
    if isinstance(results, QueryBoolean):
        return "true" if results else "false"
    return _table(results)


def _triple_key(triple: Triple) -> tuple[str, bool, str]:
    """By subject, which may be a blank node in an answer, rdf:type first."""
    return str(triple.subject), triple.predicate != RDF.type, str(triple)


def _table(results: Results) -> str:
    assert not isinstance(results, QueryBoolean | QueryTriples)
    names = [variable.value for variable in results.variables]
    rows = [[solution[name] for name in names] for solution in results]
    table = PrettyTable(names)
    table.set_style(TableStyle.MARKDOWN)
    table.align = "l"
    for column, name in enumerate(names):
        cells = [row[column] for row in rows if row[column] is not None]
        if cells and all(isinstance(c, Literal) and c.datatype in _NUMBERS for c in cells):
            table.align[name] = "r"
    table.add_rows([[shown(term) for term in row] for row in rows])
    return table.get_string()


def shown(term: object) -> str:
    """A term as people read it: a literal's text, an IRI with its prefix, nothing if unbound."""
    if isinstance(term, NamedNode):
        return min((_prefixed(term.value, *pair) for pair in PREFIXES.items()), key=len)
    return "" if term is None else _CONTROL.sub(" ", str(getattr(term, "value", term)))


def _prefixed(iri: str, prefix: str, namespace: str) -> str:
    return f"{prefix}:{iri[len(namespace) :]}" if iri.startswith(namespace) else iri


def bound(query: str, values: Mapping[str, str]) -> str:
    """The query with variables fixed, by a VALUES clause behind it (SPARQL 1.1, section 10.2).

    A value is an IRI (``https://…`` or with one of our prefixes, ``mun:032018``) or else a text,
    plain or in Japanese. Raises KpiLodError ``set-unknown`` where the query has no such variable.
    """
    if not values:
        return query
    variables = sorted(set(_VARIABLE.findall(query)))
    for name in values:
        if name not in variables:
            raise KpiLodError("set-unknown", found=name, allowed=", ".join(variables))
    names = " ".join(str(Variable(name)) for name in values)
    rows = (" ".join(row) for row in product(*(_terms(text) for text in values.values())))
    return f"{query}\nVALUES ({names}) {{ {' '.join(f'({row})' for row in rows)} }}"


def settings_of(pairs: Iterable[str]) -> dict[str, str]:
    """``name=value`` pairs as a mapping.

    Raises KpiLodError ``set-form`` where one is not of that form, ``set-twice`` for a name twice.
    """
    found: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not _NAME.fullmatch(name):
            raise KpiLodError("set-form", found=pair)
        if name in found:
            raise KpiLodError("set-twice", found=name)
        found[name] = value
    return found


def _terms(text: str) -> list[str]:
    """The terms a value may be, as SPARQL writes them."""
    term = _term(text)
    if isinstance(term, NamedNode):
        return [str(term)]
    return [str(term), str(Literal(text, language="ja"))]


def _term(text: str) -> NamedNode | Literal:
    prefix, colon, local = text.partition(":")
    try:
        if colon and prefix in PREFIXES:
            return NamedNode(PREFIXES[prefix] + local)
        return NamedNode(text) if text.startswith(("http://", "https://")) else Literal(text)
    except ValueError:
        raise KpiLodError("value-iri", found=text) from None
