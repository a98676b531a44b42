"""The marker: a graph in the store that tells which graphs are ours, and what they hold.

In: rows of what the store tells. Out: :class:`Marker`, and statements to write there (pure). For a
graph there is a node ``<marker#graph>`` with the sha256 of its sorted N-Triples
(``spdx:checksumValue``; SENDING while it is being changed) and its number of triples
(``void:triples``). ``<marker#release>`` and ``<marker#sending>`` have the release
(``dct:identifier``) and when it became current (``dct:modified``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kpi_lod.terms import DCT, SPDX, VOID, TermText, plain, whole

SENDING = "sending"
RELEASE = "release"

Row = Mapping[str, str]
"""Variable → text of the value, as SPARQL results have it."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A release, and when it became current (UTC, RFC 3339)."""

    release: str
    at: str


@dataclass(frozen=True, slots=True)
class Marked:
    """What a graph was when it was sent; ``digest`` is SENDING where that was not finished."""

    digest: str
    triples: int


@dataclass(frozen=True, slots=True)
class Marker:
    """What the store tells of us; ``released`` was sent whole, ``sending`` not, None: no such."""

    graphs: Mapping[str, Marked]
    released: Stamp | None = None
    sending: Stamp | None = None


def marker(iri: str, stamps: Iterable[Row], graphs: Iterable[Row]) -> Marker:
    """The marker, from the rows about releases and about graphs."""
    start = f"{iri}#"
    told = {row["node"]: Stamp(row["release"], row["at"]) for row in stamps}
    marked = {
        row["node"].removeprefix(start): Marked(row["digest"], int(row["triples"]))
        for row in graphs
        if row["node"].startswith(start)
    }
    return Marker(marked, told.get(start + RELEASE), told.get(start + SENDING))


def statements(iri: str, marked: Mapping[str, Marked | None]) -> dict[str, list[str]]:
    """Node → what the marker shall tell of these graphs; None: nothing any more."""
    return {
        f"{iri}#{graph}": [
            _line(f"{iri}#{graph}", SPDX.checksumValue, plain(one.digest)),
            _line(f"{iri}#{graph}", VOID.triples, whole(one.triples)),
        ]
        if one
        else []
        for graph, one in marked.items()
    }


def stamp_statements(iri: str, name: str, stamp: Stamp | None) -> dict[str, list[str]]:
    """Node → what the marker shall tell of the release that was (RELEASE) or is being (SENDING)."""
    node = f"{iri}#{name}"
    if stamp is None:
        return {node: []}
    return {
        node: [
            _line(node, DCT.identifier, plain(stamp.release)),
            _line(node, DCT.modified, plain(stamp.at)),
        ]
    }


def _line(node: str, predicate: TermText, value: TermText | None) -> str:
    return f"<{node}> {predicate} {value} ."
