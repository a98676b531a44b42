"""Finding a store: a URL → its :class:`Service`, with the credentials for it.

What kind of store it is, is told by the Server header of a harmless GET, or by ``--kind``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from kpi_lod.challenge import Bearer, Challenged
from kpi_lod.connection import Connection, PushError, client
from kpi_lod.credentials import Credentials, credentials
from kpi_lod.errors import KpiLodError
from kpi_lod.portals.stores.kinds import OTHER, Endpoints, Kind, endpoints_of, kind_of
from kpi_lod.portals.stores.service import Service
from kpi_lod.portals.targets import checked_url


@dataclass(frozen=True, slots=True)
class Address:
    """Where a store is; endpoints that are None are those usual for its kind."""

    url: str
    kind: str = "auto"
    query: str | None = None
    update: str | None = None
    graph_store: str | None = None

    def checked(self) -> Address:
        """The same; raises KpiLodError ``push-url`` where one of them is no URL of a server."""
        for url in (self.url, self.query, self.update, self.graph_store):
            if url is not None:
                checked_url(url)
        return self


@contextmanager
def service(address: Address, keyring: Path | None, waiting: float = 1.0) -> Iterator[Service]:
    """The store at an address, whose connections are closed afterwards.

    Raises KpiLodError ``push-url``, ``push-kind`` where its kind cannot be told, and PushError.
    """
    address.checked()
    with client() as used:
        auth = _auth(credentials(address.url, keyring))
        there = Connection(address.url, auth=auth, waiting=waiting, client=used)
        kind = _kind(there, address)
        places = _endpoints(address, endpoints_of(kind, address.url))

        def at(url: str) -> Connection:
            if _origin(url) == _origin(address.url):
                return replace(there, base=url)
            return replace(there, base=url, auth=_auth(credentials(url, keyring)))

        store = places.graph_store
        yield Service(kind, at(places.query), at(places.update), at(store) if store else None)


def _kind(there: Connection, address: Address) -> Kind:
    found = kind_of(address.url, _server(there, address), address.kind)
    if found is None and not (address.query and address.update):
        raise KpiLodError("push-kind", found=address.url)
    return found or OTHER


def _endpoints(address: Address, usual: Endpoints) -> Endpoints:
    return Endpoints(
        address.query or usual.query,
        address.update or usual.update,
        address.graph_store or usual.graph_store,
    )


def _server(there: Connection, address: Address) -> str:
    """What the server calls itself; not asked where it is told, or where all is given."""
    if address.kind != "auto" or (address.query and address.update):
        return ""
    try:
        answer: httpx.Response | None = there.send("GET", "", headers={"Accept": "*/*"})
    except PushError as error:
        if error.answer is None:
            raise
        answer = error.answer
    return str(answer.headers.get("Server", "")) if answer is not None else ""


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc.lower()


def _auth(own: Credentials) -> httpx.Auth | None:
    if own.token:
        return Bearer(own.token)
    if own.user is not None and own.password is not None:
        return Challenged(own.user, own.password)
    return None
