"""=, !=, <, >, <=, >= and IN (SPARQL 1.1, sections 17.3 and 17.4.1.7 to 17.4.1.10).

In: two values and their scope. Out: SQL BOOLEAN, NULL for a type error. Stored terms compare by the
columns of the table ``literal``; what was computed, kind by kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from pyoxigraph import Literal

from kpi_lod.columns.literals import equal_value, less_or_equal, less_than
from kpi_lod.shacl.sparql import arithmetic
from kpi_lod.shacl.sparql.blocks import Scope
from kpi_lod.shacl.sparql.conversions import number, spelled, stored, text, truth
from kpi_lod.shacl.sparql.sql import refused, text_sql
from kpi_lod.shacl.sparql.values import (
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
from kpi_lod.vocabulary import XSD

_OF_ROWS: Mapping[str, Callable[[str, str], str]] = {
    "<": less_than,
    ">": lambda left, right: less_than(right, left),
    "<=": less_or_equal,
    ">=": lambda left, right: less_or_equal(right, left),
}
_DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_SIMPLE_FORMS = {
    XSD.date: (_DATE, f"{_DATE}Z"),
    XSD.dateTime: tuple(f"{_DATE}T[01][0-9](:[0-5][0-9]){{2}}{zone}" for zone in ("", "Z"))
    + tuple(f"{_DATE}T2[0-3](:[0-5][0-9]){{2}}{zone}" for zone in ("", "Z")),
}
"""Forms that compare as texts among their like."""


def compared(operator: str, left: Value, right: Value, scope: Scope) -> str:
    """SQL of a comparison."""
    if operator == "!=":
        return f"(NOT {equal(left, right, scope)})"
    if operator == "=":
        return equal(left, right, scope)
    if isinstance(left, Stored | Constant) and isinstance(right, Stored | Constant):
        return _rows_in_order(operator, stored(left, scope), stored(right, scope), scope)
    return _case(_by_kind(operator, left, right, scope))


def one_of(value: Value, others: Sequence[Value], scope: Scope) -> str:
    """SQL of IN."""
    return f"({' OR '.join(equal(value, one, scope) for one in others) or 'FALSE'})"


def same_term(left: Value, right: Value, scope: Scope) -> str:
    """SQL of sameTerm."""
    if isinstance(left, Stored | Constant) and isinstance(right, Stored | Constant):
        return f"({stored(left, scope).id} = {stored(right, scope).id})"
    return f"({spelled(left, scope).sql} = {spelled(right, scope).sql})"


def equal(left: Value, right: Value, scope: Scope) -> str:
    """SQL of =."""
    if isinstance(left, Stored | Constant) and isinstance(right, Stored | Constant):
        return _equal_rows(stored(left, scope), stored(right, scope), scope)
    return _case((*_by_kind("=", left, right, scope), *_unlike_kinds(left, right, scope)))


def _case(branches: Sequence[tuple[str, str]] | Iterator[tuple[str, str]]) -> str:
    cases = " ".join(f"WHEN {condition} THEN {result}" for condition, result in branches)
    return f"(CASE {cases} END)" if cases else "CAST(NULL AS BOOLEAN)"


def _rows_in_order(operator: str, left: Stored, right: Stored, scope: Scope) -> str:
    if left.resource or right.resource:
        return "CAST(NULL AS BOOLEAN)"
    return f"({_OF_ROWS[operator](scope.literal(left), scope.literal(right))})"


def _equal_rows(left: Stored, right: Stored, scope: Scope) -> str:
    if left.resource or right.resource:
        return f"({left.id} = {right.id})"
    first, second = scope.literal(left), scope.literal(right)
    return (
        f"(CASE WHEN {first}.id IS NULL OR {second}.id IS NULL THEN {left.id} = {right.id}"
        f" ELSE {equal_value(first, second)} END)"
    )


def _by_kind(operator: str, left: Value, right: Value, scope: Scope) -> Iterator[tuple[str, str]]:
    """Condition and result for the kinds that both may be."""
    numbers = number(left, scope), number(right, scope)
    if isinstance(numbers[0], Number) and isinstance(numbers[1], Number):
        both = f"{numbers[0].kind} IS NOT NULL AND {numbers[1].kind} IS NOT NULL"
        yield both, arithmetic.compared(operator, numbers[0], numbers[1])
    texts = text(left, scope), text(right, scope)
    if isinstance(texts[0], Text) and isinstance(texts[1], Text):
        both = f"{texts[0].lexical} IS NOT NULL AND {texts[1].lexical} IS NOT NULL"
        yield both, _texts(operator, texts[0], texts[1])
    truths = truth(left, scope), truth(right, scope)
    if isinstance(truths[0], Truth) and isinstance(truths[1], Truth):
        both = f"{truths[0].sql} IS NOT NULL AND {truths[1].sql} IS NOT NULL"
        yield both, f"{truths[0].sql} {operator} {truths[1].sql}"
    if _may_be_date(left) and _may_be_date(right):
        yield from _dates(operator, spelled(left, scope).sql, spelled(right, scope).sql)


def _texts(operator: str, left: Text, right: Text) -> str:
    if operator == "=":
        tags = f"{left.language} IS NOT DISTINCT FROM {right.language}"
        return f"({left.lexical} = {right.lexical} AND {tags})"
    untagged = f"{left.language} IS NULL AND {right.language} IS NULL"
    return f"(CASE WHEN {untagged} THEN {left.lexical} {operator} {right.lexical} END)"


def _may_be_date(value: Value) -> bool:
    if isinstance(value, Constant):
        return isinstance(value.term, Literal)
    return isinstance(value, Spelled) or (isinstance(value, Stored) and not value.resource)


def _dates(operator: str, left: str, right: str) -> Iterator[tuple[str, str]]:
    for datatype, forms in _SIMPLE_FORMS.items():
        both = " AND ".join(
            f"({one}).datatype = {text_sql(datatype.value)}" for one in (left, right)
        )
        alike = [
            " AND ".join(f"regexp_full_match(({one}).lexical, '{form}')" for one in (left, right))
            for form in _merged(forms)
        ]
        yield f"{both} AND ({' OR '.join(alike)})", f"({left}).lexical {operator} ({right}).lexical"
    kinds = ", ".join(text_sql(one.value) for one in _TEMPORAL)
    temporal = " AND ".join(f"({one}).datatype IN ({kinds})" for one in (left, right))
    yield f"{temporal} AND {left} <> {right}", refused("computed times", f"({left}).lexical")


def _merged(forms: Sequence[str]) -> Iterator[str]:
    """One pattern for those without a zone, one for those in UTC."""
    yield "|".join(form for form in forms if not form.endswith("Z"))
    yield "|".join(form for form in forms if form.endswith("Z"))


_TEMPORAL = (
    *(XSD.date, XSD.dateTime, XSD.dateTimeStamp, XSD.time),
    *(XSD.gYear, XSD.gYearMonth, XSD.gMonth, XSD.gMonthDay, XSD.gDay),
    *(XSD.duration, XSD.dayTimeDuration, XSD.yearMonthDuration),
)


def _unlike_kinds(left: Value, right: Value, scope: Scope) -> Iterator[tuple[str, str]]:
    """What = gives where the values are of different kinds: section 17.4.1.7, RDFterm-equal."""
    there = f"{bound(left)} AND {bound(right)}"
    resources = [f"{_is_resource(one, scope)}" for one in (left, right)]
    same = same_term(left, right, scope)
    yield f"{there} AND ({' OR '.join(resources)})", same
    families = [_family(one, scope) for one in (left, right)]
    yield f"{there} AND {families[0]} <> {families[1]}", "FALSE"
    yield f"{there} AND {same}", "TRUE"


def _is_resource(value: Value, scope: Scope) -> str:
    match value:
        case Iri():
            return "TRUE"
        case Constant(term):
            return "FALSE" if isinstance(term, Literal) else "TRUE"
        case Stored(resource=resource):
            return "TRUE" if resource else f"{scope.term(value)}.kind < 2"
        case Spelled(sql):
            return f"({sql}).kind < 2"
    return "FALSE"


def _family(value: Value, scope: Scope) -> str:
    """SQL: the kind of value as the table ``literal`` calls it; NULL for others."""
    match value:
        case Number() | Truth():
            return "'numeric'" if isinstance(value, Number) else "'boolean'"
        case Text(language=language):
            return f"(CASE WHEN {language} IS NULL THEN 'string' ELSE 'langString' END)"
        case Stored(resource=False) | Constant(Literal()):
            return f"{scope.literal(stored(value, scope))}.family"
        case Spelled():
            return _spelled_family(value, scope)
    return "CAST(NULL AS VARCHAR)"


def _spelled_family(value: Spelled, scope: Scope) -> str:
    as_number, as_text, as_truth = number(value, scope), text(value, scope), truth(value, scope)
    assert as_number is not None
    assert as_text is not None
    assert as_truth is not None
    return (
        f"(CASE WHEN {as_number.kind} IS NOT NULL THEN 'numeric'"
        f" WHEN {as_truth.sql} IS NOT NULL THEN 'boolean'"
        f" WHEN {as_text.lexical} IS NOT NULL AND {as_text.language} IS NULL THEN 'string'"
        f" WHEN {as_text.lexical} IS NOT NULL THEN 'langString' END)"
    )
