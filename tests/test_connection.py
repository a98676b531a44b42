"""Requests to servers that are busy, slow, full, shut, restarted or gone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from types import SimpleNamespace

import httpx
import pytest
import stamina
import tenacity.nap
from stamina.instrumentation import RetryDetails, get_on_retry_hooks, set_on_retry_hooks

from kpi_lod import connection
from kpi_lod.connection import Connection, Policy, PushError, client
from tests.faulty import Answer, cuts, faulty, hangs, hangs_up, nobody, says

OK = says(200, b"all well")


def sent(url: str, *, waiting: float = 0, policy: Policy | None = None) -> httpx.Response:
    with client() as used:
        there = Connection(url, waiting=waiting, client=used, policy=policy or Policy())
        return there.send("POST", "/x", b"body")


def refusal(url: str, *, waiting: float = 0, policy: Policy | None = None) -> PushError:
    with pytest.raises(PushError) as caught:
        sent(url, waiting=waiting, policy=policy)
    return caught.value


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_again(status: int) -> None:
    with faulty(says(status), says(status), OK) as there:
        assert sent(there.url).text == "all well"
        assert [one.body for one in there.asked] == [b"body"] * 3


@pytest.mark.parametrize("fault", [cuts, hangs_up], ids=["cut mid-body", "restarted"])
def test_a_broken_answer_is_asked_for_again(fault: Answer) -> None:
    with faulty(fault, OK) as there:
        assert sent(there.url).text == "all well"
        assert len(there.asked) == 2


def test_after_five_tries_it_is_given_up() -> None:
    with faulty(says(503, b"<p>down for\nrepair</p>")) as there:
        error = refusal(there.url)
        assert len(there.asked) == 5
    assert (error.finding.code, error.status) == ("push-busy", 503)
    assert "down for repair" in error.finding.en


@pytest.mark.parametrize("status", [401, 403, 407, 413])
def test_what_will_not_pass_is_not_tried_again(status: int) -> None:
    with faulty(says(status, b"no")) as there:
        error = refusal(there.url)
        assert len(there.asked) == 1
    assert error.finding.code == ("push-too-large" if status == 413 else "push-unauthorised")
    assert error.status == status


def test_of_a_page_the_title_is_told() -> None:
    page = b'<!DOCTYPE html><html><head><meta name="csrf" content="x1"/><title>\nNot\n here</title>'
    with faulty(says(403, page)) as there:
        error = refusal(there.url)
    assert "HTTP 403: Not here" in error.finding.en
    assert "csrf" not in str(error)


def test_other_refusals_are_given_back() -> None:
    with faulty(says(404, b"what?")) as there:
        assert sent(there.url).status_code == 404


def test_no_redirect_is_followed() -> None:
    with faulty(says(302, Location="http://a.example/")) as there:
        assert sent(there.url).status_code == 302
        assert len(there.asked) == 1


def test_a_server_that_hangs_is_left() -> None:
    event = threading.Event()
    with faulty(hangs(event)) as there, client(0.05) as used:
        with pytest.raises(PushError) as caught:
            Connection(there.url, waiting=0, client=used).send("GET", "")
        event.set()
        assert len(there.asked) == 5
    assert caught.value.finding.code == "push-slow"
    assert caught.value.status is None


def test_a_server_that_is_not_there_is_named() -> None:
    with nobody() as url:
        error = refusal(url)
    assert error.finding.code == "push-unreachable"
    assert url in error.finding.ja


def test_why_a_server_is_not_reached_is_told_in_both_languages() -> None:
    with nobody() as url:
        refused = refusal(url).finding
    assert "拒まれました" in refused.ja
    assert refused.en.endswith("no server listens there (connection refused)")
    nameless = refusal("http://nowhere.invalid").finding
    assert "その名前のサーバーが見つかりません" in nameless.ja
    assert nameless.en.endswith("no server of that name is known")
    with faulty(hangs_up) as there:
        broken = refusal(there.url).finding
    assert "途中で切れました" in broken.ja
    with faulty(says(200, b"no gzip", Content_Encoding="gzip")) as there:
        packed = refusal(there.url).finding
    assert "答えの圧縮を解けません" in packed.ja


def test_an_answer_without_end_is_not_read_to_its_end() -> None:
    with faulty(says(200, b"x" * 2000)) as there:
        error = refusal(there.url, policy=Policy(longest=1000))
    assert "1,000 bytes" in error.finding.en


def test_a_body_that_is_made_is_made_anew_for_each_try() -> None:
    made = []

    def body() -> Iterator[bytes]:
        made.append(1)
        yield b"a"
        yield b"b"

    with faulty(says(503), OK) as there, client() as used:
        Connection(there.url, waiting=0, client=used).send("POST", "", body)
    assert len(made) == 2
    assert [one.body for one in there.asked] == [b"ab"] * 2


# --- Retry-After --------------------------------------------------------------------------------


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The waits that were asked for; none is waited."""
    found: list[float] = []
    monkeypatch.setattr(tenacity.nap, "time", SimpleNamespace(sleep=found.append))
    return found


def test_the_server_says_how_long_to_wait(waits: list[float]) -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=40), usegmt=True)
    with faulty(says(503, Retry_After="7"), says(429, Retry_After=soon), OK) as there:
        sent(there.url, waiting=1)
    assert waits[0] == 7
    assert 35 < waits[1] <= 40


@pytest.mark.parametrize("told", ["soon", "-1", "²", "Wed, 99 Foo 2026", "1.5"])
def test_a_retry_after_nobody_understands_is_passed_over(told: str, waits: list[float]) -> None:
    with faulty(says(503, Retry_After=told.encode().decode("latin-1")), OK) as there:
        sent(there.url, waiting=1)
    assert 1 <= waits[0] <= 2


def test_a_date_that_is_over_means_now(waits: list[float]) -> None:
    past = format_datetime(datetime.now(UTC) - timedelta(hours=1), usegmt=True)
    with faulty(says(503, Retry_After=past), OK) as there:
        sent(there.url, waiting=1)
    assert waits == [0]


def test_nobody_waits_for_an_hour() -> None:
    with faulty(says(503, Retry_After="3600")) as there:
        error = refusal(there.url, waiting=1)
        assert len(there.asked) == 1
    assert "come back in 3,600 s" in error.finding.en


def test_waits_grow_and_stay_below_two_minutes(waits: list[float]) -> None:
    with faulty(says(500)) as there:
        refusal(there.url, waiting=1)
    assert len(waits) == 4
    assert waits[0] < waits[-1]
    assert sum(waits) < connection.PATIENCE


# --- what people see ----------------------------------------------------------------------------


def test_a_wait_is_told_in_both_languages(
    waits: list[float], capfd: pytest.CaptureFixture[str]
) -> None:
    with faulty(says(503, Retry_After="7"), OK) as there:
        sent(there.url, waiting=1)
    told = capfd.readouterr().err
    assert "7秒後にもう一度" in told
    assert "next try in 7 s" in told
    assert len(told.splitlines()) == 1  # and not stamina's own
    assert "stamina" not in told


def test_a_port_that_speaks_no_tls_is_asked_once(waits: list[float]) -> None:
    with faulty(OK) as there:
        error = refusal(there.url.replace("http://", "https://"), waiting=1)
    assert error.finding.code == "push-unreachable"
    assert waits == []


def test_others_who_use_stamina_keep_their_hooks() -> None:
    heard: list[RetryDetails] = []

    def hear(details: RetryDetails) -> None:
        heard.append(details)

    before = get_on_retry_hooks()
    connection._listen.cache_clear()
    set_on_retry_hooks([hear])
    try:
        with faulty(says(503), OK) as there:
            sent(there.url)
        assert heard == []
        for attempt in stamina.retry_context(on=ValueError, attempts=2, wait_max=0):
            with attempt:
                if attempt.num == 1:
                    raise ValueError
        assert len(heard) == 1
    finally:
        set_on_retry_hooks(before)


def test_no_credential_is_in_what_is_shown() -> None:
    auth = httpx.BasicAuth("me", "secret")
    there = Connection("http://a.example", {"Authorization": "secret"}, auth=auth)
    assert "secret" not in repr(there)
    there.client.close()
