"""Query results → text: a table aligned for Japanese, CSV, JSON, or Turtle for triples."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from prettytable import PrettyTable, TableStyle
from pyoxigraph import Literal, NamedNode, QueryBoolean, QueryResultsFormat, QueryTriples, Variable

from kpi_lod.dataset import sorted_triples
from kpi_lod.errors import KpiLodError
from kpi_lod.querying.sources import Results
from kpi_lod.turtle import turtle
from kpi_lod.vocabulary import PREFIXES, XSD

_NUMBERS = (XSD.integer, XSD.decimal, XSD.double, XSD.float)
_SERIALISED = {"csv": QueryResultsFormat.CSV, "json": QueryResultsFormat.JSON}
FORMS = ("table", "csv", "json")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*", re.ASCII)


def answer(results: Results, form: str = "table") -> str:
    """The results as text, without a line break at the end; ``form``: one of FORMS."""
    if isinstance(results, QueryTriples):
        return turtle(sorted_triples(results)).decode().rstrip("\n")
    if form in _SERIALISED and not (form == "csv" and isinstance(results, QueryBoolean)):
        written = results.serialize(format=_SERIALISED[form])
        assert written is not None
        return written.decode().replace("\r\n", "\n").rstrip("\n")
    if isinstance(results, QueryBoolean):
        return "true" if results else "false"
    return _table(results)


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
    return "" if term is None else str(getattr(term, "value", term)).replace("\n", " ")


def _prefixed(iri: str, prefix: str, namespace: str) -> str:
    return f"{prefix}:{iri[len(namespace) :]}" if iri.startswith(namespace) else iri


def bound(query: str, values: Mapping[str, str]) -> str:
    """The query with variables fixed, by a VALUES clause behind it (SPARQL 1.1, section 10.2).

    A value is an IRI (``https://…`` or with one of our prefixes, ``mun:032018``) or else a text.
    """
    if not values:
        return query
    names = " ".join(str(Variable(name)) for name in values)
    row = " ".join(str(_term(text)) for text in values.values())
    return f"{query}\nVALUES ({names}) {{ ({row}) }}"


def settings_of(pairs: Iterable[str]) -> dict[str, str]:
    """``name=value`` pairs as a mapping.

    Raises KpiLodError ``set-form`` where one is not of that form.
    """
    found: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not _NAME.fullmatch(name):
            raise KpiLodError("set-form", found=pair)
        found[name] = value
    return found


def _term(text: str) -> NamedNode | Literal:
    prefix, colon, local = text.partition(":")
    try:
        if colon and prefix in PREFIXES:
            return NamedNode(PREFIXES[prefix] + local)
        return NamedNode(text) if text.startswith(("http://", "https://")) else Literal(text)
    except ValueError:
        raise KpiLodError("value-iri", found=text) from None
