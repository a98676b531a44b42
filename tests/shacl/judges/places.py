"""Which nodes each shape of a pair may be asked about; no judgement, only walking.

In: a pair. Out: :class:`Place` records: a shape where it stands, its focus nodes and the value
nodes of each. It tells where a known fault of a judge can show, so it errs to more nodes, never to
fewer: a shape that is deactivated is walked into like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Triple
from tests.shacl.judges.pairs import Items, Pair, Shape, Term

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


@dataclass(frozen=True)
class Place:
    """A shape at one of its places; ``reached``: the property that leads to it, None on top."""

    shape: Shape
    reached: NamedNode | None
    values_of: Mapping[Term, frozenset[Term]]

    @property
    def values(self) -> frozenset[Term]:
        """The value nodes of all focus nodes."""
        return frozenset().union(*self.values_of.values())

    def parameters(self, *predicates: NamedNode) -> list[Term | Shape | Items]:
        """What the shape states by the properties."""
        return [v for part in self.shape.parts for p, v in part.values if p in predicates]


def places(pair: Pair) -> Iterator[Place]:
    """Every shape at every place where it has a focus node; inner shapes may have targets too."""
    for shape in pair.shapes:
        for each in (shape, *inner_shapes(shape)):
            yield from _places(each, None, (targets(each, pair.data), pair.data))


def inner_shapes(shape: Shape) -> Iterator[Shape]:
    """The shapes to which the shape leads, at any depth."""
    for _, member in _members(shape):
        yield member
        yield from inner_shapes(member)


def _members(shape: Shape) -> Iterator[tuple[NamedNode, Shape]]:
    for predicate, value in (pair for part in shape.parts for pair in part.values):
        for member in value.members if isinstance(value, Items) else (value,):
            if isinstance(member, Shape):
                yield predicate, member


def _places(
    shape: Shape, reached: NamedNode | None, seen: tuple[frozenset[Term], tuple[Triple, ...]]
) -> Iterator[Place]:
    foci, data = seen
    if not foci:
        return
    place = Place(shape, reached, {f: path_values(shape.path, f, data) for f in foci})
    yield place
    for predicate, member in _members(shape):
        yield from _places(member, predicate, (place.values, data))


def targets(shape: Shape, data: tuple[Triple, ...]) -> frozenset[Term]:
    """The focus nodes of the shape's targets (section 2.1.3 of the standard)."""
    found: set[Term] = set()
    for predicate, value in (pair for part in shape.parts for pair in part.values):
        if predicate == SH.targetNode:
            found.add(value)  # type: ignore[arg-type]
        elif predicate == SH.targetClass:
            found |= instances(value, data)
        elif (predicate, value) == (RDF.type, RDFS.Class):
            found |= instances(shape.node, data)
        elif predicate == SH.targetSubjectsOf:
            found |= {t.subject for t in data if t.predicate == value}  # type: ignore[misc]
        elif predicate == SH.targetObjectsOf:
            found |= {t.object for t in data if t.predicate == value}  # type: ignore[misc]
    return frozenset(found)


def instances(cls: object, data: tuple[Triple, ...]) -> set[Term]:
    """The SHACL instances of a class."""
    downwards = Sequence((Inverse(Predicate(RDF.type.value)),))
    classes = path_values(ZeroOrMore(Inverse(Predicate(RDFS.subClassOf.value))), cls, data)  # type: ignore[arg-type]
    return {node for c in classes for node in path_values(downwards, c, data)}


def path_values(path: Path | None, focus: Term, data: tuple[Triple, ...]) -> frozenset[Term]:
    """The value nodes of a path, or the focus node where there is none."""
    return frozenset({focus}) if path is None else frozenset(_walk(path, data)({focus}))


_Walk = Callable[[Iterable[Term]], set[Term]]


def _walk(path: Path, data: tuple[Triple, ...], *, back: bool = False) -> _Walk:
    """From nodes to the nodes at the other end of the path."""
    if isinstance(path, Predicate):
        return _step(path, data, back=back)
    if isinstance(path, Inverse):
        return _walk(path.path, data, back=not back)
    if isinstance(path, Sequence | Alternative):
        walks = [_walk(each, data, back=back) for each in path.paths]
        if isinstance(path, Alternative):
            return lambda nodes: {end for walk in walks for end in walk(nodes)}
        return _chain(walks[::-1] if back else walks)
    walk = _walk(path.path, data, back=back)
    return {
        ZeroOrOne: lambda nodes: {*nodes, *walk(nodes)},
        ZeroOrMore: lambda nodes: _closure(walk, set(nodes)),
        OneOrMore: lambda nodes: _closure(walk, walk(nodes)),
    }[type(path)]


def _step(path: Predicate, data: tuple[Triple, ...], *, back: bool) -> _Walk:
    ends = [(t.subject, t.object) for t in data if t.predicate.value == path.iri]
    steps = [(o, s) for s, o in ends] if back else ends
    return lambda nodes: {end for start, end in steps if start in nodes}  # type: ignore[misc,operator]


def _chain(walks: list[_Walk]) -> _Walk:
    def walk(nodes: Iterable[Term]) -> set[Term]:
        for step in walks:
            nodes = step(nodes)
        return set(nodes)

    return walk


def _closure(walk: _Walk, found: set[Term]) -> set[Term]:
    new = found
    while new:
        new = walk(new) - found
        found = found | new
    return found
