"""Publishes small invented releases, each in a fork, with a fault.

``python -m tests.release.publisher``. Each line on stdin, ``FOLDER NAME FAULT STEP``, is a process
of its own, made by forking, since a new interpreter for each of hundreds of steps would take
minutes. Each line on stdout is how it ended: the exit status, or minus the signal.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.release.small import RELEASES, published

from kpi_lod.errors import KpiLodError
from kpi_lod.release import disk

FAILED = 2


def _publish(folder: str, name: str, fault: str, step: str) -> int:
    try:
        with disk.watched(fault, int(step)):
            published(RELEASES[name], Path(folder), keep=1)
    except (OSError, KpiLodError):
        return FAILED
    return 0


def main() -> None:
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            os._exit(_publish(*line.split()))
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
