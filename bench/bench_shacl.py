"""Every SHACL engine on the same data and shapes: time, memory and what each finds.

In: sizes and limits. Out: a :class:`Measure` for each engine, set of shapes and size. An engine
that met a limit is not tried on more triples. Ours comes first; the results of the others are
compared with its results, and those with the faults that the generator put in.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.measured import BUILD, MIB, Job, Limits, last_line, repeated
from bench.national import write
from bench.peers.engines import Engine, Found, engines
from bench.shape_sets import SETS, ShapeFiles, shape_files, sparql_constraints

PEER_RUNS = 1
LARGE = 5_000_000
"""From so many triples on, ours runs as often as a peer."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure. Peers get at most ``peers_up_to`` triples and PEER_RUNS runs.

    ``sizes`` in triples, smallest first; ``runs`` of ours at most.
    """

    sizes: Sequence[int]
    peers_up_to: int
    runs: int
    limits: Limits


@dataclass(frozen=True, slots=True)
class Measure:
    """One cell of the table. ``outcome``: done, time, memory, failed, skipped or absent.

    ``missing`` and ``extra``: results compared with ours; ``expected``: what the data should give.
    """

    engine: str
    version: str
    shapes: str
    size: int
    outcome: str
    seconds: float | None = None
    runs: list[float] = field(default_factory=list)
    peak_mib: int | None = None
    results: int | None = None
    missing: int = 0
    extra: int = 0
    expected: int = 0
    reason: str = ""
    remark: tuple[str, str] | None = None
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Data:
    """The data of one size: its file, and how many results each set of shapes should give."""

    size: int
    file: Path
    expected: Mapping[str, int]


def measures(plan: Plan) -> Iterator[Measure]:
    """Everything measured, as it comes."""
    files = shape_files(BUILD / "shapes")
    given_up: dict[tuple[str, str], str] = {}
    everybody = engines()
    for size in plan.sizes:
        data = _data(size)
        for which in SETS:
            reference: Found | None = None
            for engine in everybody:
                key = (engine.name, which)
                if key not in given_up and size > plan.peers_up_to and not engine.ours:
                    given_up[key] = f"not tried above {plan.peers_up_to:,} triples"
                one = _Case(engine, which, data, files[which])
                measure, found = one.measured(plan, given_up.get(key), reference)
                if measure.outcome in ("time", "memory", "failed"):
                    given_up[key] = f"gave up at {size:,} triples ({measure.outcome})"
                reference = reference or found
                print(_progress(measure), file=sys.stderr)
                yield measure


def _data(size: int) -> Data:
    folder = BUILD / "data" / str(size)
    write(size, folder)
    results: Mapping[str, int] = json.loads((folder / "counts.json").read_text("utf-8"))["results"]
    sparql = sparql_constraints()
    core = sum(count for shape, count in results.items() if shape not in sparql)
    return Data(size, folder / "data.nt", {"full": sum(results.values()), "core": core})


@dataclass(frozen=True, slots=True)
class _Case:
    """An engine with a set of shapes and data."""

    engine: Engine
    which: str
    data: Data
    shapes: ShapeFiles

    def measured(
        self, plan: Plan, given_up: str | None, reference: Found | None
    ) -> tuple[Measure, Found | None]:
        """What it took, and what it found if it came to an end."""
        if self.engine.absent or given_up:
            outcome = "absent" if self.engine.absent else "skipped"
            return self._measure(outcome, reason=self.engine.absent or given_up), None
        shapes = self.shapes.wordless if self.engine.wordless else self.shapes.whole
        command = self.engine.command(shapes, self.data.file, self.which)
        report = BUILD / "reports" / f"{self.engine.name}-{self.which}-{self.data.size}.txt"
        report.parent.mkdir(parents=True, exist_ok=True)
        job = Job(command, report, own_clock=self.engine.own_clock)
        often = self.engine.ours and self.data.size < LARGE
        runs = plan.runs if often else min(plan.runs, PEER_RUNS)
        took = repeated(job, plan.limits, runs)
        cost = {
            "seconds": round(took.seconds, 3),
            "runs": [round(one.seconds, 3) for one in took.runs],
            "peak_mib": took.peak // MIB,
        }
        if took.last.outcome != "done":
            return self._measure(
                took.last.outcome, reason=last_line(took.last.errors), **cost
            ), None
        found = self.engine.found(report)
        against = reference or found
        differs = {"missing": (against - found).total(), "extra": (found - against).total()}
        return self._measure("done", results=found.total(), **cost, **differs), found

    def _measure(self, outcome: str, **more: object) -> Measure:
        return Measure(
            engine=self.engine.name,
            version=self.engine.version,
            shapes=self.which,
            size=self.data.size,
            outcome=outcome,
            expected=self.data.expected[self.which],
            remark=self.engine.remarks.get(self.which),
            ours=self.engine.ours,
            **more,  # type: ignore[arg-type]
        )


def _progress(one: Measure) -> str:
    took = f"{one.seconds:.2f} s, {one.peak_mib} MiB" if one.seconds is not None else one.reason
    found = f"{one.results} of {one.expected} results" if one.results is not None else ""
    return f"{one.engine} {one.shapes} {one.size:,}: {one.outcome} {took} {found}"
