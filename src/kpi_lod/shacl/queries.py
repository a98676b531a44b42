"""Constraints whose rule is a query, run as a set (SHACL 1.0, sections 5.3 and 6.2).

In: the constraints of a plan that carry a query. Out: rows of ``violation``. Queries are translated
before anything runs, because their constants must be interned first. What cannot be run as a set is
run for one focus node after the other, that constraint alone, with a remark that says why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import duckdb
from pyoxigraph import NamedNode

from kpi_lod.columns.terms import read_term
from kpi_lod.errors import KpiLodError
from kpi_lod.shacl.custom import all_queries
from kpi_lod.shacl.evaluation import Evaluation
from kpi_lod.shacl.model import Query
from kpi_lod.shacl.plan import Numbered
from kpi_lod.shacl.results import Term
from kpi_lod.shacl.shapes_graph import MalformedShapeError, Node, ShapesGraph
from kpi_lod.shacl.translations import Translation, check, translation
from kpi_lod.shacl.vocabulary_check import explained, remark, remark_text

if TYPE_CHECKING:
    from kpi_lod.shacl.one_by_one import Answer

PLACEHOLDER = re.compile(r"\{[?$](\w+)\}")
"""A variable in a message, as ``{?value}`` (SHACL 1.0, section 5.3.2)."""


_STOPPED = re.compile(r"kpi-lod: ([^\n]*)")
"""What our SQL says where it ends a run on purpose."""


class Queries:
    """The queries of one run."""

    def __init__(self, evaluation: Evaluation, graph: ShapesGraph) -> None:
        self.evaluation = evaluation
        self.graph = graph
        self.tables = evaluation.tables
        self.translated = [
            (one, one.constraint.query, self._translation(one, one.constraint.query))
            for one in evaluation.plan.constraints
            if one.constraint.query is not None
        ]
        self.remarks: list[str] = []
        self._variables: dict[int, tuple[str, ...]] = {}
        self._shared: dict[str, str] = {}
        self._check_the_others()
        self._intern_constants()

    def _translation(self, one: Numbered, query: Query) -> Translation:
        try:
            return translation(query, self._constants(one, query))
        except KpiLodError as error:
            raise explained(self._placed(error, self._node(one)), self.graph) from None

    def _constants(self, one: Numbered, query: Query) -> dict[str, Term]:
        """The pre-bound variables that are the same at all focus nodes."""
        constants = dict(query.bound)
        if "currentShape" in query.text:
            constants["currentShape"] = self.evaluation.plan.shapes[one.shape - 1].node
        return constants

    def _check_the_others(self) -> None:
        """Queries that no shape reaches must not hold what is forbidden either (appendix A)."""
        seen = {query.template or query.text for _, query, _ in self.translated}
        try:
            for node, query in all_queries(self.graph):
                if (query.template or query.text) not in seen:
                    self._check(node, query)
        except MalformedShapeError as error:
            raise explained(error, self.graph) from None

    def _check(self, node: Node, query: Query) -> None:
        try:
            check(query, query.bound)
        except KpiLodError as error:
            raise explained(self._placed(error, node), self.graph) from None

    def _placed(self, error: KpiLodError, node: Node) -> KpiLodError:
        where = self._place(node)
        error.add(f"（シェイプ {where}）", f" (shape {where})")
        return error

    def _node(self, one: Numbered) -> Node:
        """The node at which a constraint is told to stand."""
        return one.constraint.node or self.evaluation.plan.shapes[one.shape - 1].node

    def _place(self, node: Node) -> str:
        from kpi_lod.shacl.shape_places import place  # noqa: PLC0415  (only where one is told)

        return place(self.graph, node)

    def _intern_constants(self) -> None:
        """All at once: asking for one alone is as dear as for all."""
        texts = {text for _, _, one in self.translated for text in one.terms.values()}
        terms = {text: read_term(text) for text in sorted(texts)}
        ids = self.tables.add(terms.values())
        self.ids = {text: ids[term] for text, term in terms.items()}

    def find_violations(self) -> None:
        """Add what the queries find."""
        for one, query, made in self.translated:
            self._seed(one, query)
            if made.refused is not None:
                self._run_one_by_one(one, query, made.refused)
                continue
            try:
                self._run(one, query, made)
            except (duckdb.OutOfMemoryException, duckdb.InterruptException):
                raise
            except duckdb.Error as error:
                self._run_one_by_one(one, query, _inexact(error))

    def _seed(self, one: Numbered, query: Query) -> None:
        nodes = f"focus AS this, node AS value FROM value WHERE shape = {one.shape}"
        if not query.ask:
            nodes = f"node AS this FROM focus WHERE shape = {one.shape}"
        self.tables.run(f"CREATE OR REPLACE TEMP TABLE seed_{one.c} AS SELECT DISTINCT {nodes}")

    def _run(self, one: Numbered, query: Query, made: Translation) -> None:
        found = made.filled(f"seed_{one.c}", self.ids.__getitem__, self._relation)
        if query.ask:
            self._add_failing(one, found)
        else:
            self._add_found(one, found, made.variables, lambda name: f"q.v_{name}")

    def _add_failing(self, one: Numbered, holding: str) -> None:
        """``holding``: SQL of the seeds for which an ASK is true."""
        self.tables.run(f"""
INSERT INTO violation (shape, focus, value, path, c)
SELECT {one.shape}, s.this, s.value, NULL, {one.c} FROM seed_{one.c} s
WHERE NOT EXISTS (
    SELECT 1 FROM ({holding}) ok WHERE ok.this = s.this AND ok.value = s.value)""")

    def _add_found(
        self, one: Numbered, found: str, variables: tuple[str, ...], column: Callable[[str], str]
    ) -> None:
        """``found``: SQL of what a SELECT returns, ``column``: of a variable in it."""
        self._variables[one.c] = variables
        told = ", ".join(self._told(one, variables, column))
        self.tables.run(f"""
INSERT INTO violation
SELECT {one.shape}, q.this, {told}
FROM ({found}) q""")
        if "failure" in variables:
            self._raise_failure(one, variables)

    def _relation(self, sql: str) -> str:
        """The name of the table that holds a relation, made when the first query needs it."""
        if sql not in self._shared:
            name = f"shared_{len(self._shared)}"
            self.tables.run(f"CREATE TEMP TABLE {name} AS {sql}")
            self._shared[sql] = name
        return self._shared[sql]

    def _told(
        self, one: Numbered, variables: tuple[str, ...], column: Callable[[str], str]
    ) -> Iterator[str]:
        """The columns of ``violation`` behind the focus node."""
        at_itself = self.evaluation.plan.path(one.shape) is None and "value" not in variables
        yield "q.this" if at_itself else "NULL"
        yield "NULL"
        yield str(one.c)
        yield column("value") if "value" in variables else "NULL"
        yield column("path") if "path" in variables else "NULL"
        yield f"[{', '.join(map(column, variables))}]::VARCHAR[]"

    def _raise_failure(self, one: Numbered, variables: tuple[str, ...]) -> None:
        place = variables.index("failure") + 1
        failed = f"c = {one.c} AND starts_with(arguments[{place}], '\"true\"')"
        if self.tables.count(f"violation WHERE {failed}"):
            raise KpiLodError("sparql-failure", shape=self._place(self._node(one)))

    def _run_one_by_one(self, one: Numbered, query: Query, reason: tuple[str, str]) -> None:
        from kpi_lod.shacl.one_by_one import answer  # noqa: PLC0415  (only where one is left)

        ja, en = (text.rstrip("。.") for text in reason)
        self._remark(one, "one-by-one", reason_ja=ja, reason_en=en)
        seeds = self._seeds(one, query)
        texts = [tuple(seed[1::2]) for seed in seeds]
        try:
            found = answer(self.tables, query, self._constants(one, query), texts, self.graph)
        except KpiLodError as error:
            raise self._placed(error, self._node(one)) from None
        if found.alike:
            self._remark(one, "taken-for-one", found=found.alike)
        if found.long:
            self._remark(one, "long-numbers", found=found.long)
        self._add_solutions(one, query, seeds, found)

    def _remark(self, one: Numbered, key: str, **fields: object) -> None:
        self.remarks.append(remark_text(remark(key, shape=self._place(self._node(one)), **fields)))

    def _seeds(self, one: Numbered, query: Query) -> list[tuple[Any, ...]]:
        """Id and text of the focus node and, for ASK, of the value."""
        value = ", v.id, v.text" if query.ask else ""
        join = " JOIN term v ON v.id = s.value" if query.ask else ""
        return self.tables.rows(
            f"SELECT f.id, f.text{value} FROM seed_{one.c} s JOIN term f ON f.id = s.this{join}"
            " ORDER BY ALL"
        )

    def _add_solutions(
        self, one: Numbered, query: Query, seeds: list[tuple[Any, ...]], found: Answer
    ) -> None:
        at = [seeds[solution.seed] for solution in found.solutions]
        if query.ask:
            failing = {seed[::2] for seed in at}
            holding = [seed[::2] for seed in seeds if seed[::2] not in failing]
            self.tables.create("holding", "this INTEGER, value INTEGER", holding)
            self._add_failing(one, "SELECT * FROM holding")
            return
        self.tables.run(
            "CREATE OR REPLACE TEMP TABLE found AS"
            " SELECT unnest($1::INTEGER[]) AS this, unnest($2::VARCHAR[][]) AS v",
            [[seed[0] for seed in at], [list(one.texts) for one in found.solutions]],
        )
        place = {name: number for number, name in enumerate(found.variables, 1)}
        self._add_found(
            one, "SELECT * FROM found", found.variables, lambda name: f"q.v[{place[name]}]"
        )

    def variables(self, c: int) -> tuple[str, ...]:
        """The names of the variables in ``arguments`` of a constraint's rows."""
        return self._variables.get(c, ())


def _inexact(error: duckdb.Error) -> tuple[str, str]:
    """Why a translated query stopped; DuckDB's own words would tell nobody anything."""
    what = _STOPPED.search(str(error))
    if what is None and not isinstance(error, duckdb.DataError):
        return "翻訳した問い合わせが動きません", "its translation does not run"
    en = "a value of the data cannot be computed exactly"
    return "データの値を正確に計算できません", en if what is None else f"{en}: {what[1]}"


def filled(message: str, values: Mapping[str, Term]) -> str:
    """The message with its variables replaced by what the query bound."""

    def shown(found: re.Match[str]) -> str:
        value = values.get(found[1])
        if value is None:
            return found[0]
        return value.value if not isinstance(value, NamedNode) else f"<{value.value}>"

    return PLACEHOLDER.sub(shown, message)
