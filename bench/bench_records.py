"""Records → N-Quads: ours beside rdflib, Morph-KGC and maplib, each with the same triples out.

In: about how many triples. Out: a :class:`RecordMeasure` for each mapper. The clock runs from what
a mapper takes (records, rows or data frames in memory; for Morph-KGC the CSV files) to the written
file; memory is that of the whole process. At a small size the triples are compared one by one.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from bench.measured import BUILD, MIB, Job, Limits, Repeated, last_line, repeated
from bench.peers.environment import AbsentError, python_environment
from bench.record_tables import Subject, subject, write_tables
from pyoxigraph import RdfFormat, parse

HERE = Path(__file__).parent / "peers"
MAPLIB = "0.20.26"
MORPH_KGC = "2.8.1"
SMALL = 20_000

Command = Callable[[Subject, Path, Path], list[str]]
"""Subject, folder of the tables, output → a command."""


@dataclass(frozen=True, slots=True)
class Mapper:
    """A mapper that can be run here, or ``absent``: why it cannot. ``suffix``: of its output."""

    name: str
    version: str
    suffix: str
    command: Command
    absent: str | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class RecordMeasure:
    """``rate`` in triples a second; ``same``: whether the triples at the small size are ours."""

    mapper: str
    version: str
    outcome: str
    triples: int = 0
    seconds: float = 0
    rate: int = 0
    runs: list[float] = field(default_factory=list)
    peak_mib: int = 0
    output: str = ""
    same: bool | None = None
    reason: str = ""
    whole: bool = False


def _ours(what: str) -> Mapper:
    def command(wanted: Subject, _: Path, output: Path) -> list[str]:
        module = [sys.executable, "-m", "bench.peers.run_kpi_lod"]
        return [*module, str(wanted.cities), what, str(output)]

    return Mapper("kpi-lod", version("kpi-lod"), "nq", command, whole=what == "everything")


def _maplib() -> Mapper:
    interpreter = python_environment("maplib", f"maplib=={MAPLIB}")

    def command(_: Subject, tables: Path, output: Path) -> list[str]:
        return [interpreter, str(HERE / "run_maplib.py"), str(tables), str(output)]

    return Mapper("maplib", MAPLIB, "nt", command)


def _morph_kgc() -> Mapper:
    interpreter = python_environment("morph-kgc", f"morph-kgc=={MORPH_KGC}")

    def command(_: Subject, tables: Path, output: Path) -> list[str]:
        script, mapping = HERE / "run_morph_kgc.py", HERE / "records.rml.ttl"
        return [interpreter, str(script), str(tables), str(mapping), str(output)]

    return Mapper("Morph-KGC", MORPH_KGC, "nq", command)


def _rdflib() -> Mapper:
    def command(_: Subject, tables: Path, output: Path) -> list[str]:
        return [sys.executable, str(HERE / "run_rdflib.py"), str(tables), str(output)]

    return Mapper("rdflib", version("rdflib"), "nt", command)


_MAKERS: dict[str, Callable[[], Mapper]] = {
    "kpi-lod": lambda: _ours("subject"),
    "everything": lambda: _ours("everything"),
    "maplib": _maplib,
    "Morph-KGC": _morph_kgc,
    "rdflib": _rdflib,
}


def _mapper(name: str) -> Mapper:
    try:
        return _MAKERS[name]()
    except AbsentError as error:
        return Mapper(name, "", "", lambda *_: [], absent=str(error))


def measures(triples: int, runs: int, limits: Limits) -> Iterator[RecordMeasure]:
    """Everything measured, ours first."""
    small, large = _Bench.of(SMALL, limits), _Bench.of(triples, limits)
    reference: set[str] | None = None
    for mapper in map(_mapper, _MAKERS):
        if mapper.absent:
            yield RecordMeasure(mapper.name, "", "absent", reason=mapper.absent)
            continue
        same = None
        if not mapper.whole:
            small.measured(mapper, 1)
            found = _triples(small.output(mapper))
            reference = reference or found
            same = found == reference
        made = large.measured(mapper, runs, same)
        print(
            f"{made.mapper}: {made.outcome} {made.rate:,} triples/s, same: {same}", file=sys.stderr
        )
        yield made


def _triples(file: Path) -> set[str]:
    """The distinct triples of the file, without their graphs; empty where there is no file."""
    if not file.exists():
        return set()
    formats = {".nq": RdfFormat.N_QUADS, ".nt": RdfFormat.N_TRIPLES}
    return {str(quad.triple) for quad in parse(path=file, format=formats[file.suffix])}


@dataclass(frozen=True, slots=True)
class _Bench:
    """The tables of one size and the folder of what is made of them."""

    subject: Subject
    folder: Path
    limits: Limits

    @classmethod
    def of(cls, triples: int, limits: Limits) -> _Bench:
        folder = BUILD / "records" / str(triples)
        wanted = subject(triples)
        write_tables(wanted.cities, folder)
        return cls(wanted, folder, limits)

    def output(self, mapper: Mapper) -> Path:
        name = "everything" if mapper.whole else mapper.name
        return self.folder / f"{name}.{mapper.suffix}"

    def measured(self, mapper: Mapper, runs: int, same: bool | None = None) -> RecordMeasure:
        """Up to ``runs`` runs of one mapper."""
        output = self.output(mapper)
        output.unlink(missing_ok=True)
        command = mapper.command(self.subject, self.folder, output)
        job = Job(command, output.with_suffix(".seconds"), accepted=(0,), own_clock=True)
        took = repeated(job, self.limits, runs)
        if took.last.outcome != "done":
            reason = last_line(took.last.errors)
            return RecordMeasure(mapper.name, mapper.version, took.last.outcome, reason=reason)
        return self._told(mapper, took, same)

    def _told(self, mapper: Mapper, took: Repeated, same: bool | None) -> RecordMeasure:
        with self.output(mapper).open("rb") as stream:
            triples = sum(1 for _ in stream)
        return RecordMeasure(
            mapper=mapper.name,
            version=mapper.version,
            outcome="done",
            triples=triples,
            seconds=round(took.seconds, 3),
            rate=round(triples / took.seconds),
            runs=[round(one.seconds, 3) for one in took.runs],
            peak_mib=took.peak // MIB,
            output={"nq": "N-Quads", "nt": "N-Triples"}[mapper.suffix],
            same=same,
            whole=mapper.whole,
        )
