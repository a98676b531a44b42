"""Addresses of servers as people write them: whether a text is one, and how it may be shown.

In: a text that should be a URL of http or https (RFC 3986, RFC 9110 §4.2). A name and a password in
it (RFC 3986 §3.2.1) would stand in reports and histories, so they are refused and never shown.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_USER = re.compile(r"//.*@", re.DOTALL)


def is_server(url: str) -> bool:
    """Whether a server can be asked there.

    >>> is_server("http://localhost:7878/query"), is_server("localhost:7878")
    (True, False)
    """
    try:
        parts = urlsplit(url)
        has_host = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return has_host and url.isprintable() and not any(c.isspace() for c in url)


def has_user(url: str) -> bool:
    """Whether an address that :func:`is_server` has a name or a password in it."""
    return "@" in urlsplit(url).netloc


def without_user(url: str) -> str:
    """What may be shown of a text, even of one that is no URL.

    >>> without_user("https://me:secret@data.example.jp/")
    'https://…@data.example.jp/'
    """
    return _USER.sub("//…@", url)
