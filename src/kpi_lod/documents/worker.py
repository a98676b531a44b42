"""``python -m kpi_lod.documents.worker KIND NAME``: a file on stdin → JSON on stdout, under limits.

Started by :mod:`kpi_lod.documents.reading`. Where the system can, it is cut off from the network.
"""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

from kpi_lod.documents.answers import refusal, written
from kpi_lod.documents.kinds import archive_kind, check
from kpi_lod.documents.readers import reader, seconds
from kpi_lod.foreign.limits import RefusedError
from kpi_lod.foreign.worker import limit

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
"""CLONE_NEWUSER and CLONE_NEWNET of <linux/sched.h>."""


def leave_network() -> None:
    """Go where there is no network, if this system lets its users do so (Linux)."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # os.unshare is there from Python 3.12
            ctypes.CDLL(None).unshare(_NEW_USER | _NEW_NETWORK)


def answer(content: bytes, kind: str, file: str) -> bytes:
    """What there is to say of the file: its document, or why it is not read."""
    try:
        if kind == "zip":
            kind = archive_kind(content)
            check(kind, file)
        return written(reader(kind)(content, file))
    except RefusedError as refused:
        return refusal(refused)
    except (MemoryError, RecursionError):
        return refusal(RefusedError("parser-stopped/memory"))


def main(kind: str, file: str) -> int:
    """Read, answer, end."""
    limit(seconds(kind))
    leave_network()
    try:
        said = answer(sys.stdin.buffer.read(), kind, file)
    except MemoryError:
        said = refusal(RefusedError("parser-stopped/memory"))
    sys.stdout.buffer.write(said)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
