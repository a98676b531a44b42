"""Pushing to a real Oxigraph server: what is there afterwards, and what was left alone."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest
from tests.faulty import nobody
from tests.portals.stores.invented import BASE, MORIOKA, NEW, NS, OLD, TACHIKAWA, graph, release
from tests.portals.stores.looking import empty, held, put

from kpi_lod.cli import main
from kpi_lod.errors import KpiLodError
from kpi_lod.portals.outcome import Did, Outcome
from kpi_lod.portals.stores import sending, service
from kpi_lod.portals.stores.finding import Address
from kpi_lod.portals.stores.kinds import KINDS
from kpi_lod.portals.stores.push import Wanted, push

MARKER = f"{BASE}push"
THEIRS = {"https://example.com/theirs": {f"<{BASE}s1> <{BASE}p> <{BASE}s2> ."}}
FIRST, SECOND = "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"


@pytest.fixture
def url(server: str) -> str:
    """An empty store, but for a graph of somebody else."""
    empty(server)
    for name, lines in THEIRS.items():
        put(server, name, [*lines])
    return server


def pushed(folder: Path, url: str, *, dry_run: bool = False, force: bool = False) -> Outcome:
    return push(folder, Address(url), Wanted(dry_run, force, waiting=0))


def did(done: Outcome) -> dict[str, Did]:
    return {item.name: item.did for item in done.items}


def ours(url: str) -> dict[str, set[str]]:
    """What is there besides the marker and what somebody else has, which is as it was."""
    found = held(url)
    assert {name: found.pop(name) for name in THEIRS} == THEIRS
    found.pop(MARKER, None)
    return found


def marked(url: str) -> str:
    return "\n".join(sorted(held(url).get(MARKER, ())))


def as_sets(graphs: object) -> dict[str, set[str]]:
    assert isinstance(graphs, dict)
    return {name: {*lines} for name, lines in graphs.items()}


def refusal(folder: Path, url: str) -> str:
    before = held(url)
    with pytest.raises(KpiLodError) as caught:
        pushed(folder, url)
    assert held(url) == before
    return caught.value.finding.code


def test_a_release_is_there_and_again_changes_nothing(url: str, tmp_path: Path) -> None:
    made = release(OLD, tmp_path, FIRST)
    first = pushed(tmp_path, url)
    assert did(first) == dict.fromkeys(OLD, Did.ADDED)
    assert ours(url) == as_sets(OLD)
    assert f'"{made.name}"' in marked(url)
    before = held(url)
    assert did(pushed(tmp_path, url)) == dict.fromkeys(OLD, Did.UNCHANGED)
    assert held(url) == before


def test_only_what_changed_is_sent(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release(OLD, tmp_path, FIRST)
    pushed(tmp_path, url)
    release(NEW, tmp_path, SECOND)
    told: list[str] = []
    tell = service.Service.tell

    def noted(self: service.Service, update: str, triples: int = 0) -> None:
        told.append(update)
        tell(self, update, triples)

    monkeypatch.setattr(service.Service, "tell", noted)
    done = pushed(tmp_path, url)
    changed = {TACHIKAWA: Did.UPDATED, MORIOKA: Did.REMOVED, f"{BASE}current/132012": Did.ADDED}
    assert did(done) == {NS: Did.UNCHANGED} | changed
    assert ours(url) == as_sets(NEW)
    assert not any(f"GRAPH <{NS}>" in update for update in told)
    assert MORIOKA not in marked(url)


def test_nothing_is_sent_by_a_plan(url: str, tmp_path: Path) -> None:
    release(OLD, tmp_path, FIRST)
    pushed(tmp_path, url)
    release(NEW, tmp_path, SECOND)
    before = held(url)
    plan = pushed(tmp_path, url, dry_run=True)
    assert held(url) == before
    assert plan.is_plan
    done = pushed(tmp_path, url)
    assert did(done) == did(plan)


def test_a_graph_that_was_lost_there_is_sent_again(url: str, tmp_path: Path) -> None:
    release(OLD, tmp_path, FIRST)
    pushed(tmp_path, url)
    httpx.delete(f"{url}/store", params={"graph": TACHIKAWA})
    assert did(pushed(tmp_path, url))[TACHIKAWA] == Did.UPDATED
    assert ours(url) == as_sets(OLD)


def test_a_graph_with_the_same_content_is_adopted(url: str, tmp_path: Path) -> None:
    put(url, NS, [*OLD[NS]])
    release(OLD, tmp_path, FIRST)
    done = pushed(tmp_path, url)
    assert did(done)[NS] == Did.UNCHANGED
    assert NS in marked(url)
    told = {item.name: item.en for item in done.items}
    assert told[NS].startswith("The same content")


@pytest.mark.parametrize("count", [1, 3], ids=["other count", "other content"])
def test_a_graph_of_somebody_else_is_not_overwritten(url: str, tmp_path: Path, count: int) -> None:
    put(url, TACHIKAWA, graph(900, count))
    release(OLD, tmp_path, FIRST)
    assert did(pushed(tmp_path, url, dry_run=True))[TACHIKAWA] == Did.FAILED
    assert refusal(tmp_path, url) == "push-foreign"
    assert did(pushed(tmp_path, url, force=True))[TACHIKAWA] == Did.UPDATED
    assert ours(url) == as_sets(OLD)


def test_a_newer_release_is_not_overwritten(url: str, tmp_path: Path) -> None:
    release(NEW, tmp_path / "b", SECOND)
    pushed(tmp_path / "b", url)
    release(OLD, tmp_path / "a", FIRST)
    assert refusal(tmp_path / "a", url) == "push-newer"
    pushed(tmp_path / "a", url, force=True)
    assert ours(url) == as_sets(OLD)


def test_a_newer_release_on_its_way_is_not_overwritten(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release(NEW, tmp_path / "b", SECOND)
    with monkeypatch.context() as patch:
        patch.setattr(sending.Sending, "_settle", interrupted)
        with pytest.raises(KeyboardInterrupt):
            pushed(tmp_path / "b", url)
    release(OLD, tmp_path / "a", FIRST)
    assert refusal(tmp_path / "a", url) == "push-newer"
    pushed(tmp_path / "b", url)
    assert ours(url) == as_sets(NEW)


def interrupted(*arguments: object) -> None:
    raise KeyboardInterrupt


def test_who_is_overtaken_stops(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    release(OLD, tmp_path / "a", FIRST)
    release(NEW, tmp_path / "b", SECOND)
    begin = sending.Sending.begin

    def overtaken(self: sending.Sending) -> None:
        begin(self)
        monkeypatch.setattr(sending.Sending, "begin", begin)
        pushed(tmp_path / "b", url)

    monkeypatch.setattr(sending.Sending, "begin", overtaken)
    with pytest.raises(KpiLodError) as caught:
        pushed(tmp_path / "a", url)
    assert caught.value.finding.code == "push-overtaken"
    assert "Of 3 graphs to send 0 are new" in caught.value.finding.en
    assert ours(url) == as_sets(NEW)


def test_what_is_not_read_back_as_sent_is_told_and_sent_again(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release(OLD, tmp_path, FIRST)
    content = service.Service.content

    def losing(self: service.Service, graphs: list[str]) -> set[str]:
        return {line for line in content(self, graphs) if "s101>" not in line}

    with monkeypatch.context() as patch:
        patch.setattr(service.Service, "content", losing)
        done = pushed(tmp_path, url)
    assert did(done) == {NS: Did.ADDED, MORIOKA: Did.ADDED, TACHIKAWA: Did.FAILED}
    assert done.exit_status == 2
    assert "#release>" not in marked(url)
    again = pushed(tmp_path, url)
    assert did(again)[TACHIKAWA] == Did.UPDATED
    assert "#release>" in marked(url)


# --- large graphs, and many ---------------------------------------------------------------------


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that takes little at once."""
    kind = KINDS["oxigraph"]
    small = type(kind)("oxigraph", graph_store="/store", servers=kind.servers, graphs=2, triples=10)
    monkeypatch.setitem(KINDS, "oxigraph", small)


MANY = {f"{BASE}current/{code}": graph(code) for code in range(100000, 100007)}
LARGE = {NS: graph(0, 35), **MANY}


@pytest.mark.usefixtures("narrow")
def test_large_graphs_go_by_a_staging_graph_of_which_nothing_stays(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "PORTION", 500)
    release(LARGE, tmp_path, FIRST)
    assert did(pushed(tmp_path, url)) == dict.fromkeys(LARGE, Did.ADDED)
    assert ours(url) == as_sets(LARGE)
    assert "staging" not in marked(url)


@pytest.mark.usefixtures("narrow")
def test_a_store_without_graph_store_is_filled_by_updates(url: str, tmp_path: Path) -> None:
    release(LARGE, tmp_path, FIRST)
    address = Address(f"{url}/", query=f"{url}/query", update=f"{url}/update")
    push(tmp_path, address, Wanted(waiting=0))
    assert ours(url) == as_sets(LARGE)


@pytest.mark.usefixtures("narrow")
def test_a_large_graph_that_arrives_otherwise_leaves_the_old_one(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release(LARGE, tmp_path, FIRST)
    pushed(tmp_path, url)
    release(LARGE | {NS: graph(0, 36)}, tmp_path, SECOND)
    with monkeypatch.context() as patch:
        patch.setattr(service.Service, "fill", lambda self, name, lines: None)
        assert did(pushed(tmp_path, url))[NS] == Did.FAILED
    assert ours(url) == as_sets(LARGE)
    pushed(tmp_path, url)
    assert ours(url)[NS] == {*graph(0, 36)}


@pytest.mark.usefixtures("narrow")
def test_a_staging_graph_left_behind_is_dropped_by_another_release(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release(LARGE, tmp_path, FIRST)
    with monkeypatch.context() as patch:
        patch.setattr(sending.Sending, "_holds", interrupted)
        with pytest.raises(KeyboardInterrupt):
            pushed(tmp_path, url)
    assert any("staging" in name for name in held(url))
    release(OLD, tmp_path, SECOND)
    done = pushed(tmp_path, url)
    assert ours(url) == as_sets(OLD)
    assert not any("staging" in item.name for item in done.items)


@pytest.mark.usefixtures("narrow")
def test_the_marker_is_read_page_by_page(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "PAGE", 2)
    monkeypatch.setattr(service, "ASKED", 2)
    release(LARGE, tmp_path, FIRST)
    pushed(tmp_path, url)
    again = pushed(tmp_path, url)
    assert did(again) == dict.fromkeys(LARGE, Did.UNCHANGED)
    assert not any(item.ja for item in again.items)  # known, not adopted


NASTY = [
    r'<http://a.example/s> <http://a.example/p> "\\u0022 } } ; DROP ALL #" .',
    r'<http://a.example/s> <http://a.example/p> "\\\\u005C\\U0000000A\"" .',
    r'<http://a.example/s> <http://a.example/p> "a\\" .',
    r'<http://a.example/s> <http://a.example/p> "line\nline\ttab \u001F 𠮷野家" .',
    r'<http://a.example/s> <http://a.example/p> "} ; DROP ALL ; {" .',
]


def test_texts_arrive_to_the_letter(url: str, tmp_path: Path) -> None:
    release({TACHIKAWA: NASTY}, tmp_path, FIRST)
    pushed(tmp_path, url)
    assert ours(url) == {TACHIKAWA: {*NASTY}}


# --- the command --------------------------------------------------------------------------------


def test_the_command_pushes_and_tells(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    release(OLD, tmp_path, FIRST)
    assert main(["push", "store", url, "--from", str(tmp_path), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["counts"] == {"added": 3}
    given = ["--query-endpoint", f"{url}/query", "--update-endpoint", f"{url}/update"]
    given += ["--graph-store", f"{url}/store", "--kind", "oxigraph"]
    with nobody() as nowhere:
        assert main(["push", "store", nowhere, "--from", str(tmp_path), *given]) == 0
    assert "unchanged 3" in capsys.readouterr().out
