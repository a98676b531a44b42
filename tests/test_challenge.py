"""A name and a password are given as the server asks, and not before."""

from __future__ import annotations

import httpx
import pytest

from kpi_lod.challenge import Bearer, Challenged
from kpi_lod.connection import Connection, PushError, client
from tests.faulty import Answer, faulty, says

DIGEST = says(
    401, WWW_Authenticate='Digest realm="SPARQL", nonce="abc", qop="auth", algorithm="MD5"'
)
BASIC = says(401, WWW_Authenticate='Basic realm="store"')
OK = says(200, b"ok")


def ways(auth: httpx.Auth, *answers: Answer, times: int = 1) -> list[str]:
    """How each request was authorised: the first word of its header."""
    with faulty(*answers) as there, client() as used:
        for _ in range(times):
            Connection(there.url, auth=auth, waiting=0, client=used).send("POST", "/", b"body")
        assert {one.body for one in there.asked} == {b"body"}
        return [one.headers.get("Authorization", "").partition(" ")[0] for one in there.asked]


def test_nothing_is_given_where_nothing_is_asked() -> None:
    assert ways(Challenged("me", "secret"), OK) == [""]


def test_basic_is_given_at_once_after_it_was_asked_for() -> None:
    assert ways(Challenged("me", "secret"), BASIC, OK, times=2) == ["", "Basic", "Basic"]


def test_digest_is_answered_with_the_body_sent_again() -> None:
    found = ways(Challenged("me", "secret"), DIGEST, DIGEST, OK, times=2)
    assert found == ["", "", "Digest", "Digest"]


def test_digest_is_preferred() -> None:
    both = says(401, WWW_Authenticate='Basic realm="a", Digest realm="b", nonce="c", qop="auth"')
    assert "Basic" not in ways(Challenged("me", "secret"), both, DIGEST, OK)


def test_a_token_goes_with_every_request() -> None:
    assert ways(Bearer("secret"), OK, OK, times=2) == ["Bearer", "Bearer"]


@pytest.mark.parametrize("challenge", [BASIC, DIGEST, says(401)])
def test_a_wrong_password_is_told_and_not_shown(challenge: Answer) -> None:
    with pytest.raises(PushError) as caught:
        ways(Challenged("me", "secret"), challenge)
    assert caught.value.finding.code == "push-unauthorised"
    assert "secret" not in repr(caught.value)
