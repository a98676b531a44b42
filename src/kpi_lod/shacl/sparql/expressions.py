"""Operators of expressions: logic, comparison, arithmetic, EXISTS (SPARQL 1.1, section 17).

In: an expression of rdflib's algebra and its scope. Out: a value. SQL's three-valued AND, OR and
NOT are SPARQL's, NULL being the error (https://www.w3.org/TR/sparql11-query/#evaluation).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from typing import Any

from rdflib.term import Identifier, Variable

from kpi_lod.shacl.sparql import arithmetic, comparison
from kpi_lod.shacl.sparql.blocks import Scope
from kpi_lod.shacl.sparql.conversions import effective, number
from kpi_lod.shacl.sparql.errors import unsupported
from kpi_lod.shacl.sparql.functions import BUILTINS, CASTS
from kpi_lod.shacl.sparql.terms import oxigraph_term
from kpi_lod.shacl.sparql.values import (
    UNBOUND,
    Constant,
    Number,
    Truth,
    Value,
    bound,
    sql_parts,
)

Node = Any
"""A part of rdflib's algebra: a CompValue, or a term."""

Exists = Callable[[Node, Scope], str]
"""Graph pattern and scope → SQL that is TRUE where the pattern has a solution."""

_LONG = 1000
"""Characters of SQL beyond which a value gets columns."""


class Expressions:
    """Translates expressions; ``exists`` translates the graph patterns in them."""

    def __init__(self, exists: Exists) -> None:
        self._exists = exists

    def value(self, node: Node, scope: Scope) -> Value:
        """What an expression is worth."""
        if isinstance(node, Variable):
            return scope.value(str(node)) or UNBOUND
        if isinstance(node, Identifier):
            return Constant(oxigraph_term(node))
        name = getattr(node, "name", "")
        if operator := _OPERATORS.get(name):
            return _short(operator(self, node, scope), scope)
        if builtin := BUILTINS.get(name):
            given = [self._argument(_given(node, one), scope) for one in builtin.parameters]
            return _short(builtin.function(scope, *given), scope)
        raise unsupported(name.removeprefix("Builtin_") or repr(node)[:80])

    def _argument(self, node: Node, scope: Scope) -> Value | list[Value] | None:
        if node is None:
            return None
        if isinstance(node, Sequence) and not isinstance(node, Identifier):
            return [self.value(one, scope) for one in node]
        return self.value(node, scope)

    def condition(self, node: Node, scope: Scope) -> str:
        """SQL BOOLEAN: the effective boolean value of an expression."""
        return effective(self.value(node, scope), scope)

    def _connected(self, node: Node, scope: Scope, word: str) -> Truth:
        parts = [self.condition(one, scope) for one in (node.expr, *(node.other or ()))]
        return Truth(f"({f' {word} '.join(parts)})")

    def conjunction(self, node: Node, scope: Scope) -> Truth:
        """&&."""
        return self._connected(node, scope, "AND")

    def disjunction(self, node: Node, scope: Scope) -> Truth:
        """||."""
        return self._connected(node, scope, "OR")

    def negation(self, node: Node, scope: Scope) -> Truth:
        """!."""
        return Truth(f"(NOT {self.condition(node.expr, scope)})")

    def true(self, node: Node, scope: Scope) -> Truth:
        """What rdflib puts where there is no filter."""
        return Truth("TRUE")

    def constant(self, node: Node, scope: Scope) -> Value:
        """A filter that is one term."""
        return self.value(node.expr, scope)

    def relation(self, node: Node, scope: Scope) -> Truth:
        """=, !=, <, >, <=, >=, IN and NOT IN."""
        left = self.value(node.expr, scope)
        if node.op in ("IN", "NOT IN"):
            others = node.other if isinstance(node.other, list) else []
            found = comparison.one_of(left, [self.value(one, scope) for one in others], scope)
            return Truth(found if node.op == "IN" else f"(NOT {found})")
        return Truth(comparison.compared(node.op, left, self.value(node.other, scope), scope))

    def arithmetic(self, node: Node, scope: Scope) -> Value:
        """+, -, * and /, from left to right."""
        operands = [number(self.value(one, scope), scope) for one in (node.expr, *node.other)]
        if None in operands:
            return UNBOUND
        first, *more = [one for one in operands if one is not None]
        steps = zip(node.op, more, strict=True)
        return reduce(lambda left, step: _ARITHMETIC[step[0]](left, step[1]), steps, first)

    def negative(self, node: Node, scope: Scope) -> Value:
        """Unary minus."""
        operand = number(self.value(node.expr, scope), scope)
        return UNBOUND if operand is None else arithmetic.negative(operand)

    def positive(self, node: Node, scope: Scope) -> Value:
        """Unary plus."""
        return number(self.value(node.expr, scope), scope) or UNBOUND

    def bound(self, node: Node, scope: Scope) -> Truth:
        """BOUND: what is pre-bound is bound."""
        value = scope.value(str(node.arg))
        return Truth("FALSE" if value is None else bound(value))

    def exists(self, node: Node, scope: Scope) -> Truth:
        """EXISTS."""
        return Truth(self._exists(node.graph, scope))

    def not_exists(self, node: Node, scope: Scope) -> Truth:
        """NOT EXISTS."""
        return Truth(f"(NOT {self._exists(node.graph, scope)})")

    def cast(self, node: Node, scope: Scope) -> Value:
        """A call by IRI: the constructor functions of XML Schema (section 17.5)."""
        cast = CASTS.get(str(node.iri))
        if cast is None or len(node.expr) != 1:
            raise unsupported(f"<{node.iri}>")
        return cast(scope, self.value(node.expr[0], scope))


def _given(node: Node, parameter: str) -> Node:
    """An argument; CompValue.get() gives the parameter's name where there is none."""
    return node[parameter] if parameter in node else None  # noqa: SIM401


def _short(value: Value, scope: Scope) -> Value:
    """The value, in columns of its own where its SQL is long: what uses it repeats it often."""
    parts = sql_parts(value)
    if sum(map(len, parts.values())) < _LONG:
        return value
    columns = dict(zip(parts, scope.named(list(parts.values())), strict=True))
    return replace(value, **columns)  # type: ignore[arg-type]


_ARITHMETIC: Mapping[str, Callable[[Number, Number], Number]] = {
    "+": arithmetic.total,
    "-": arithmetic.difference,
    "*": arithmetic.product,
    "/": arithmetic.quotient,
}
_OPERATORS: Mapping[str, Callable[[Expressions, Node, Scope], Value]] = {
    "ConditionalAndExpression": Expressions.conjunction,
    "ConditionalOrExpression": Expressions.disjunction,
    "UnaryNot": Expressions.negation,
    "UnaryMinus": Expressions.negative,
    "UnaryPlus": Expressions.positive,
    "TrueFilter": Expressions.true,
    "ConstantFilter": Expressions.constant,
    "RelationalExpression": Expressions.relation,
    "AdditiveExpression": Expressions.arithmetic,
    "MultiplicativeExpression": Expressions.arithmetic,
    "Builtin_BOUND": Expressions.bound,
    "Builtin_EXISTS": Expressions.exists,
    "Builtin_NOTEXISTS": Expressions.not_exists,
    "Function": Expressions.cast,
}
