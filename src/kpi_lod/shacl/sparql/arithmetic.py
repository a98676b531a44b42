"""Numbers in SQL: exact for integers and decimals, or an error that ends the run.

In: numbers as SQL. Out: numbers as SQL. Operators: SPARQL 1.1, section 17.3
(https://www.w3.org/TR/sparql11-query/#OperatorMapping), and those of XPath behind them. Exact
numbers are a HUGEINT (38 digits) with a scale; a quotient that does not end is cut off behind 18
decimal places, which the standard leaves to us. Each operand stands a fixed number of times in
each part of a result, so that the text of an expression stays short.
"""

from __future__ import annotations

import re

from pyoxigraph import NamedNode

from kpi_lod.columns import numbers
from kpi_lod.shacl.sparql.errors import unsupported
from kpi_lod.shacl.sparql.sql import refused, text_sql
from kpi_lod.shacl.sparql.values import Number
from kpi_lod.vocabulary import XSD

INTEGER, DECIMAL, FLOAT, DOUBLE = 0, 1, 3, 7
_PLACES = 18
_DIGITS = 38

_INTEGERS = (
    *("integer", "long", "int", "short", "byte"),
    *("unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
    *("nonPositiveInteger", "negativeInteger", "nonNegativeInteger", "positiveInteger"),
)
DATATYPES: dict[int, tuple[NamedNode, ...]] = {
    INTEGER: tuple(XSD[name] for name in _INTEGERS),
    DECIMAL: (XSD.decimal,),
    FLOAT: (XSD.float,),
    DOUBLE: (XSD.double,),
}
KINDS = {one.value: kind for kind, datatypes in DATATYPES.items() for one in datatypes}
_FORMS = {INTEGER: numbers.INTEGER, DECIMAL: numbers.DECIMAL}


def form(kind: int) -> str:
    """The lexical forms of a kind, as a regular expression."""
    return _FORMS.get(kind, numbers.FLOAT)


def datatype(kind: str) -> str:
    """SQL: the datatype IRI of a kind."""
    cases = " ".join(f"WHEN {k} THEN {text_sql(v[0].value)}" for k, v in DATATYPES.items())
    return f"(CASE {kind} {cases} END)"


def held(sql: str, number: Number) -> str:
    """SQL over the unscaled part of an exact number; where that is too long, the run ends."""
    return f"coalesce({sql}, {refused('number too long', number.kind)})"


def constant(lexical: str, kind: int | None) -> Number | None:
    """The number that a literal of a query means; None where it means none."""
    if kind is None or not re.fullmatch(form(kind), lexical):
        return None
    double = f"CAST({text_sql(lexical)} AS DOUBLE)"
    if kind > DECIMAL:
        return Number(str(kind), "CAST(NULL AS HUGEINT)", "0", double)
    whole, _, fraction = lexical.partition(".")
    digits = (whole + fraction.rstrip("0")).lstrip("+") or "0"
    digits = "0" if digits == "-" else digits
    if len(digits) > _DIGITS:
        raise unsupported(lexical)
    scale = str(len(fraction.rstrip("0")))
    return Number(str(kind), f"CAST({text_sql(digits)} AS HUGEINT)", scale, double)


def parsed(lexical: str, kind: str) -> Number:
    """The number that a valid lexical form of ``kind`` means; both are SQL.

    Where it has too many digits, ``unscaled`` is NULL though ``kind`` is not; see :func:`held`.
    """
    digits = f"replace({_trimmed(lexical)}, '.', '')"
    # A valid form without a digit left, such as .0, is a zero.
    zero = f"CASE WHEN length({digits}) <= {_DIGITS} THEN 0 END"
    unscaled = (
        f"(CASE WHEN {kind} <= {DECIMAL} THEN coalesce(TRY_CAST({digits} AS HUGEINT), {zero}) END)"
    )
    places = f"length({_trimmed(lexical)}) - strpos({lexical}, '.')"
    scale = f"(CASE WHEN {kind} <= {DECIMAL} AND contains({lexical}, '.') THEN {places} ELSE 0 END)"
    double = (
        f"(CASE WHEN {kind} = {FLOAT} THEN CAST(TRY_CAST({lexical} AS FLOAT) AS DOUBLE)"
        f" WHEN {kind} IS NOT NULL THEN TRY_CAST({lexical} AS DOUBLE) END)"
    )
    return Number(kind, unscaled, scale, double)


def _trimmed(lexical: str) -> str:
    return f"(CASE WHEN contains({lexical}, '.') THEN rtrim({lexical}, '0') ELSE {lexical} END)"


def exact(unscaled: str, scale: str = "0", *, kind: str | None = None) -> Number:
    """An exact number; an integer where no kind is said."""
    known = kind or f"(CASE WHEN {unscaled} IS NOT NULL THEN {INTEGER} END)"
    return Number(known, unscaled, scale, _as_double(unscaled, scale))


def approximate(double: str) -> Number:
    """A number of type xsd:double."""
    kind = f"(CASE WHEN {double} IS NOT NULL THEN {DOUBLE} END)"
    return Number(kind, "CAST(NULL AS HUGEINT)", "0", double)


def _as_double(unscaled: str, scale: str) -> str:
    return f"CAST(CAST({unscaled} AS VARCHAR) || 'e-' || {scale} AS DOUBLE)"


def _power(exponent: str) -> str:
    """SQL: 10 to an exponent; beyond 38 an error of SQL."""
    return f"CAST(rpad('1', CAST({exponent} + 1 AS INTEGER), '0') AS HUGEINT)"


def _result(kind: str, unscaled: str, scale: str, double: str) -> Number:
    """``double`` is for the kinds that are not exact."""
    error = refused("xsd:float in arithmetic", kind)
    not_single = f"(CASE {kind} WHEN {FLOAT} THEN {error} ELSE {kind} END)"
    both = f"(CASE WHEN {kind} <= {DECIMAL} THEN {_as_double(unscaled, scale)} ELSE {double} END)"
    return Number(not_single, unscaled, scale, both)


def product(left: Number, right: Number) -> Number:
    """``left`` × ``right``."""
    return _result(
        f"({left.kind} | {right.kind})",
        f"({left.unscaled} * {right.unscaled})",
        f"({left.scale} + {right.scale})",
        f"({left.double} * {right.double})",
    )


def _sum(left: Number, right: Number, operator: str) -> Number:
    scale = f"greatest({left.scale}, {right.scale})"
    return _result(
        f"({left.kind} | {right.kind})",
        f"({_at_scale(left, scale)} {operator} {_at_scale(right, scale)})",
        scale,
        f"({left.double} {operator} {right.double})",
    )


def _at_scale(number: Number, scale: str) -> str:
    return f"{number.unscaled} * {_power(f'{scale} - {number.scale}')}"


def total(left: Number, right: Number) -> Number:
    """``left`` + ``right``."""
    return _sum(left, right, "+")


def difference(left: Number, right: Number) -> Number:
    """``left`` - ``right``."""
    return _sum(left, right, "-")


def quotient(left: Number, right: Number) -> Number:
    """``left`` ÷ ``right``; a division of exact numbers by zero is an error."""
    kind = f"({left.kind} | {right.kind})"
    scale = f"greatest({_PLACES}, {left.scale})"
    shift = f"{scale} + {right.scale} - {left.scale}"
    by_zero = f"{kind} <= {DECIMAL} AND {right.unscaled} = 0"
    return _result(
        f"(CASE WHEN {by_zero} THEN NULL ELSE {kind} | {DECIMAL} END)",
        f"(CASE WHEN {right.unscaled} <> 0 THEN"
        f" ({left.unscaled} * {_power(shift)}) // {right.unscaled} END)",
        scale,
        f"({left.double} / {right.double})",
    )


def negative(number: Number) -> Number:
    """The number with the other sign."""
    return Number(number.kind, f"(-{number.unscaled})", number.scale, f"(-{number.double})")


def absolute(number: Number) -> Number:
    """The number without its sign."""
    return Number(number.kind, f"abs({number.unscaled})", number.scale, f"abs({number.double})")


def floor(number: Number) -> Number:
    """The greatest whole number that is not above."""
    whole = _floor_division(number.unscaled, _power(number.scale))
    return Number(number.kind, whole, "0", f"floor({number.double})")


def ceiling(number: Number) -> Number:
    """The least whole number that is not below."""
    whole = f"(-{_floor_division(f'(-{number.unscaled})', _power(number.scale))})"
    return Number(number.kind, whole, "0", f"ceil({number.double})")


def rounded(number: Number) -> Number:
    """The nearest whole number; of two, the greater."""
    power = _power(number.scale)
    whole = _floor_division(f"({number.unscaled} * 2 + {power})", f"({power} * 2)")
    down = f"floor({number.double})"
    double = (
        f"(CASE WHEN {number.double} - {down} < 0.5 THEN {down} ELSE ceil({number.double}) END)"
    )
    return Number(number.kind, whole, "0", double)


def _floor_division(dividend: str, divisor: str) -> str:
    """SQL: the quotient rounded down, ``divisor`` being positive."""
    return f"({dividend} // {divisor} - CASE WHEN {dividend} % {divisor} < 0 THEN 1 ELSE 0 END)"


def truncated(number: Number) -> Number:
    """The whole part as an integer; NULL for NaN and the infinities."""
    finite = f"(isfinite({number.double}))"
    whole = f"CAST(trunc({number.double}) AS HUGEINT)"
    unscaled = (
        f"(CASE WHEN {number.kind} <= {DECIMAL} THEN"
        f" {held(number.unscaled, number)} // {_power(number.scale)}"
        f" WHEN {finite} THEN {whole} END)"
    )
    return exact(unscaled)


def compared(operator: str, left: Number, right: Number) -> str:
    """SQL: the comparison; NULL where one is no number, FALSE where one is NaN."""
    scale = f"greatest({left.scale}, {right.scale})"
    exact = (
        f"CASE WHEN {left.scale} = {right.scale} THEN {left.unscaled} {operator} {right.unscaled}"
        f" ELSE {_at_scale(left, scale)} {operator} {_at_scale(right, scale)} END"
    )
    return (
        f"(CASE WHEN {left.kind} <= {DECIMAL} AND {right.kind} <= {DECIMAL} THEN"
        f" {held(exact, left)}"
        f" WHEN {left.kind} IS NOT NULL AND {right.kind} IS NOT NULL THEN"
        f" {_floating(operator, left, right)}"
        " END)"
    )


def _floating(operator: str, left: Number, right: Number) -> str:
    """SQL: at the precision of the less exact type, float or double."""
    not_a_number = f"isnan({left.double}) OR isnan({right.double})"
    single = f"CAST({left.double} AS FLOAT) {operator} CAST({right.double} AS FLOAT)"
    return (
        f"CASE WHEN {not_a_number} THEN FALSE"
        f" WHEN ({left.kind} | {right.kind}) = {FLOAT} THEN {single}"
        f" ELSE {left.double} {operator} {right.double} END"
    )


def not_zero(number: Number) -> str:
    """SQL: whether it is neither zero nor NaN."""
    return (
        f"(CASE WHEN {number.kind} <= {DECIMAL} THEN {held(f'{number.unscaled} <> 0', number)}"
        f" ELSE {number.double} <> 0 AND NOT isnan({number.double}) END)"
    )


def spelled(number: Number) -> str:
    """SQL: the canonical lexical form (XML Schema 1.1); doubles end the run."""
    digits = (
        f"lpad(CAST(abs({number.unscaled}) AS VARCHAR), CAST(greatest({number.scale} + 1,"
        f" length(CAST(abs({number.unscaled}) AS VARCHAR))) AS INTEGER), '0')"
    )
    sign = f"CASE WHEN {number.unscaled} < 0 THEN '-' ELSE '' END"
    places = f"CAST({number.scale} AS INTEGER)"
    pointed = f"left({digits}, -{places}) || '.' || right({digits}, {places})"
    error = refused("a double to be written out", number.kind)
    return (
        f"(CASE WHEN {number.kind} > {DECIMAL} THEN {error}"
        f" WHEN {number.kind} IS NULL THEN NULL"
        f" WHEN {held(number.unscaled, number)} IS NULL THEN NULL"
        f" WHEN {number.scale} = 0 THEN CAST({number.unscaled} AS VARCHAR)"
        f" ELSE {sign} || rtrim(rtrim({pointed}, '0'), '.') END)"
    )
