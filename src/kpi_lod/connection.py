"""Requests to a server that may be slow, busy, full, shut or gone.

In: a request. Out: its answer, or a :class:`PushError` that says what to do. A request is tried up
to five times, with waits that grow and vary, or as long as ``Retry-After`` (RFC 9110 §10.2.3) asks;
after two minutes it is given up, and at once where the server asks for a longer wait. What is sent
must therefore be harmless when sent twice. No redirect is followed: a credential would travel with
it. Each wait is told on stderr.
"""

from __future__ import annotations

import math
import re
import ssl
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

import httpx
import stamina
from stamina.instrumentation import RetryDetails, get_on_retry_hooks, set_on_retry_hooks

from kpi_lod import __version__
from kpi_lod.errors import KpiLodError
from kpi_lod.reasons import system_reason

TRIES = 5
PATIENCE = 120.0
"""Seconds, all tries and waits together."""

SECONDS = 30.0
"""For one answer to begin, and between two pieces of it."""

TOLD_FROM = 0.5
"""Seconds; shorter waits are not worth a line."""

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


_Teller = Callable[[float], None]
"""Is told of a wait, in seconds."""

_TELLER: ContextVar[_Teller | None] = ContextVar("teller", default=None)


@cache
def _listen() -> None:
    """Hear of stamina's waits; its own words about ours would be a line of a log, in English.

    Others in this process who use stamina keep the hooks they have.
    """
    others = get_on_retry_hooks()

    def told(details: RetryDetails) -> None:
        teller = _TELLER.get()
        if teller is not None:
            teller(details.wait_for)
            return
        for other in others:
            other(details)

    set_on_retry_hooks([told])


@contextmanager
def _telling(teller: _Teller) -> Iterator[None]:
    _listen()
    token = _TELLER.set(teller)
    try:
        yield
    finally:
        _TELLER.reset(token)


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
            with _telling(self._tell):
                for attempt in self._attempts():
                    with attempt:
                        return self._once(method, url, body, options)
        except _PassingError as error:
            raise self._busy(error) from None
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
            return self._asked(error.wait)
        if isinstance(error, httpx.TimeoutException):
            return self.policy.after_silence
        return isinstance(error, httpx.TransportError) and not _is_refused_by_tls(error)

    def _asked(self, wait: float | None) -> bool | float:
        if wait is None:
            return True
        return wait * self.waiting if wait <= self.policy.patience else False

    def _tell(self, seconds: float) -> None:
        """Said at once, for a wait of two minutes looks like a program that hangs."""
        if seconds < TOLD_FROM:
            return
        ja = f"{self.base} を待っています。{seconds:.0f}秒後にもう一度試します。"
        en = f"waiting for {self.base}, next try in {seconds:.0f} s"
        print(f"{ja} / {en}", file=sys.stderr, flush=True)

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

    def _busy(self, error: _PassingError) -> PushError:
        told = self._error("push-busy", error.answer)
        if error.wait is not None and error.wait > self.policy.patience:
            seconds = f"{error.wait:,.0f}"
            told.add(
                f"{seconds}秒後に来るようにと言っています。",
                f" It asks to come back in {seconds} s.",
            )
        return told

    def _unreachable(self, error: httpx.HTTPError) -> PushError:
        key = "push-slow" if isinstance(error, httpx.TimeoutException) else "push-unreachable"
        ja, en = reasons(error)
        found = PushError(key, found=self.base, reason_ja=ja, reason_en=en)
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


_BROKEN = {
    TooLargeError: ("答えが大きすぎます: {}", "the answer is too large: {}"),
    httpx.DecodingError: ("答えの圧縮を解けません: {}", "the answer cannot be unpacked: {}"),
    httpx.RemoteProtocolError: (
        "答えがないか、途中で切れました",
        "no answer, or one that broke off",
    ),
}
"""Kind of error → why, where no error of the system is behind it; the nearest kind is first."""


def reasons(error: httpx.HTTPError) -> tuple[str, str]:
    """Why there was no answer, in Japanese and English: the system's reason, where it has one."""
    if (cause := _of_the_system(error)) is not None:
        return system_reason(cause)
    told = str(error) or type(error).__name__
    ja, en = next((both for kind, both in _BROKEN.items() if isinstance(error, kind)), ("{}", "{}"))
    return ja.format(told), en.format(told)


def _of_the_system(error: BaseException) -> OSError | None:
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, OSError):
        cause = cause.__cause__ or cause.__context__
    return cause


def _is_refused_by_tls(error: BaseException) -> bool:
    """A certificate, or a port that does not speak it, is the same a minute later."""
    cause = _of_the_system(error)
    has_ended = isinstance(cause, ssl.SSLEOFError | ssl.SSLZeroReturnError)
    return isinstance(cause, ssl.SSLError) and not has_ended


def said(answer: httpx.Response) -> str:
    """The beginning of what the server said as one line, of a page its title; never what was sent.

    >>> said(httpx.Response(404, text="<html><title>Not  here</title>"))
    'Not here'
    """
    text = answer.text[:2000]
    title = _TITLE.search(text)
    return " ".join((title[1] if title else text).split())[:300] or answer.reason_phrase


_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL | re.IGNORECASE)


def _retry_after(answer: httpx.Response) -> float | None:
    """Seconds from now, given as such or as a date; None where neither is."""
    told = answer.headers.get("Retry-After", "")
    if told.isascii() and told.isdigit():
        return float(told)
    try:
        return max((parsedate_to_datetime(told) - datetime.now(UTC)).total_seconds(), 0.0)
    except (ValueError, TypeError):
        return None
