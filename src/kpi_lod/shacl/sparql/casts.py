"""Constructor functions of XML Schema types (SPARQL 1.1, section 17.5).

In: values and their scope. Out: values, unbound where the cast fails
(https://www.w3.org/TR/xpath-functions/#casting-from-primitive-to-primitive).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from kpi_lod.shacl.sparql import arithmetic
from kpi_lod.shacl.sparql.blocks import Scope
from kpi_lod.shacl.sparql.calendar import to_time
from kpi_lod.shacl.sparql.conversions import (
    collapsed,
    is_string,
    lexical,
    number,
    text,
    truth,
)
from kpi_lod.shacl.sparql.sql import refused, text_sql
from kpi_lod.shacl.sparql.values import UNBOUND, Number, Text, Truth, Value
from kpi_lod.vocabulary import XSD

Function = Callable[[Scope, Value], Value]


def numeric(function: Callable[[Number], Number]) -> Function:
    """A function of one number."""

    def result(scope: Scope, value: Value) -> Value:
        given = number(value, scope)
        return UNBOUND if given is None else function(given)

    return result


def _read(scope: Scope, value: Value, kind: int) -> Iterator[Number]:
    """What the value is as a number of a kind, if it is a string or a truth."""
    if text(value, scope) is not None:
        string = f"CASE WHEN {is_string(value, scope)} THEN {collapsed(value, scope)} END"
        (given,) = scope.named([string])
        readable = f"regexp_full_match({given}, {text_sql(arithmetic.form(kind))})"
        (read,) = scope.named([f"CASE WHEN {readable} THEN {kind} END"])
        yield arithmetic.parsed(f"({given})", f"({read})")
    if given_truth := truth(value, scope):
        yield arithmetic.exact(f"CAST({given_truth.sql} AS HUGEINT)")


def _choice(kind: str, *numbers: Number) -> Number:
    """The first number that there is, as a number of ``kind`` (SQL, NULL where there is none)."""

    def first(column: str) -> str:
        cases = " ".join(f"WHEN {n.kind} IS NOT NULL THEN {getattr(n, column)}" for n in numbers)
        return f"(CASE {cases} END)"

    return Number(kind, first("unscaled"), first("scale"), first("double"))


def _there(*numbers: Number) -> str:
    return " OR ".join(f"{n.kind} IS NOT NULL" for n in numbers)


def to_integer(scope: Scope, value: Value) -> Value:
    """xsd:integer."""
    given = number(value, scope)
    sources = [*_read(scope, value, arithmetic.INTEGER)]
    if given is not None:
        sources.insert(0, arithmetic.truncated(given))
    if not sources:
        return UNBOUND
    return _choice(f"(CASE WHEN {_there(*sources)} THEN {arithmetic.INTEGER} END)", *sources)


def to_decimal(scope: Scope, value: Value) -> Value:
    """xsd:decimal; ends the run at a double."""
    given = number(value, scope)
    sources = [*_read(scope, value, arithmetic.DECIMAL)]
    kind = f"WHEN {_there(*sources)} THEN {arithmetic.DECIMAL}" if sources else ""
    if given is not None:
        sources.insert(0, given)
        error = refused("double to decimal", given.kind)
        kind = (
            f"WHEN {given.kind} > {arithmetic.DECIMAL} THEN {error}"
            f" WHEN {given.kind} IS NOT NULL THEN {arithmetic.DECIMAL} {kind}"
        )
    return _choice(f"(CASE {kind} END)", *sources) if sources else UNBOUND


def to_double(scope: Scope, value: Value) -> Value:
    """xsd:double."""
    given = number(value, scope)
    sources = [*_read(scope, value, arithmetic.DOUBLE)]
    if given is not None:
        sources.insert(0, given)
    if not sources:
        return UNBOUND
    cases = " ".join(f"WHEN {n.kind} IS NOT NULL THEN {n.double}" for n in sources)
    return arithmetic.approximate(f"(CASE {cases} END)")


def to_boolean(scope: Scope, value: Value) -> Value:
    """xsd:boolean."""
    given, as_number = truth(value, scope), number(value, scope)
    cases = [f"WHEN {given.sql} IS NOT NULL THEN {given.sql}"] if given else []
    if as_number:
        cases.append(f"WHEN {as_number.kind} IS NOT NULL THEN {arithmetic.not_zero(as_number)}")
    written = collapsed(value, scope)
    texts = is_string(value, scope)
    cases.append(f"WHEN {texts} AND {written} IN ('true', '1') THEN TRUE")
    cases.append(f"WHEN {texts} AND {written} IN ('false', '0') THEN FALSE")
    return Truth(f"(CASE {' '.join(cases)} END)")


def to_string(scope: Scope, value: Value) -> Value:
    """xsd:string; ends the run at a double."""
    written = lexical(value, scope)
    given, as_number = truth(value, scope), number(value, scope)
    cases = [f"WHEN {given.sql} IS NOT NULL THEN CAST({given.sql} AS VARCHAR)"] if given else []
    if as_number:
        cases.append(f"WHEN {as_number.kind} IS NOT NULL THEN {arithmetic.spelled(as_number)}")
    return Text(f"(CASE {' '.join(cases)} ELSE {written} END)" if cases else written)


CASTS: Mapping[str, Function] = {
    XSD.integer.value: to_integer,
    XSD.decimal.value: to_decimal,
    XSD.double.value: to_double,
    XSD.boolean.value: to_boolean,
    XSD.string.value: to_string,
    XSD.date.value: to_time("date"),
    XSD.dateTime.value: to_time("dateTime"),
}
"""IRI of the datatype → cast."""
