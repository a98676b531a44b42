"""What endpoints answer, written alike: equal values are equal texts, whichever store told them.

In: the JSON of SPARQL 1.1 Query Results. Out: the same with each term as Oxigraph writes it, in
which releases are asked. Virtuoso has ``typed-literal`` (of an old draft) and "1" for true; stores
keep ``12.50`` or make it ``12.5``; language tags do not differ by case (BCP 47 §2.1.1).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kpi_lod.vocabulary import XSD

_INTEGERS = (
    *("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger"),
    *("nonPositiveInteger", "negativeInteger"),
    *("unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte"),
)
_FORMS = {
    **{XSD.iri + name: re.compile(r"[+-]?[0-9]+") for name in _INTEGERS},
    XSD.iri + "decimal": re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"),
    **{
        XSD.iri + name: re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
        for name in ("double", "float")
    },
}
"""Datatype → what XML Schema allows of it; anything else stays as it is."""

_FLOATING = {XSD.iri + "double", XSD.iri + "float"}
_BOOLEAN = XSD.boolean.value
_TRUTH = {"1": "true", "0": "false"}
_DIGITS = 400
"""Beyond, a number is left as it is: 1E999999999 would be a gigabyte."""

Term = Mapping[str, str]
Row = Mapping[str, Term]


@dataclass(frozen=True, slots=True)
class Table:
    """The variables of an answer and its rows, in their order."""

    names: Sequence[str]
    rows: Sequence[Row]

    def json(self) -> bytes:
        """As the JSON of SPARQL 1.1 Query Results."""
        told = {"head": {"vars": self.names}, "results": {"bindings": self.rows}}
        return json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")


def table_or_truth(content: bytes) -> Table | bool:
    """What the JSON tells. Raises ValueError where it is no answer, or only a part of one."""
    try:
        told = json.loads(content)
        if isinstance(told.get("boolean"), bool):
            return bool(told["boolean"])
        names = [_text(name) for name in told["head"]["vars"]]
        return Table(names, [_row(row) for row in told["results"]["bindings"]])
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _row(row: Mapping[str, Mapping[str, object]]) -> Row:
    return {name: _alike({key: _text(v) for key, v in term.items()}) for name, term in row.items()}


def _alike(term: dict[str, str]) -> Term:
    if term["type"] not in {"literal", "typed-literal"}:
        return {"type": term["type"], "value": term["value"]}
    found = {"type": "literal", "value": value_alike(term["value"], term.get("datatype", ""))}
    if "xml:lang" in term:
        found["xml:lang"] = term["xml:lang"].lower()
    elif term.get("datatype", XSD.string.value) != XSD.string.value:
        found["datatype"] = term["datatype"]
    return found


def value_alike(value: str, datatype: str) -> str:
    """The lexical form that Oxigraph gives the value.

    >>> value_alike("0012.50", "http://www.w3.org/2001/XMLSchema#decimal")
    '12.5'
    """
    if datatype == _BOOLEAN:
        return _TRUTH.get(value, value)
    if datatype not in _FORMS or not _FORMS[datatype].fullmatch(value):
        return value
    number = Decimal(value)
    if abs(number.adjusted()) > _DIGITS:
        return value
    if not number and datatype not in _FLOATING:
        return "0"  # only floating-point numbers have a negative zero
    written = f"{number:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
