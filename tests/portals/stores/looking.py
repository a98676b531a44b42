"""What a triple store holds, asked by another client than the one under test."""

from __future__ import annotations

import httpx
from pyoxigraph import NamedNode, RdfFormat, parse

Held = dict[str, set[str]]
"""Graph → N-Triples lines."""


def held(url: str) -> Held:
    """All named graphs of an Oxigraph server that hold something."""
    answer = httpx.get(f"{url}/store", headers={"Accept": "application/n-quads"})
    found: Held = {}
    for quad in parse(answer.content, format=RdfFormat.N_QUADS):
        assert isinstance(quad.graph_name, NamedNode)
        found.setdefault(quad.graph_name.value, set()).add(f"{quad.triple} .")
    return found


def put(url: str, graph: str, lines: list[str]) -> None:
    """Make a graph of an Oxigraph server hold just these."""
    content = "\n".join(lines).encode()
    headers = {"Content-Type": "application/n-triples"}
    answer = httpx.put(f"{url}/store", params={"graph": graph}, content=content, headers=headers)
    assert answer.is_success


def empty(url: str) -> None:
    """Make an Oxigraph server hold nothing."""
    assert httpx.post(f"{url}/update", data={"update": "DROP ALL"}).is_success
