"""A real Oxigraph server for each file of tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from bench.servers import oxigraph


@pytest.fixture(scope="module")
def server(part: Callable[[str], str]) -> Iterator[str]:
    """Its URL; in memory, its default graph the union of all."""
    with oxigraph(part("oxigraph"), options=["--union-default-graph"]) as running:
        yield running.url
