"""A file and some fields → the body of a form, portion by portion (RFC 7578).

httpx would make such a body too, but from a file on disk alone and not from portions that are
checked on their way. The length is known beforehand, since many portals take no chunked bodies.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field


def _boundary() -> str:
    return secrets.token_hex(16)


@dataclass(frozen=True, slots=True)
class Form:
    """Fields, and one file as field ``upload``; ``portions`` gives its ``size`` bytes anew."""

    fields: Mapping[str, str]
    name: str
    media_type: str
    size: int
    portions: Callable[[], Iterable[bytes]]
    boundary: str = field(default_factory=_boundary)

    @property
    def headers(self) -> dict[str, str]:
        """Content-Type and Content-Length."""
        length = len(self._head()) + self.size + len(self._tail())
        kind = f"multipart/form-data; boundary={self.boundary}"
        return {"Content-Type": kind, "Content-Length": str(length)}

    def body(self) -> Iterator[bytes]:
        """All of it, no more than one portion at a time."""
        yield self._head()
        yield from self.portions()
        yield self._tail()

    def _head(self) -> bytes:
        told = "".join(
            f'--{self.boundary}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
            for key, value in self.fields.items()
        )
        told += (
            f"--{self.boundary}\r\n"
            f'Content-Disposition: form-data; name="upload"; filename="{self.name}"\r\n'
            f"Content-Type: {self.media_type}\r\n\r\n"
        )
        return told.encode()

    def _tail(self) -> bytes:
        return f"\r\n--{self.boundary}--\r\n".encode()
