"""Whole builds that are killed at random moments, as a machine that is switched off would do.

KPI_LOD_KILLS says how many; 50 without it.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from tests.release.small import leftovers

from kpi_lod.release.manifest import faults

Build = Callable[[Path, Path, float], int]
KILLS = int(os.environ.get("KPI_LOD_KILLS", "50"))


@pytest.fixture
def build(root: Path) -> Iterator[Build]:
    if not hasattr(os, "fork"):
        pytest.skip("there is no fork here")
    paths = os.pathsep.join([str(root), str(root / "src")])
    with subprocess.Popen(
        [sys.executable, "-m", "tests.release.builder"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": paths},
    ) as process:

        def run(data: Path, folder: Path, seconds: float) -> int:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(f"{data} {folder} {seconds}\n")
            process.stdin.flush()
            return int(process.stdout.readline())

        yield run
        assert process.stdin is not None
        process.stdin.close()


def _live(folder: Path) -> str:
    """The id of what is current, after a reader has compared every file with the manifest."""
    release = (folder / "current").resolve()
    assert faults(release) == []
    return release.name


def test_builds_killed_at_random_moments_leave_the_old_or_the_new(
    root: Path, tmp_path: Path, build: Build
) -> None:
    data = [tmp_path / "data-a", tmp_path / "data-b"]
    for folder in data:
        shutil.copytree(root / "data", folder)
    file = data[1] / "submissions/202142/2023-promotion.yaml"
    file.write_text(file.read_text("utf-8").replace("立川市を起点とし", "立川を起点とし"), "utf-8")
    public = tmp_path / "public"
    ids = []
    for one in data:
        assert build(one, public, 0) == 0
        ids.append(_live(public))
    start = time.monotonic()
    assert build(data[0], public, 0) == 0
    usual = time.monotonic() - start
    random = Random(20241122)
    killed = 0
    for number in range(KILLS):
        if number % 5 == 0:  # not only what is made from parts that are there
            shutil.rmtree(public / ".work", ignore_errors=True)
        status = build(data[number % 2], public, random.uniform(0, usual * 1.2))
        assert status in (0, -signal.SIGKILL)
        killed += status != 0
        live = _live(public)
        assert live in ids
        if status == 0:
            assert live == ids[number % 2]
        assert len(list((public / "releases").glob("[!.]*"))) <= 3
    assert killed > KILLS // 2
    for number in (0, 1):
        assert build(data[number], public, 0) == 0
        assert _live(public) == ids[number]
        assert leftovers(public) == []
