"""A portal that is busy, shut, slow, full or no CKAN; a push that is killed at any moment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tests.portals.ckan.conftest import ALL, Releases, sent
from tests.portals.ckan.fake_ckan import ADMIN, FakeCkan, Fault, fake_ckan

from kpi_lod.connection import TRIES, Connection, client
from kpi_lod.errors import KpiLodError
from kpi_lod.messages import messages
from kpi_lod.portals.ckan import push as pushing
from kpi_lod.portals.ckan.push import Wanted
from kpi_lod.portals.outcome import Did

WRITES = 34
"""Organisations 2, datasets begun 4, files 24, datasets finished 4."""

KILLS = int(os.environ.get("KPI_LOD_PUSH_KILLS", "4"))
"""How many of them are the last of a push; 34: each."""


def on(action: str, fault: Fault, times: int = 1) -> Callable[[int, str], Fault | None]:
    """Strikes at the first requests for an action."""
    left = [fault] * times

    def struck(_: int, asked: str) -> Fault | None:
        return left.pop() if asked == action and left else None

    return struck


@pytest.fixture
def undisturbed(releases: Releases, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """What a portal holds after a push without faults."""
    monkeypatch.setenv("KPI_LOD_TOKEN", ADMIN)
    with fake_ckan() as ckan:
        sent(releases.made(), ckan)
        return ckan.state()


@pytest.mark.parametrize(
    ("action", "fault"),
    [
        ("resource_create", Fault(503, {"Retry-After": "7"})),
        ("resource_create", Fault(503, {"Retry-After": "7"}, is_done=True)),
        ("resource_create", Fault(200, is_cut=True)),
        ("resource_create", Fault(200, is_cut=True, is_done=True)),
        ("package_create", Fault(502, is_done=True)),
        ("package_patch", Fault(200, is_cut=True, is_done=True)),
        ("organization_create", Fault(504, is_done=True)),
        ("package_show", Fault(429)),
    ],
)
def test_what_passes_is_tried_again_and_ends_in_the_same(
    action: str, fault: Fault, public: Path, ckan: FakeCkan, undisturbed: dict[str, object]
) -> None:
    ckan.fault = on(action, fault, TRIES - 1)
    made = sent(public, ckan)
    assert made.exit_status == 0
    assert ckan.state() == undisturbed


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (Fault(503, {"Retry-After": "1"}), "push-busy"),
        (Fault(401), "push-unauthorised"),
        (Fault(200, body=b"<html><title>Login</title>"), "ckan-not"),
    ],
)
def test_what_does_not_pass_stops_and_the_rest_is_told_as_not_sent(
    fault: Fault, code: str, public: Path, ckan: FakeCkan, undisturbed: dict[str, object]
) -> None:
    ckan.fault = on("resource_create", fault, 99)
    made = sent(public, ckan)
    done = [item.did for item in made.items]
    assert done == [Did.ADDED, Did.FAILED] + [Did.PENDING] * 4
    assert made.exit_status == 2
    assert messages()[code].fix_ja in made.items[1].ja
    assert ADMIN not in made.text() + made.json()
    assert len([one for one in ckan.writes if one == "resource_create"]) <= TRIES
    ckan.fault = lambda *_: None
    assert sent(public, ckan).exit_status == 0
    assert ckan.state() == undisturbed


def test_a_file_too_large_for_the_portal_is_named_and_the_others_are_sent(
    public: Path, ckan: FakeCkan
) -> None:
    ckan.fault = on("resource_create", Fault(413, body=b"too large"))
    made = sent(public, ckan)
    failed = [item for item in made.items if item.did is Did.FAILED]
    assert [item.name for item in failed] == ["kpi-032018"]
    assert "tables/032018/032018.xlsx" in failed[0].en
    assert ckan.packages["kpi-032018"]["private"]
    assert not ckan.packages["kpi-032018-2023-all"]["private"]


def test_what_the_portal_says_of_a_field_is_told_in_its_words(public: Path, ckan: FakeCkan) -> None:
    error = b'{"success": false, "error": {"__type": "Validation Error", "author_email": '
    error += '["必須項目です"]}}'.encode()
    ckan.fault = on("package_create", Fault(409, body=error))
    made = sent(public, ckan)
    assert "author_email: 必須項目です" in made.items[1].ja
    assert [item.did for item in made.items].count(Did.FAILED) == 1


def test_a_portal_that_hangs_is_given_up(
    public: Path, ckan: FakeCkan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pushing, "client", lambda: client(0.1))
    with ckan.lock, pytest.raises(KpiLodError) as caught:
        sent(public, ckan)
    assert caught.value.finding.code == "push-slow"


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (Fault(404, body=b"<html><title>404 Not Found</title>"), "404 Not Found"),
        (Fault(200, body=b"<html><title>\xe5\xb8\x82\xe5\xbd\xb9\xe6\x89\x80</title>"), "市役所"),
        (Fault(200, body=b"[]"), "[]"),
        (Fault(302, {"Location": "https://new.example/api/3/action/x"}), "https://new.example"),
    ],
)
def test_what_is_no_ckan_is_told_before_anything_is_sent(
    fault: Fault, told: str, public: Path, ckan: FakeCkan
) -> None:
    ckan.fault = on("status_show", fault)
    with pytest.raises(KpiLodError) as caught:
        sent(public, ckan)
    assert caught.value.finding.code == "ckan-not"
    assert told in caught.value.finding.ja
    assert len(ckan.requests) == 1


def test_a_file_that_rotted_on_the_disk_is_not_sent(
    releases: Releases, ckan: FakeCkan, tmp_path: Path
) -> None:
    rotten = releases.made() / "current/tables/032018/results.csv"
    whole = rotten.read_bytes()
    rotten.unlink()  # a link to what the other releases have, too
    rotten.write_bytes(whole.replace(b"2023", b"2024"))
    try:
        made = sent(releases.made(), ckan)
    finally:
        rotten.write_bytes(whole)
    assert [i.did for i in made.items if i.name == "kpi-032018"] == [Did.FAILED]
    assert "results.csv" in made.text()
    assert rotten.read_bytes() not in ckan.contents.values()
    assert whole.replace(b"2023", b"2024") not in ckan.contents.values()


def test_a_newer_push_between_plan_and_sending_is_not_overwritten(
    public: Path, ckan: FakeCkan
) -> None:
    sent(public, ckan)
    package = ckan.packages["kpi-202142"]
    package["title"] = "古い"

    def newer(number: int, action: str) -> None:
        if action == "package_list":
            told = {"kpi_lod_release": "f" * 16, "kpi_lod_at": "2030-01-01T00:00:00Z"}
            kept = [one for one in package["extras"] if one["key"] not in told]
            package["extras"] = [*kept, *({"key": k, "value": v} for k, v in told.items())]

    ckan.fault = newer
    made = sent(public, ckan)
    assert [item.did for item in made.items if item.name == "kpi-202142"] == [Did.FAILED]
    assert package["title"] == "古い"


class Killed(BaseException):
    """As a signal: nothing of ours catches it."""


def test_a_push_ended_at_any_request_ends_in_the_same_when_run_again(
    public: Path, ckan: FakeCkan, undisturbed: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    send = Connection.send
    left = [0]
    after = [False]

    def ended(self: Connection, method: str, *rest: Any, **more: Any) -> Any:
        left[0] -= method == "POST"
        is_last = left[0] == 0 and method == "POST"
        if is_last and not after[0]:
            raise Killed
        answer = send(self, method, *rest, **more)
        if is_last:
            raise Killed
        return answer

    monkeypatch.setattr(Connection, "send", ended)
    for number in Random(6).sample(range(1, WRITES + 1), KILLS):
        for after[0] in (False, True):
            ckan.packages, ckan.organizations, ckan.contents = {}, {}, {}
            left[0] = number
            with pytest.raises(Killed):
                sent(public, ckan)
            seen = [one for one in ckan.packages.values() if not one["private"]]
            assert all(len(one["resources"]) in {2, 10} for one in seen)
            left[0] = -1
            assert sent(public, ckan).exit_status == 0
            assert ckan.state() == undisturbed


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")
def test_a_killed_process_resumes_and_tells_what_both_did(
    root: Path, public: Path, ckan: FakeCkan, undisturbed: dict[str, object]
) -> None:
    paths = os.pathsep.join([str(root), str(root / "src")])
    told = [*("-m", "kpi_lod", "push", "ckan", ckan.url), "--from", str(public), "--accept-terms"]
    process: list[subprocess.Popen[bytes]] = []

    def kill(number: int, action: str) -> None:
        if len(ckan.writes) == 16:
            process[0].send_signal(signal.SIGKILL)

    ckan.fault = kill
    process.append(
        subprocess.Popen([sys.executable, *told], env={**os.environ, "PYTHONPATH": paths})
    )
    assert process[0].wait() == -signal.SIGKILL
    ckan.fault = lambda *_: None
    count = len(ckan.writes)
    made = sent(public, ckan)
    assert {item.did for item in made.items} == {Did.ADDED}
    assert len(ckan.writes) - count < WRITES - 12
    assert ckan.state() == undisturbed
    assert {item.did for item in sent(public, ckan, ALL).items} == {Did.UNCHANGED}


def test_two_pushes_to_one_portal_do_not_meet(public: Path, ckan: FakeCkan) -> None:
    met: list[str] = []

    def second(number: int, action: str) -> None:
        if action == "package_list" and not met:
            met.append("")
            ckan.lock.release()
            try:
                sent(public, ckan, Wanted(accept_terms=True))
            except KpiLodError as error:
                met.append(error.finding.code)
            finally:
                ckan.lock.acquire()

    ckan.fault = second
    sent(public, ckan)
    assert met[1:] == ["push-running"]
