"""Whatever fails, and wherever: a reader sees the old release or the new one, never a mix.

The invariants of reliability.md, section 5: I1 old or new, whole; I2 what is current is as its
manifest says; I3 running again gives the same bytes; I4 leftovers are gone after that; I5 success
is told only of what is live; I6 no release more than there were, and the new one.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.release.small import FILES, NEWER, leftovers, published, seen

from kpi_lod.errors import KpiLodError
from kpi_lod.release import build as building
from kpi_lod.release import disk, history
from kpi_lod.release.build import build
from kpi_lod.release.manifest import faults

Publish = Callable[[Path, str, str, int], int]
KILLED = -signal.SIGKILL


@pytest.fixture(scope="module")
def publish(root: Path) -> Iterator[Publish]:
    """Publish in a process of its own, with a fault at a step; gives how it ended."""
    if not hasattr(os, "fork"):
        pytest.skip("there is no fork here: tests/release/test_killed.py kills whole builds")
    paths = os.pathsep.join([str(root), str(root / "src")])
    with subprocess.Popen(
        [sys.executable, "-m", "tests.release.publisher"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": paths},
    ) as process:

        def run(folder: Path, name: str, fault: str, step: int) -> int:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(f"{folder} {name} {fault} {step}\n")
            process.stdin.flush()
            return int(process.stdout.readline())

        yield run
        assert process.stdin is not None
        process.stdin.close()


@pytest.fixture(scope="module")
def trace(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    """The steps of publishing the newer release over the older one."""
    folder = tmp_path_factory.mktemp("public")
    published(FILES, folder)
    with disk.watched() as steps:
        published(NEWER, folder, keep=1)
    assert steps.trace is not None
    return steps.trace


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A folder in which the older release is current."""
    folder = tmp_path / "public"
    published(FILES, folder)
    return folder


def _check(folder: Path, status: int) -> bool:
    """The invariants after a fault; whether the new release is live."""
    live = seen(folder)  # I1, I2
    assert live in (FILES, NEWER)
    if status == 0:
        assert live == NEWER  # I5
    assert len(list((folder / "releases").glob("[!.]*"))) <= 2  # I6
    made = published(NEWER, folder)
    assert seen(folder) == NEWER  # I3
    assert faults(made) == []
    assert leftovers(folder) == []  # I4
    told = [one.release for one in history.entries(folder)]
    assert told[-1] == made.name
    assert len(told) == 2
    return live == NEWER


@pytest.mark.parametrize("fault", ["kill", "eio", "enospc"])
def test_every_step_may_fail(
    trace: list[tuple[str, str]], publish: Publish, tmp_path: Path, fault: str
) -> None:
    assert 30 < len(trace) < 300
    published(FILES, tmp_path / "old")
    sides, statuses = list[bool](), set[int]()
    for step in range(1, len(trace) + 1):
        folder = tmp_path / str(step)
        shutil.copytree(tmp_path / "old", folder, symlinks=True)
        status = publish(folder, "new", fault, step)
        statuses.add(status)
        sides.append(_check(folder, status))
    # Never back: once it is live it is live at all later steps.
    assert sides == sorted(sides)
    assert {False, True} == set(sides)
    assert statuses == ({KILLED} if fault == "kill" else {0, 2})


def test_a_step_past_the_last_strikes_nothing(
    publish: Publish, old: Path, trace: list[tuple[str, str]]
) -> None:
    assert publish(old, "new", "kill", len(trace) + 1) == 0
    assert seen(old) == NEWER


def test_the_judge_notices_a_mix(old: Path) -> None:
    (old / "current/b.nq").write_bytes(b"other")
    with pytest.raises(AssertionError):
        seen(old)


def test_the_order_of_the_steps_is_the_one_that_survives_a_power_cut(
    trace: list[tuple[str, str]],
) -> None:
    """Replays only what was made durable: ALICE's model, for which a name needs its folder synced.

    At the renaming into ``releases`` all below must be durable, at that of ``current`` the name of
    the release, and at the end the link.
    """
    names = [name for name, _ in trace]
    paths = [Path(path) for _, path in trace]
    placed = next(
        n for n, p in enumerate(paths) if p.parent.name == "releases" and names[n] == "rename"
    )
    swapped = next(n for n, p in enumerate(paths) if p.name == "current")
    synced = max(n for n, name in enumerate(names[:placed]) if name == "sync-tree")
    building = paths[synced]
    written = [n for n, p in enumerate(paths) if building in p.parents]
    assert len(written) > 8
    assert max(written) < synced < placed
    assert ("sync", str(paths[placed].parent)) in trace[placed:swapped]
    assert ("sync", str(paths[swapped].parent)) in trace[swapped:]
    log = next(n for n, name in enumerate(names) if name == "append")
    assert log > swapped


def test_without_syncfs_every_file_and_folder_is_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "_syncfs", None)
    with disk.watched() as steps:
        made = published(FILES, tmp_path)
    assert steps.trace is not None
    synced = {Path(path).name for name, path in steps.trace if name == "sync"}
    assert synced >= {"b.nq", "index.ttl", "manifest.json", "a"}
    assert faults(made) == []


def test_where_links_are_impossible_files_are_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    source, target = tmp_path / "a", tmp_path / "b"
    source.write_bytes(b"content")
    monkeypatch.setattr(os, "link", refuse)
    disk.link(str(source), str(target))
    assert target.read_bytes() == b"content"
    assert not target.samefile(source)


def test_the_variable_lets_a_build_fail_and_the_error_names_the_path_and_the_room(
    root: Path, tmp_path: Path
) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "kpi_lod", "build", str(root / "data"), "--to", str(tmp_path)],
        env={**os.environ, "KPI_LOD_FAULT": "enospc:40"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert "[disk]" in ran.stderr
    assert str(tmp_path) in ran.stderr
    assert "bytes are free" in ran.stderr
    assert seen(tmp_path) is None


@pytest.mark.parametrize(("fault", "step"), [("enospc", 40), ("enospc", 500), ("eio", 40)])
def test_before_the_first_release_none_is_spoken_of_and_nothing_is_left(
    root: Path, tmp_path: Path, fault: str, step: int
) -> None:
    with disk.watched(fault, step), pytest.raises(KpiLodError) as raised:
        build(root / "data", tmp_path, jobs=1)
    told = f"{raised.value.finding}"
    assert "Nothing is published yet" in told
    assert "prune" not in told
    assert "The published release" not in told
    if fault == "enospc":
        left = [path for path in (tmp_path / ".work").rglob("*") if path.is_file()]
        assert left == []
        assert list((tmp_path / "releases").glob("*")) == []


def test_a_disk_that_takes_no_more_files_is_told_so(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "FEW_FILES", 1 << 62)  # as if no inode were left
    with disk.watched("enospc", 40), pytest.raises(KpiLodError) as raised:
        build(root / "data", tmp_path, jobs=1)
    assert "no more files can be made" in raised.value.finding.en
    assert "bytes are free" not in raised.value.finding.en


def test_a_second_publisher_ends_at_once_and_says_who_is_first(root: Path, old: Path) -> None:
    command = [sys.executable, "-m", "kpi_lod", "build", str(root / "data"), "--to", str(old)]
    first = subprocess.Popen(
        command, env={**os.environ, "KPI_LOD_FAULT": "delay:6"}, stderr=subprocess.DEVNULL
    )
    try:
        while not (old / ".lock.holder").exists():
            assert first.poll() is None
        with pytest.raises(KpiLodError, match=f"{first.pid}"):
            published(NEWER, old)
        assert seen(old) == FILES
    finally:
        assert first.wait() == 0
