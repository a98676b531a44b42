"""Aggregates and GROUP BY (SPARQL 1.1, sections 11 and 18.5.1).

In: rdflib's AggregateJoin and the block it groups. Out: a block of groups. Focus nodes never mix:
pre-bound variables of the block are keys of every group.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rdflib.term import Variable

from kpi_lod.shacl.sparql import arithmetic
from kpi_lod.shacl.sparql.blocks import Block, Context, Scope
from kpi_lod.shacl.sparql.conversions import number, spelled, text
from kpi_lod.shacl.sparql.errors import unsupported
from kpi_lod.shacl.sparql.expressions import Expressions, Node
from kpi_lod.shacl.sparql.joining import wrapped
from kpi_lod.shacl.sparql.sql import refused
from kpi_lod.shacl.sparql.values import Constant, Number, Spelled, Stored, Text, Value, bound

_SCALE = 12
"""Decimal places that sums are made with; a number with more ends the run."""


@dataclass(slots=True)
class Grouping:
    """Translates one AggregateJoin; ``scope`` is that of the block to group."""

    context: Context
    expressions: Expressions
    scope: Scope

    def block(self, node: Node) -> Block:
        """The groups, one row each."""
        ungrouped = self.scope.blocks[0]
        rows = [one for one in self.context.rows if one in ungrouped.variables]
        keys = self._keys(node.p.expr or (), rows)
        results = {str(one.res): self._aggregate(one, keys) for one in node.A}
        columns: dict[str, Value] = {**keys, **results}
        grouped = _grouped(ungrouped, columns, list(keys.values()), self.context)
        block = grouped
        if rows and not node.p.expr:
            block = self._with_empty_groups(grouped, rows, node.A)
        # rdflib names the keys anew, by Extend.
        block.variables = {name: block.variables[name] for name in results}
        return block

    def _keys(self, conditions: Sequence[Node], rows: Sequence[str]) -> dict[str, Value]:
        keys: dict[str, Value] = {name: self.scope.blocks[0].variables[name] for name in rows}
        for place, condition in enumerate(conditions):
            name = str(condition) if isinstance(condition, Variable) else f" {place}"
            value = self.expressions.value(condition, self.scope)
            keys[name] = (
                value if isinstance(value, Stored | Constant) else spelled(value, self.scope)
            )
        return keys

    def _aggregate(self, node: Node, keys: Mapping[str, Value]) -> Value:
        if isinstance(node.vars, Variable) and str(node.vars) in keys and _is_sample(node):
            return keys[str(node.vars)]
        if node.vars == "*":
            if node.distinct:
                raise unsupported("COUNT(DISTINCT *)")
            return arithmetic.exact("CAST(count(*) AS HUGEINT)")
        aggregate = _AGGREGATES.get(node.name)
        if aggregate is None:
            raise unsupported(node.name.removeprefix("Aggregate_"))
        value = self.expressions.value(node.vars, self.scope)
        return aggregate(value, self.scope, bool(node.distinct))

    def _with_empty_groups(
        self, grouped: Block, rows: Sequence[str], nodes: Sequence[Node]
    ) -> Block:
        """Without GROUP BY there is one group for each focus node, were it empty."""
        block, alias = Block(), self.context.alias("s")
        block.table(f"(SELECT DISTINCT {', '.join(rows)} FROM {self.context.seed})", alias)
        seeds: dict[str, Value] = {name: Stored(f"{alias}.{name}") for name in rows}
        same = [f"{alias}.{name} = {_id(grouped.variables[name])}" for name in rows]
        (table,) = grouped.aliases
        relation = f"{grouped.only_relation()} {table}"
        block.left_join(relation, " AND ".join(same), grouped.aliases)
        block.variables = {**grouped.variables, **seeds}
        missing = f"{_id(grouped.variables[rows[0]])} IS NULL"
        for node in nodes:
            name, of_row = str(node.res), seeds.get(str(node.vars))
            value = block.variables[name]
            if of_row is not None and _is_sample(node):
                block.variables[name] = of_row
            elif isinstance(value, Number) and node.name in _ZERO_WHEN_EMPTY:
                block.variables[name] = _or_zero(value, missing)
        return block


def _id(value: Value) -> str:
    assert isinstance(value, Stored)
    return value.id


def _is_sample(node: Node) -> bool:
    return bool(node.name == "Aggregate_Sample")


def _grouped(
    block: Block, columns: Mapping[str, Value], keys: Sequence[Value], context: Context
) -> Block:
    inner = Block(block.joins, block.conditions, dict(columns), block.aliases)
    outer = wrapped(inner, columns, context)
    if keys:
        # By position: the keys come first, each in one column.
        positions = ", ".join(str(place + 1) for place in range(len(keys)))
        (alias,) = outer.aliases
        select = outer.only_relation().removesuffix(")")
        outer.joins = [f"{select} GROUP BY {positions}) {alias}"]
    return outer


def _or_zero(value: Number, missing: str) -> Number:
    def zero(sql: str) -> str:
        return f"(CASE WHEN {missing} THEN 0 ELSE {sql} END)"

    return Number(zero(value.kind), zero(value.unscaled), zero(value.scale), zero(value.double))


def _count(value: Value, scope: Scope, distinct: bool) -> Value:
    if not distinct:
        return arithmetic.exact(f"CAST(count(CASE WHEN {bound(value)} THEN 1 END) AS HUGEINT)")
    terms = value.id if isinstance(value, Stored) else spelled(value, scope).sql
    return arithmetic.exact(f"CAST(count(DISTINCT {terms}) AS HUGEINT)")


def _sum(value: Value, scope: Scope, distinct: bool) -> Value:
    given = _summable(value, scope, distinct)
    if given is None:
        return arithmetic.exact("CAST(CASE WHEN count(*) = 0 THEN 0 END AS HUGEINT)")
    # One error in a group makes the sum of the group an error.
    kind = f"(CASE WHEN count(*) = count({given.kind}) THEN coalesce(bit_or({given.kind}), 0) END)"
    unscaled = f"coalesce(sum({_common(given)}), 0)"
    double = f"coalesce(sum({given.double}), 0)"
    return Number(kind, unscaled, str(_SCALE), double)


def _summable(value: Value, scope: Scope, distinct: bool) -> Number | None:
    if distinct:
        raise unsupported("SUM(DISTINCT …)")
    return number(value, scope)


def _common(given: Number) -> str:
    """SQL: exact numbers at one scale."""
    finer = f"{given.scale} > {_SCALE}"
    power = f"CAST(rpad('1', CAST({_SCALE} - {given.scale} + 1 AS INTEGER), '0') AS HUGEINT)"
    error = refused("decimal places in a sum", given.scale)
    whole = arithmetic.held(given.unscaled, given)
    return (
        f"CASE WHEN {finer} THEN CAST({error} AS HUGEINT)"
        f" WHEN {given.kind} <= {arithmetic.DECIMAL} THEN {whole} * {power} END"
    )


def _average(value: Value, scope: Scope, distinct: bool) -> Value:
    total = _sum(value, scope, distinct)
    assert isinstance(total, Number)
    count = "CAST(count(*) AS HUGEINT)"
    kind = f"({total.kind} | {arithmetic.DECIMAL})"
    unscaled = f"CASE WHEN count(*) > 0 THEN ({total.unscaled} * 1000000) // {count} ELSE 0 END"
    double = f"CASE WHEN count(*) > 0 THEN {total.double} / count(*) ELSE 0 END"
    kind = f"(CASE WHEN count(*) = 0 THEN {arithmetic.INTEGER} ELSE {kind} END)"
    return Number(kind, f"({unscaled})", f"{_SCALE + 6}", f"({double})")


def _sample(value: Value, scope: Scope, distinct: bool) -> Value:
    if isinstance(value, Constant):
        return Spelled(f"min({spelled(value, scope).sql})")
    if isinstance(value, Stored):
        return Stored(f"min({value.id})", nullable=True, resource=value.resource)
    return Spelled(f"min({spelled(value, scope).sql})")


def _extreme(function: str) -> Callable[[Value, Scope, bool], Value]:
    """MIN and MAX of numbers, or of strings; a group of other values ends the run."""

    def extreme(value: Value, scope: Scope, distinct: bool) -> Value:
        given = number(value, scope)
        words = text(value, scope)
        if given is None and words is None:
            raise unsupported(function.upper())
        term = value.id if isinstance(value, Stored) else spelled(value, scope).sql
        return _Extreme(function, term, bound(value), given, words).value(isinstance(value, Stored))

    return extreme


@dataclass(frozen=True, slots=True)
class _Extreme:
    function: str
    term: str
    bound: str
    number: Number | None
    text: Text | None

    def value(self, is_stored: bool) -> Value:
        """The term whose value is the least or greatest of its group."""
        cases = [*self._of_numbers(), *self._of_texts()]
        shown = f"any_value(CAST({self.term} AS VARCHAR))"
        error = refused(f"{self.function} of mixed values", shown)
        # An error or an unbound value in a group is an error of MIN and MAX.
        missing = f"count(*) > count(CASE WHEN {self.bound} THEN 1 END)"
        sql = f"(CASE WHEN {missing} THEN NULL {' '.join(cases)} ELSE {error} END)"
        return Stored(sql, nullable=True) if is_stored else Spelled(sql)

    def _of_numbers(self) -> list[str]:
        if self.number is None:
            return []
        exact = f"{self.number.kind} <= {arithmetic.DECIMAL}"
        all_exact = f"count(*) = count(CASE WHEN {exact} THEN 1 END)"
        best = f"arg_{self.function}({self.term}, {_common(self.number)})"
        return [f"WHEN {all_exact} THEN {best}"]

    def _of_texts(self) -> list[str]:
        if self.text is None:
            return []
        plain = f"{self.text.lexical} IS NOT NULL AND {self.text.language} IS NULL"
        all_plain = f"count(*) = count(CASE WHEN {plain} THEN 1 END)"
        return [f"WHEN {all_plain} THEN arg_{self.function}({self.term}, {self.text.lexical})"]


_ZERO_WHEN_EMPTY = ("Aggregate_Count", "Aggregate_Sum", "Aggregate_Avg")
_AGGREGATES: Mapping[str, Callable[[Value, Scope, bool], Value]] = {
    "Aggregate_Count": _count,
    "Aggregate_Sum": _sum,
    "Aggregate_Avg": _average,
    "Aggregate_Min": _extreme("min"),
    "Aggregate_Max": _extreme("max"),
    "Aggregate_Sample": _sample,
}
