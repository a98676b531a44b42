"""Functions on terms, and IF and COALESCE (SPARQL 1.1, sections 17.4.1 and 17.4.2).

In: values and their scope. Out: values.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kpi_lod.shacl.sparql import comparison
from kpi_lod.shacl.sparql.blocks import Scope
from kpi_lod.shacl.sparql.conversions import (
    constant_number,
    effective,
    lexical,
    literal_struct,
    number,
    spelled,
    stored,
    text,
)
from kpi_lod.shacl.sparql.sql import refused, text_sql
from kpi_lod.shacl.sparql.values import (
    UNBOUND,
    Constant,
    Iri,
    Number,
    Spelled,
    Stored,
    Text,
    Truth,
    Value,
    bound,
)
from kpi_lod.vocabulary import RDF

_ABSOLUTE = r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*"


def conditional(scope: Scope, condition: Value, yes: Value, no: Value) -> Value:
    """IF."""
    test = effective(condition, scope)
    return _chosen([f"{test}", f"(NOT {test})"], [yes, no], scope)


def coalesce(scope: Scope, values: list[Value] | Value) -> Value:
    """COALESCE: the first that is no error."""
    given = values if isinstance(values, list) else [values]
    return _chosen([bound(one) for one in given], given, scope)


def _chosen(conditions: Sequence[str], values: Sequence[Value], scope: Scope) -> Value:
    """The value of the first condition that holds."""
    if all(isinstance(one, Stored | Constant) for one in values):
        terms = [stored(one, scope) for one in values if isinstance(one, Stored | Constant)]
        return Stored(
            _case(conditions, [one.id for one in terms]),
            nullable=True,
            resource=all(one.resource for one in terms),
        )
    if any(isinstance(one, Number) for one in values) and all(map(_surely_number, values)):
        return _chosen_number(conditions, [number(one, scope) for one in values])
    if all(isinstance(one, Truth) for one in values):
        return Truth(_case(conditions, [one.sql for one in values if isinstance(one, Truth)]))
    texts = [text(one, scope) for one in values if isinstance(one, Text | Constant)]
    known = [one for one in texts if one is not None]
    if len(known) == len(values):
        tags = _case(conditions, [one.language for one in known])
        all_plain = all(one.language == "NULL" for one in known)
        return Text(
            _case(conditions, [one.lexical for one in known]), "NULL" if all_plain else tags
        )
    return Spelled(_case(conditions, [spelled(one, scope).sql for one in values]))


def _surely_number(value: Value) -> bool:
    """Whether the value is a number or an error."""
    return isinstance(value, Number) or (
        isinstance(value, Constant) and constant_number(value.term) is not None
    )


def _chosen_number(conditions: Sequence[str], values: Sequence[Number | None]) -> Number:
    known = [one for one in values if one is not None]
    columns = ("kind", "unscaled", "scale", "double")
    return Number(*(_case(conditions, [getattr(one, name) for one in known]) for name in columns))


def _case(conditions: Sequence[str], results: Sequence[str]) -> str:
    pairs = zip(conditions, results, strict=True)
    return f"(CASE {' '.join(f'WHEN {test} THEN {sql}' for test, sql in pairs)} END)"


def same(scope: Scope, left: Value, right: Value) -> Value:
    """SameTerm."""
    return Truth(comparison.same_term(left, right, scope))


def is_kind(test: str) -> Callable[[Scope, Value], Value]:
    """isIRI, isBLANK, isLITERAL: by a test of the column ``kind``."""

    def tested(scope: Scope, value: Value) -> Value:
        if isinstance(value, Stored):
            return Truth(f"({scope.term(value)}.kind {test})")
        return Truth(f"(({spelled(value, scope).sql}).kind {test})")

    return tested


def is_numeric(scope: Scope, value: Value) -> Value:
    """isNUMERIC: FALSE also for ill-typed numbers."""
    given = number(value, scope)
    numeric = "FALSE" if given is None else f"{given.kind} IS NOT NULL"
    return Truth(f"(CASE WHEN {bound(value)} THEN {numeric} END)")


def string(scope: Scope, value: Value) -> Value:
    """STR."""
    return Text(lexical(value, scope))


def language(scope: Scope, value: Value) -> Value:
    """LANG: "" for literals without a tag, an error for what is no literal."""
    if isinstance(value, Stored):
        row = scope.term(value)
        return Text(f"(CASE WHEN {row}.kind = 2 THEN coalesce({row}.language, '') END)")
    sql = spelled(value, scope).sql
    return Text(f"(CASE WHEN ({sql}).kind = 2 THEN coalesce(({sql}).language, '') END)")


def language_matches(scope: Scope, tag: Value, language_range: Value) -> Value:
    """LANGMATCHES: basic filtering of RFC 4647, section 3.3.1."""
    given, wanted = text(tag, scope), text(language_range, scope)
    if given is None or wanted is None:
        return UNBOUND
    plain = f"{given.language} IS NULL AND {wanted.language} IS NULL"
    left, right = f"lower({given.lexical})", f"lower({wanted.lexical})"
    return Truth(
        f"(CASE WHEN {plain} THEN CASE WHEN {right} = '*' THEN {left} <> ''"
        f" ELSE {left} = {right} OR starts_with({left}, {right} || '-') END END)"
    )


def datatype(scope: Scope, value: Value) -> Value:
    """DATATYPE: an error for what is no literal."""
    if isinstance(value, Stored):
        return Stored(f"{scope.term(value)}.datatype", nullable=True, resource=True)
    if isinstance(value, Constant):
        return datatype(scope, stored(value, scope))
    return Iri(f"({spelled(value, scope).sql}).datatype")


def iri(scope: Scope, value: Value) -> Value:
    """IRI, of an IRI or of a string; ends the run at a relative one."""
    if isinstance(value, Iri) or (isinstance(value, Stored) and value.resource):
        return value
    given = text(value, scope)
    sql = spelled(value, scope).sql
    cases = [f"WHEN ({sql}).kind = 0 THEN ({sql}).lexical"]
    if given is not None:
        absolute = f"regexp_full_match({given.lexical}, {text_sql(_ABSOLUTE)})"
        plain = f"{given.lexical} IS NOT NULL AND {given.language} IS NULL"
        cases.append(f"WHEN {plain} AND {absolute} THEN {given.lexical}")
        cases.append(f"WHEN {plain} THEN {refused('relative IRI', given.lexical)}")
    return Iri(f"(CASE {' '.join(cases)} END)")


def typed(scope: Scope, value: Value, type_of_it: Value) -> Value:
    """STRDT: of a simple literal."""
    given = text(value, scope)
    if given is None:
        return UNBOUND
    plain = f"(CASE WHEN {given.language} IS NULL THEN {given.lexical} END)"
    wanted = spelled(type_of_it, scope).sql
    tagged_type = text_sql(RDF.langString.value)
    is_type = f"({wanted}).kind = 0 AND ({wanted}).lexical <> {tagged_type}"
    named = f"(CASE WHEN {is_type} THEN ({wanted}).lexical END)"
    return literal_struct(plain, named)


def tagged(scope: Scope, value: Value, tag: Value) -> Value:
    """STRLANG: of a simple literal."""
    given, wanted = text(value, scope), text(tag, scope)
    if given is None or wanted is None:
        return UNBOUND
    well_formed = f"regexp_full_match({wanted.lexical}, '[A-Za-z]{{1,8}}(-[A-Za-z0-9]{{1,8}})*')"
    plain = f"{given.language} IS NULL AND {wanted.language} IS NULL AND {well_formed}"
    return Text(f"(CASE WHEN {plain} THEN {given.lexical} END)", f"lower({wanted.lexical})")
