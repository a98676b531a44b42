"""Hosts of web addresses that look like another one.

In: a URL. Out: its host as the network sees it (punycode), where it holds letters that a Japanese
address has no use for. Allowed are ASCII and Japanese letters, the highly restrictive profile of
Unicode Technical Standard #39, section 5.2 (https://www.unicode.org/reports/tr39/), but for the
signs that pass for a slash or a hyphen between Latin letters.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_OWN = re.compile(
    r"[0-9a-z.-]|[\u3005\u3006\u3041-\u3096\u30a1-\u30fa\u30fc]|[\u3400-\u9fff\uf900-\ufaff]"
)
_PASSES_FOR_ASCII = re.compile(
    r"(?<=[0-9a-z])[\u30ce\u30bd\u30be\u30f3\u30fc\u4e00\u3007](?=[0-9a-z])"
)
_ENCODED = "xn--"
_LONGEST = 63
"""Of a label, RFC 1035, section 2.3.4."""


def deceptive_host(url: str) -> tuple[str, str] | None:
    """The host as it looks and as punycode, where the two may be mistaken; None for all others.

    >>> deceptive_host("https://www.city.chino.lg.jp/"), deceptive_host("http://例え.jp/")
    (None, None)
    >>> deceptive_host("https://www.сity.chino.lg.jp/")
    ('www.сity.chino.lg.jp', 'www.xn--ity-3ed.chino.lg.jp')
    """
    written = _written_host(url)
    # A longer label is no host, and would take its time to decode.
    shown = ".".join(_decoded(label[:_LONGEST]) for label in written.split("."))
    if shown.isascii() or _is_plain(shown.casefold()):
        return None
    return shown, ".".join(_encoded(label) for label in shown.split("."))


def _written_host(url: str) -> str:
    """The host as it was written: a library would already fold what is to be seen here."""
    authority = urlsplit(url).netloc.rpartition("@")[2]
    return authority if authority.startswith("[") else authority.partition(":")[0]


def _is_plain(host: str) -> bool:
    return all(_OWN.fullmatch(c) for c in host) and not _PASSES_FOR_ASCII.search(host)


def _decoded(label: str) -> str:
    if not label.casefold().startswith(_ENCODED):
        return label
    try:
        return label[len(_ENCODED) :].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _encoded(label: str) -> str:
    if label.isascii():
        return label
    try:
        return label.encode("idna").decode("ascii")
    except UnicodeError:  # IDNA 2003 knows not all letters, or the label is too long
        return _ENCODED + label.casefold().encode("punycode").decode("ascii")
