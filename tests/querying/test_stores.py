"""A large release is loaded once; what is kept of that may go, and never shows half of it."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, Store

from kpi_lod.errors import KpiLodError
from kpi_lod.querying import stores
from kpi_lod.querying.sources import results

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
QUAD = "<http://a.example/1> <http://a.example/p> <http://a.example/{}> <http://a.example/g> .\n"


@pytest.fixture
def public(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A release of three triples, which counts as large."""
    monkeypatch.setattr(stores, "LARGE", 1)
    dump = tmp_path / "releases/0123456789abcdef/dumps/kpi-lod.nq.gz"
    dump.parent.mkdir(parents=True)
    dump.write_bytes(gzip.compress("".join(map(QUAD.format, range(3))).encode()))
    (tmp_path / "current").symlink_to("releases/0123456789abcdef")
    return tmp_path


def count(source: Path) -> str:
    found = results(COUNT, str(source))
    assert isinstance(found, QuerySolutions)
    ((term,),) = list(found)
    return str(getattr(term, "value", term))


def test_a_large_release_is_loaded_once(public: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert count(public) == "3"
    kept = public / ".work/stores/0123456789abcdef"
    assert kept.is_dir()

    def refuse(*_: object) -> Store:
        raise AssertionError("loaded again")

    monkeypatch.setattr(stores, "_loaded", refuse)
    assert count(public) == "3"
    assert count(public / "current") == "3"


def test_two_may_ask_at_once(public: Path) -> None:
    assert count(public) == "3"
    first = stores.release_store(public / "current")
    second = stores.release_store(public / "current")
    assert len(first) == len(second) == 3


def test_a_small_release_is_asked_in_memory(public: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "LARGE", 10**9)
    assert count(public) == "3"
    assert not (public / ".work").exists()


def test_a_release_that_stands_alone_is_asked_in_memory(public: Path) -> None:
    alone = public.parent / "alone"
    shutil.copytree(public / "releases/0123456789abcdef", alone)
    assert count(alone) == "3"
    assert not (public / ".work").exists()


def test_a_broken_dump_leaves_no_store(public: Path) -> None:
    dump = public / "current/dumps/kpi-lod.nq.gz"
    dump.write_bytes(dump.read_bytes()[:-12])
    with pytest.raises(KpiLodError, match="source-broken"):
        count(public)
    assert list((public / ".work/stores").iterdir()) == []


def test_where_nothing_can_be_written_it_is_asked_in_memory(public: Path) -> None:
    (public / ".work").write_bytes(b"no folder")
    assert count(public) == "3"
