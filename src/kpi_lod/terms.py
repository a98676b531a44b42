"""RDF terms as canonical N-Triples writes them: what the mapping makes, and is fast because of it.

In: values of records, vocabulary terms. Out: texts, equal exactly where the terms are
(https://www.w3.org/TR/rdf12-n-triples/#canonical-ntriples). Numbers are xsd:integer where whole,
else xsd:decimal in canonical form, never floats (design §5.2); Japanese text carries the tag
``ja``. A text costs a fifth of a pyoxigraph term, whose str() it is.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NewType

from pyoxigraph import Literal, NamedNode

from kpi_lod import vocabulary
from kpi_lod.japanese.numbers import canonical_text
from kpi_lod.vocabulary import Namespace

TermText = NewType("TermText", str)
"""``<iri>``, ``"text"``, ``"text"@ja`` or ``"1"^^<datatype>``."""


def text(term: NamedNode | Literal | TermText) -> TermText:
    """The term as text."""
    return TermText(str(term))


def iri(value: str) -> TermText:
    """The node with that IRI, which has to be valid."""
    return TermText(f"<{value}>")


def iri_value(node: str) -> str:
    """The IRI of a node's text.

    >>> iri_value(iri("https://example.org/"))
    'https://example.org/'
    """
    return node[1:-1]


def named_node(node: TermText) -> NamedNode:
    """The node as pyoxigraph has it."""
    return NamedNode(iri_value(node))


class Terms:
    """The terms of a namespace as texts: ``KPI.indicator``."""

    def __init__(self, namespace: Namespace) -> None:
        self._namespace = namespace

    def __getattr__(self, name: str) -> TermText:
        # Called where the attribute is not there yet: the second time it is.
        made = text(getattr(self._namespace, name))
        setattr(self, name, made)
        return made


ADMS = Terms(vocabulary.ADMS)
ATTRIBUTE = Terms(vocabulary.ATTRIBUTE)
DCAT = Terms(vocabulary.DCAT)
DCATAP = Terms(vocabulary.DCATAP)
DCT = Terms(vocabulary.DCT)
DIMENSION = Terms(vocabulary.DIMENSION)
FOAF = Terms(vocabulary.FOAF)
KPI = Terms(vocabulary.KPI)
MEASURE = Terms(vocabulary.MEASURE)
PROV = Terms(vocabulary.PROV)
QB = Terms(vocabulary.QB)
RDF = Terms(vocabulary.RDF)
RDFS = Terms(vocabulary.RDFS)
SKOS = Terms(vocabulary.SKOS)
SPDX = Terms(vocabulary.SPDX)
VCARD = Terms(vocabulary.VCARD)
VOID = Terms(vocabulary.VOID)
XSD = Terms(vocabulary.XSD)

_ESCAPES = {
    **{code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F, 0xFFFE, 0xFFFF)},
    **{ord(sign): f"\\{letter}" for sign, letter in zip('\b\t\n\f\r"\\', 'btnfr"\\', strict=True)},
}
_TO_ESCAPE = re.compile(f"[{re.escape(''.join(map(chr, _ESCAPES)))}]")


def _quoted(value: str) -> str:
    # Looking first is cheaper: hardly any text has such a character.
    return f'"{value.translate(_ESCAPES) if _TO_ESCAPE.search(value) else value}"'


def number(value: Decimal | None) -> TermText | None:
    """The number as xsd:integer or canonical xsd:decimal.

    >>> number(Decimal("71.620"))
    '"71.62"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    if value is None:
        return None
    written = canonical_text(value)
    return TermText(f'"{written}"^^{XSD.decimal if "." in written else XSD.integer}')


def whole(value: int | None) -> TermText | None:
    """The whole number."""
    return None if value is None else TermText(f'"{value}"^^{XSD.integer}')


def truth(value: bool | None) -> TermText | None:
    """True or false."""
    if value is None:
        return None
    return TermText(f'"{"true" if value else "false"}"^^{XSD.boolean}')


def day(value: str | None) -> TermText | None:
    """The day, given as ISO 8601 writes it."""
    return None if value is None else TermText(f'"{value}"^^{XSD.date}')


def plain(value: str | None) -> TermText | None:
    """The text without a language."""
    return None if value is None else TermText(_quoted(value))


def japanese(value: str | None) -> TermText | None:
    """The text tagged as Japanese."""
    return None if value is None else TermText(f"{_quoted(value)}@ja")


def english(value: str) -> TermText:
    """The text tagged as English."""
    return TermText(f"{_quoted(value)}@en")
