"""The manifest of a release: every file with its sha256 and size, and the id that follows from it.

Also what a release on disk differs in from its manifest.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from json.encoder import encode_basestring as written
from json.encoder import encode_basestring_ascii as quoted
from pathlib import Path

from kpi_lod.release.names import BESIDE_MANIFEST, MANIFEST

ID_LENGTH = 16

Sums = Mapping[str, tuple[str, int]]
"""Path in the release (with /) → sha256, size in bytes."""


def identity(sums: Sums) -> str:
    """The id of the release with these files: a hash of what is listed.

    The text is that of ``json.dumps(listed, sort_keys=True)``, written here for its speed.
    """
    listed = ", ".join(
        f'{quoted(path)}: {{"bytes": {size}, "sha256": "{digest}"}}'
        for path, (digest, size) in sorted(sums.items())
    )
    return hashlib.sha256(f"{{{listed}}}".encode()).hexdigest()[:ID_LENGTH]


def manifest(sums: Sums, release: str) -> bytes:
    """The manifest of ``release``, a line for each file, in the order of the paths."""
    lines = ",\n".join(
        f'  {written(path)}: {{"sha256": "{digest}", "bytes": {size}}}'
        for path, (digest, size) in sorted(sums.items())
    )
    return f'{{\n "release": "{release}",\n "files": {{\n{lines}\n }}\n}}\n'.encode()


def read_manifest(release: Path) -> dict[str, tuple[str, int]]:
    """What the manifest of a release lists.

    Raises OSError where there is none, ValueError where it is none or is not that of its id.
    """
    try:
        told = json.loads((release / MANIFEST).read_bytes())
        sums = {path: (one["sha256"], one["bytes"]) for path, one in told["files"].items()}
        stated = told["release"]
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(str(error)) from None
    if stated != identity(sums):
        raise ValueError("the id is not that of the files listed")
    return sums


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """A file of a release that is not as listed; ``kind``: changed, missing, extra or manifest."""

    path: str
    kind: str


def faults(release: Path, twin: Path | None = None) -> list[Fault]:
    """Everything in which a release differs from its manifest, by path; reads all its files.

    But those that are the very files of ``twin``, a folder with the same content that was checked.
    """
    try:
        sums = read_manifest(release)
    except (OSError, ValueError):
        return [Fault(MANIFEST, "manifest")]
    found = [Fault(MANIFEST, "manifest")] if release.name != identity(sums) else []
    there = set(_files(release))
    found += [Fault(path, "extra") for path in there - sums.keys() - BESIDE_MANIFEST]
    found += [Fault(path, "missing") for path in sums.keys() - there]
    paths = (p for p in sums.keys() & there if not (twin and _is_same_file(release, twin, p)))
    found += unlike(release, ((path, sums[path]) for path in paths))
    return sorted(found)


def _is_same_file(release: Path, twin: Path, path: str) -> bool:
    try:
        return os.path.samestat(os.stat(f"{release}/{path}"), os.stat(f"{twin}/{path}"))
    except OSError:
        return False


def unlike(release: Path, sums: Iterable[tuple[str, tuple[str, int]]]) -> Iterator[Fault]:
    """The files whose content is not as listed."""
    for path, (digest, size) in sums:
        try:
            with open(f"{release}/{path}", "rb") as stream:
                is_alike = hashlib.file_digest(stream, "sha256").hexdigest() == digest
                if not is_alike or stream.tell() != size:
                    yield Fault(path, "changed")
        except OSError:
            yield Fault(path, "changed")


def _files(release: Path) -> Iterator[str]:
    """All files below, and what else is there that is no folder, as links."""
    top = str(release)
    for parent, folders, files in os.walk(top):
        inside = parent[len(top) + 1 :].replace(os.sep, "/")
        links = [name for name in folders if os.path.islink(f"{parent}/{name}")]
        for name in (*files, *links):
            yield f"{inside}/{name}" if inside else name
