"""The twelve questions over about a million triples: a release, Oxigraph's server and Virtuoso.

``python -m bench.bench_endpoints`` invents the data (bench.national), loads it everywhere, asks
each question RUNS times in one run, compares the answers as text, and writes the medians between
the marks of docs/endpoints.md. Loading is told apart. Needs ``make parts`` and ``oxigraph``.
"""

from __future__ import annotations

import argparse
import gzip
import re
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.measured import BUILD, ROOT
from bench.national import write
from bench.servers import oxigraph, virtuoso

from kpi_lod.querying import stores
from kpi_lod.querying.answers import answer
from kpi_lod.querying.asking import Asking
from kpi_lod.querying.endpoint import endpoint_results
from kpi_lod.querying.questions import questions
from kpi_lod.querying.sources import Results, stored_results
from kpi_lod.querying.stores import release_store
from kpi_lod.release_names import DUMP_NQUADS, RELEASES, WORK

PAGE = ROOT / "docs/endpoints.md"
MARKED = re.compile(r"(<!-- measured -->\n).*?(<!-- /measured -->)", re.DOTALL)
RUNS = 3
PATIENT = Asking(seconds=600)

Ask = Callable[[str], Results]


@dataclass
class Measured:
    """One store: how long it took to load, and for each question seconds and answer."""

    name: str
    loading: float = 0.0
    seconds: dict[str, float] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)

    def ask_all(self, ask: Ask, runs: int) -> None:
        for question in questions().values():
            taken = []
            for _ in range(runs):
                start = time.perf_counter()
                text = answer(ask(question.text), "csv")
                taken.append(time.perf_counter() - start)
            self.seconds[question.name] = statistics.median(taken)
            self.answers[question.name] = text
            print(f"{self.name}: {question.name} {self.seconds[question.name]:.3f}", flush=True)


def release_of(quads: Path, folder: Path) -> Path:
    """A folder with the one file that questions are asked of."""
    made = folder / RELEASES / "bench"
    dump = made / DUMP_NQUADS
    dump.parent.mkdir(parents=True)
    with quads.open("rb") as file, gzip.open(dump, "wb", 6) as packed:
        shutil.copyfileobj(file, packed)
    return made


@contextmanager
def release_in_memory(release: Path) -> Iterator[Ask]:
    alone = release.parents[1] / "alone"
    alone.mkdir()
    shutil.copytree(release, alone / "release")
    store = release_store(alone / "release")
    yield lambda query: stored_results(query, store)


@contextmanager
def release_on_disk(release: Path) -> Iterator[Ask]:
    stores.LARGE = 0  # on disk, however small it is
    store = release_store(release)
    assert (release.parents[1] / WORK).is_dir()
    yield lambda query: stored_results(query, store)


def asked_at(url: str) -> Ask:
    return lambda query: endpoint_results(query, url, PATIENT)


@contextmanager
def oxigraph_in_memory(quads: Path) -> Iterator[Ask]:
    with oxigraph(_program("oxigraph"), quads=quads) as server:
        yield asked_at(server.query)


@contextmanager
def oxigraph_on_disk(quads: Path, folder: Path) -> Iterator[Ask]:
    place = folder / "oxigraph"
    with oxigraph(_program("oxigraph"), location=place, quads=quads) as server:
        yield asked_at(server.query)


@contextmanager
def virtuoso_loaded(dump: Path, folder: Path) -> Iterator[Ask]:
    with virtuoso(_program("virtuoso-t"), folder / "virtuoso") as server:
        server.load(dump)
        yield asked_at(server.sparql)


def _program(name: str) -> str:
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    if not found:
        raise SystemExit(f"{name}: run 'make parts' and 'make test' first")
    return found


def measured(triples: int, folder: Path, runs: int) -> tuple[int, list[Measured]]:
    """How many triples there were, and every store."""
    shutil.rmtree(folder, ignore_errors=True)
    written = write(triples, folder, formats=["nq"])
    quads, release = folder / "data.nq", release_of(folder / "data.nq", folder / "public")
    kinds = {
        "kpi-lod, memory": release_in_memory(release),
        "kpi-lod, disk": release_on_disk(release),
        "Oxigraph, memory": oxigraph_in_memory(quads),
        "Oxigraph, disk": oxigraph_on_disk(quads, folder),
        "Virtuoso": virtuoso_loaded(release / DUMP_NQUADS, folder),
    }
    found = []
    for name, store in kinds.items():
        one = Measured(name)
        start = time.perf_counter()
        with store as ask:
            one.loading = time.perf_counter() - start
            one.ask_all(ask, runs)
        found.append(one)
    return written.triples, found


def differing(found: list[Measured]) -> list[str]:
    """Questions whose answers are not the same text everywhere, and where."""
    first = found[0].answers
    return [
        f"{name} ({one.name})"
        for name in first
        for one in found
        if one.answers[name] != first[name]
    ]


def table(triples: int, found: list[Measured], runs: int) -> str:
    """The page's table: rows of questions, columns of stores; seconds."""
    heads = " | ".join(one.name for one in found)
    rows = [
        f"| {name} | {found[0].answers[name].count(chr(10)):,} "
        + "".join(f"| {one.seconds[name]:.3f} " for one in found)
        + "|"
        for name in found[0].answers
    ]
    loading = "".join(f"| {one.loading:.1f} " for one in found)
    different = differing(found)
    same = "なし / none" if not different else ", ".join(different)
    return "\n".join(
        [
            f"{triples:,} triples; 秒、{runs}回の中央値 / seconds, median of {runs}",
            "",
            f"| 問い / question | 行 / rows | {heads} |",
            f"|---|--:|{'--:|' * len(found)}",
            *rows,
            f"| 読み込み / loading | {loading}|",
            "",
            f"答えの違い / answers that differ: {same}",
            "",
        ]
    )


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--folder", type=Path, default=BUILD / "endpoints")
    parser.add_argument("--write", action="store_true", help="into docs/endpoints.md")
    chosen = parser.parse_args()
    triples, found = measured(chosen.triples, chosen.folder, chosen.runs)
    told = table(triples, found, chosen.runs)
    print(told)
    for one in found:
        folder = chosen.folder / "answers" / one.name
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in one.answers.items():
            (folder / f"{name}.csv").write_text(text + "\n", "utf-8")
    if chosen.write:
        text = PAGE.read_text("utf-8")
        PAGE.write_text(MARKED.sub(lambda m: m[1] + told + m[2], text), "utf-8")


if __name__ == "__main__":
    main()
