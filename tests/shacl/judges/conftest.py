"""The judges as fixtures."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from rdflib.plugins.sparql import processor
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.sparql import Query
from tests.shacl.judges.jena_judge import JenaJudge, jena_is_installed


@pytest.fixture(scope="session")
def jena(part: Callable[[str], str]) -> Iterator[JenaJudge]:
    """A running Jena; absent: a loud skip, in CI a failure."""
    java, _ = part("java"), part("javac")
    if not jena_is_installed():
        message = "libapache-jena-java is not installed: run 'make parts' as root"
        if os.environ.get("KPI_LOD_PARTS") == "required":
            pytest.fail(message)
        pytest.skip(message)
    with JenaJudge(java) as judge:
        yield judge


@pytest.fixture(scope="module")
def _each_query_is_parsed_once() -> Iterator[None]:
    """To parse a query costs rdflib, and so pySHACL, far more than to run it on a small case."""

    @cache
    def algebra(text: str, base: str | None, names: tuple[tuple[str, str], ...]) -> Query:
        return translateQuery(parseQuery(text), base, dict(names))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(processor, "parseQuery", str)
        patch.setattr(processor, "translateQuery", lambda q, b, n: algebra(q, b, tuple(n.items())))
        yield
