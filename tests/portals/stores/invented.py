"""Small invented releases to push."""

from __future__ import annotations

import gzip
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.release.small import CHANNEL, published

from kpi_lod.release import history

BASE = CHANNEL.base
NS = "https://w3id.org/kpi-lod/ns"
TACHIKAWA, MORIOKA = f"{BASE}current/202142", f"{BASE}current/032018"

Contents = Mapping[str, Sequence[str]]
"""Graph → N-Triples lines."""


def line(number: int, text: str = "値") -> str:
    return f'<{BASE}s{number}> <{BASE}p> "{text}"@ja .'


def graph(first: int, count: int = 3, text: str = "値") -> list[str]:
    return [line(number, text) for number in range(first, first + count)]


OLD: Contents = {NS: graph(0), TACHIKAWA: graph(100), MORIOKA: graph(200)}
NEW: Contents = {
    NS: graph(0),
    TACHIKAWA: graph(100, text="新"),
    f"{BASE}current/132012": graph(300),
}
"""One as it was, one changed, one gone, one new."""


def nquads(graphs: Contents) -> bytes:
    quads = (f"{triple[:-2]} <{iri}> .\n" for iri, lines in graphs.items() for triple in lines)
    return "".join(quads).encode()


def release(graphs: Contents, folder: Path, at: str) -> Path:
    """A release of these graphs that became current ``at``; a city's are named by its code."""
    codes = sorted({iri.rpartition("/")[2] for iri in graphs if iri.startswith(BASE)})
    shared = {iri: lines for iri, lines in graphs.items() if not iri.startswith(BASE)}
    packed = {
        code: gzip.compress(
            nquads({iri: lines for iri, lines in graphs.items() if iri.endswith(code)}), mtime=0
        )
        for code in codes
    }
    whole = gzip.compress(nquads(shared), mtime=0) + b"".join(packed.values())
    made = published(
        {
            "dumps/kpi-lod.nq.gz": whole,
            **{f"dumps/{code}.nq.gz": content for code, content in packed.items()},
            **{f"catalogue/{code}/index.ttl": b"" for code in codes},
        },
        folder,
    )
    log = (folder / history.LOG).read_text("utf-8").splitlines()
    last = history.entries(folder)[-1].at
    log[-1] = log[-1].replace(last, at)
    (folder / history.LOG).write_text("\n".join(log) + "\n", "utf-8")
    return made
