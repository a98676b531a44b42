"""Parts as they are kept on disk between two builds, in a folder that may be deleted at any time.

``<name>/files/…`` stand as in the release, ``<name>/pieces/…`` beside them; ``part.json`` lists
them with checksum, size and time of writing; its second line is the summary, which is read when it
is asked for. A part whose files are not as listed is no part: it is made again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from kpi_lod.errors import Severity
from kpi_lod.release import disk
from kpi_lod.release.part import Part
from kpi_lod.release.summary import Summary, read_summary

PART = "part.json"
FILES = "files"
PIECES = "pieces"

READ_BACK = 512_000_000
"""Up to so many bytes all parts are read again by each build; above, size and time are trusted."""

READERS = 4
"""Threads that read."""


class Listed(NamedTuple):
    """A file of a part: sha256, size in bytes, and the time of writing (ns since 1970)."""

    sha256: str
    size: int
    written: int


@dataclass(frozen=True)
class KeptPart:
    """A part on disk; ``code``: of its municipality, None for what is about none or many.

    ``remarks``: how many findings of each severity there were; no violation is among them.
    ``summarised``: the summary, as it is kept.
    """

    folder: Path
    code: str | None
    files: Mapping[str, Listed]
    pieces: Mapping[str, Listed]
    remarks: Mapping[Severity, int]
    summarised: bytes

    @cached_property
    def summary(self) -> Summary:
        """The summary of its municipality."""
        return read_summary(self.summarised)

    def source(self, path: str) -> str:
        """Where a file of the release lies."""
        return f"{self.folder}/{FILES}/{path}"

    def piece(self, name: str) -> Path:
        """A piece: one of ``pieces``, or a path of ``files`` with ``{code}`` in it."""
        if name in self.pieces:
            return self.folder / PIECES / name
        return Path(self.source(name.format(code=self.code)))


def keep(
    folder: Path,
    files: Mapping[str, bytes],
    *,
    part: Part | None = None,
    remarks: Mapping[Severity, int] | None = None,
) -> None:
    """Write a part into the new folder; it is not durable yet."""
    listed = {FILES: _written(folder / FILES, files)}
    listed[PIECES] = _written(folder / PIECES, part.pieces if part else {})
    summarised = part.summary.json() if part else b""
    told = {
        "code": part.summary.code if part else None,
        **listed,
        "remarks": {severity.value: count for severity, count in (remarks or {}).items()},
        "summary": hashlib.sha256(summarised).hexdigest(),
    }
    first = json.dumps(told, separators=(",", ":")).encode()
    disk.write(folder / PART, b"\n".join((first, summarised)))


def _written(folder: Path, files: Mapping[str, bytes]) -> dict[str, tuple[str, int, int]]:
    made, listed = set[str](), {}
    for path, content in files.items():
        file = folder / path
        if (parent := path.rpartition("/")[0]) not in made:
            disk.make_folder(file.parent)
            made.add(parent)
        disk.write(file, content)
        digest = hashlib.sha256(content).hexdigest()
        listed[path] = (digest, len(content), os.stat(file).st_mtime_ns)
    return listed


def kept_part(folder: Path) -> KeptPart | None:
    """The part in the folder, None where there is none that is whole."""
    try:
        listed, _, summarised = (folder / PART).read_bytes().partition(b"\n")
        told = json.loads(listed)
        found = KeptPart(
            folder=folder,
            code=told["code"],
            files={path: Listed._make(one) for path, one in told[FILES].items()},
            pieces={path: Listed._make(one) for path, one in told[PIECES].items()},
            remarks=Counter({Severity(name): n for name, n in told["remarks"].items()}),
            summarised=summarised,
        )
        is_whole = told["summary"] == hashlib.sha256(summarised).hexdigest()
        is_whole = is_whole and _each(found, _is_untouched)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if is_whole else None


def is_sound(part: KeptPart) -> bool:
    """Whether all its files have the listed content; reads them all."""
    try:
        return _each(part, _has_content)
    except OSError:
        return False


def size(part: KeptPart) -> int:
    """Bytes of its files and pieces."""
    return sum(one.size for listed in (part.files, part.pieces) for one in listed.values())


def unsound(parts: Sequence[KeptPart]) -> list[KeptPart]:
    """Those whose files are not as listed, by reading all of them (hashing needs no lock)."""
    with ThreadPoolExecutor(READERS) as pool:
        sound = [*pool.map(is_sound, parts)]
    return [part for part, is_right in zip(parts, sound, strict=True) if not is_right]


def _each(part: KeptPart, is_right: Callable[[str, Listed], bool]) -> bool:
    files, pieces = f"{part.folder}/{FILES}/", f"{part.folder}/{PIECES}/"
    return all(is_right(files + path, one) for path, one in part.files.items()) and all(
        is_right(pieces + path, one) for path, one in part.pieces.items()
    )


def _is_untouched(file: str, listed: Listed) -> bool:
    found = os.stat(file)
    return (found.st_size, found.st_mtime_ns) == (listed.size, listed.written)


def _has_content(file: str, listed: Listed) -> bool:
    with open(file, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == listed.sha256
