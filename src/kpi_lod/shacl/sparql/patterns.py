"""Graph patterns as blocks of SQL (SPARQL 1.1, section 18, https://www.w3.org/TR/sparql11-query/).

In: rdflib's algebra. Out: blocks. Pre-bound variables are substituted everywhere (SHACL 1.0,
appendix A): those with one value are constants; those that differ by row join the seed wherever a
pattern leaves them open. In an EXISTS all variables of the solution at hand are substituted
(section 18.6), which in SQL is a correlated sub-select.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rdflib.paths import InvPath, Path, SequencePath
from rdflib.term import BNode, Identifier, Variable

from kpi_lod.shacl.sparql.aggregates import Grouping
from kpi_lod.shacl.sparql.blocks import Block, Context, Scope
from kpi_lod.shacl.sparql.conversions import by_text
from kpi_lod.shacl.sparql.errors import NotTranslatableError, unsupported
from kpi_lod.shacl.sparql.expressions import Expressions, Node
from kpi_lod.shacl.sparql.guard import mentioned, refused
from kpi_lod.shacl.sparql.joining import as_terms, compatible, joined, union, wrapped
from kpi_lod.shacl.sparql.paths import Ends, Step, path_relation
from kpi_lod.shacl.sparql.terms import oxigraph_term
from kpi_lod.shacl.sparql.values import Constant, Stored, Value, bound


@dataclass(slots=True)
class Patterns:
    """Translates graph patterns; ``outer``: the blocks around the EXISTS that this is in."""

    context: Context
    outer: tuple[Block, ...] = ()
    expressions: Expressions = field(init=False)

    def __post_init__(self) -> None:
        self.expressions = Expressions(self.exists)

    def scope(self, block: Block) -> Scope:
        """Where the expressions of a block stand."""
        return Scope(self.context, (block, *self.outer))

    def block(self, node: Node) -> Block:
        """The block of a part of the algebra."""
        form = _FORMS.get(node.name)
        if form is None:
            raise unsupported(node.name)
        return form(self, node)

    def exists(self, graph: Node, scope: Scope) -> str:
        """SQL: whether a pattern has a solution that agrees with the one at hand."""
        inner = Patterns(self.context, scope.blocks).block(graph)
        return f"EXISTS ({inner.sql([], self.context)})"

    # Pre-bound variables

    def open_rows(self, names: Iterable[str], block: Block) -> list[str]:
        """Those of the pre-bound variables among ``names`` that nothing here binds."""
        scope, wanted = self.scope(block), set(names)
        return [one for one in self.context.rows if one in wanted and scope.value(one) is None]

    def seed(self, block: Block, names: Iterable[str]) -> None:
        """Bind those pre-bound variables among ``names`` that the block leaves open."""
        missing = self.open_rows(names, block)
        if missing:
            self.restrict(block, missing)

    def restrict(self, block: Block, names: Sequence[str]) -> None:
        """Join the seed, for ``names`` and all the block has of it."""
        known = [one for one in self.context.rows if one in block.variables]
        columns = [one for one in self.context.rows if one in names or one in known]
        alias = self.context.alias("s")
        block.table(f"(SELECT DISTINCT {', '.join(columns)} FROM {self.context.seed})", alias)
        for name in columns:
            column: Value = Stored(f"{alias}.{name}")
            if name in known:
                condition, column = compatible(block.variables[name], column, self.scope(block))
                block.conditions.append(condition)
            block.variables[name] = column

    # Basic graph patterns

    def bgp(self, node: Node) -> Block:
        """Triple patterns."""
        block = Block()
        for subject, predicate, object_ in node.triples:
            self._triple(block, subject, predicate, object_)
        return block

    def _triple(
        self, block: Block, subject: Identifier, predicate: Step, object_: Identifier
    ) -> None:
        if isinstance(predicate, InvPath):
            self._triple(block, object_, predicate.arg, subject)
        elif isinstance(predicate, SequencePath):
            between = [Variable(f" {self.context.alias('n')}") for _ in predicate.args[1:]]
            ends = [subject, *between, object_]
            for step, start, end in zip(predicate.args, ends[:-1], ends[1:], strict=True):
                self._triple(block, start, step, end)
        elif isinstance(predicate, Path):
            self._path(block, subject, predicate, object_)
        else:
            alias = self.context.alias("t")
            block.table("triple", alias)
            self._place(block, subject, Stored(f"{alias}.s", resource=True))
            self._place(block, predicate, Stored(f"{alias}.p", resource=True))
            self._place(block, object_, Stored(f"{alias}.o"))

    def _path(self, block: Block, subject: Identifier, path: Path, object_: Identifier) -> None:
        alias = self.context.alias("t")
        ends = Ends(self._known_end(subject), self._known_end(object_))
        block.table(f"({path_relation(path, self.context, ends)})", alias)
        self._place(block, subject, Stored(f"{alias}.s"))
        self._place(block, object_, Stored(f"{alias}.o"))

    def _known_end(self, term: Identifier) -> str | None:
        """SQL of the ids that an end of a path is among, for constants and pre-bound variables."""
        if isinstance(term, Variable) and str(term) in self.context.rows:
            return f"SELECT DISTINCT {term} FROM {self.context.seed}"
        constant = self._constant(term)
        return None if constant is None else f"SELECT {constant}"

    def _constant(self, term: Identifier) -> int | None:
        if isinstance(term, Variable):
            bound_to = self.context.constants.get(str(term))
            return None if bound_to is None else self.context.id(bound_to)
        return None if isinstance(term, BNode) else self.context.id(oxigraph_term(term))

    def _place(self, block: Block, term: Identifier, column: Stored) -> None:
        """What a column of a triple pattern must be, or which variable it binds."""
        constant = self._constant(term)
        if constant is not None:
            block.conditions.append(f"{column.id} = {constant}")
            return
        name = f"_:{term}" if isinstance(term, BNode) else str(term)
        if name in block.variables:
            condition, value = compatible(block.variables[name], column, self.scope(block))
            block.conditions.append(condition)
            block.variables[name] = value
            return
        around = self.scope(block).value(name)
        if around is not None:
            self._substitute(block, around, column)
        if around is None or _may_be_unbound(around):
            block.variables[name] = column

    def _substitute(self, block: Block, around: Value, column: Stored) -> None:
        """A variable that the solution around an EXISTS binds."""
        known = by_text(around, Scope(self.context, self.outer))
        condition = f"{column.id} = {known.id}"
        if _may_be_unbound(around):
            condition += f" OR NOT {bound(around)}"
        block.conditions.append(condition)

    # Operators

    def join(self, node: Node) -> Block:
        """Join: groups and triple patterns in one group."""
        left, right = self.block(node.p1), self.block(node.p2)
        return joined(left, right, self.scope(left))

    def left_join(self, node: Node) -> Block:
        """LeftJoin: OPTIONAL, its filter included."""
        left, inner = self.block(node.p1), self.block(node.p2)
        self.seed(left, [*inner.variables, *mentioned(node.expr)])
        right = wrapped(inner, inner.variables, self.context)
        shared = [name for name in right.variables if name in left.variables]
        scope = Scope(self.context, (left, right, *self.outer), with_stages=False)
        conditions, merged = [], dict(left.variables)
        for name in shared:
            condition, merged[name] = compatible(left.variables[name], right.variables[name], scope)
            conditions.append(condition)
        if any(
            _may_be_unbound(left.variables[name]) for name in mentioned(node.expr) & set(shared)
        ):
            raise NotTranslatableError(
                "OPTIONAL の FILTER が、どちら側で決まるか分からない変数を見ています。",
                "The FILTER of an OPTIONAL looks at a variable that either side may bind.",
            )
        conditions.append(self.expressions.condition(node.expr, scope))
        relation = " ".join(one for one in right.joins if isinstance(one, str))
        relation = f"({relation})" if len(right.joins) > 1 else relation
        left.left_join(relation, " AND ".join(f"({one})" for one in conditions), right.aliases)
        for name, value in right.variables.items():
            if name not in shared:
                left.variables[name] = _optional(value)
            elif _may_be_unbound(left.variables[name]):
                left.variables[name] = merged[name]
        return left

    def union(self, node: Node) -> Block:
        """Union."""
        branches = [self.block(one) for one in _alternatives(node)]
        names = {name for one in branches for name in one.variables}
        for branch in branches:
            self.seed(branch, names)
        return union(branches, self.context, self.outer)

    def filter(self, node: Node) -> Block:
        """Filter."""
        block = self.block(node.p)
        self.seed(block, mentioned(node.expr))
        block.conditions.append(self.expressions.condition(node.expr, self.scope(block)))
        return block

    def extend(self, node: Node) -> Block:
        """Extend: BIND and (expression AS ?variable)."""
        block, name = self.block(node.p), str(node.var)
        if name in block.variables:
            raise refused("as", f"AS ?{name}", name=name)
        self.seed(block, mentioned(node.expr))
        block.variables[name] = self.expressions.value(node.expr, self.scope(block))
        return block

    # Sub-selects

    def select(self, node: Node) -> Block:
        """ToMultiSet of a sub-select."""
        if self.outer:
            raise unsupported("SELECT in EXISTS")
        return self.block(node.p)

    def project(self, node: Node) -> Block:
        """Project."""
        block, names = self.block(node.p), [str(one) for one in node.PV]
        self.seed(block, names)
        block.variables = {one: block.variables[one] for one in names if one in block.variables}
        return block

    def distinct(self, node: Node) -> Block:
        """Distinct."""
        block = self.block(node.p)
        as_terms(block, block.variables, self.scope(block))
        return wrapped(block, block.variables, self.context, distinct=True)

    def same(self, node: Node) -> Block:
        """What changes nothing here: the order of solutions, and REDUCED."""
        return self.block(node.p)

    def aggregation(self, node: Node) -> Block:
        """AggregateJoin over Group."""
        block = self.block(node.p.p)
        self.seed(block, mentioned([one.vars for one in node.A]) | mentioned(node.p.expr))
        return Grouping(self.context, self.expressions, self.scope(block)).block(node)


def _alternatives(node: Node) -> list[Node]:
    """The branches of a union of unions."""
    if node.name != "Union":
        return [node]
    return [*_alternatives(node.p1), *_alternatives(node.p2)]


def _may_be_unbound(value: Value) -> bool:
    return not (isinstance(value, Constant) or (isinstance(value, Stored) and not value.nullable))


def _optional(value: Value) -> Value:
    return replace(value, nullable=True) if isinstance(value, Stored) else value


_FORMS: Mapping[str, Callable[[Patterns, Node], Block]] = {
    "BGP": Patterns.bgp,
    "Join": Patterns.join,
    "LeftJoin": Patterns.left_join,
    "Union": Patterns.union,
    "Filter": Patterns.filter,
    "Extend": Patterns.extend,
    "ToMultiSet": Patterns.select,
    "Project": Patterns.project,
    "Distinct": Patterns.distinct,
    "Reduced": Patterns.same,
    "OrderBy": Patterns.same,
    "AggregateJoin": Patterns.aggregation,
}
