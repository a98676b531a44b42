"""One writer at a time in a release folder; who comes second is told who is first.

The lock ends with its process, so that there is no stale one. Who holds it stands beside it, for
people; only while the lock is held does anybody read that.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from kpi_lod.errors import KpiLodError
from kpi_lod.release import disk

LOCK = ".lock"
HOLDER = ".lock.holder"
WAIT = 0.5
"""Seconds to wait for another process that is writing."""


@contextmanager
def sole_writer(folder: Path) -> Iterator[None]:
    """The folder is made where it is missing. Raises KpiLodError ``busy`` after WAIT seconds."""
    disk.make_folder(folder)
    holder = folder / HOLDER
    try:
        with FileLock(folder / LOCK, timeout=WAIT):
            disk.replace(holder, _myself())
            try:
                yield
            finally:
                disk.remove(holder)
    except Timeout:
        pid, host, since = _other(holder)
        raise KpiLodError("busy", found=folder, pid=pid, host=host, since=since) from None


def _myself() -> bytes:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    told = {"pid": os.getpid(), "host": platform.node(), "since": now}
    return json.dumps(told, ensure_ascii=False).encode()


def _other(holder: Path) -> tuple[object, object, object]:
    """Process, host and time of who holds the lock, as far as it is told."""
    try:
        told = json.loads(holder.read_bytes())
    except (OSError, ValueError):  # just taken, or just given back
        told = {}
    return told.get("pid", "?"), told.get("host", "?"), told.get("since", "?")
