"""A pair that shows something, made smaller until leaving out anything more would hide it.

In: a pair and a question about it. Out: a pair of which the answer is still yes. Data triples go
first, then shapes and their parts at any depth, members of lists, steps of paths.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from pyoxigraph import NamedNode
from tests.shacl.judges.pairs import Items, Pair, Part, Shape, Term

from kpi_lod.shacl.paths import Alternative, Path, Predicate, Sequence
from kpi_lod.vocabulary import SH

_Member = TypeVar("_Member")

_MAY_BE_EMPTY = {SH["in"], SH.languageIn, SH.ignoredProperties}
"""Lists of shapes keep a member: an empty one is well-formed, but no judge takes it."""


def smallest(pair: Pair, shows: Callable[[Pair], bool]) -> Pair:
    """The pair after all steps that leave ``shows`` true, each from the last success."""
    pair = _with_less_data(pair, shows)
    found: Pair | None = pair
    while found is not None:
        pair = found
        found = next((p for p in _with_less_shapes(pair) if shows(p)), None)
    return _with_less_data(pair, shows)


def _with_less_data(pair: Pair, shows: Callable[[Pair], bool]) -> Pair:
    """Without every triple that is not needed, halves first."""
    size = len(pair.data)
    while size:
        for start in range(0, len(pair.data), size):
            fewer = replace(pair, data=pair.data[:start] + pair.data[start + size :])
            if start < len(pair.data) and shows(fewer):
                pair = fewer
        size //= 2
    return pair


def _with_less_shapes(pair: Pair) -> Iterator[Pair]:
    for shapes in _fewer(pair.shapes, _smaller_shapes):
        yield replace(pair, shapes=shapes)


def _fewer(
    members: tuple[_Member, ...], smaller: Callable[[_Member], Iterator[_Member]]
) -> Iterator[tuple[_Member, ...]]:
    """The members without one, and with one made smaller."""
    for place in range(len(members)):
        yield members[:place] + members[place + 1 :]
    for place, member in enumerate(members):
        for less in smaller(member):
            yield (*members[:place], less, *members[place + 1 :])


def _smaller_shapes(shape: Shape) -> Iterator[Shape]:
    for path in _smaller_paths(shape.path):
        yield replace(shape, path=path)
    for parts in _fewer(shape.parts, _smaller_parts):
        yield replace(shape, parts=parts)


def _smaller_parts(part: Part) -> Iterator[Part]:
    (predicate, value), *others = part.values
    for less in _smaller_values(predicate, value):
        yield Part(((predicate, less), *others))
    for place in range(len(others)):
        if len(others) > 1 or predicate != SH.qualifiedValueShape:
            yield Part(((predicate, value), *others[:place], *others[place + 1 :]))
    for place, (name, other) in enumerate(others):
        for less in _smaller_values(name, other):
            yield Part(((predicate, value), *others[:place], (name, less), *others[place + 1 :]))


def _smaller_values(
    predicate: NamedNode, value: Term | Shape | Items
) -> Iterator[Term | Shape | Items]:
    if isinstance(value, Shape):
        yield from _smaller_shapes(value)
    if isinstance(value, Items):
        for members in _fewer(value.members, _smaller_members):
            if members or predicate in _MAY_BE_EMPTY:
                yield Items(members)


def _smaller_members(member: Term | Shape) -> Iterator[Term | Shape]:
    if isinstance(member, Shape):
        yield from _smaller_shapes(member)


def _smaller_paths(path: Path | None) -> Iterator[Path]:
    match path:
        case None | Predicate():
            return
        case Sequence(paths) | Alternative(paths):
            yield from paths
            for fewer in _fewer(paths, _smaller_paths):
                if len(fewer) > 1:
                    yield type(path)(fewer)
        case _:
            yield path.path
            for inner in _smaller_paths(path.path):
                yield type(path)(inner)
