"""The SHACL engines of the bench: how each is run as a whole process and what it found.

Every engine reads the same N-Triples and the same shapes, and every one writes its report to a
file: a SHACL report as Turtle, or a line of focus node and component for each result.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from bench.peers import jena
from bench.peers.environment import AbsentError, node_environment, python_environment
from bench.shape_sets import SETS
from pyoxigraph import NamedNode, RdfFormat, parse

from kpi_lod import __version__
from kpi_lod.vocabulary import RDF, SH

HERE = Path(__file__).parent
PYRUDOF = "0.3.35"
SHACL_ENGINE = "1.1.2"
N3 = "2.13.12"
NODE_HEAP = "--max-old-space-size=12000"

Found = Counter[tuple[str, str]]
"""(focus node, constraint component) → number of results."""

Command = Callable[[Path, Path, str], list[str]]
"""Shapes, data and the set of shapes (full or core) → a command."""


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine that can be run here, or ``absent``: why it cannot.

    ``found`` reads its report. ``wordless``: it needs shapes without sh:message. ``ours``: the
    others are compared with it. ``own_clock``: its first line tells the seconds. ``remarks``: what
    the reader must know, by set of shapes.
    """

    name: str
    version: str
    command: Command
    found: Callable[[Path], Found]
    absent: str | None = None
    wordless: bool = False
    ours: bool = False
    own_clock: bool = False
    remarks: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def _reported(report: Path) -> Found:
    """The results of a SHACL report in Turtle."""
    told: dict[str, dict[NamedNode, str]] = {}
    results: list[str] = []
    for quad in parse(report.read_bytes(), format=RdfFormat.TURTLE):
        node = str(quad.subject)
        if quad.predicate in (SH.focusNode, SH.sourceConstraintComponent):
            told.setdefault(node, {})[quad.predicate] = str(quad.object).strip("<>")
        elif quad.predicate == RDF.type and quad.object == SH.ValidationResult:
            results.append(node)
    pairs = (told[node] for node in results)
    return Counter((one[SH.focusNode], one[SH.sourceConstraintComponent]) for one in pairs)


def _listed(lines: Path) -> Found:
    """The results of a runner that prints focus node and component, parted by a tab."""
    return _pairs(lines.read_text("utf-8").splitlines())


def _pairs(lines: Iterable[str]) -> Found:
    rows = (line.split("\t") for line in lines)
    return Counter((focus, component) for focus, component in rows)


def _clocked(lines: Path) -> Found:
    """The same behind a first line that tells the seconds."""
    return _pairs(lines.read_text("utf-8").splitlines()[1:])


def _ours() -> Engine:
    def command(shapes: Path, data: Path, _: str) -> list[str]:
        verb = [sys.executable, "-m", "kpi_lod", "validate", "--format", "turtle"]
        return [*verb, "--shapes", str(shapes), str(data)]

    return Engine("kpi-lod", __version__, command, _reported, ours=True)


def _from_records() -> Engine:
    def command(shapes: Path, data: Path, _: str) -> list[str]:
        module = [sys.executable, "-m", "bench.peers.run_from_records"]
        return [*module, str(shapes), str(data)]

    remarks = dict.fromkeys(
        SETS, ("メモリー上の記録から結果まで", "from records in memory to results")
    )
    name = "kpi-lod from records"
    return Engine(name, __version__, command, _clocked, ours=True, remarks=remarks, own_clock=True)


def _jena() -> Engine:
    def command(shapes: Path, data: Path, _: str) -> list[str]:
        return jena.command(shapes, data)

    remarks = dict.fromkeys(SETS, ("sh:messageを除いた規則で", "shapes without sh:message"))
    found = jena.version()
    return Engine("Jena", found, command, _reported, wordless=True, remarks=remarks)


def _pyrudof() -> Engine:
    interpreter = python_environment("pyrudof", f"pyrudof=={PYRUDOF}")

    def command(shapes: Path, data: Path, _: str) -> list[str]:
        return [interpreter, str(HERE / "run_pyrudof.py"), str(shapes), str(data)]

    return Engine("pyrudof", PYRUDOF, command, _listed)


def _shacl_engine() -> Engine:
    folder = node_environment("shacl-engine", f"shacl-engine@{SHACL_ENGINE}", f"n3@{N3}")

    def command(shapes: Path, data: Path, which: str) -> list[str]:
        script = str(HERE / "run_shacl_engine.mjs")
        return ["node", NODE_HEAP, script, str(shapes), str(data), which, str(folder)]

    remarks = {"full": ("SPARQLプラグインを加えて", "with its SPARQL plugin")}
    return Engine("shacl-engine", SHACL_ENGINE, command, _listed, remarks=remarks)


def _pyshacl() -> Engine:
    def command(shapes: Path, data: Path, _: str) -> list[str]:
        formats = ["-sf", "turtle", "-df", "nt", "-f", "turtle"]
        return [sys.executable, "-m", "pyshacl", *formats, "-s", str(shapes), str(data)]

    return Engine("pySHACL", version("pyshacl"), command, _reported)


_MAKERS: dict[str, Callable[[], Engine]] = {
    "kpi-lod": _ours,
    "kpi-lod from records": _from_records,
    "Jena": _jena,
    "pyrudof": _pyrudof,
    "shacl-engine": _shacl_engine,
    "pySHACL": _pyshacl,
}


def engines() -> list[Engine]:
    """All engines, ours first; the environments of the others are made if need be."""
    return [_engine(name, make) for name, make in _MAKERS.items()]


def _engine(name: str, make: Callable[[], Engine]) -> Engine:
    try:
        return make()
    except AbsentError as error:
        return Engine(name, "", lambda *_: [], _listed, absent=str(error))
