"""Shapes → a plan: numbers for shapes and constraints, in which order they are run.

In: shapes as records, children first. Out: :class:`Plan`. Pure. ``level`` counts steps downwards
from the shapes nobody uses: the nodes a shape looks at are known once all its users are done.
``height`` counts steps upwards from the shapes that use none: whether a node conforms to a shape is
known once all that it uses are done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kpi_lod.shacl.model import Constraint, Shape
from kpi_lod.shacl.paths import Path
from kpi_lod.shacl.reading import used_shapes
from kpi_lod.shacl.results import Term
from kpi_lod.shacl.shapes_graph import Node
from kpi_lod.vocabulary import SH


@dataclass(frozen=True, slots=True)
class Numbered:
    """A constraint with its number ``c`` and the number of its shape."""

    c: int
    shape: int
    constraint: Constraint


@dataclass(frozen=True, slots=True)
class Plan:
    """What is run: ``shapes[n - 1]`` is the shape with number n; likewise levels and heights."""

    shapes: tuple[Shape, ...]
    numbers: Mapping[Node, int]
    levels: tuple[int, ...]
    heights: tuple[int, ...]
    constraints: tuple[Numbered, ...]

    def at_level(self, level: int) -> list[int]:
        """The numbers of the shapes of a level."""
        return [n for n, found in enumerate(self.levels, 1) if found == level]

    def of(self, component: NamedNode) -> list[Numbered]:
        """The constraints of a component."""
        return [one for one in self.constraints if one.constraint.component.iri == component]

    def path(self, shape: int) -> Path | None:
        """The path of a shape, None for a node shape."""
        return self.shapes[shape - 1].path

    def uses(self) -> Iterator[tuple[int, int, bool]]:
        """(user, used, whether by sh:property: its results are reported)."""
        found = {
            (one.shape, self.numbers[node], one.constraint.component.iri == _PROPERTY)
            for one in self.constraints
            for node in (*one.constraint.parameters.members, *one.constraint.parameters.siblings)
        }
        yield from sorted(found)

    def seats(self) -> list[tuple[int, int]]:
        """(shape, the shape whose focus nodes it shares): most often itself.

        A property shape that one node shape alone has, and nobody else, looks at the same nodes.
        """
        users: dict[int, list[tuple[int, bool]]] = {}
        for user, used, reported in self.uses():
            users.setdefault(used, []).append((user, reported))
        found = []
        for number, shape in enumerate(self.shapes, 1):
            (user, reported), *more = users.get(number) or [(number, False)]
            alone = reported and not more and not shape.targets and self.path(user) is None
            found.append((number, user if alone else number))
        return found

    def asked(self) -> frozenset[int]:
        """The shapes whose conformance some constraint asks for, not only their results."""
        by_user: dict[int, list[int]] = {}
        waiting = []
        for user, used, reported in self.uses():
            if reported:
                by_user.setdefault(user, []).append(used)
            else:
                waiting.append(used)
        found: set[int] = set()
        while waiting:
            shape = waiting.pop()
            if shape not in found:
                found.add(shape)
                waiting += by_user.get(shape, [])
        return frozenset(found)

    def terms(self) -> Iterator[Term]:
        """Every term that the parameter tables and targets hold."""
        for shape in self.shapes:
            yield from (target.value for target in shape.targets)
        for one in self.constraints:
            for row in one.constraint.parameters.rows:
                yield from (cell for cell in row if not isinstance(cell, int | str | None))


_PROPERTY = SH.PropertyConstraintComponent


def plan_of(shapes: Mapping[Node, Shape]) -> Plan:
    """The plan of shapes that are given children first."""
    listed = tuple(shapes.values())
    numbers = {shape.node: n for n, shape in enumerate(listed, 1)}
    used = [sorted({numbers[node] for node in used_shapes(shape)}) for shape in listed]
    constraints = [
        (n, constraint) for n, shape in enumerate(listed, 1) for constraint in shape.constraints
    ]
    return Plan(
        shapes=listed,
        numbers=numbers,
        levels=_levels(used),
        heights=_heights(used),
        constraints=tuple(Numbered(c, n, one) for c, (n, one) in enumerate(constraints, 1)),
    )


def _heights(used: Sequence[Iterable[int]]) -> tuple[int, ...]:
    heights: list[int] = []
    for children in used:
        heights.append(max((heights[child - 1] + 1 for child in children), default=0))
    return tuple(heights)


def _levels(used: Sequence[Iterable[int]]) -> tuple[int, ...]:
    levels = [0] * len(used)
    for n in range(len(used), 0, -1):
        for child in used[n - 1]:
            levels[child - 1] = max(levels[child - 1], levels[n - 1] + 1)
    return tuple(levels)
