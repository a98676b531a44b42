"""An answer of a SPARQL endpoint that is none: what went wrong, and what to do about it.

In: status, headers and text of an answer (SPARQL 1.1 Protocol §2.1.5–2.1.7, RFC 9110 §15). Out:
the error to raise, or None for an answer that can be read.
"""

from __future__ import annotations

import httpx

from kpi_lod.connection import PushError, TooLargeError, reasons, said
from kpi_lod.errors import KpiLodError

MAX_ROWS = "X-SPARQL-MaxRows"
"""Virtuoso: the answer was cut at so many rows."""

CONNECTING = 10.0
"""Seconds for a connection; as https to a port of http never gets one."""

_SQL_STATE = "X-SQL-State"
_STOPPED = "S1TAT"
"""Virtuoso's "anytime" queries: what was found when the time was over."""

_PARTIAL = 206
_CLIENT_ERRORS = 400
_KEYS = {
    400: "refused",
    401: "unauthorised",
    403: "unauthorised",
    404: "nowhere",
    405: "nowhere",
    406: "format",
    407: "unauthorised",
    408: "slow",
    410: "nowhere",
    415: "format",
    429: "busy",
    502: "busy",
    503: "busy",
    504: "slow",
}
_COSTLY = ("estimated execution time", "timed out", "timeout", "time limit", "out of memory")
"""What stores write, under several statuses, where a query takes more than they allow."""


class EndpointError(KpiLodError):
    """An endpoint gave no answer; ``kind``: the part of the message's key behind ``endpoint/``."""

    def __init__(self, kind: str, url: str, **fields: object) -> None:
        key = f"endpoint/{kind}" if kind else "endpoint"
        super().__init__(key, place=None, found=url, **fields)
        self.kind = kind


def refusal(url: str, answer: httpx.Response) -> EndpointError | None:
    """The error that this answer is; None where it is one that can be read."""
    if answer.is_redirect:
        return EndpointError("moved", url, to=answer.url.join(answer.headers["Location"]))
    if answer.status_code >= _CLIENT_ERRORS or answer.is_informational:
        return _of_status(url, answer)
    if answer.status_code == _PARTIAL or answer.headers.get(_SQL_STATE) == _STOPPED:
        return EndpointError("partial", url)
    if content_type(answer) in {"text/html", "application/xhtml+xml"}:
        return EndpointError("page", url)
    return None


def _of_status(url: str, answer: httpx.Response) -> EndpointError:
    # Virtuoso repeats the whole question behind its message.
    told = said(answer).partition("SPARQL query:")[0].strip()
    is_costly = bool(answer.text) and any(words in told.lower() for words in _COSTLY)
    kind = "costly" if is_costly else _KEYS.get(answer.status_code, "status")
    return EndpointError(kind, url, status=answer.status_code, said=told)


def content_type(answer: httpx.Response) -> str:
    """The media type without its parameters."""
    return str(answer.headers.get("Content-Type", "")).partition(";")[0].strip().lower()


def not_answered(url: str, error: PushError, seconds: float) -> EndpointError:
    """The same for what :class:`Connection` raises."""
    if error.answer is not None:
        return refusal(url, error.answer) or _of_status(url, error.answer)
    if isinstance(error.reason, TooLargeError):
        return EndpointError("too-large", url, reason=error.reason)
    if isinstance(error.reason, httpx.ConnectTimeout):
        return EndpointError("unconnected", url, seconds=f"{min(seconds, CONNECTING):g}")
    if isinstance(error.reason, httpx.TimeoutException):
        return EndpointError("slow", url, status="–", said=f"{seconds:g} s")
    if isinstance(error.reason, httpx.DecodingError | httpx.RemoteProtocolError | httpx.ReadError):
        return EndpointError("broken", url, reason=error.reason)
    ja, en = reasons(error.reason) if error.reason else ("", "")
    return EndpointError("", url, reason_ja=ja, reason_en=en)
