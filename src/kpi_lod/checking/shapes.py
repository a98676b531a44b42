"""The packaged shapes as triples, with a guard against shapes that check nothing."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from kpi_lod.errors import KpiLodError
from kpi_lod.packaged import shape_files
from kpi_lod.vocabulary import SH


def shapes_in(files: Iterable[Path]) -> tuple[Triple, ...]:
    """The triples of the shape files.

    Raises KpiLodError ``no-shapes`` where they hold no node shape with a target.
    """
    triples = tuple(
        quad.triple for file in files for quad in parse(file.read_bytes(), format=RdfFormat.TURTLE)
    )
    if not target_classes(triples):
        raise KpiLodError("no-shapes")
    return triples


@cache
def core_shapes() -> tuple[Triple, ...]:
    """The shapes that come with the program."""
    return shapes_in(shape_files())


def target_classes(shapes: Iterable[Triple]) -> frozenset[NamedNode]:
    """The classes whose instances the shapes look at."""
    return frozenset(
        t.object
        for t in shapes
        if t.predicate == SH.targetClass and isinstance(t.object, NamedNode)
    )
