"""Measure the flow against rdflib in one run, as ratios: parse, write, query; and the verbs whole.

Run by ``make bench``. Prints medians of RUNS runs; README's figures come from here.
"""

from __future__ import annotations

import gzip
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import rdflib
from pyoxigraph import RdfFormat, Store, parse

from kpi_lod.querying.questions import questions
from kpi_lod.querying.sources import results
from kpi_lod.release.build import build
from kpi_lod.turtle import turtle

ROOT = Path(__file__).resolve().parents[1]
RUNS = 5


def seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """The median wall time of ``work``, after one warm-up."""
    work()
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def compared(name: str, ours: Callable[[], object], theirs: Callable[[], object]) -> None:
    """One row: our time, rdflib's time, and how many times faster ours is."""
    mine, other = seconds(ours), seconds(theirs)
    print(f"| {name} | {mine:.3f} s | {other:.3f} s | {other / mine:.0f}× |")


def verb(*arguments: str) -> Callable[[], object]:
    """A whole command as a new process."""
    command = [sys.executable, "-m", "kpi_lod", *arguments]
    return lambda: subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        release = build(ROOT / "data", Path(folder)).folder
        dump = release / "dumps/kpi-lod.nq.gz"
        quads = list(parse(gzip.decompress(dump.read_bytes()), format=RdfFormat.N_QUADS))
        triples = [quad.triple for quad in quads]
        turtle_file = release / "kpi-lod.ttl"
        turtle_file.write_bytes(turtle(triples))
        graph = rdflib.Graph()
        graph.parse(turtle_file)
        store = Store()
        store.extend(quads)
        question = questions()["met-targets"].text

        print(f"{len(quads)} triples, medians of {RUNS} runs")
        print("| | kpi-lod | rdflib | |")
        print("|---|--:|--:|--:|")
        compared(
            "Turtle を書く / write",
            lambda: turtle(triples),
            lambda: graph.serialize(format="turtle"),
        )
        compared(
            "問い met-targets / query",
            lambda: list(store.query(question, use_default_graph_as_union=True)),  # type: ignore[arg-type]
            lambda: list(graph.query(question)),
        )
        compared(
            "読んで問う / load and query",
            lambda: list(results(question, str(release))),  # type: ignore[arg-type]
            lambda: list(rdflib.Graph().parse(turtle_file).query(question)),
        )
        print("| | whole process | | |")
        one = "data/submissions/202142/2023-promotion.yaml"
        for name, arguments in (
            ("check, one city", ("check", one)),
            ("build, two cities", ("build", "data", "--to", f"{folder}/public")),
            ("query met-targets", ("query", "met-targets", "--from", str(release))),
        ):
            print(f"| {name} | {seconds(verb(*arguments), 3):.2f} s | | |")


if __name__ == "__main__":
    main()
