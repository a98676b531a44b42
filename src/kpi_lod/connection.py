"""Requests to a server that may be slow, busy, full, shut or gone.

In: a request. Out: its answer, or a :class:`PushError` that says what to do. A request is tried up
to five times, with waits that grow and vary, or as long as ``Retry-After`` (RFC 9110 §10.2.3) asks;
after two minutes it is given up. What is sent must therefore be harmless when sent twice. No
redirect is followed: a credential would travel with it.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
import stamina

from kpi_lod import __version__
from kpi_lod.errors import KpiLodError

TRIES = 5
PATIENCE = 120.0
"""Seconds, all tries and waits together."""

SECONDS = 30.0
"""For one answer to begin, and between two pieces of it."""

PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses after which the same request may succeed (RFC 9110 §15)."""

LONGEST_ANSWER = 64_000_000
"""Bytes; an answer of a portal or an update is far smaller."""

Body = bytes | Callable[[], Iterable[bytes]]
"""What is sent; the second kind is asked anew for each try, so that nothing large is held."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How a request is tried again, and how much of an answer is read.

    ``tries`` in ``patience`` seconds, after an answer of a ``passing`` status or none; after
    silence (a timeout) only where ``after_silence``, and never where ``Retry-After`` asks for more
    than ``patience``. ``longest``: bytes of an answer; ``seconds``: until all of it is there.
    """

    tries: int = TRIES
    patience: float = PATIENCE
    passing: frozenset[int] = PASSING
    after_silence: bool = True
    longest: int = LONGEST_ANSWER
    seconds: float = math.inf


class TooLargeError(httpx.DecodingError):
    """More bytes than the policy allows."""


class PushError(KpiLodError):
    """The server did not take what was sent: ``answer`` is what it said, or ``reason`` why not."""

    answer: httpx.Response | None = None
    reason: httpx.HTTPError | None = None

    @property
    def status(self) -> int | None:
        """Of HTTP; None without an answer."""
        return None if self.answer is None else self.answer.status_code


class _PassingError(Exception):
    """An answer after which one tries again; ``wait``: seconds the server asked for."""

    def __init__(self, answer: httpx.Response) -> None:
        super().__init__(answer.status_code)
        self.answer = answer
        self.wait = _retry_after(answer)


def client(seconds: float = SECONDS) -> httpx.Client:
    """A client without redirects, that says who it is; ``seconds``: for an answer to begin."""
    agent = {"User-Agent": f"kpi-lod/{__version__}"}
    return httpx.Client(timeout=seconds, follow_redirects=False, headers=agent)


@dataclass(frozen=True, slots=True)
class Connection:
    """A server at ``base``; ``headers`` and ``auth`` go with every request.

    ``waiting``: factor of all waits, 0 in tests.
    """

    base: str
    headers: dict[str, str] = field(default_factory=dict, repr=False)
    auth: httpx.Auth | None = field(default=None, repr=False)
    waiting: float = 1.0
    client: httpx.Client = field(default_factory=client, repr=False)
    policy: Policy = Policy()

    def send(self, method: str, url: str, body: Body = b"", **options: Any) -> httpx.Response:
        """The answer, its body read; ``url`` is relative to ``base``, ``options`` are httpx's.

        Answers of 4xx other than 401, 403, 407, 413 and those of PASSING are given back, for the
        caller knows what they mean. Raises PushError.
        """
        try:
            for attempt in self._attempts():
                with attempt:
                    return self._once(method, url, body, options)
        except _PassingError as error:
            raise self._error("push-busy", error.answer) from None
        except httpx.HTTPError as error:
            raise self._unreachable(error) from None
        raise AssertionError("stamina gives at least one attempt")  # pragma: no cover

    def _attempts(self) -> Iterable[stamina.Attempt]:
        return stamina.retry_context(
            on=self._wait,
            attempts=self.policy.tries,
            timeout=self.policy.patience,
            wait_initial=1.0 * self.waiting,
            wait_max=30.0 * self.waiting,
            wait_jitter=1.0 * self.waiting,
        )

    def _wait(self, error: Exception) -> bool | float:
        if isinstance(error, _PassingError):
            if error.wait is None:
                return True
            return error.wait <= self.policy.patience and error.wait * self.waiting
        if isinstance(error, httpx.TimeoutException):
            return self.policy.after_silence
        return isinstance(error, httpx.TransportError)

    def _once(self, method: str, url: str, body: Body, options: dict[str, Any]) -> httpx.Response:
        request = self.client.build_request(method, self.base + url, **self._filled(body, options))
        auth = self.auth or httpx.USE_CLIENT_DEFAULT
        answer = self.client.send(request, auth=auth, stream=True)
        try:
            _read(answer, self.policy)
        finally:
            answer.close()
        if answer.status_code in self.policy.passing:
            raise _PassingError(answer)
        if answer.status_code in REFUSED:
            raise self._error(REFUSED[answer.status_code], answer)
        return answer

    def _filled(self, body: Body, options: dict[str, Any]) -> dict[str, Any]:
        content = body() if callable(body) else body
        headers = {**self.headers, **options.get("headers", {})}
        return {**options, "headers": headers, **({"content": content} if content else {})}

    def _error(self, key: str, answer: httpx.Response) -> PushError:
        error = PushError(key, found=self.base, status=answer.status_code, said=said(answer))
        error.answer = answer
        return error

    def _unreachable(self, error: httpx.HTTPError) -> PushError:
        key = "push-slow" if isinstance(error, httpx.TimeoutException) else "push-unreachable"
        found = PushError(key, found=self.base, reason=str(error) or type(error).__name__)
        found.reason = error
        return found


REFUSED = {
    401: "push-unauthorised",
    403: "push-unauthorised",
    407: "push-unauthorised",
    413: "push-too-large",
}
"""Status → message."""


def _read(answer: httpx.Response, policy: Policy) -> None:
    """Read the body, but no more and no longer than the policy allows."""
    content, end = bytearray(), time.monotonic() + policy.seconds
    for portion in answer.iter_bytes():
        content += portion
        if len(content) > policy.longest:
            raise TooLargeError(f"more than {policy.longest:,} bytes", request=answer.request)
        if time.monotonic() > end:
            raise httpx.ReadTimeout(f"more than {policy.seconds:g} s", request=answer.request)
    answer._content = bytes(content)  # what Response.read() does, unbounded


def said(answer: httpx.Response) -> str:
    """The beginning of what the server said, as one line; never what was sent."""
    return " ".join(answer.text[:2000].split())[:300] or answer.reason_phrase


def _retry_after(answer: httpx.Response) -> float | None:
    told = answer.headers.get("Retry-After", "")
    if told.isdigit():
        return min(float(told), PATIENCE)
    try:
        seconds = (parsedate_to_datetime(told) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError):
        return None
    return min(max(seconds, 0.0), PATIENCE)
