"""A name and a password, given as the server asks for it: Basic or Digest (RFC 7617, RFC 7616).

A token likewise where one is known, too (Bearer, RFC 6750).

Nothing is given before it is asked for. The request that is answered 401 is sent again, so its body
must be bytes; after that the same way is gone at once.
"""

from __future__ import annotations

from collections.abc import Generator

import httpx

Flow = Generator[httpx.Request, httpx.Response, None]


class Challenged(httpx.Auth):
    """The auth of httpx that waits for the challenge and answers it."""

    def __init__(self, user: str | None, password: str | None, token: str | None = None) -> None:
        self._ways: dict[str, httpx.Auth] = {}
        if user and password:
            self._ways["digest"] = httpx.DigestAuth(user, password)
            self._ways["basic"] = httpx.BasicAuth(user, password)
        if token:
            self._ways["bearer"] = Bearer(token)
        self._way: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Flow:
        """As httpx asks for it."""
        if self._way is None:
            answer = yield request
            self._way = self._asked_for(answer)
        if self._way is not None:
            yield from self._way.auth_flow(request)

    def _asked_for(self, answer: httpx.Response) -> httpx.Auth | None:
        if answer.status_code != httpx.codes.UNAUTHORIZED:
            return None
        asked = [text.lower() for text in answer.headers.get_list("WWW-Authenticate")]
        found = (way for name, way in self._ways.items() if any(name in text for text in asked))
        return next(found, None)


class Bearer(httpx.Auth):
    """A token (RFC 6750 §2.1)."""

    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Flow:
        """As httpx asks for it."""
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request
