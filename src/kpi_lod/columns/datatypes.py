"""The datatypes we know: when a lexical form is valid, and the columns by which values compare.

In: nothing. Out: :data:`DATATYPES`, by IRI. Known are the RDF-compatible XSD types and those of
RDF (RDF 1.1 Concepts, sections 5.1 and 5.2: https://www.w3.org/TR/rdf11-concepts/#xsd-datatypes)
with the lexical spaces of XML Schema 1.1 part 2 (https://www.w3.org/TR/xmlschema11-2/). White
space is not collapsed (RDF 1.1, section 5.1): " 1" is no integer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kpi_lod.columns import numbers, temporal
from kpi_lod.columns.numbers import Stage
from kpi_lod.vocabulary import RDF, XSD

TRUE = "TRUE"


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read the literals of one datatype, or those of them that meet ``where``.

    ``valid``: SQL BOOLEAN over ``lexical``, ``language`` and the columns of the stages.
    ``family``: what the values are compared with, None for types that SPARQL does not compare.
    ``stages``: SQL that makes the key columns; ``exact_key`` those that only long numbers need.
    """

    valid: str
    family: str | None = None
    stages: tuple[Stage, ...] = ()
    exact_key: tuple[Stage, ...] = ()
    where: str = TRUE


def _matching(pattern: str) -> str:
    return "regexp_full_match(lexical, '" + pattern.replace("'", "''") + "')"


def _number(pattern: str, stages: tuple[Stage, ...], within: str = TRUE) -> Reading:
    return Reading(
        f"{_matching(pattern)} AND {within}", "numeric", stages, exact_key=numbers.EXACT_KEY
    )


def _integer(within: str = TRUE) -> Reading:
    return _number(numbers.INTEGER, numbers.INTEGER_STAGES, within)


def _bounded(low: int, high: int) -> Reading:
    """The integers from ``low`` to ``high``, both included."""
    return _integer(f"coalesce(try_cast(lexical AS HUGEINT) BETWEEN {low} AND {high}, FALSE)")


def _duration(pattern: str) -> Reading:
    # RE2 has no lookahead to say that something follows P and T.
    valid = f"{_matching(pattern)} AND right(lexical, 1) NOT IN ('P', 'T')"
    return Reading(valid, "duration", numbers.DURATION_STAGES)


def _temporal(name: str) -> Reading:
    family = "dateTime" if name == "dateTimeStamp" else name
    valid = f"{_matching(temporal.FORMS[name])} AND possible"
    return Reading(valid, family, temporal.stages(name))


_NAME_START = (
    r"A-Z_a-z\x{C0}-\x{D6}\x{D8}-\x{F6}\x{F8}-\x{2FF}\x{370}-\x{37D}\x{37F}-\x{1FFF}"
    r"\x{200C}-\x{200D}\x{2070}-\x{218F}\x{2C00}-\x{2FEF}\x{3001}-\x{D7FF}\x{F900}-\x{FDCF}"
    r"\x{FDF0}-\x{FFFD}\x{10000}-\x{EFFFF}"
)
_NAME = _NAME_START + r"0-9.\x{B7}\x{300}-\x{36F}\x{203F}-\x{2040}-"
"""The characters of XML 1.0, fifth edition, productions 4 and 4a, without the colon."""

_BASE64 = (
    "(([A-Za-z0-9+/] ?){4})*(([A-Za-z0-9+/] ?){3}[A-Za-z0-9+/]"
    "|([A-Za-z0-9+/] ?){2}[AEIMQUYcgkosw048] ?=|[A-Za-z0-9+/] ?[AQgw] ?= ?=)?"
)

_INTEGERS = {
    "integer": _integer(),
    # A double is never on the other side of 0 than the integer it is nearest to.
    "nonPositiveInteger": _integer("number <= 0"),
    "negativeInteger": _integer("number < 0"),
    "nonNegativeInteger": _integer("number >= 0"),
    "positiveInteger": _integer("number > 0"),
    "long": _bounded(-(2**63), 2**63 - 1),
    "int": _bounded(-(2**31), 2**31 - 1),
    "short": _bounded(-(2**15), 2**15 - 1),
    "byte": _bounded(-(2**7), 2**7 - 1),
    "unsignedLong": _bounded(0, 2**64 - 1),
    "unsignedInt": _bounded(0, 2**32 - 1),
    "unsignedShort": _bounded(0, 2**16 - 1),
    "unsignedByte": _bounded(0, 2**8 - 1),
}
_NUMBERS = {
    "decimal": _number(numbers.DECIMAL, numbers.DECIMAL_STAGES),
    "float": Reading(_matching(numbers.FLOAT), "numeric", numbers.FLOAT_STAGES),
    "double": Reading(_matching(numbers.FLOAT), "numeric", numbers.DOUBLE_STAGES),
    "duration": _duration(numbers.DURATION),
    "yearMonthDuration": _duration(numbers.YEAR_MONTH_DURATION),
    "dayTimeDuration": _duration(numbers.DAY_TIME_DURATION),
}
_TEXTS = {
    "string": Reading(TRUE, "string", ({"key": "lexical"},)),
    "boolean": Reading(
        "lexical IN ('true', 'false', '1', '0')",
        "boolean",
        ({"key": "CASE WHEN lexical IN ('true', '1') THEN '1' ELSE '0' END"},),
    ),
    # XSD 1.1, section 3.3.17: every text is a form of anyURI; no type checks IRIs.
    "anyURI": Reading(TRUE),
    "normalizedString": Reading(_matching(r"[^\t\n\r]*")),
    "token": Reading(_matching(r"([^\t\n\r ]+( [^\t\n\r ]+)*)?")),
    "language": Reading(_matching("[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")),
    "Name": Reading(_matching(f"[:{_NAME_START}][:{_NAME}]*")),
    "NCName": Reading(_matching(f"[{_NAME_START}][{_NAME}]*")),
    "NMTOKEN": Reading(_matching(f"[:{_NAME}]+")),
    "hexBinary": Reading(_matching("([0-9A-Fa-f]{2})*")),
    "base64Binary": Reading(_matching(_BASE64)),
}

_USUAL_DATE = "length(lexical) = 10"
_USUAL_TIME = "length(lexical) = 20 AND ends_with(lexical, 'Z') AND lexical[12:13] <> '24'"
_ONE: dict[str, Reading] = {
    **{XSD[name].value: reading for name, reading in (_INTEGERS | _NUMBERS | _TEXTS).items()},
    **{XSD[name].value: _temporal(name) for name in temporal.FORMS},
    RDF.langString.value: Reading("language IS NOT NULL", "langString"),
    # RDF 1.1, section 5.2: every text is a form of rdf:HTML. Of rdf:XMLLiteral we claim nothing.
    RDF.HTML.value: Reading(TRUE),
}


def _usual_first(name: str, usual: str, stages: tuple[Stage, ...]) -> tuple[Reading, ...]:
    """DuckDB itself reads the usual form, several times faster."""
    form = f"{_matching(temporal.FORMS[name])} AND known"
    return (
        Reading(form, name, stages, where=usual),
        replace(_temporal(name), where=f"NOT ({usual})"),
    )


DATATYPES: dict[str, tuple[Reading, ...]] = {
    **{iri: (reading,) for iri, reading in _ONE.items()},
    XSD.date.value: _usual_first("date", _USUAL_DATE, temporal.USUAL_DATE),
    XSD.dateTime.value: _usual_first("dateTime", _USUAL_TIME, temporal.USUAL_DATE_TIME),
}
"""Datatype IRI → how to read it: every literal meets the ``where`` of one reading."""
