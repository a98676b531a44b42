"""A release on disk: written beside, made durable, then swapped in by one rename (design §7).

``releases/<id>/`` is immutable and its id the hash of its content; ``current`` points at one. What
fails before the last rename leaves the old release as it was.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from kpi_lod.errors import KpiLodError
from kpi_lod.release.names import CURRENT, MANIFEST

ID_LENGTH = 16
WAIT = 30
"""Seconds to wait for another process that is writing."""


def manifest(files: Mapping[str, bytes]) -> tuple[str, bytes]:
    """Id and manifest: sha256 and size of every file; the id is the hash of that list."""
    listed = {
        path: {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
        for path, content in sorted(files.items())
    }
    digest = hashlib.sha256(json.dumps(listed, sort_keys=True).encode()).hexdigest()
    identity = digest[:ID_LENGTH]
    text = json.dumps({"release": identity, "files": listed}, indent=1, ensure_ascii=False)
    return identity, (text + "\n").encode()


def published(files: Mapping[str, bytes], folder: Path) -> Path:
    """The folder of the release with these files, after ``current`` points at it.

    Raises OSError where the disk fails, KpiLodError ``busy`` where another process is writing; then
    nothing has changed for readers.
    """
    identity, listing = manifest(files)
    releases = folder / "releases"
    releases.mkdir(parents=True, exist_ok=True)
    with _sole_writer(folder):
        return _swapped_in({**files, MANIFEST: listing}, releases / identity, folder)


@contextmanager
def _sole_writer(folder: Path) -> Iterator[None]:
    """One process writes at a time; what one that was killed left behind is removed.

    Raises KpiLodError ``busy`` after WAIT seconds. The lock ends with its process.
    """
    try:
        with FileLock(folder / ".lock", timeout=WAIT):
            for left in (*folder.glob(".link-*"), *folder.glob("releases/.building-*")):
                shutil.rmtree(left, ignore_errors=True)
            yield
    except Timeout:
        raise KpiLodError("busy", found=folder) from None


def _swapped_in(files: Mapping[str, bytes], target: Path, folder: Path) -> Path:
    releases = target.parent
    if not is_intact(target):
        building = Path(tempfile.mkdtemp(prefix=".building-", dir=releases))
        try:
            _write(building, files)
            building.chmod(0o755)
            if target.exists():
                # Damaged: the fresh one takes its place.
                target.rename(building.with_suffix(".old"))
            building.rename(target)
        finally:
            shutil.rmtree(building, ignore_errors=True)
            shutil.rmtree(building.with_suffix(".old"), ignore_errors=True)
        _sync_folder(releases)
    _point(folder / CURRENT, target)
    return target


def is_intact(release: Path) -> bool:
    """Whether the release is there with every file as its manifest lists it, and no other."""
    try:
        listed = json.loads((release / MANIFEST).read_bytes())["files"]
        there = {f.relative_to(release).as_posix() for f in release.rglob("*") if f.is_file()}
        return there == {*listed, MANIFEST} and all(
            hashlib.sha256((release / path).read_bytes()).hexdigest() == entry["sha256"]
            for path, entry in listed.items()
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """All files and folders, flushed to the disk, the manifest last."""
    made = {folder}
    for path, content in files.items():
        file = folder / path
        if file.parent not in made:
            file.parent.mkdir(parents=True, exist_ok=True)
            made.update(parent for parent in file.parents if folder in parent.parents)
        with file.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    for directory in sorted(made, reverse=True):
        _sync_folder(directory)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # pragma: no cover  (a folder cannot be opened there)
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _point(link: Path, target: Path) -> None:
    """Make ``link`` a relative symbolic link to ``target`` in one rename."""
    temporary = Path(tempfile.mkdtemp(prefix=".link-", dir=link.parent))
    try:
        fresh = temporary / "link"
        fresh.symlink_to(os.path.relpath(target, link.parent), target_is_directory=True)
        fresh.replace(link)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    _sync_folder(link.parent)
