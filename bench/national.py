"""Submissions of national size → RDF of a wanted number of triples, the same bytes every time.

``python -m bench.national --triples 1000000 --to FOLDER`` writes data.nt and data.nq (or ttl):
the cities' data and what the register tells about the nodes it uses, as ``kpi-lod check`` gives it
to the shapes; and counts.json: what is in it, and how many results of which shape a correct engine
finds. ``--submission FILE`` writes one submission of 10 projects × 5 KPIs × 5 years as YAML.
Municipality by municipality, so that memory does not grow with the number of triples.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import BinaryIO

from bench.faults import FAULTS, total
from bench.invented import Extent, edition_before, submission
from bench.submission_yaml import submission_yaml
from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from kpi_lod.dataset import MunicipalityData, municipality_data
from kpi_lod.iris import PublisherIris
from kpi_lod.records import Project, Submission
from kpi_lod.register.graph import register_quads
from kpi_lod.register.municipalities import municipalities
from kpi_lod.vocabulary import NOT_STATED, PREFIXES

SEED = 20241122
PUBLISHER = PublisherIris("https://example.org/kpi/")
LICENCE = "CC-BY-4.0"
ONE_SUBMISSION = Extent(projects=(10, 10), indicators=(5, 5))
REAL = frozenset({"032018", "202142"})
"""These have real submissions in data/: nothing is invented about them."""


@dataclass(frozen=True, slots=True)
class City:
    """The editions of one municipality, oldest first, and the faults that are in them."""

    editions: tuple[Submission, ...]
    faults: tuple[str | None, ...]
    """One entry for each project of the newest edition: its fault."""

    def cut(self, projects: int) -> City:
        """The city with only its first projects."""
        kept = (replace(e, projects=e.projects[:projects]) for e in self.editions)
        return City(tuple(kept), self.faults[:projects])

    @property
    def not_stated(self) -> int:
        """How many editions have a source that states no terms."""
        return sum(edition.source.terms == NOT_STATED for edition in self.editions)

    def data(self) -> MunicipalityData:
        """Everything the project makes of it."""
        return municipality_data(self.editions, PUBLISHER, LICENCE)

    def quads(self) -> tuple[Quad, ...]:
        """All quads about it."""
        return self.data().quads


def reporting_codes() -> list[str]:
    """The 1,741 municipalities that report, but for the two with real submissions."""
    kinds = {"prefecture", "ward"}
    return [m.code for m in municipalities().values() if m.kind not in kinds and m.code not in REAL]


def cities(seed: int = SEED, extent: Extent | None = None) -> Iterator[City]:
    """Invented cities without end: all municipalities in a drawn order, then again with more."""
    codes = reporting_codes()
    Random(seed).shuffle(codes)
    names = list(FAULTS)
    put_in = count()
    for volume in count():
        for code in codes:
            random = Random(f"{seed} {code} {volume}")
            newest = submission(code, random=random, extent=extent or Extent(), volume=volume)
            faults = tuple(
                names[next(put_in) % len(names)] if random.random() < 1 / 2 else None
                for _ in newest.projects
            )
            yield City(tuple(_editions(newest, faults, random)), faults)


def _editions(
    newest: Submission, faults: Iterable[str | None], random: Random
) -> Iterator[Submission]:
    """An earlier edition of every fifth city; the faults are only in the newest."""
    if random.random() < 1 / 5:
        yield edition_before(newest, random)
    pairs = zip(newest.projects, faults, strict=True)
    projects = tuple(_with_fault(project, fault) for project, fault in pairs)
    terms = NOT_STATED if random.random() < 1 / 10 else newest.source.terms
    yield replace(newest, projects=projects, source=replace(newest.source, terms=terms))


def _with_fault(project: Project, fault: str | None) -> Project:
    return FAULTS[fault].apply(project) if fault else project


class Register:
    """What the shared graph tells, given out node by node as data leads to it."""

    def __init__(self) -> None:
        self._about: dict[NamedNode, list[Quad]] = {}
        for quad in register_quads():
            if isinstance(quad.subject, NamedNode):
                self._about.setdefault(quad.subject, []).append(quad)

    def reached(self, quads: Iterable[Quad]) -> list[Quad]:
        """What is known of the nodes that the quads lead to, step by step, and not yet given."""
        waiting, found = list(quads), list[Quad]()
        while waiting:
            node = waiting.pop().object
            if isinstance(node, NamedNode) and (about := self._about.pop(node, None)):
                found += about
                waiting += about
        return found


@dataclass(slots=True)
class Written:
    """The running account of what was written."""

    triples: int = 0
    cities: int = 0
    submissions: int = 0
    projects: int = 0
    last: int = 0
    """How many projects the last city has: it may be cut."""
    not_stated: int = 0
    faults: Counter[str] = field(default_factory=Counter)

    def add(self, city: City, triples: int) -> None:
        self.triples += triples
        self.cities += 1
        self.submissions += len(city.editions)
        self.projects += len(city.faults)
        self.last = len(city.faults)
        self.not_stated += city.not_stated
        self.faults.update(fault for fault in city.faults if fault)

    def account(self) -> dict[str, object]:
        """As it stands in counts.json."""
        return {
            "seed": SEED,
            "triples": self.triples,
            "cities": self.cities,
            "submissions": self.submissions,
            "projects": self.projects,
            "projects of the last city": self.last,
            "faults": dict(sorted(self.faults.items())),
            "terms not stated": self.not_stated,
            "results": dict(sorted(total(self.faults, self.not_stated).items())),
        }


def portions(triples: int, written: Written) -> Iterator[list[Quad]]:
    """The quads of city after city until about ``triples`` are reached; ``written`` keeps count.

    The last city is cut to the number of projects that comes nearest.
    """
    register = Register()
    for city in cities():
        quads = city.quads()
        known = register.reached(quads)
        room = triples - written.triples - len(known)
        if len(quads) > room:
            last = _nearest(city, room)
            if last.faults:
                quads = last.quads()
                written.add(last, len(quads) + len(known))
                yield [*quads, *known]
            return
        written.add(city, len(quads) + len(known))
        yield [*quads, *known]


def _nearest(city: City, room: int) -> City:
    """The city cut to as many projects, maybe none, as come nearest to ``room`` triples."""
    sizes = [0, *(len(city.cut(n).quads()) for n in range(1, len(city.faults) + 1))]
    return city.cut(min(range(len(sizes)), key=lambda n: abs(sizes[n] - room)))


def write(triples: int, folder: Path, *, formats: Sequence[str] = ("nt",)) -> Written:
    """Write counts.json and data.nt, data.nq or data.ttl into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    written = Written()
    with ExitStack() as stack:
        files = {
            name: stack.enter_context((folder / f"data.{name}").open("wb")) for name in formats
        }
        for quads in portions(triples, written):
            for name, file in files.items():
                _WRITERS[name](quads, file)
    account = json.dumps(written.account(), ensure_ascii=False, indent=1)
    (folder / "counts.json").write_text(account + "\n", "utf-8")
    return written


def _nt(quads: Iterable[Quad], file: BinaryIO) -> None:
    serialize((quad.triple for quad in quads), file, format=RdfFormat.N_TRIPLES)


def _nq(quads: Iterable[Quad], file: BinaryIO) -> None:
    serialize(quads, file, format=RdfFormat.N_QUADS)


def _ttl(quads: Iterable[Quad], file: BinaryIO) -> None:
    triples = (quad.triple for quad in quads)
    serialize(triples, file, format=RdfFormat.TURTLE, prefixes=PREFIXES)


_WRITERS = {"nt": _nt, "nq": _nq, "ttl": _ttl}
"""Suffix → writer of one city after another."""


def written_cities(folder: Path) -> Iterator[City]:
    """The cities of which the RDF in the folder tells."""
    account = json.loads((folder / "counts.json").read_text("utf-8"))
    for number, city in enumerate(islice(cities(), account["cities"]), 1):
        is_last = number == account["cities"]
        yield city.cut(account["projects of the last city"]) if is_last else city


def one_submission(seed: int = SEED) -> Submission:
    """A faultless submission of 10 projects × 5 KPIs × 5 years."""
    code = reporting_codes()[0]
    return submission(code, random=Random(seed), extent=ONE_SUBMISSION)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--to", type=Path, default=Path("build/bench/data"))
    parser.add_argument("--formats", nargs="+", choices=_WRITERS, default=["nt", "nq"])
    parser.add_argument("--submission", type=Path)
    chosen = parser.parse_args()
    if chosen.submission:
        chosen.submission.write_text(submission_yaml(one_submission()), "utf-8")
        return
    written = write(chosen.triples, chosen.to, formats=chosen.formats)
    print(f"{written.triples} triples, {written.submissions} submissions: {chosen.to}")


if __name__ == "__main__":
    main()
