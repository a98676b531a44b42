"""``python -m kpi_lod.foreign.worker``: a file on stdin → JSON on stdout, under limits.

Started by :mod:`kpi_lod.foreign.child`. Only the standard library is imported, so that it starts in
a tenth of a second.
"""

from __future__ import annotations

import sys
from contextlib import suppress

from kpi_lod.foreign.answers import refusal, written
from kpi_lod.foreign.limits import ANSWER, FILES, MEMORY, SECONDS, RefusedError
from kpi_lod.foreign.xlsx import read_xlsx


def limit(seconds: int = SECONDS) -> None:
    """Limit this process for good: memory, processor time, size and number of files, no core.

    Windows limits memory, processor time and processes by a job; the size of the answer is limited
    by what is read. Where there is neither, the parent's deadline remains.
    """
    try:
        import resource  # noqa: PLC0415  (POSIX only)
    except ImportError:
        from kpi_lod.foreign.job import limit_job  # noqa: PLC0415

        limit_job(seconds=seconds)
        return
    limits = {"RLIMIT_AS": MEMORY, "RLIMIT_CPU": seconds, "RLIMIT_FSIZE": ANSWER}
    limits |= {"RLIMIT_NOFILE": FILES, "RLIMIT_CORE": 0}
    for name, wanted in limits.items():
        kind = getattr(resource, name, None)
        if kind is None:
            continue
        _, hard = resource.getrlimit(kind)
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        with suppress(ValueError, OSError):  # macOS knows RLIMIT_AS and refuses it
            resource.setrlimit(kind, (most, most))


def answer(content: bytes) -> bytes:
    """What there is to say of the file: its cells, or why it is not read."""
    try:
        return written(read_xlsx(content))
    except RefusedError as refused:
        return refusal(refused)


def main() -> int:
    """Read, answer, end."""
    limit()
    try:
        said = answer(sys.stdin.buffer.read())
    except MemoryError:
        said = refusal(RefusedError("parser-stopped/memory"))
    sys.stdout.buffer.write(said)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
