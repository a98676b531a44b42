"""Builds whole releases, each in a fork that may be killed: ``python -m tests.release.builder``.

Each line on stdin, ``DATA FOLDER SECONDS``, builds and is killed after so many seconds (0: never);
each line on stdout is how it ended: the exit status, or minus the signal.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from kpi_lod.errors import KpiLodError
from kpi_lod.release import whole
from kpi_lod.release.build import build
from kpi_lod.settings import Publication, publication

FAILED = 2
SHARED = 100
"""So many of the 2,400 documents of shared things: builds shall be short."""

_all_shared = whole.shared_files


def _fewer(about: Publication) -> dict[str, bytes]:
    found = sorted(_all_shared(about).items())
    documents = [one for one in found if one[0].startswith("shared/")]
    return dict([one for one in found if one not in documents] + documents[:SHARED])


def _build(data: str, folder: str) -> int:
    try:
        build(Path(data), Path(folder), jobs=1)
    except KpiLodError:
        return FAILED
    return 0


def _status(pid: int, seconds: float) -> int:
    if seconds:
        time.sleep(seconds)
        os.kill(pid, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def main() -> None:
    few: dict[str, bytes] = {}
    whole.shared_files = lambda publication: few
    for line in sys.stdin:
        data, folder, seconds = line.split()
        few = few or _fewer(publication(Path(data) / "publication.yaml"))  # once, not in each fork
        pid = os.fork()
        if not pid:
            os._exit(_build(data, folder))
        print(_status(pid, float(seconds)), flush=True)


if __name__ == "__main__":
    main()
