"""A zip file whose size, names and places were checked before anything of it is used.

In: bytes. Out: :class:`Archive`, which gives its members' bytes in pieces. APPNOTE.TXT, sections
4.3 and 4.4 (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT).
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence

from kpi_lod.foreign.limits import (
    MAX_EXPANDED,
    MAX_MEMBERS,
    MAX_RATIO,
    MIB,
    RATIO_FROM,
    RefusedError,
)

_PIECE = 256 * 1024
_LOCAL_HEADER = struct.Struct("<26xHH")
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, struct.error)


class Archive:
    """The members of a zip file, by their names without regard to case."""

    def __init__(self, content: bytes) -> None:
        """Check all of it.

        Raises RefusedError ``archive-limits``, ``expanded-size``, ``encrypted``, ``file-broken``.
        """
        self._content = content
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (*_BROKEN, ValueError) as error:
            raise _broken(error) from None
        members = self._zip.infolist()
        _check_names(members)
        _check_storage(members)
        self._check_overlap(members)
        self._members = {member.filename.lower(): member for member in members}
        self._check_sizes(members)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._members

    @property
    def names(self) -> Sequence[str]:
        """The names in lower case, in the order of the file."""
        return tuple(self._members)

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a member; nothing if there is none. Raises RefusedError ``file-broken``."""
        member = self._members.get(name.lower())
        if member is None:
            return
        try:
            with self._zip.open(member) as stream:
                while piece := stream.read(_PIECE):
                    yield piece
        except _BROKEN as error:
            raise _broken(error, name) from None

    def _check_overlap(self, members: Sequence[zipfile.ZipInfo]) -> None:
        """No byte may belong to two members: that is how small files become endless."""
        end = 0
        for member in sorted(members, key=lambda one: one.header_offset):
            start = member.header_offset
            if start < end or start + 30 > len(self._content):
                raise RefusedError("archive-limits/overlap", found=member.filename)
            name, extra = _LOCAL_HEADER.unpack_from(self._content, start)
            end = start + _LOCAL_HEADER.size + name + extra + member.compress_size
        if end > self._zip.start_dir:
            raise RefusedError("archive-limits/overlap", found="PK")

    def _check_sizes(self, members: Sequence[zipfile.ZipInfo]) -> None:
        """Count what really comes out, whatever the sizes say that the members claim."""
        allowed = max(RATIO_FROM, MAX_RATIO * len(self._content))
        total = 0
        for member in members:
            for number, piece in enumerate(self.pieces(member.filename)):
                total += len(piece)
                if number == 0 and piece.startswith(b"PK\x03\x04"):
                    raise RefusedError("archive-limits/nested", found=member.filename)
                if total > MAX_EXPANDED:
                    raise RefusedError("expanded-size", allowed=MAX_EXPANDED // MIB)
                if total > allowed:
                    raise RefusedError("archive-limits/ratio", allowed=MAX_RATIO)


def _broken(error: Exception, part: str = "") -> RefusedError:
    """What is wrong with the archive, or with a part of it."""
    ja, en = "途中で切れているか、ブックのファイルではありません", "it is cut off, or no workbook"
    if part:
        ja = f"中の部品「{part}」の内容が元のままではありません"
        en = f"the content of the part {part} inside it is spoilt"
    elif not isinstance(error, zipfile.BadZipFile):
        ja, en = "中の部品の一覧が正しくありません", "the list of the parts inside it is wrong"
    return RefusedError("file-broken", reason_ja=ja, reason_en=en)


def _check_names(members: Sequence[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise RefusedError("archive-limits/members", found=len(members), allowed=MAX_MEMBERS)
    seen: set[str] = set()
    for member in members:
        name = member.orig_filename
        steps = name.replace("\\", "/").split("/")
        if ".." in steps or name.startswith(("/", "\\")) or "\0" in name or ":" in steps[0]:
            raise RefusedError("archive-limits/name", found=name)
        if name.lower() in seen:
            raise RefusedError("archive-limits/twice", found=name)
        seen.add(name.lower())


def _check_storage(members: Sequence[zipfile.ZipInfo]) -> None:
    for member in members:
        if member.flag_bits & _ENCRYPTED:
            raise RefusedError("encrypted")
        if member.compress_type not in _METHODS:
            raise RefusedError("archive-limits/method", found=member.filename)
