"""The lexical forms of the datatypes we publish (XML Schema Part 2: Datatypes, section 3).

Checked before any engine, because pySHACL accepts some ill-typed literals and raises on others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from pyoxigraph import Literal, RdfFormat, parse

from kpi_lod.vocabulary import RDF, XSD

_PATTERNS = {
    XSD.integer.value: re.compile(r"[+-]?[0-9]+", re.ASCII),
    XSD.decimal.value: re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)", re.ASCII),
    XSD.boolean.value: re.compile(r"true|false|1|0", re.ASCII),
    XSD.anyURI.value: re.compile(r"[^\s<>\"{}|\\^`]*"),
    XSD.nonNegativeInteger.value: re.compile(r"\+?[0-9]+|-0+", re.ASCII),
}
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)


def _is_date(text: str) -> bool:
    """Years 1 to 9999 without time zone: all that we publish."""
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    try:
        date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return False
    return True


def _matches(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: pattern.fullmatch(text) is not None


_CHECKS: dict[str, Callable[[str], bool]] = {
    **{datatype: _matches(pattern) for datatype, pattern in _PATTERNS.items()},
    XSD.date.value: _is_date,
    XSD.string.value: lambda text: True,
    RDF.langString.value: lambda text: True,
}


def is_lexical(literal: Literal) -> bool:
    """Whether the literal's text is a form of its datatype; a datatype we never publish is not."""
    check = _CHECKS.get(literal.datatype.value)
    return check is not None and check(literal.value)


def ill_typed(texts: Iterable[str]) -> frozenset[Literal]:
    """The literals among these term texts whose lexical form is none of their datatype."""
    lines = "".join(f"<x:> <x:> {text} .\n" for text in texts)
    found = (quad.object for quad in parse(lines, format=RdfFormat.N_TRIPLES))
    return frozenset(one for one in found if isinstance(one, Literal) and not is_lexical(one))
