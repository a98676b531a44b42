"""An OLE compound file → one of its streams ([MS-CFB], https://learn.microsoft.com/openspecs/).

Only what .xls needs; chains that lead in a circle end with the number of sectors there are.
"""

from __future__ import annotations

import struct

_FREE = 0xFFFFFFFA
"""Numbers from here on name no sector."""

_HEADER_LISTS = 109
_ENTRY = 128
_STREAM, _ROOT = 2, 5


class Compound:
    """The streams of a compound file. Raises struct.error and ValueError for what is none."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        shift, self._mini_shift = struct.unpack_from("<HH", content, 30)
        self._size = _power(shift)
        told = struct.unpack_from("<II4xII4xI", content, 44)
        fats, first, self._cutoff, mini, more = told
        self._fat = self._sectors(self._fat_sectors(fats, more))
        self._mini_fat = _numbers(self._chain(mini))
        self._entries = self._chain(first)
        self._root = next((entry for entry in self._listed() if entry[66] == _ROOT), bytes(_ENTRY))

    def stream(self, *names: str) -> bytes:
        """The stream of the first of the names that there is; b"" if there is none."""
        found = {_name(entry): entry for entry in self._listed() if entry[66] == _STREAM}
        entry = next((found[name] for name in names if name in found), b"")
        if not entry:
            return b""
        start, size = struct.unpack_from("<II", entry, 116)
        return (self._chain(start) if size >= self._cutoff else self._small(start))[:size]

    def _listed(self) -> list[bytes]:
        entries = self._entries
        last = len(entries) - _ENTRY + 1
        return [entries[at : at + _ENTRY] for at in range(0, last, _ENTRY)]

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        return self._content[at : at + self._size]

    def _fat_sectors(self, count: int, more: int) -> list[int]:
        """The sectors that hold the table of what follows on what."""
        found = list(struct.unpack_from(f"<{_HEADER_LISTS}I", self._content, 76))
        for _ in range(len(self._content) // self._size):
            if more >= _FREE:
                break
            *listed, more = _numbers(self._sector(more)) or (_FREE,)
            found += listed
        return [number for number in found[:count] if number < _FREE]

    def _sectors(self, numbers: list[int]) -> tuple[int, ...]:
        return _numbers(b"".join(self._sector(number) for number in numbers))

    def _chain(self, number: int) -> bytes:
        parts: list[bytes] = []
        while number < len(self._fat) and len(parts) <= len(self._fat):
            parts.append(self._sector(number))
            number = self._fat[number]
        return b"".join(parts)

    def _small(self, number: int) -> bytes:
        """A stream that stands in the small sectors within the root's."""
        (start,) = struct.unpack_from("<I", self._root, 116)
        inside, size = self._chain(start), _power(self._mini_shift)
        parts: list[bytes] = []
        while number < len(self._mini_fat) and len(parts) <= len(self._mini_fat):
            parts.append(inside[number * size : (number + 1) * size])
            number = self._mini_fat[number]
        return b"".join(parts)


def _power(shift: int) -> int:
    if not 4 <= shift <= 16:  # noqa: PLR2004  (sectors of 16 bytes to 64 KiB)
        raise ValueError("no compound file")
    return 1 << int(shift)


def _numbers(content: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])


def _name(entry: bytes) -> str:
    (length,) = struct.unpack_from("<H", entry, 64)
    return entry[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
