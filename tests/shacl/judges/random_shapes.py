"""Random shapes as they nest, and the random data they are about.

In: a random generator, the terms of a pair, and what chooses the constraints of a shape. Out:
shapes with targets and triples. Shapes nest without recursion, by all paths, and may stand in
several places.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from pyoxigraph import BlankNode, NamedNode, Triple
from tests.shacl.judges.pairs import Part, Shape, Term, part
from tests.shacl.judges.random_terms import (
    LITERALS,
    NUMBERS,
    STRINGS,
    TAGGED,
    TIMES,
    UNZONED,
    Pool,
)

from kpi_lod.shacl.paths import (
    Alternative,
    Inverse,
    OneOrMore,
    Path,
    Predicate,
    Sequence,
    ZeroOrMore,
    ZeroOrOne,
)
from kpi_lod.vocabulary import RDF, RDFS, SH

DEEPEST = 3
"""How deep shapes stand in shapes."""

_Any = TypeVar("_Any")

_THEMES = (NUMBERS, UNZONED, TIMES, STRINGS, TAGGED, (*STRINGS, *TAGGED), (), (), LITERALS)
"""What the objects of a predicate mostly are; an empty one means nodes."""

_MODIFIED: tuple[Callable[[Path], Path], ...] = (
    Inverse,
    Inverse,
    ZeroOrMore,
    OneOrMore,
    ZeroOrOne,
)
_TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)


@dataclass(frozen=True)
class Where:
    """Where a part is to stand; ``held``: whether sh:property leads to its shape."""

    depth: int
    path: Path | None
    held: bool

    @property
    def doubtful(self) -> bool:
        """Whether Jena asks the children of this shape about the wrong nodes."""
        return self.path is not None and not self.held


Parts = Callable[["Making", Where], list[Part]]


class Making:
    """What is made for one pair."""

    def __init__(self, rng: Random, pool: Pool, parts_of: Parts) -> None:
        self.rng, self.pool, self.parts_of = rng, pool, parts_of
        self.shapes = 0
        self.made: list[tuple[Shape, tuple[int, tuple[bool, bool]]]] = []
        self.free_classes = list(pool.classes)
        themes = rng.sample(_THEMES, 3)
        self.themes = {p: rng.choice(themes) for p in pool.predicates}
        self.subjects = rng.sample(pool.nodes, rng.randint(2, 5))

    def one(self, *choices: _Any) -> _Any:
        return self.rng.choice(choices)

    def some(self, choices: tuple[_Any, ...], least: int, most: int) -> list[_Any]:
        return self.rng.sample(choices, self.rng.randint(least, min(most, len(choices))))

    def data(self) -> list[Triple]:
        rng, pool = self.rng, self.pool
        told = [self.one(*pool.predicates) for _ in range(rng.randint(12, 36))]
        triples = [Triple(self.one(*self.subjects), p, self.object(p)) for p in told]
        triples += [
            Triple(self.one(*pool.nodes), RDF.type, self.one(*pool.classes))
            for _ in range(rng.randint(1, 6))
        ]
        return triples + [
            Triple(self.one(*pool.classes), RDFS.subClassOf, self.one(*pool.classes))
            for _ in range(rng.randint(0, 3))
        ]

    def object(self, predicate: NamedNode) -> Term:
        anything: tuple[Term, ...] = (*self.pool.nodes, *LITERALS)
        theme: tuple[Term, ...] = self.themes[predicate] or self.pool.nodes
        return self.one(*(theme if self.rng.random() < 0.95 else anything))

    def value(self) -> Term:
        """An IRI or a literal; sh:targetNode and others take no blank node."""
        terms: tuple[Term, ...] = (*self.pool.named, *self.some(LITERALS, 6, 6))
        return self.one(*terms)

    def path(self, depth: int = 0) -> Path:
        if depth == DEEPEST or self.rng.random() < 0.55:
            return Predicate(self.one(*self.pool.predicates).value)
        if self.rng.random() < 0.3:
            steps = tuple(self.path(depth + 1) for _ in range(self.one(2, 2, 3)))
            return Sequence(steps) if self.rng.random() < 0.5 else Alternative(steps)
        return self.one(*_MODIFIED)(self.path(depth + 1))

    def target_shape(self) -> Shape:
        shape = self.shape(property_shape=self.rng.random() < 0.3, depth=0)
        targets = [self.target() for _ in range(self.one(1, 1, 2))]
        if self.rng.random() < 0.15:
            implicit = (part(RDF.type, RDFS.Class), part(RDF.type, type_of(shape.path)))
            shape = Shape(self.free_classes.pop(), shape.path, (*shape.parts, *implicit))
        return Shape(shape.node, shape.path, (*targets, *shape.parts))

    def target(self) -> Part:
        predicate = self.one(*_TARGETS)
        if predicate == SH.targetClass:
            return part(predicate, self.one(*self.pool.classes))
        if predicate == SH.targetNode:
            return part(predicate, self.value())
        return part(predicate, self.one(*self.pool.predicates))

    def shape(self, *, property_shape: bool, depth: int, held: bool = False) -> Shape:
        path = self.path() if property_shape else None
        where = Where(depth, path, held)
        parts = self.parts_of(self, where)
        parts += [self.target()] if self.rng.random() < 0.07 else []
        return Shape(self.name(depth), path, tuple(parts))

    def name(self, depth: int) -> NamedNode | BlankNode:
        self.shapes += 1
        if depth == 0 or self.rng.random() < 0.7:
            return self.pool.iri(f"s{self.shapes}")
        return BlankNode(f"shape{self.pool.number}x{self.shapes}")

    def inner(self, where: Where, *, property_shape: bool, held: bool = False) -> Shape:
        """A shape one step deeper: now and then one that stands elsewhere too."""
        depth, kind = where.depth + 1, (property_shape, held)
        fitting = [s for s, (d, k) in self.made if d >= depth and k == kind]
        if fitting and self.rng.random() < 0.15:
            return self.one(*fitting)
        shape = self.shape(property_shape=property_shape, depth=depth, held=held)
        self.made.append((shape, (depth, kind)))
        return shape

    def any_inner(self, where: Where) -> Shape:
        return self.inner(where, property_shape=self.rng.random() < 0.4)


def type_of(path: Path | None) -> NamedNode:
    """The class of shapes with such a path."""
    return SH.NodeShape if path is None else SH.PropertyShape
