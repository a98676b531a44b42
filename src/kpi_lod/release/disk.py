"""Every change that publishing makes on disk goes through here, counted step by step.

With ``KPI_LOD_FAULT=kill:7`` the process is killed before its seventh step; ``eio:7`` and
``enospc:7`` let that step fail as a broken or full disk does, ``delay:7`` waits SECONDS. Without
the variable the steps are only counted. Tests try every step of a publish this way.

Durable means here: the kernel has reported it written. Where Linux can, a whole file system at once
(syncfs(2), which reports errors since 5.8): a release has 100,000 files, at 2 ms for each fsync(2).
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

FAULT = "KPI_LOD_FAULT"
SECONDS = 3
"""How long ``delay`` waits."""

_ERRORS = {"eio": errno.EIO, "enospc": errno.ENOSPC}


@dataclass(slots=True)
class Steps:
    """What was done on disk so far; ``trace`` holds name and path of each step where wanted."""

    fault: str = ""
    at: int = 0
    count: int = 0
    trace: list[tuple[str, str]] | None = field(default=None)

    def step(self, name: str, path: str | Path) -> None:
        """Count a step that is about to be done; a fault that is due strikes."""
        self.count += 1
        if self.trace is not None:
            self.trace.append((name, str(path)))
        if self.count == self.at:
            self._strike(str(path))

    def _strike(self, path: str) -> None:
        if self.fault in _ERRORS:
            number = _ERRORS[self.fault]
            raise OSError(number, os.strerror(number), path)
        if self.fault == "delay":
            time.sleep(SECONDS)
        elif self.fault == "kill":
            _end()


def _end() -> None:
    """As if the machine had stopped: no handler, no cleaning up."""
    if sys.platform != "win32":
        os.kill(os.getpid(), signal.SIGKILL)
    os._exit(137)  # pragma: no cover


def _stated() -> Steps:
    fault, _, at = os.environ.get(FAULT, "").partition(":")
    return Steps(fault, int(at)) if at.isdigit() else Steps()


_steps = _stated()


@contextmanager
def watched(fault: str = "", at: int = 0) -> Iterator[Steps]:
    """The steps taken within, traced, with that fault at step ``at``; for tests."""
    global _steps  # noqa: PLW0603  (the seam: one counter for the process)
    former, _steps = _steps, Steps(fault, at, trace=[])
    try:
        yield _steps
    finally:
        _steps = former


def make_folder(folder: Path) -> None:
    """The folder and those above it, if they are not there."""
    if not folder.is_dir():
        _steps.step("folder", folder)
        folder.mkdir(parents=True, exist_ok=True)


def write(file: Path, content: bytes) -> None:
    """A new file. Raises FileExistsError where there is one."""
    _steps.step("create", file)
    with file.open("xb", buffering=0) as stream:
        half = len(content) // 2
        stream.write(content[:half])
        _steps.step("write", file)
        stream.write(content[half:])


@contextmanager
def growing(file: Path) -> Iterator[Callable[[bytes], object]]:
    """A new file that is written portion by portion."""
    _steps.step("create", file)
    with file.open("xb") as stream:

        def add(portion: bytes) -> None:
            _steps.step("write", file)
            stream.write(portion)

        yield add


def link(source: str, target: str) -> None:
    """The same file under another name; a copy where the file system has no hard links."""
    _steps.step("link", target)
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        shutil.copy2(source, target)


_NO_LINKS = {errno.EPERM, errno.EXDEV, errno.EMLINK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}


def rename(source: Path, target: Path) -> None:
    """Another name for a file or folder; a file that has it is replaced."""
    _steps.step("rename", target)
    source.replace(target)


def replace(file: Path, content: bytes, by: Path | None = None) -> None:
    """A file with that content, durable: there is never half of it.

    ``by``: a folder on the same disk in which it is made first; without it, the file's own.
    """
    fresh = (by or file.parent) / f".{file.name}.fresh"
    fresh.unlink(missing_ok=True)
    write(fresh, content)
    sync_file(fresh)
    rename(fresh, file)
    sync_folder(file.parent)


def append(file: Path, content: bytes) -> None:
    """The file with ``content`` behind what it had, durable."""
    _steps.step("append", file)
    with file.open("ab", buffering=0) as stream:
        stream.write(content)
        _steps.step("sync", file)
        os.fsync(stream.fileno())


def symlink(link: Path, target: str) -> None:
    """A symbolic link to a folder."""
    _steps.step("symlink", link)
    link.symlink_to(target, target_is_directory=True)


def remove(path: Path) -> None:
    """The file or folder is gone; what cannot be removed stays for the next time."""
    _steps.step("remove", path)
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def sync_file(file: Path) -> None:
    """The content of a file is durable."""
    _steps.step("sync", file)
    with file.open("r+b") as stream:
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """The names in a folder are durable."""
    _steps.step("sync", folder)
    if os.name == "nt":  # pragma: no cover  (a folder cannot be opened there)
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_tree(folder: Path) -> None:
    """Everything below a folder is durable: contents and names."""
    _steps.step("sync-tree", folder)
    if _syncfs is not None:
        _sync_file_system(folder)
        return
    for parent, _, files in os.walk(folder, topdown=False):
        for name in files:
            sync_file(Path(parent, name))
        sync_folder(Path(parent))


def _sync_file_system(folder: Path) -> None:
    assert _syncfs is not None
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if _syncfs(descriptor):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(descriptor)


def _linux_syncfs() -> Callable[[int], int] | None:
    if sys.platform != "linux":  # pragma: no cover
        return None
    try:
        found: Callable[[int], int] = ctypes.CDLL(None, use_errno=True).syncfs
    except (OSError, AttributeError):  # pragma: no cover  (a C library without it)
        return None
    return found


_syncfs = _linux_syncfs()
