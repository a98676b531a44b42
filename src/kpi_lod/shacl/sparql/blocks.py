"""A graph pattern as one SELECT that is still growing, and where its expressions find values.

In: tables, conditions, variables. Out: SQL. Blocks are kept flat as long as they can be, so that
DuckDB sees all joins of a query at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from pyoxigraph import NamedNode

from kpi_lod.columns.terms import Term
from kpi_lod.shacl.sparql.errors import NotTranslatableError
from kpi_lod.shacl.sparql.sql import aliases
from kpi_lod.shacl.sparql.stages import Join, Stage, staged
from kpi_lod.shacl.sparql.stars import starred
from kpi_lod.shacl.sparql.values import Constant, Stored, Value

_ONE_ROW = "(SELECT 0 AS nothing) unit"
"""What the pattern {} matches: once, binding nothing."""


@dataclass(slots=True)
class Context:
    """What all parts of one translation share.

    ``rows``: the pre-bound variables that differ by row, columns of the relation ``seed``.
    ``shared``: SQL of a relation that is worked out once → its name.
    """

    seed: str
    rows: tuple[str, ...]
    constants: dict[str, Term]
    intern: Callable[[Term], int]
    shared: Callable[[str], str]
    _ids: dict[Term, int] = field(default_factory=dict)
    _count: int = 0

    def alias(self, letter: str) -> str:
        """A name that is used nowhere else; not with the letters g and x."""
        self._count += 1
        return f"{letter}{self._count}"

    def id(self, term: Term) -> int:
        """The id of a constant term."""
        if term not in self._ids:
            self._ids[term] = self.intern(term)
        return self._ids[term]

    def ids(self, terms: Iterable[NamedNode]) -> str:
        """The ids of terms, as SQL lists them."""
        return ", ".join(str(self.id(term)) for term in terms)


@dataclass(slots=True)
class Block:
    """FROM and WHERE of a SELECT, and what each variable is in it."""

    joins: list[Join] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)
    variables: dict[str, Value] = field(default_factory=dict)
    aliases: set[str] = field(default_factory=set)
    _lookups: dict[tuple[str, str], str] = field(default_factory=dict)

    def table(self, relation: str, alias: str) -> None:
        """Add a relation, joined by conditions to come."""
        self.joins.append(f"CROSS JOIN {relation} {alias}" if self.joins else f"{relation} {alias}")
        self.aliases.add(alias)

    def only_relation(self) -> str:
        """The relation of a block of one table, without its alias."""
        (join,), (alias,) = self.joins, self.aliases
        assert isinstance(join, str)
        return join.removesuffix(f" {alias}")

    def left_join(self, relation: str, condition: str, names: Iterable[str]) -> None:
        """Add a relation whose rows may be missing."""
        if not self.joins:
            self.joins.append(_ONE_ROW)
        self.joins.append(f"LEFT JOIN {relation} ON {condition}")
        self.aliases.update(names)

    def lookup(self, table: str, column: str, sql: str, context: Context) -> str:
        """The alias of the row of ``table`` whose ``column`` equals ``sql``; NULLs if none."""
        key = (f"{table}.{column}", sql)
        if key not in self._lookups:
            alias = context.alias("l")
            self.left_join(f"{table} {alias}", f"{alias}.{column} = {sql}", [alias])
            self._lookups[key] = alias
        return self._lookups[key]

    def columns(self, expressions: Sequence[str], context: Context) -> list[str]:
        """Columns that hold what expressions give in each row."""
        key = ("", ", ".join(expressions))
        if key not in self._lookups:
            alias = context.alias("k")
            self.joins.append(Stage(alias, tuple(expressions), frozenset(self.aliases)))
            self.aliases.add(alias)
            self._lookups[key] = alias
        return [f"{self._lookups[key]}.v{place}" for place in range(len(expressions))]

    def absorb(self, other: Block) -> None:
        """Put the tables and conditions of another block beside one's own."""
        first, *more = other.joins or [_ONE_ROW]
        if not self.joins:
            self.joins.append(first)
        elif first != _ONE_ROW:
            self.joins.append(f"CROSS JOIN {first}")
        below = self.aliases
        self.joins += [
            replace(one, below=one.below | below) if isinstance(one, Stage) else one for one in more
        ]
        self.conditions += other.conditions
        self.aliases |= other.aliases
        self._lookups |= other._lookups

    def sql(self, columns: Sequence[str], context: Context, *, distinct: bool = False) -> str:
        """The SELECT of some columns."""

        def select(joins: Sequence[str], conditions: Sequence[str], columns: Sequence[str]) -> str:
            return _select("SELECT", *starred(joins, conditions, columns, context.shared))

        joins, conditions, shown = staged(self.joins, self.conditions, columns, select)
        verb = "SELECT DISTINCT" if distinct else "SELECT"
        return _select(verb, *starred(joins, conditions, shown, context.shared))


def _select(
    verb: str, joins: Sequence[str], conditions: Sequence[str], columns: Sequence[str]
) -> str:
    parts = [verb, ", ".join(columns) or "1 AS nothing"]
    if joins:
        parts += ["FROM", " ".join(joins)]
    if conditions:
        parts += ["WHERE", " AND ".join(f"({one})" for one in conditions)]
    return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an expression stands: blocks, nearest first; the later ones surround an EXISTS.

    ``with_stages``: whether expressions may get columns of their own.
    """

    context: Context
    blocks: tuple[Block, ...]
    with_stages: bool = True

    def inside(self, block: Block) -> Scope:
        """The scope of a block within an EXISTS of this scope."""
        return replace(self, blocks=(block, *self.blocks))

    def value(self, name: str) -> Value | None:
        """What a variable is here, None for one that is bound nowhere."""
        if name in self.context.constants:
            return Constant(self.context.constants[name])
        found = (one.variables[name] for one in self.blocks if name in one.variables)
        return next(found, None)

    def lookup(self, table: str, sql: str, *, column: str = "id") -> str:
        """The alias of a row of ``table``, joined where all that ``sql`` names is at hand."""
        names = aliases(sql)
        for block in self.blocks:
            if names <= block.aliases:
                return block.lookup(table, column, sql, self.context)
        raise NotTranslatableError(
            "一つの式が OPTIONAL や EXISTS の内と外の値を選び分けています。",
            "An expression chooses between values inside and outside of OPTIONAL or EXISTS.",
        )

    def named(self, expressions: Sequence[str]) -> Sequence[str]:
        """Columns for expressions that others repeat; the expressions where there can be none."""
        names = aliases(" ".join(expressions))
        if not self.with_stages:
            return expressions
        owners = [one for one in self.blocks if one.joins and names <= one.aliases]
        return owners[0].columns(expressions, self.context) if owners else expressions

    def term(self, stored: Stored) -> str:
        """The alias of the row of ``term``."""
        return self.lookup("term", stored.id)

    def literal(self, stored: Stored) -> str:
        """The alias of the row of ``literal``; NULLs where the term is no literal."""
        return self.lookup("literal", stored.id)
