"""Sorted triples → Turtle and N-Quads, the same bytes every time.

Turtle 1.1 (https://www.w3.org/TR/turtle/), written by pyoxigraph from the sorted triples and never
from a store, which would rewrite literals. Only the prefixes that occur are declared, in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from kpi_lod.vocabulary import PREFIXES


def turtle(triples: Sequence[Triple], prefixes: Mapping[str, str] = PREFIXES) -> bytes:
    """The triples as Turtle, a paragraph for each subject; ``prefixes``: prefix → namespace IRI."""
    used = _used(triples, prefixes)
    return turtle_head(used) + turtle_body(triples, used)


def turtle_head(prefixes: Mapping[str, str]) -> bytes:
    """The declarations of all these prefixes, in order."""
    return "".join(
        sorted(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes.items())
    ).encode()


def turtle_body(triples: Sequence[Triple], prefixes: Mapping[str, str]) -> bytes:
    """The triples as they stand behind a head that declares ``prefixes``, none else."""
    written = serialize(triples, format=RdfFormat.TURTLE, prefixes=dict(prefixes)) or b""
    return b"".join(
        # A subject begins in the first column; line breaks inside literals are escaped.
        line if line.startswith(b"\t") else b"\n" + line
        for line in written.splitlines(keepends=True)
        if not line.startswith(b"@prefix")
    )


def _used(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> dict[str, str]:
    text = "\n".join(str(triple) for triple in triples)
    return {prefix: iri for prefix, iri in prefixes.items() if f"<{iri}" in text}


def nquads(quads: Iterable[Quad]) -> bytes:
    """The quads as N-Quads, one a line (https://www.w3.org/TR/n-quads/)."""
    return serialize(quads, format=RdfFormat.N_QUADS) or b""
