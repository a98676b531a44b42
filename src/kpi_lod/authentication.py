"""Credentials, shown only to a server that asks for them (RFC 9110 §11.4), in the way it asks for.

Who asks an open endpoint sends no password to it, whatever stands in the environment.
"""

from __future__ import annotations

from collections.abc import Generator

import httpx

from kpi_lod.credentials import Credentials

_UNAUTHORISED = 401

Flow = Generator[httpx.Request, httpx.Response, None]


class Challenged(httpx.Auth):
    """Digest or Basic with name and password, else Bearer with a token, after a 401."""

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials

    def auth_flow(self, request: httpx.Request) -> Flow:
        """The request; where it is refused, the request again with what was asked for."""
        answer = yield request
        if answer.status_code == _UNAUTHORISED:
            yield from self._answered(request, answer.headers.get("WWW-Authenticate", "").lower())

    def _answered(self, request: httpx.Request, asked: str) -> Flow:
        known = self._credentials
        if known.user and known.password and ("digest" in asked or "basic" in asked):
            kind = httpx.DigestAuth if "digest" in asked else httpx.BasicAuth
            yield from kind(known.user, known.password).auth_flow(request)
        elif known.token:
            request.headers["Authorization"] = f"Bearer {known.token}"
            yield request
