"""Statements that changed and that no kind of change has words for (pure).

In: a municipality's N-Quads in two releases, and their snapshots. Out: how many.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kpi_lod.release.snapshot import (
    DESCRIBED,
    DOCUMENTED,
    NODE,
    PRINTED,
    SUBMITTED,
    Snapshot,
    is_printed,
)
from kpi_lod.vocabulary import DCT, KPI, PROV, RDF

_BASE = re.compile(rb"<([^<>]*/)submission/[0-9]{6}/[a-z0-9-]+>")
_LICENSED = re.compile(f"> {re.escape(str(DCT.license))} <([^<>]*)> ".encode())
_DERIVED = re.compile(r".*/current/[0-9]{6}", re.ASCII)

_TOLD = frozenset({*DESCRIBED, *SUBMITTED, *DOCUMENTED, *PRINTED, KPI.scale, PROV.wasDerivedFrom})
"""Scale and derivation follow from what is told."""


def rebased(old: bytes, new: bytes) -> bytes:
    """The older N-Quads with the base of the newer: a base that changed is told once."""
    was, now = _BASE.search(old), _BASE.search(new)
    if was is None or now is None or was[1] == now[1]:
        return old
    return old.replace(b"<" + was[1], b"<" + now[1])


def licence(nquads: bytes) -> str:
    """The licence under which a municipality's data was compiled; "" where none is stated."""
    found = _LICENSED.search(nquads)
    return found[1].decode() if found else ""


def relicensed(old: bytes, new: bytes) -> bytes:
    """The older N-Quads under the licence of the newer: one that changed is told once."""
    was, now = licence(old), licence(new)
    if not was or not now or was == now:
        return old
    statement = f"> {DCT.license} <{{}}> "
    return old.replace(statement.format(was).encode(), statement.format(now).encode())


def changed_lines(old: bytes, new: bytes) -> list[bytes]:
    """The lines that only one of them has, in order."""
    return sorted({*old.splitlines()} ^ {*new.splitlines()})


def untold(lines: Sequence[bytes], old: Snapshot, new: Snapshot) -> int:
    """How many of the changed statements nobody is told of in words.

    Not those of a node that came or went, which is told as one, nor what is derived.
    """
    quads = [
        quad
        for quad in parse(b"\n".join(lines), format=RdfFormat.N_QUADS)
        if not _DERIVED.fullmatch(_iri(quad.graph_name))
    ]
    born = {_iri(quad.subject) for quad in quads if quad.predicate == RDF.type}
    return sum(not _is_told(quad, born, old, new) for quad in quads)


def _is_told(quad: Quad, born: Set[str], old: Snapshot, new: Snapshot) -> bool:
    subject = _iri(quad.subject)
    node = NODE.fullmatch(subject)
    if node is None:
        return False
    place, _, name, fragment = node.groups()
    if place == "project" and fragment and not _is_known(name, fragment, old, new):
        return name not in old.projects or name not in new.projects
    return subject in born or quad.predicate in _TOLD


def _is_known(project: str, fragment: str, old: Snapshot, new: Snapshot) -> bool:
    """Whether changes of the node are told: a cell that speaks, a KPI, the project itself."""
    if is_printed(fragment):
        submission = fragment.rpartition(".")[2]
        if submission not in old.submissions or submission not in new.submissions:
            return True
        return any((project, fragment) in side.speaking for side in (old, new))
    return fragment == "it" or any((project, fragment) in side.kpis for side in (old, new))


def _iri(node: object) -> str:
    assert isinstance(node, NamedNode)
    return node.value
