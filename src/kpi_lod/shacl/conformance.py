"""Which nodes do not conform to which shapes, from below upwards (SHACL 1.0, sections 4.6, 4.7).

In: the tables of :mod:`kpi_lod.shacl.evaluation`. Out: ``bad(shape, node)`` for the shapes whose
conformance is asked for, and the violations of the constraints that ask.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kpi_lod.shacl.evaluation import Evaluation, number_list
from kpi_lod.shacl.model import Row
from kpi_lod.shacl.plan import Numbered
from kpi_lod.vocabulary import SH

_HOW = {
    SH.NodeConstraintComponent: "all",
    SH.AndConstraintComponent: "all",
    SH.OrConstraintComponent: "any",
    SH.XoneConstraintComponent: "one",
    SH.NotConstraintComponent: "none",
}
"""How many of the shapes a value node must conform to."""

_EMPTY = {"any": "never", "one": "never"}
"""No shape at all in the list: nothing conforms to any of them, everything to all."""

_QUALIFIED = (
    SH.QualifiedMinCountConstraintComponent,
    SH.QualifiedMaxCountConstraintComponent,
)


class Conformance:
    """Goes through the heights of a plan once."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.plan = evaluation.plan
        self.tables = evaluation.tables
        self.run = evaluation.tables.run

    def find_violations(self) -> None:
        """Add what breaks the constraints that hold nodes against other shapes."""
        self._create_tables()
        asked = self.plan.asked()
        for height in range(max(self.plan.heights, default=-1) + 1):
            shapes = [n for n, found in enumerate(self.plan.heights, 1) if found == height]
            if height:
                self._run_logical(shapes)
                self._run_qualified(shapes)
            self._find_bad(asked.intersection(shapes))

    def _create_tables(self) -> None:
        self.tables.create("bad", "shape INTEGER, node INTEGER")
        members = "shape INTEGER, c INTEGER, how VARCHAR, child INTEGER"
        self.tables.create("member", members, self._members())
        qualified = [one for kind in _QUALIFIED for one in self.plan.of(kind)]
        columns = "shape INTEGER, c INTEGER, least BOOLEAN, child INTEGER, bound BIGINT"
        self.tables.create("qualified", columns, map(self._qualified, qualified))
        apart = [
            (one.c, self.plan.numbers[node])
            for one in qualified
            for node in one.constraint.parameters.siblings
        ]
        self.tables.create("sibling", "c INTEGER, child INTEGER", apart)

    def _members(self) -> Iterator[Row]:
        for component, how in _HOW.items():
            for one in self.plan.of(component):
                members = one.constraint.parameters.members
                for node in members:
                    yield one.shape, one.c, how, self.plan.numbers[node]
                if not members and how in _EMPTY:
                    yield one.shape, one.c, _EMPTY[how], None

    def _qualified(self, one: Numbered) -> Row:
        asked = one.constraint
        least = asked.component.iri == SH.QualifiedMinCountConstraintComponent
        (row,), (member,) = asked.parameters.rows, asked.parameters.members
        return one.shape, one.c, least, self.plan.numbers[member], row[0]

    def _run_logical(self, shapes: Iterable[int]) -> None:
        self.run(f"""
INSERT INTO violation (shape, focus, value, path, c)
SELECT v.shape, v.focus, v.node, NULL, m.c
FROM value v JOIN member m ON m.shape = v.shape
LEFT JOIN bad b ON b.shape = m.child AND b.node = v.node
WHERE v.shape IN {number_list(shapes)}
GROUP BY v.shape, v.focus, v.node, m.c, m.how
HAVING CASE m.how
    WHEN 'all' THEN count(b.node) > 0
    WHEN 'any' THEN count(b.node) = count(*)
    WHEN 'one' THEN count(*) - count(b.node) <> 1
    WHEN 'none' THEN count(b.node) < count(*)
    ELSE true END""")

    def _run_qualified(self, shapes: Iterable[int]) -> None:
        """Counts the values that conform, and to no sibling where they have to be disjoint."""
        self.run(f"""
INSERT INTO violation (shape, focus, value, path, c)
SELECT f.shape, f.node, NULL, NULL, q.c
FROM focus f JOIN qualified q ON q.shape = f.shape
LEFT JOIN (
    SELECT v.focus, q.c, count(*) AS n FROM value v JOIN qualified q ON q.shape = v.shape
    WHERE NOT EXISTS (SELECT 1 FROM bad b WHERE b.shape = q.child AND b.node = v.node)
    AND NOT EXISTS (
        SELECT 1 FROM sibling s WHERE s.c = q.c AND NOT EXISTS (
            SELECT 1 FROM bad b WHERE b.shape = s.child AND b.node = v.node))
    GROUP BY v.focus, q.c
) counted ON counted.c = q.c AND counted.focus = f.node
WHERE f.shape IN {number_list(shapes)} AND CASE WHEN q.least
    THEN coalesce(counted.n, 0) < q.bound ELSE coalesce(counted.n, 0) > q.bound END""")

    def _find_bad(self, shapes: Iterable[int]) -> None:
        """A node does not conform where something is wrong with it or with a property of it."""
        listed = number_list(shapes)
        self.run(f"""
INSERT INTO bad
SELECT shape, focus FROM violation WHERE shape IN {listed}
UNION
SELECT v.shape, v.focus FROM value v
JOIN uses u ON u.parent = v.shape AND u.reported
JOIN bad b ON b.shape = u.child AND b.node = v.node
WHERE v.shape IN {listed}""")
