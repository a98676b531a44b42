"""Values of one variable from two places: equal, or one of them unbound (SPARQL 1.1, section 18.3).

In: blocks and values. Out: conditions, values, blocks of one table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kpi_lod.shacl.sparql.blocks import Block, Context, Scope
from kpi_lod.shacl.sparql.conversions import spelled, stored
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
    sql_parts,
)


def compatible(left: Value, right: Value, scope: Scope) -> tuple[str, Value]:
    """Condition under which two solutions agree on a variable, and what it then is."""
    if isinstance(left, Stored | Constant) and isinstance(right, Stored | Constant):
        return _compatible_ids(stored(left, scope), stored(right, scope))
    first, second = spelled(left, scope).sql, spelled(right, scope).sql
    condition = f"{first} = {second} OR {first} IS NULL OR {second} IS NULL"
    return condition, Spelled(f"coalesce({first}, {second})")


def _compatible_ids(left: Stored, right: Stored) -> tuple[str, Value]:
    either = left.resource or right.resource
    if not left.nullable and not right.nullable:
        return f"{left.id} = {right.id}", replace(left, resource=either)
    unbound = " OR ".join(f"{one.id} IS NULL" for one in (left, right) if one.nullable)
    both = Stored(
        f"coalesce({left.id}, {right.id})",
        nullable=left.nullable and right.nullable,
        resource=left.resource and right.resource,
    )
    return f"{left.id} = {right.id} OR {unbound}", both


def joined(left: Block, right: Block, scope: Scope) -> Block:
    """Both patterns in one block; ``scope`` is that of ``left``."""
    left.absorb(right)
    for name, value in right.variables.items():
        if name in left.variables:
            condition, value = compatible(left.variables[name], value, scope)  # noqa: PLW2901
            left.conditions.append(condition)
        left.variables[name] = value
    return left


def wrapped(
    block: Block, names: Iterable[str], context: Context, *, distinct: bool = False
) -> Block:
    """The block as one sub-select of some variables, in the columns of its only table."""
    alias = context.alias("q")
    outer = Block()
    columns: list[str] = []
    for name in names:
        exported, outer.variables[name] = _exported(block, block.variables[name], alias, context)
        columns += exported
    outer.table(f"({block.sql(columns, context, distinct=distinct)})", alias)
    return outer


def _exported(block: Block, value: Value, alias: str, context: Context) -> tuple[list[str], Value]:
    if isinstance(value, Constant):
        value = stored(value, Scope(context, (block,)))
    columns, inside = [], {}
    for field, sql in sql_parts(value).items():
        name = context.alias("c")
        columns.append(
            f"CAST({sql} AS VARCHAR) AS {name}" if field == "language" else f"{sql} AS {name}"
        )
        inside[field] = f"{alias}.{name}"
    return columns, replace(value, **inside)  # type: ignore[arg-type]


def union(branches: Sequence[Block], context: Context, outer: tuple[Block, ...]) -> Block:
    """The solutions of all blocks, one after the other."""
    names = sorted({name for one in branches for name in one.variables})
    for name in names:
        values = [one.variables.get(name, UNBOUND) for one in branches]
        for branch, value in zip(
            branches, _of_one_kind(values, branches, context, outer), strict=True
        ):
            branch.variables[name] = value
    parts = [wrapped(one, names, context) for one in branches]
    first = parts[0]
    selects = " UNION ALL ".join(part.only_relation() for part in parts)
    (alias,) = first.aliases
    first.joins = [f"({selects}) {alias}"]
    for name in names:
        first.variables[name] = _merged([part.variables[name] for part in parts])
    return first


def _merged(values: Sequence[Value]) -> Value:
    """The columns of the first, with what holds of all."""
    first = values[0]
    if not isinstance(first, Stored):
        return first
    terms = [one for one in values if isinstance(one, Stored)]
    return replace(
        first,
        nullable=any(one.nullable for one in terms),
        resource=all(one.resource for one in terms),
    )


def _of_one_kind(
    values: Sequence[Value], branches: Sequence[Block], context: Context, outer: tuple[Block, ...]
) -> Sequence[Value]:
    scopes = [Scope(context, (one, *outer)) for one in branches]
    pairs = list(zip(values, scopes, strict=True))
    if all(isinstance(one, Stored | Constant) for one in values):
        return [stored(one, scope) for one, scope in pairs if isinstance(one, Stored | Constant)]
    if len({type(one) for one in values}) == 1:
        return values
    return [spelled(one, scope) for one, scope in pairs]


def as_terms(block: Block, names: Iterable[str], scope: Scope) -> None:
    """Make computed variables comparable as terms: 1.0 and 1.00 are one decimal once computed."""
    for name in names:
        value = block.variables[name]
        if isinstance(value, Number | Text | Truth | Iri):
            block.variables[name] = spelled(value, scope)
