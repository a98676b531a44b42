"""Functions on strings (SPARQL 1.1, section 17.4.3).

In: values and their scope. Out: values. Characters are code points. Where DuckDB's mapping of a
letter to the other case is shorter than Unicode's (ß), the run ends with an error of SQL.
"""

from __future__ import annotations

from collections.abc import Callable

from pyoxigraph import Literal

from kpi_lod.shacl.patterns import Pattern, compiled
from kpi_lod.shacl.patterns import replacement as replaced_by
from kpi_lod.shacl.sparql import arithmetic
from kpi_lod.shacl.sparql.blocks import Scope
from kpi_lod.shacl.sparql.conversions import number, text
from kpi_lod.shacl.sparql.errors import NotTranslatableError, unsupported
from kpi_lod.shacl.sparql.sql import refused, text_sql
from kpi_lod.shacl.sparql.values import UNBOUND, Constant, Number, Text, Truth, Value

NO_UPPER = (
    "ßŉǰΐΰև\u1e96-\u1e9a\u1f50\u1f52\u1f54\u1f56\u1f80-\u1faf\u1fb2-\u1fb4\u1fb6\u1fb7\u1fbc"
    "\u1fc2-\u1fc4\u1fc6\u1fc7\u1fcc\u1fd2\u1fd3\u1fd6\u1fd7\u1fe2-\u1fe4\u1fe6\u1fe7\u1ff2-\u1ff4"
    "\u1ff6\u1ff7\u1ffc\ufb00-\ufb06\ufb13-\ufb17"
)
"""Letters whose upper case is more than one letter."""
NO_LOWER = "İΣ"
"""Letters whose lower case is more than one letter, or depends on their place."""


def length(scope: Scope, value: Value) -> Value:
    """STRLEN."""
    given = text(value, scope)
    return (
        UNBOUND if given is None else arithmetic.exact(f"CAST(length({given.lexical}) AS HUGEINT)")
    )


def substring(scope: Scope, value: Value, start: Value, size: Value | None) -> Value:
    """SUBSTR; positions count from 1."""
    given, begin = text(value, scope), number(start, scope)
    if given is None or begin is None:
        return UNBOUND
    first = _whole(begin)
    if size is None:
        sql = f"substring({given.lexical}, greatest({first}, 1))"
        return Text(f"(CASE WHEN {first} IS NOT NULL THEN {sql} END)", given.language)
    wanted = number(size, scope)
    if wanted is None:
        return UNBOUND
    behind = f"({first} + {_whole(wanted)})"
    count = f"greatest({behind} - greatest({first}, 1), 0)"
    sql = f"substring({given.lexical}, greatest({first}, 1), {count})"
    return Text(f"(CASE WHEN {behind} IS NOT NULL THEN {sql} END)", given.language)


def _whole(value: Number) -> str:
    """SQL: an xsd:integer as BIGINT, NULL for other numbers."""
    clipped = f"greatest(least({arithmetic.held(value.unscaled, value)}, 1000000000), -1000000000)"
    return f"(CASE WHEN {value.kind} = {arithmetic.INTEGER} THEN CAST({clipped} AS BIGINT) END)"


def upper(scope: Scope, value: Value) -> Value:
    """UCASE."""
    return _cased(text(value, scope), "upper", NO_UPPER)


def lower(scope: Scope, value: Value) -> Value:
    """LCASE."""
    return _cased(text(value, scope), "lower", NO_LOWER)


def _cased(given: Text | None, function: str, exceptions: str) -> Value:
    if given is None:
        return UNBOUND
    unsafe = f"regexp_matches({given.lexical}, {text_sql(f'[{exceptions}]')})"
    sql = (
        f"(CASE WHEN {unsafe} THEN {refused('letter without a simple case', given.lexical)}"
        f" ELSE {function}({given.lexical}) END)"
    )
    return Text(sql, given.language)


def concatenation(scope: Scope, values: list[Value] | Value) -> Value:
    """CONCAT; keeps a language that all have."""
    given = [text(one, scope) for one in values] if isinstance(values, list) else []
    parts = [one for one in given if one is not None]
    if len(parts) < len(given):
        return UNBOUND
    if not parts:
        return Text("''")
    tags = {one.language for one in parts}
    if tags == {"NULL"}:
        return Text(f"({' || '.join(one.lexical for one in parts)})")
    first = parts[0].language
    alike = " AND ".join(f"{one.language} = {first}" for one in parts)
    return Text(
        f"({' || '.join(one.lexical for one in parts)})", f"(CASE WHEN {alike} THEN {first} END)"
    )


def _compatible(left: Text, right: Text) -> str:
    """SQL: section 17.4.3.1.2, argument compatibility rules."""
    return f"({right.language} IS NULL OR coalesce({right.language} = {left.language}, FALSE))"


def test(function: str) -> Callable[[Scope, Value, Value], Value]:
    """CONTAINS, STRSTARTS, STRENDS: by the DuckDB function of two texts."""

    def tested(scope: Scope, value: Value, part: Value) -> Value:
        left, right = text(value, scope), text(part, scope)
        if left is None or right is None:
            return UNBOUND
        found = f"{function}({left.lexical}, {right.lexical})"
        return Truth(f"(CASE WHEN {_compatible(left, right)} THEN {found} END)")

    return tested


def _around(left: Text, right: Text, found: str) -> Text:
    """``found`` in the language of the whole, or "" where the part does not occur."""
    contained = f"contains({left.lexical}, {right.lexical})"
    sql = (
        f"(CASE WHEN {_compatible(left, right)} THEN"
        f" CASE WHEN {contained} THEN {found} WHEN NOT {contained} THEN '' END END)"
    )
    return Text(sql, f"(CASE WHEN {contained} THEN {left.language} END)")


def before(scope: Scope, value: Value, part: Value) -> Value:
    """STRBEFORE."""
    left, right = text(value, scope), text(part, scope)
    if left is None or right is None:
        return UNBOUND
    return _around(
        left, right, f"left({left.lexical}, strpos({left.lexical}, {right.lexical}) - 1)"
    )


def after(scope: Scope, value: Value, part: Value) -> Value:
    """STRAFTER."""
    left, right = text(value, scope), text(part, scope)
    if left is None or right is None:
        return UNBOUND
    behind = f"strpos({left.lexical}, {right.lexical}) + length({right.lexical})"
    return _around(left, right, f"substring({left.lexical}, {behind})")


def _stated(value: Value | None) -> str:
    """A text that has to stand in the query."""
    if value is None:
        return ""
    if isinstance(value, Constant) and isinstance(value.term, Literal):
        return value.term.value
    raise NotTranslatableError(
        "正規表現が、問い合わせの中に書かれた文字列ではありません。",
        "A regular expression is not a string that stands in the query.",
    )


def regex(scope: Scope, value: Value, pattern: Value, flags: Value | None) -> Value:
    """REGEX; the pattern stands in the query or is a parameter."""
    given = text(value, scope)
    if given is None:
        return UNBOUND
    expression = _re2(compiled(_stated(pattern), _stated(flags)))
    return Truth(f"regexp_matches({given.lexical}, {text_sql(expression)})")


def replaced(
    scope: Scope, value: Value, pattern: Value, replacement: Value, *flags: Value | None
) -> Value:
    """REPLACE, everywhere; pattern and replacement stand in the query or are parameters."""
    given = text(value, scope)
    if given is None:
        return UNBOUND
    found = compiled(_stated(pattern), "".join(map(_stated, flags)))
    expression, written = _re2(found), replaced_by(_stated(replacement), found)
    sql = f"regexp_replace({given.lexical}, {text_sql(expression)}, {text_sql(written)}, 'g')"
    return Text(sql, given.language)


def _re2(pattern: Pattern) -> str:
    if pattern.re2 is None:
        raise unsupported(pattern.source)
    return pattern.re2
