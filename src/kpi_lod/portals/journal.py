"""What a push has done already, so that one that was ended goes on where it was.

One file for each target and release in ``.work/pushes``, a line for each finished step, each
durable before the next step begins. It only saves work: what it tells must be harmless to do again,
and a lost journal costs time, not truth.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from kpi_lod.errors import KpiLodError
from kpi_lod.release import disk
from kpi_lod.release_names import WORK

PUSHES = "pushes"
WAIT = 0.5


class Journal:
    """The finished steps of one push; a step is any text without a line break."""

    def __init__(self, file: Path) -> None:
        self._file = file
        text = file.read_text("utf-8") if file.exists() else ""
        whole, _, self._half = text.rpartition("\n")  # half a line is of a process that was killed
        self._done = set(whole.splitlines())

    def is_done(self, step: str) -> bool:
        """Whether the step was finished by this push or by one that was ended."""
        return step in self._done

    def note(self, step: str) -> None:
        """The step is finished."""
        if step not in self._done:
            disk.append(self._file, b"\n" * bool(self._half) + step.encode() + b"\n")
            self._half = ""
            self._done.add(step)

    def close(self) -> None:
        """All is done: the next push of this release begins anew."""
        disk.remove(self._file)


@contextmanager
def journal(folder: Path, target: str, release: str) -> Iterator[Journal]:
    """The journal of pushing ``release`` from ``folder`` to ``target``, a URL.

    Raises KpiLodError ``push-running`` where another process pushes to the same target.
    """
    place = folder / WORK / PUSHES
    disk.make_folder(place)
    name = hashlib.sha256(target.encode()).hexdigest()[:16]
    try:
        with FileLock(place / f"{name}.lock", timeout=WAIT):
            for other in place.glob(f"{name}-*.txt"):
                if other.stem != f"{name}-{release}":
                    disk.remove(other)
            yield Journal(place / f"{name}-{release}.txt")
    except Timeout:
        raise KpiLodError("push-running", found=target) from None
