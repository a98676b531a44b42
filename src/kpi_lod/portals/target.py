"""The address of what is pushed to, be it a portal or a store."""

from __future__ import annotations

from kpi_lod.addresses import has_user, is_server, without_user
from kpi_lod.errors import KpiLodError


def checked_target(url: str) -> str:
    """The same; raises KpiLodError ``push-url`` where it is no address of a server.

    Also where it has a name or password, a query or a fragment in it.
    """
    if not is_server(url) or has_user(url) or set(url) & {"?", "#"}:
        raise KpiLodError("push-url", found=without_user(url))
    return url
