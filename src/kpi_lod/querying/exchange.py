"""One question to a SPARQL 1.1 endpoint and its answer: form-encoded POST (Protocol §2.1.2).

Never the query itself as the body: Virtuoso hangs on that. Redirects are not followed. A busy
server is asked three times, a slow one once, since every further question is work for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx

from kpi_lod.addresses import has_user, is_server, without_user
from kpi_lod.challenge import Challenged
from kpi_lod.connection import Connection, Policy, PushError, client
from kpi_lod.credentials import credentials
from kpi_lod.querying.asking import Asking
from kpi_lod.querying.refusals import CONNECTING, EndpointError, content_type, not_answered, refusal

LONGEST = 64_000_000
"""Bytes of an answer, unpacked; of all pages of one together."""

TABLE = "application/sparql-results+json"
_TABLES = {TABLE, "application/json"}
_TRIPLES = {"application/n-triples", "text/turtle"}
TRIPLES = "application/n-triples, text/turtle;q=0.5"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An endpoint that is being asked; a context manager, which closes its connection."""

    url: str
    asking: Asking = field(default_factory=Asking)
    _connection: Connection = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_connection", _connection(self.url, self.asking))

    def __enter__(self) -> Endpoint:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.client.close()

    def table(self, query: str, params: Mapping[str, str]) -> httpx.Response:
        """The answer to SELECT or ASK, in JSON. Raises EndpointError."""
        return self._answer(query, params, TABLE, _TABLES)

    def triples(self, query: str, params: Mapping[str, str]) -> httpx.Response:
        """The answer to CONSTRUCT or DESCRIBE, in N-Triples or Turtle. Raises EndpointError."""
        return self._answer(query, params, TRIPLES, _TRIPLES)

    def _answer(
        self, query: str, params: Mapping[str, str], accept: str, kinds: set[str]
    ) -> httpx.Response:
        # Only what was asked for: to a choice, Virtuoso answers a CONSTRUCT with a table.
        form = {"query": query, **params}
        try:
            answer = self._connection.send("POST", "", data=form, headers={"Accept": accept})
        except PushError as error:
            raise not_answered(self.url, error, self.asking.seconds) from None
        refused = refusal(self.url, answer)
        if refused is None and content_type(answer) not in kinds:
            told = content_type(answer) or "–"
            refused = EndpointError("format", self.url, status=answer.status_code, said=told)
        if refused:
            raise refused
        return answer


def _connection(url: str, asking: Asking) -> Connection:
    policy = Policy(
        tries=3,
        patience=30.0,
        passing=frozenset({429, 502, 503}),
        after_silence=False,
        longest=LONGEST,
        seconds=asking.seconds,
    )
    known = credentials(url, asking.keyring)
    http = client(asking.seconds)
    http.timeout = httpx.Timeout(asking.seconds, connect=min(asking.seconds, CONNECTING))
    return Connection(
        _address(url),
        {"Accept-Encoding": "gzip"},
        Challenged(known.user, known.password, known.token),
        asking.waiting,
        http,
        policy,
    )


def _address(url: str) -> str:
    """The URL, if it is one of the web and has no password in it, which messages would show."""
    if not is_server(url):
        raise EndpointError("url", without_user(url))
    if has_user(url):
        raise EndpointError("password", without_user(url))
    return url
