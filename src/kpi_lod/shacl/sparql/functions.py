"""The functions of SPARQL 1.1, section 17.4 (https://www.w3.org/TR/sparql11-query/#SparqlOps).

In: values and their scope. Out: values. What is not in the tables is not translated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kpi_lod.shacl.sparql import arithmetic, calendar, casts, strings, terms_functions
from kpi_lod.shacl.sparql.blocks import Scope
from kpi_lod.shacl.sparql.values import Value


@dataclass(frozen=True, slots=True)
class Builtin:
    """``parameters``: what rdflib calls the arguments of the function."""

    function: Callable[..., Value]
    parameters: tuple[str, ...] = ("arg",)


_TWO = ("arg1", "arg2")
_THREE = ("arg1", "arg2", "arg3")

BUILTINS: Mapping[str, Builtin] = {
    f"Builtin_{name}": builtin
    for name, builtin in {
        "ABS": Builtin(casts.numeric(arithmetic.absolute)),
        "CEIL": Builtin(casts.numeric(arithmetic.ceiling)),
        "FLOOR": Builtin(casts.numeric(arithmetic.floor)),
        "ROUND": Builtin(casts.numeric(arithmetic.rounded)),
        "IF": Builtin(terms_functions.conditional, _THREE),
        "COALESCE": Builtin(terms_functions.coalesce),
        "sameTerm": Builtin(terms_functions.same, _TWO),
        "isIRI": Builtin(terms_functions.is_kind("= 0")),
        "isURI": Builtin(terms_functions.is_kind("= 0")),
        "isBLANK": Builtin(terms_functions.is_kind("= 1")),
        "isLITERAL": Builtin(terms_functions.is_kind("= 2")),
        "isNUMERIC": Builtin(terms_functions.is_numeric),
        "STR": Builtin(terms_functions.string),
        "LANG": Builtin(terms_functions.language),
        "LANGMATCHES": Builtin(terms_functions.language_matches, _TWO),
        "DATATYPE": Builtin(terms_functions.datatype),
        "IRI": Builtin(terms_functions.iri),
        "URI": Builtin(terms_functions.iri),
        "STRDT": Builtin(terms_functions.typed, _TWO),
        "STRLANG": Builtin(terms_functions.tagged, _TWO),
        "YEAR": Builtin(calendar.date_part(1)),
        "MONTH": Builtin(calendar.date_part(2)),
        "DAY": Builtin(calendar.date_part(3)),
        "STRLEN": Builtin(strings.length),
        "SUBSTR": Builtin(strings.substring, ("arg", "start", "length")),
        "UCASE": Builtin(strings.upper),
        "LCASE": Builtin(strings.lower),
        "CONCAT": Builtin(strings.concatenation),
        "CONTAINS": Builtin(strings.test("contains"), _TWO),
        "STRSTARTS": Builtin(strings.test("starts_with"), _TWO),
        "STRENDS": Builtin(strings.test("ends_with"), _TWO),
        "STRBEFORE": Builtin(strings.before, _TWO),
        "STRAFTER": Builtin(strings.after, _TWO),
        "REGEX": Builtin(strings.regex, ("text", "pattern", "flags")),
        "REPLACE": Builtin(strings.replaced, ("arg", "pattern", "replacement", "flags")),
    }.items()
}
"""The name rdflib's algebra gives a function → the function."""

CASTS: Mapping[str, Callable[[Scope, Value], Value]] = casts.CASTS
"""IRI of a constructor function → the function."""
