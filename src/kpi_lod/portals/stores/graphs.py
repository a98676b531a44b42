"""The named graphs of a release, from its dumps: their digests first, their lines when asked for.

In: :class:`Pushed`. Out: graph IRI → :class:`Graph`, and N-Triples lines. Read city by city, so
that nobody holds a country: ``dumps/<code>.nq.gz`` of each, and of the dump of everything its first
gzip member, in which the shared graphs are (``release/whole``).
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kpi_lod.errors import KpiLodError
from kpi_lod.portals.pushed import Pushed
from kpi_lod.release_names import DUMP_NQUADS

_GZIP = 31
"""For zlib: a gzip member, whatever its window."""


@dataclass(frozen=True, slots=True)
class Graph:
    """A named graph; ``digest``: sha256 of its sorted N-Triples, which are ``size`` bytes.

    ``file``: the dump it is in.
    """

    iri: str
    digest: str
    triples: int
    size: int
    file: str


def released_graphs(release: Pushed) -> dict[str, Graph]:
    """All graphs of a release, in the order of its dumps; raises KpiLodError ``push-damaged``."""
    return {
        iri: Graph(iri, digest(lines), len(lines), size_of(lines), file)
        for file in dumps(release)
        for iri, lines in lines_of(release, file).items()
    }


def dumps(release: Pushed) -> Iterator[str]:
    """The dumps its graphs are taken from: what is shared, then each municipality's."""
    yield DUMP_NQUADS
    cities = (f"dumps/{code}.nq.gz" for code in release.codes)
    yield from (file for file in cities if file in release.sums)


def lines_of(release: Pushed, file: str) -> dict[str, list[str]]:
    """Graph → its N-Triples lines without line breaks, of one of ``dumps``.

    Raises KpiLodError ``push-damaged``, also where the file cannot be unpacked.
    """
    try:
        unpacked = b"".join(_first_member(release.portions(file)))
        return _by_graph(unpacked.decode())
    except (zlib.error, ValueError):
        raise KpiLodError("push-damaged", found=release.file(file)) from None


def _first_member(portions: Iterable[bytes]) -> Iterator[bytes]:
    """What the first gzip member holds; all is read, since at its end it is compared."""
    unpacked = zlib.decompressobj(_GZIP)
    for portion in portions:
        if not unpacked.eof:
            yield unpacked.decompress(portion)
    if not unpacked.eof:
        raise ValueError("the member is cut")


def _by_graph(nquads: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in nquads.split("\n"):
        triple, _, graph = line.removesuffix(" .").rpartition(" ")
        if triple:
            found.setdefault(graph[1:-1], []).append(f"{triple} .")
    return found


def size_of(lines: Iterable[str]) -> int:
    """How many bytes the lines are, with their line breaks."""
    return sum(len(line.encode()) + 1 for line in lines)


def digest(lines: Iterable[str]) -> str:
    """The sha256 of the sorted lines.

    >>> digest(["b", "a"]) == digest(["a", "b"])
    True
    """
    return hashlib.sha256("".join(f"{line}\n" for line in sorted(lines)).encode()).hexdigest()
