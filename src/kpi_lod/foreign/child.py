"""A foreign file is read in a process of its own, which may die without harm.

In: bytes. Out: what a worker such as :mod:`kpi_lod.foreign.worker` says of them, or a RefusedError
``parser-stopped`` with the file's SHA-256, by which somebody can name the file without sending it.
"""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import IO, TypeVar

from kpi_lod.foreign.answers import read
from kpi_lod.foreign.limits import ANSWER, MEMORY, MIB, SECONDS, RefusedError
from kpi_lod.foreign.xlsx import WorkbookSheet

_ROOT = Path(__file__).resolve().parents[2]
_CLOSING = 1.0
"""Seconds for the thread to see that the worker is gone."""

WORKER = ("-m", "kpi_lod.foreign.worker")
_Read = TypeVar("_Read")


def workbook(
    content: bytes, *, seconds: float = SECONDS, worker: Sequence[str] = WORKER
) -> list[WorkbookSheet]:
    """The sheets of an .xlsx file, read in a child that is stopped after ``seconds``.

    Raises RefusedError.
    """
    return answered(content, worker, read, seconds=seconds)


def answered(
    content: bytes, worker: Sequence[str], read: Callable[[bytes], _Read], *, seconds: float
) -> _Read:
    """What ``read`` makes of the answer of a worker, which is stopped after ``seconds``.

    ``worker``: the arguments of Python. ``read`` raises ValueError for what is no answer. Raises
    RefusedError.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as stream:
            status = _run(worker, content, folder=folder, stream=stream, seconds=seconds)
            stream.seek(0)
            said = stream.read(ANSWER + 1)
    except OSError as error:  # no process or no room for it
        raise RefusedError("parser-stopped", found=error.errno, sha256=sha256) from None
    if status is None:
        raise RefusedError("parser-stopped/time", allowed=f"{seconds:g}", sha256=sha256)
    try:
        if status or len(said) > ANSWER:
            raise ValueError
        return read(said)
    except ValueError:
        raise RefusedError("parser-stopped", found=status, sha256=sha256) from None
    except RefusedError as refused:
        if refused.key == "parser-stopped/memory":
            refused.fields |= {"allowed": MEMORY // MIB, "sha256": sha256}
        raise


def _run(
    worker: Sequence[str], content: bytes, *, folder: str, stream: IO[bytes], seconds: float
) -> int | None:
    """The exit status of the worker, None if it had to be stopped; its answer goes to ``stream``.

    The answer goes to a file and not through a pipe: so its size is limited by the system.
    """
    process = subprocess.Popen(
        [sys.executable, *worker],
        stdin=subprocess.PIPE,
        stdout=stream,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=_environment(),
        start_new_session=True,  # on Windows nothing; there the next one keeps Ctrl-C away
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    # Not communicate(): on Windows it gives the content without looking at the deadline.
    feeder = Thread(target=_feed, args=(process, content), daemon=True)
    try:
        feeder.start()
        return process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        _end(process)
        feeder.join(_CLOSING)


def _feed(process: subprocess.Popen[bytes], content: bytes) -> None:
    """Give the worker the file; one that is gone needs it no more."""
    assert process.stdin is not None
    with suppress(OSError), process.stdin as stream:
        stream.write(content)


def _environment() -> dict[str, str]:
    """The environment, but for what would change how Python itself runs."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("PYTHON")}
    return {**kept, "PYTHONPATH": str(_ROOT), "PYTHONSAFEPATH": "1"}


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill the worker and all it may have started; a worker that ended is left in peace."""
    if process.poll() is None:
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
