"""The URL of a server to push to, checked before anything is asked of it."""

from __future__ import annotations

from urllib.parse import urlsplit

from kpi_lod.errors import KpiLodError


def checked_url(url: str) -> str:
    """The URL of a server; raises KpiLodError ``push-url`` for other texts.

    Also for one with a name or password in it, which would stand in reports and histories.
    """
    try:
        parts = urlsplit(url)
        is_good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise KpiLodError("push-url", found=url) from None
    if parts.username is not None or parts.password is not None:
        raise KpiLodError("push-url", found=f"{parts.scheme}://…@{parts.hostname}")
    if not is_good or parts.fragment or parts.query or any(c.isspace() for c in url):
        raise KpiLodError("push-url", found=url)
    return url
