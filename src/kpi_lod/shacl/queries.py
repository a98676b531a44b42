"""Constraints whose rule is a query, run as a set (SHACL 1.0, sections 5.3 and 6.2).

In: the constraints of a plan that carry a query. Out: rows of ``violation``. Queries are translated
before anything runs, because their constants must be interned first. What cannot be run as a set is
left to the reference engine, for that constraint alone, with a remark that says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import duckdb
from pyoxigraph import NamedNode

from kpi_lod.columns.terms import read_term
from kpi_lod.errors import KpiLodError
from kpi_lod.shacl.evaluation import Evaluation
from kpi_lod.shacl.model import Query
from kpi_lod.shacl.plan import Numbered
from kpi_lod.shacl.results import Term
from kpi_lod.shacl.shapes_graph import ShapesGraph
from kpi_lod.shacl.translations import Translation, translation
from kpi_lod.shacl.vocabulary_check import explained, remark, remark_text

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
        self._shared: dict[str, str] = {}
        self._intern_constants()

    def _translation(self, one: Numbered, query: Query) -> Translation:
        constants = dict(query.bound)
        if "currentShape" in query.text:
            constants["currentShape"] = self.evaluation.plan.shapes[one.shape - 1].node
        try:
            return translation(query, constants)
        except KpiLodError as error:
            raise explained(self._placed(error, one), self.graph) from None

    def _placed(self, error: KpiLodError, one: Numbered) -> KpiLodError:
        where = self._place(one)
        error.add(f"（シェイプ {where}）", f" (shape {where})")
        return error

    def _place(self, one: Numbered) -> str:
        from kpi_lod.shacl.shape_places import place  # noqa: PLC0415  (only where one is told)

        shape = self.evaluation.plan.shapes[one.shape - 1].node
        return place(self.graph, one.constraint.node or shape)

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
                self._leave_to_reference(one, made.refused)
                continue
            try:
                self._run(one, query, made)
            except (duckdb.OutOfMemoryException, duckdb.InterruptException):
                raise
            except duckdb.Error as error:
                self._leave_to_reference(one, _inexact(error))

    def _seed(self, one: Numbered, query: Query) -> None:
        nodes = f"focus AS this, node AS value FROM value WHERE shape = {one.shape}"
        if not query.ask:
            nodes = f"node AS this FROM focus WHERE shape = {one.shape}"
        self.tables.run(f"CREATE OR REPLACE TEMP TABLE seed_{one.c} AS SELECT DISTINCT {nodes}")

    def _run(self, one: Numbered, query: Query, made: Translation) -> None:
        found = made.filled(f"seed_{one.c}", self.ids.__getitem__, self._relation)
        if query.ask:
            sql = f"""
INSERT INTO violation (shape, focus, value, path, c)
SELECT {one.shape}, s.this, s.value, NULL, {one.c} FROM seed_{one.c} s
WHERE NOT EXISTS (
    SELECT 1 FROM ({found}) ok WHERE ok.this = s.this AND ok.value = s.value)"""
        else:
            sql = f"""
INSERT INTO violation
SELECT {one.shape}, q.this, {", ".join(self._told(one, made.variables))}
FROM ({found}) q"""
        self.tables.run(sql)
        if "failure" in made.variables:
            self._raise_failure(one)

    def _relation(self, sql: str) -> str:
        """The name of the table that holds a relation, made when the first query needs it."""
        if sql not in self._shared:
            name = f"shared_{len(self._shared)}"
            self.tables.run(f"CREATE TEMP TABLE {name} AS {sql}")
            self._shared[sql] = name
        return self._shared[sql]

    def _told(self, one: Numbered, variables: tuple[str, ...]) -> Iterator[str]:
        """The columns of ``violation`` behind the focus node."""
        at_itself = self.evaluation.plan.path(one.shape) is None and "value" not in variables
        yield "q.this" if at_itself else "NULL"
        yield "NULL"
        yield str(one.c)
        yield "q.v_value" if "value" in variables else "NULL"
        yield "q.v_path" if "path" in variables else "NULL"
        yield f"[{', '.join(f'q.v_{name}' for name in variables)}]::VARCHAR[]"

    def _raise_failure(self, one: Numbered) -> None:
        _, _, made = next(found for found in self.translated if found[0] is one)
        place = made.variables.index("failure") + 1
        failed = f"c = {one.c} AND starts_with(arguments[{place}], '\"true\"')"
        if self.tables.count(f"violation WHERE {failed}"):
            raise KpiLodError("sparql-failure", shape=self._place(one))

    def _leave_to_reference(self, one: Numbered, reason: tuple[str, str]) -> None:
        from kpi_lod.shacl.reference import reference_rows  # noqa: PLC0415  (rdflib: 0.2 s)

        shape = self.evaluation.plan.shapes[one.shape - 1]
        ja, en = (text.rstrip("。.") for text in reason)
        told = remark("reference", shape=self._place(one), reason_ja=ja, reason_en=en)
        self.remarks.append(remark_text(told))
        try:
            rows = list(reference_rows(self.tables, self.graph, one, shape))
        except KpiLodError as error:
            raise self._placed(error, one) from None
        columns = (
            "shape INTEGER, focus INTEGER, value INTEGER, path INTEGER, c INTEGER, "
            "value_text VARCHAR, path_text VARCHAR"
        )
        self.tables.create("from_reference", columns, rows)
        self.tables.run("INSERT INTO violation SELECT *, NULL FROM from_reference")

    def variables(self, c: int) -> tuple[str, ...]:
        """The names of the variables in ``arguments`` of a constraint's rows."""
        return next((t.variables for one, _, t in self.translated if one.c == c), ())


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
