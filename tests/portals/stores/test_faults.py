"""Stores that fail in the middle of a push, and pushes that are killed: the same end state."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from bench.servers import oxigraph
from tests.faulty import Answer, Asked, Handler, cuts, faulty, hangs_up, says
from tests.portals.stores.invented import BASE, NS, graph, release
from tests.portals.stores.looking import empty, held
from tests.release.small import seen

from kpi_lod.errors import KpiLodError
from kpi_lod.portals.stores.finding import Address
from kpi_lod.portals.stores.push import Wanted, push

FIRST = "2026-01-01T00:00:00Z"
CITIES = {f"{BASE}current/{code}": graph(code, 20) for code in range(100000, 100030)}
OLD = {NS: graph(0, 40), **CITIES}
NEW = {
    NS: graph(0, 50),
    **{name: graph(9000 + i, 25) for i, name in enumerate([*CITIES][5:])},
    f"{BASE}current/200000": graph(1, 10),
}
KILLS = int(os.environ.get("KPI_LOD_PUSH_KILLS", "4"))


@pytest.fixture
def url(server: str) -> str:
    empty(server)
    return server


def through(server: str, fault: Answer, number: int) -> Answer:
    """A store in front of the real one, of whose requests from the ``number``-th on all fail."""
    left = [number]

    def answer(handler: Handler) -> None:
        left[0] -= 1
        if left[0] < 0:
            fault(handler)
            return
        got = forwarded(server, handler.came)
        kind = got.headers.get("Content-Type", "text/plain")
        handler.reply(got.status_code, got.content, {"Content-Type": kind})

    return answer


def forwarded(server: str, asked: Asked) -> httpx.Response:
    names = ("Content-Type", "Accept")
    headers = {name: asked.headers[name] for name in names if name in asked.headers}
    return httpx.request(
        asked.method, server + asked.path, content=asked.body, headers=headers, timeout=30
    )


FAULTS = {
    "unauthorised": (says(401, b"no"), "push-unauthorised"),
    "too large": (says(413, b"large"), "push-too-large"),
    "busy": (says(503, Retry_After="1"), "push-busy"),
    "not there": (says(404, b"nothing"), "push-refused"),
    "strange": (says(200, b"<html>welcome</html>"), "push-refused"),
    "cut": (cuts, "push-unreachable"),
    "gone": (hangs_up, "push-unreachable"),
}


@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.parametrize("number", [0, 7])
def test_a_fault_is_told_and_the_same_command_finishes(
    url: str, tmp_path: Path, name: str, number: int
) -> None:
    fault, code = FAULTS[name]
    release(OLD, tmp_path, FIRST)
    before = seen(tmp_path)
    with faulty(through(url, fault, number)) as there:
        with pytest.raises(KpiLodError) as caught:
            push(tmp_path, Address(there.url, "oxigraph"), Wanted(waiting=0))
        assert len(there.asked) <= number + 5
    assert caught.value.finding.code == code
    if number:  # the plan was made, so what is where is known
        assert "of 31 graphs" in caught.value.finding.en.lower()
    assert seen(tmp_path) == before
    push(tmp_path, Address(url), Wanted(waiting=0))
    assert contents(url) == as_sets(OLD)


def contents(url: str) -> dict[str, set[str]]:
    """All graphs but the marker, of which none may be unfinished."""
    found = held(url)
    marker = found.pop(f"{BASE}push")
    assert not any('"sending"' in line or "#sending>" in line for line in marker)
    return found


def as_sets(graphs: dict[str, list[str]]) -> dict[str, set[str]]:
    return {name: {*lines} for name, lines in graphs.items()}


def test_a_server_that_is_restarted_in_the_middle_goes_on(
    part: Callable[[str], str], tmp_path: Path
) -> None:
    release(OLD, tmp_path / "public", FIRST)
    with oxigraph(part("oxigraph"), location=tmp_path / "store") as server:

        def restarts(handler: Handler) -> None:
            server.restart()
            hangs_up(handler)

        there_after = through(server.url, hangs_up, 10_000)
        with faulty(*[there_after] * 5, restarts, there_after) as there:
            push(tmp_path / "public", Address(there.url, "oxigraph"), Wanted(waiting=0))
        assert contents(server.url) == as_sets(OLD)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")
def test_a_killed_push_ends_in_the_same_state(url: str, tmp_path: Path, root: Path) -> None:
    """Killed as one of its requests comes in; half of those are done all the same."""
    public = tmp_path / "public"
    program = tmp_path / "push.py"
    program.write_text(PROGRAM, "utf-8")
    environment = {**os.environ, "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}"}
    release(OLD, public, FIRST)
    with faulty(through(url, hangs_up, 10_000)) as there:
        assert started(program, public, there.url, environment).wait() == 0
        usual = len(there.asked)
    chance = random.Random(20261122)
    killed = 0
    for number in range(KILLS):
        release(OLD if number % 2 else NEW, public, f"2026-03-{number + 1:02}T00:00:00Z")
        at = chance.randrange(usual // 4, usual)
        processes: list[subprocess.Popen[bytes]] = []
        with faulty(killing(url, processes, at, is_done=number % 4 < 2)) as there:
            processes.append(started(program, public, there.url, environment))
            killed += processes[0].wait() == -signal.SIGKILL
    release(NEW, public, "2026-05-01T00:00:00Z")
    push(public, Address(url), Wanted(waiting=0))
    assert contents(url) == as_sets(NEW)
    assert killed >= KILLS // 2


def killing(
    server: str, processes: list[subprocess.Popen[bytes]], number: int, *, is_done: bool
) -> Answer:
    """A store in front of the real one that kills who asks for the ``number``-th time."""
    usual = through(server, hangs_up, 10_000)

    def answer(handler: Handler) -> None:
        is_last = len(handler.server.faulty.asked) == number
        if is_last and is_done:
            forwarded(server, handler.came)
        if is_last:
            processes[0].send_signal(signal.SIGKILL)
            hangs_up(handler)
        else:
            usual(handler)

    return answer


def started(
    program: Path, public: Path, url: str, environment: dict[str, str]
) -> subprocess.Popen[bytes]:
    arguments = [sys.executable, str(program), str(public), url]
    return subprocess.Popen(arguments, env=environment)


PROGRAM = """\
import sys
from pathlib import Path
from kpi_lod.portals.stores.finding import Address
from kpi_lod.portals.stores import kinds, push
narrow = kinds.Kind("oxigraph", graph_store="/store", graphs=4, triples=30)
kinds.KINDS["oxigraph"] = narrow
push.push(Path(sys.argv[1]), Address(sys.argv[2], "oxigraph"), push.Wanted(force=True))
"""
"""A push in many small steps, whatever is there; run alone, to be killed."""
