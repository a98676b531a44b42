"""A command → wall time and peak memory of its whole process tree, within limits.

Memory is the largest sum of the resident sizes of the command and its descendants, as /proc tells
(https://docs.kernel.org/filesystems/proc.html), or one process's own high-water mark if larger.
"""

from __future__ import annotations

import os
import re
import signal
import statistics
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build/bench"
MIB = 1024 * 1024
ENOUGH = 30
"""Seconds after which a command is not run again."""

POLL = 0.02

_TRACEBACK = "Traceback (most recent call last)"
"""Python, too, ends with 1."""

_SIZES = re.compile(rb"^(VmHWM|VmRSS):\s+(\d+) kB", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Limits:
    """When a command is ended: after ``seconds`` or above ``memory`` bytes."""

    seconds: float = 600
    memory: int = 0

    @classmethod
    def of_this_machine(cls, seconds: float) -> Limits:
        """Nine tenths of the memory there is."""
        pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
        return cls(seconds, pages * size * 9 // 10)


@dataclass(frozen=True, slots=True)
class Job:
    """A command with the file for its standard output.

    ``accepted``: exit codes of success; 1 is what validators return where the data does not
    conform. ``own_clock``: the first line it prints tells the seconds that count.
    """

    command: Sequence[str]
    output: Path
    accepted: tuple[int, ...] = (0, 1)
    own_clock: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """How one run went. ``outcome``: done, time or memory (the limit it met), or failed."""

    outcome: str
    seconds: float
    peak: int
    errors: str = ""


class _Watch(Thread):
    """Follows the memory of a process tree, and ends the tree above a limit."""

    def __init__(self, process: subprocess.Popen[bytes], memory: int) -> None:
        super().__init__(daemon=True)
        self.process = process
        self.memory = memory
        self.over = Event()
        self.peak = 0
        self.above = False

    def run(self) -> None:
        while not self.over.wait(POLL):
            sizes = [_sizes(pid) for pid in _tree(self.process.pid)]
            resident = sum(now for now, _ in sizes)
            self.peak = max(self.peak, resident, *(highest for _, highest in sizes))
            if self.memory and resident > self.memory:
                self.above = True
                end(self.process)
                return


def _tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = [child for task in tasks for child in (task / "children").read_text().split()]
    except OSError:  # it has just ended
        return
    for child in children:
        yield from _tree(int(child))


def _sizes(pid: int) -> tuple[int, int]:
    """Resident size now and at its highest, in bytes."""
    try:
        found = dict(_SIZES.findall(Path(f"/proc/{pid}/status").read_bytes()))
    except OSError:
        return 0, 0
    return int(found.get(b"VmRSS", 0)) * 1024, int(found.get(b"VmHWM", 0)) * 1024


def end(process: subprocess.Popen[bytes]) -> None:
    """End a command that was started by :func:`run`, with all it started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def run(job: Job, limits: Limits) -> Run:
    """Run a command within limits."""
    errors = job.output.with_suffix(".err")
    with job.output.open("wb") as out, errors.open("wb") as err:
        start = time.perf_counter()
        process = subprocess.Popen(
            job.command,
            stdout=out,
            stderr=err,
            stdin=subprocess.DEVNULL,
            cwd=ROOT,
            start_new_session=True,
        )
        watch = _Watch(process, limits.memory)
        watch.start()
        in_time = _waited(process, limits.seconds)
        seconds = time.perf_counter() - start
        watch.over.set()
        watch.join()
    told = errors.read_text("utf-8", "replace")
    outcome = "time" if not in_time else "memory" if watch.above else "done"
    if outcome == "done" and (process.returncode not in job.accepted or _TRACEBACK in told):
        outcome = "failed"
    if outcome == "done" and job.own_clock:
        with job.output.open("rb") as printed:
            seconds = float(printed.readline())
    return Run(outcome, seconds, watch.peak, told[-500:])


def _waited(process: subprocess.Popen[bytes], seconds: float) -> bool:
    """Whether it ended in time; afterwards it has ended, also where the bench is interrupted."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    finally:
        if process.poll() is None:
            end(process)
            process.wait()
    return True


@dataclass(frozen=True, slots=True)
class Repeated:
    """Several runs of one command: what they took, the median and the highest memory."""

    runs: tuple[Run, ...]

    @property
    def last(self) -> Run:
        return self.runs[-1]

    @property
    def seconds(self) -> float:
        """The median wall time."""
        return statistics.median(one.seconds for one in self.runs)

    @property
    def peak(self) -> int:
        """Bytes."""
        return max(one.peak for one in self.runs)


def repeated(job: Job, limits: Limits, times: int) -> Repeated:
    """Up to ``times`` runs; no further one once ENOUGH seconds are spent or one has failed."""
    runs: list[Run] = []
    began = time.perf_counter()
    while len(runs) < times and time.perf_counter() - began < ENOUGH:
        runs.append(run(job, limits))
        if runs[-1].outcome != "done":
            break
    return Repeated(tuple(runs))


def last_line(text: str) -> str:
    """The last line of an error, without the place of this checkout."""
    return (text.strip().splitlines() or [""])[-1].replace(f"{ROOT}/", "")[:200]
