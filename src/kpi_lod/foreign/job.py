"""The limits of a process on Windows: a job object that the process puts itself into.

https://learn.microsoft.com/windows/win32/procthread/job-objects and
https://learn.microsoft.com/windows/win32/api/winnt/ns-winnt-jobobject_extended_limit_information.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Protocol

from kpi_lod.foreign.limits import MEMORY, SECONDS

_PROCESS_TIME, _ACTIVE_PROCESS, _PROCESS_MEMORY = 0x2, 0x8, 0x100
_EXTENDED_LIMITS = 9
"""JobObjectExtendedLimitInformation."""

_TICKS = 10_000_000
"""Units of 100 ns in a second."""


class Kernel(Protocol):
    """The functions of kernel32 that are called; each gives 0 where it fails."""

    def CreateJobObjectW(self, security: None, name: None) -> int | None: ...  # noqa: D102
    def GetCurrentProcess(self) -> int | None: ...  # noqa: D102
    def SetInformationJobObject(  # noqa: D102
        self, job: object, kind: int, limits: object, size: int
    ) -> int: ...
    def AssignProcessToJobObject(self, job: object, process: object) -> int: ...  # noqa: D102


class BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION; the counters in its middle are not used."""

    _fields_ = (
        ("BasicLimitInformation", BasicLimits),
        ("IoInfo", ctypes.c_uint64 * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


def limits(seconds: int = SECONDS) -> ExtendedLimits:
    """This much memory and processor time, and no other process."""
    made = ExtendedLimits()
    made.BasicLimitInformation.LimitFlags = _PROCESS_TIME | _ACTIVE_PROCESS | _PROCESS_MEMORY
    made.BasicLimitInformation.PerProcessUserTimeLimit = seconds * _TICKS
    made.BasicLimitInformation.ActiveProcessLimit = 1
    made.ProcessMemoryLimit = MEMORY
    return made


def limit_job(kernel: Kernel | None = None, *, seconds: int = SECONDS) -> bool:
    """Limit this process for good; False where the system has no jobs or refuses."""
    kernel = kernel or _kernel()
    job = kernel.CreateJobObjectW(None, None) if kernel else None
    if not kernel or not job:
        return False
    wanted = limits(seconds)
    known = ctypes.c_void_p(job)
    size = ctypes.sizeof(wanted)
    done = kernel.SetInformationJobObject(known, _EXTENDED_LIMITS, ctypes.byref(wanted), size)
    process = ctypes.c_void_p(kernel.GetCurrentProcess())
    return bool(done) and bool(kernel.AssignProcessToJobObject(known, process))


def _kernel() -> Kernel | None:
    if sys.platform != "win32":
        return None
    found = ctypes.WinDLL("kernel32", use_last_error=True)
    for name in ("CreateJobObjectW", "GetCurrentProcess"):
        getattr(found, name).restype = ctypes.c_void_p  # a handle has 64 bits
    return found
