"""Parts as they are kept on disk between two builds, in a folder that may be deleted at any time.

``<name>/files/…`` stand as in the release, ``<name>/pieces/…`` beside them; ``part.json`` lists
them with checksum, size and time of writing, and holds the summary. A part whose files are not as
listed is no part: it is made again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

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


@dataclass(frozen=True, slots=True)
class Listed:
    """A file of a part: sha256, size in bytes, and the time of writing (ns since 1970)."""

    sha256: str
    size: int
    written: int


@dataclass(frozen=True, slots=True)
class KeptPart:
    """A part on disk. ``summary`` is None for what depends on no municipality.

    ``remarks``: how many findings of each severity there were; no violation is among them.
    """

    folder: Path
    files: Mapping[str, Listed]
    pieces: Mapping[str, Listed]
    remarks: Mapping[Severity, int]
    summary: Summary | None

    def source(self, path: str) -> str:
        """Where a file of the release lies."""
        return f"{self.folder}/{FILES}/{path}"

    def piece(self, name: str) -> Path:
        """A piece: one of ``pieces``, or a path of ``files`` with ``{code}`` in it."""
        if name in self.pieces:
            return self.folder / PIECES / name
        assert self.summary is not None
        return Path(self.source(name.format(code=self.summary.code)))


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
    told = {
        **listed,
        "remarks": {severity.value: count for severity, count in (remarks or {}).items()},
        "summary": part.summary.json().decode() if part else None,
    }
    disk.write(folder / PART, json.dumps(told, separators=(",", ":")).encode())


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
        told = json.loads((folder / PART).read_bytes())
        found = KeptPart(
            folder=folder,
            files={path: Listed(*one) for path, one in told[FILES].items()},
            pieces={path: Listed(*one) for path, one in told[PIECES].items()},
            remarks=Counter({Severity(name): n for name, n in told["remarks"].items()}),
            summary=read_summary(told["summary"]) if told["summary"] else None,
        )
        is_whole = _each(found, _is_untouched)
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
    places: Sequence[tuple[str, Mapping[str, Listed]]] = (
        (FILES, part.files),
        (PIECES, part.pieces),
    )
    return all(
        is_right(f"{part.folder}/{place}/{path}", one)
        for place, listed in places
        for path, one in listed.items()
    )


def _is_untouched(file: str, listed: Listed) -> bool:
    found = os.stat(file)
    return (found.st_size, found.st_mtime_ns) == (listed.size, listed.written)


def _has_content(file: str, listed: Listed) -> bool:
    with open(file, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == listed.sha256
