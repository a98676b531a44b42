"""One run: a plan over a triple table → the table of violations (SHACL 1.0, section 3.4).

In: a :class:`Plan` and a built :class:`TripleTable`. Out: the temporary tables ``focus`` and
``violation``. Everything is done for all shapes and all focus nodes at once: first downwards, level
by level, which nodes each shape looks at (``focus``) and their value nodes (``value``); then every
constraint component in one statement. :mod:`kpi_lod.shacl.conformance` goes upwards again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode

from kpi_lod.columns.table import TripleTable
from kpi_lod.errors import Finding
from kpi_lod.shacl.components import COMPONENTS
from kpi_lod.shacl.matching import match_patterns
from kpi_lod.shacl.model import Component
from kpi_lod.shacl.path_sql import PathSql, predicates
from kpi_lod.shacl.paths import Path, Predicate
from kpi_lod.shacl.plan import Numbered, Plan
from kpi_lod.shacl.shapes_graph import shown
from kpi_lod.shacl.tables import Tables
from kpi_lod.shacl.vocabulary_check import remark, remark_text
from kpi_lod.vocabulary import RDF, RDFS, SH

FOCUS = "shape INTEGER, node INTEGER, times BIGINT"
"""Of ``looked``, and of ``focus``, which adds the shapes that look at the same nodes as others.
``times``: how often a violation there is reported; 0 where only conformance is asked."""
VALUE = "shape INTEGER, focus INTEGER, node INTEGER, times BIGINT"
MANY = 1_000_000_000_000
"""``times`` grows with each way a shape is reached; more than so many are as good as endless."""
VIOLATION = (
    "shape INTEGER, focus INTEGER, value INTEGER, path INTEGER, c INTEGER, "
    "value_text VARCHAR, path_text VARCHAR, arguments VARCHAR[]"
)
"""What breaks a constraint; the texts only come from queries, whose terms need not be stored."""

_TARGETS = {
    SH.targetNode: "SELECT shape, value AS node FROM target_{n}",
    SH.targetClass: (
        "SELECT t.shape, i.node FROM target_{n} t JOIN instance i ON i.class = t.value"
    ),
    SH.targetSubjectsOf: (
        "SELECT t.shape, x.s AS node FROM target_{n} t JOIN triple x ON x.p = t.value"
    ),
    SH.targetObjectsOf: (
        "SELECT t.shape, x.o AS node FROM target_{n} t JOIN triple x ON x.p = t.value"
    ),
}
"""Kind of target → the focus nodes (SHACL 1.0, section 2.1.3)."""


_CLASSES_SHOWN = 5


class Evaluation:
    """The state of one run; the steps are called in the order in which they stand here."""

    def __init__(self, plan: Plan, table: TripleTable) -> None:
        self.plan = plan
        self.table = table
        paths = [shape.path for shape in plan.shapes if shape.path is not None]
        iris = {iri for path in paths for iri in predicates(path)}
        self.tables = Tables(
            table, [*plan.terms(), RDF.type, RDFS.subClassOf, *map(NamedNode, iris)]
        )
        self.run = self.tables.run

    def find_instances(self) -> None:
        """``instance(class, node)`` for every class that the shapes name."""
        of_targets = {
            target.value
            for shape in self.plan.shapes
            for target in shape.targets
            if target.kind == SH.targetClass
        }
        of_class = self.plan.of(SH.ClassConstraintComponent)
        named = {row[0] for one in of_class for row in one.constraint.parameters.rows}
        self.tables.create("class", "class INTEGER", ((one,) for one in of_targets | named))
        kind, below = self.tables.id(RDF.type), self.tables.id(RDFS.subClassOf)
        self.run(f"""
CREATE OR REPLACE TEMP TABLE instance AS
WITH RECURSIVE lower(class, member) AS (
    SELECT class, class FROM class
    UNION SELECT l.class, t.s FROM lower l JOIN triple t ON t.o = l.member AND t.p = {below})
SELECT DISTINCT l.class, t.s AS node FROM lower l JOIN triple t ON t.o = l.member
WHERE t.p = {kind}""")

    def find_focus_nodes(self) -> int:
        """``focus`` and ``value`` of all shapes; returns how many pairs the targets gave."""
        self._find_targets()
        uses = "parent INTEGER, child INTEGER, reported BOOLEAN"
        self.tables.create("uses", uses, self.plan.uses())
        self.tables.create("looked", FOCUS)
        self.tables.create("seat", "shape INTEGER, host INTEGER", self.plan.seats())
        self.run("""
CREATE OR REPLACE TEMP VIEW focus AS
SELECT seat.shape, l.node, l.times FROM seat JOIN looked l ON l.shape = seat.host""")
        self.tables.create("value", VALUE)
        own = {shape for shape, at in self.plan.seats() if shape == at}
        for level in range(max(self.plan.levels, default=-1) + 1):
            shapes = self.plan.at_level(level)
            self._find_focus(shape for shape in shapes if shape in own)
            self._find_values(shapes)
        return self.tables.count("target")

    def remarks(self) -> Iterator[str]:
        """Why shapes say nothing about the data: mostly, their targets met no node."""
        return map(remark_text, self._remarks())

    def _remarks(self) -> Iterator[Finding]:
        aimed = [(n, shape) for n, shape in enumerate(self.plan.shapes, 1) if shape.targets]
        if not aimed:
            off = ", ".join(shown(shape.node) for shape in self.plan.shapes)
            yield remark("deactivated", found=off)
        if not self.tables.count("triple"):
            yield remark("no-data")
        met = {row[0] for row in self.tables.rows("SELECT DISTINCT shape FROM target")}
        for number, shape in aimed:
            if number not in met:
                of = ", ".join(f"{shown(one.kind)} {shown(one.value)}" for one in shape.targets)
                yield remark("no-target", shape=shown(shape.node), found=of)
        if aimed and not met and (classes := self._frequent_classes()):
            yield remark("classes", found=", ".join(classes))

    def _frequent_classes(self) -> list[str]:
        """The classes of the data with the most nodes, and how many, as ``<urn:x:City> (12)``."""
        rows = self.tables.rows(f"""
SELECT t.lexical, count(*) AS n FROM triple x JOIN term t ON t.id = x.o
WHERE x.p = {self.tables.id(RDF.type)} AND t.kind = 0
GROUP BY t.lexical ORDER BY n DESC, t.lexical LIMIT {_CLASSES_SHOWN}""")
        return [f"<{iri}> ({n})" for iri, n in rows]

    def _find_targets(self) -> None:
        ways = []
        for n, (kind, way) in enumerate(_TARGETS.items()):
            rows = [
                (number, target.value)
                for number, shape in enumerate(self.plan.shapes, 1)
                for target in shape.targets
                if target.kind == kind
            ]
            self.tables.create(f"target_{n}", "shape INTEGER, value INTEGER", rows)
            ways.append(way.format(n=n))
        self.run(f"CREATE OR REPLACE TEMP TABLE target AS {' UNION '.join(ways)}")

    def _find_focus(self, shapes: Iterable[int]) -> None:
        listed = number_list(shapes)
        self.run(f"""
INSERT INTO looked
SELECT shape, node, least(sum(times), {MANY}) FROM (
    SELECT shape, node, 1 AS times FROM target WHERE shape IN {listed}
    UNION ALL
    SELECT u.child, v.node, CASE WHEN u.reported THEN v.times ELSE 0 END
    FROM value v JOIN uses u ON u.parent = v.shape WHERE u.child IN {listed})
GROUP BY shape, node""")

    def _find_values(self, shapes: Iterable[int]) -> None:
        by_path: dict[Path | None, list[int]] = {}
        for shape in shapes:
            by_path.setdefault(self.plan.path(shape), []).append(shape)
        itself = by_path.pop(None, [])
        self.run(f"""
INSERT INTO value
SELECT shape, node, node, times FROM focus WHERE shape IN {number_list(itself)}""")
        steps = [
            (shape, NamedNode(path.iri))
            for path, of_path in by_path.items()
            if isinstance(path, Predicate)
            for shape in of_path
        ]
        self.tables.create("step", "shape INTEGER, p INTEGER", steps)
        self.run("""
INSERT INTO value SELECT step.shape, l.node, t.o, l.times
FROM step JOIN seat ON seat.shape = step.shape JOIN triple t ON t.p = step.p
JOIN looked l ON l.shape = seat.host AND l.node = t.s""")
        for path, of_path in by_path.items():
            if path is not None and not isinstance(path, Predicate):
                self._walk(path, of_path)

    def _walk(self, path: Path, shapes: Iterable[int]) -> None:
        """The values at the end of a path of more than one step."""
        walked = PathSql(lambda iri: self.tables.id(NamedNode(iri))).walked(path, "begin")
        self.run(f"""
INSERT INTO value
WITH begin AS (SELECT DISTINCT node AS start, node FROM focus WHERE shape IN {number_list(shapes)}),
walked AS (SELECT DISTINCT start, node FROM ({walked}))
SELECT f.shape, f.node, w.node, f.times
FROM focus f JOIN walked w ON w.start = f.node WHERE f.shape IN {number_list(shapes)}""")

    def find_violations(self) -> None:
        """``violation`` of every constraint that needs no other shape and no query."""
        self.tables.create("violation", VIOLATION)
        for component in COMPONENTS.values():
            constraints = self.plan.of(component.iri)
            if constraints and component.sql is not None:
                self._run_component(component, component.sql, constraints)

    def _run_component(self, component: Component, sql: str, found: list[Numbered]) -> None:
        columns = f"shape INTEGER, c INTEGER, {component.columns}"
        rows = ((one.shape, one.c, *row) for one in found for row in one.constraint.parameters.rows)
        self.tables.create(component.table, columns, rows)
        if "matched" in component.needs:
            match_patterns(self.tables, component.table)
        self.run(f"""
INSERT INTO violation (shape, focus, value, path, c) {sql.format(p=component.table)}""")


def number_list(numbers: Iterable[int]) -> str:
    """A list for SQL's IN; 0 is no number of a shape."""
    return f"({', '.join(map(str, (0, *numbers)))})"
