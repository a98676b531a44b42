"""The shapes of the project as files for the engines: full, and core without sh:sparql.

One file for everybody, N-Triples, which every Turtle parser reads; beside it a copy without
sh:message for an engine that refuses two languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Triple, parse, serialize

from kpi_lod import packaged
from kpi_lod.vocabulary import SH

SETS = ("full", "core")


@dataclass(frozen=True, slots=True)
class ShapeFiles:
    """Where one set of shapes lies, with and without messages."""

    whole: Path
    wordless: Path


def shape_files(folder: Path) -> Mapping[str, ShapeFiles]:
    """Write the sets of shapes into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    full = shapes()
    core = without(full, SH.sparql)
    return {"full": _written(full, folder, "full"), "core": _written(core, folder, "core")}


def shapes() -> list[Triple]:
    """All shapes that come with the program."""
    files = packaged.shape_files()
    turtle = RdfFormat.TURTLE
    return [quad.triple for file in files for quad in parse(file.read_bytes(), format=turtle)]


def without(triples: Iterable[Triple], predicate: NamedNode) -> list[Triple]:
    """The triples but for those of the predicate."""
    return [triple for triple in triples if triple.predicate != predicate]


def sparql_constraints() -> frozenset[str]:
    """The local names of the constraints that the core set lacks."""
    found = (triple.object for triple in shapes() if triple.predicate == SH.sparql)
    return frozenset(str(node).strip("<>").rpartition("#")[2] for node in found)


def _written(triples: list[Triple], folder: Path, name: str) -> ShapeFiles:
    files = ShapeFiles(folder / f"{name}.ttl", folder / f"{name}-wordless.ttl")
    files.whole.write_bytes(serialize(triples, format=RdfFormat.N_TRIPLES) or b"")
    wordless = without(triples, SH.message)
    files.wordless.write_bytes(serialize(wordless, format=RdfFormat.N_TRIPLES) or b"")
    return files
