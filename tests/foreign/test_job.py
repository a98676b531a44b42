"""The limits on Windows: what is asked of the system, and what happens where it refuses."""

from __future__ import annotations

import ctypes
import sys

import pytest

from kpi_lod.foreign.job import BasicLimits, ExtendedLimits, limit_job
from kpi_lod.foreign.limits import MEMORY, MIB, SECONDS

JOB, PROCESS = 0x1_0000_0004, ctypes.c_size_t(-1).value
"""Handles need all their bits."""


class Fake:
    """kernel32 as it would be asked; ``refuse``: the name of the function that fails."""

    def __init__(self, refuse: str = "") -> None:
        self.refuse = refuse
        self.limits = ExtendedLimits()
        self.assigned: tuple[int | None, int | None] | None = None

    def CreateJobObjectW(self, security: None, name: None) -> int | None:
        return None if self.refuse == "CreateJobObjectW" else JOB

    def GetCurrentProcess(self) -> int | None:
        return PROCESS

    def SetInformationJobObject(self, job: object, kind: int, limits: object, size: int) -> int:
        assert isinstance(job, ctypes.c_void_p)
        assert (job.value, kind, size) == (JOB, 9, ctypes.sizeof(ExtendedLimits))
        given = ctypes.cast(limits, ctypes.POINTER(ExtendedLimits))  # type: ignore[arg-type]
        ctypes.memmove(ctypes.byref(self.limits), given, size)
        return self.refuse != "SetInformationJobObject"

    def AssignProcessToJobObject(self, job: object, process: object) -> int:
        assert isinstance(job, ctypes.c_void_p)
        assert isinstance(process, ctypes.c_void_p)
        self.assigned = job.value, process.value
        return self.refuse != "AssignProcessToJobObject"


def test_memory_time_and_processes_are_limited() -> None:
    kernel = Fake()
    assert limit_job(kernel)
    basic = kernel.limits.BasicLimitInformation
    assert basic.LimitFlags == 0x2 | 0x8 | 0x100
    assert basic.PerProcessUserTimeLimit == SECONDS * 10**7
    assert basic.ActiveProcessLimit == 1
    assert kernel.limits.ProcessMemoryLimit == MEMORY == 1024 * MIB
    assert kernel.assigned == (JOB, PROCESS)


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="sizes of a 64-bit system")
def test_the_records_have_the_sizes_of_the_headers_of_windows() -> None:
    assert ctypes.sizeof(BasicLimits) == 64
    assert ctypes.sizeof(ExtendedLimits) == 144
    assert BasicLimits.ActiveProcessLimit.offset == 40
    assert ExtendedLimits.ProcessMemoryLimit.offset == 112


@pytest.mark.parametrize(
    "name", ["CreateJobObjectW", "SetInformationJobObject", "AssignProcessToJobObject"]
)
def test_where_the_system_refuses_the_worker_goes_on(name: str) -> None:
    assert not limit_job(Fake(name))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has jobs")
def test_other_systems_have_no_jobs() -> None:
    assert not limit_job()
