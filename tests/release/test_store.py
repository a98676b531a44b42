"""A release on disk: all of it or nothing, and the same bytes from the same content."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from filelock import FileLock

from kpi_lod.errors import KpiLodError
from kpi_lod.release import store
from kpi_lod.release.store import is_intact, manifest, published

FILES = {"a/index.ttl": b"a", "b.nq": b"b"}
NEWER = {"a/index.ttl": b"a2", "c.nq": b"c"}


def test_the_id_is_the_hash_of_the_content_and_not_of_its_order() -> None:
    identity, listing = manifest(FILES)
    assert manifest(dict(reversed(FILES.items()))) == (identity, listing)
    assert manifest(NEWER)[0] != identity
    assert b'"sha256": "' in listing


def test_current_points_at_the_newest_and_the_older_stays(tmp_path: Path) -> None:
    first = published(FILES, tmp_path)
    second = published(NEWER, tmp_path)
    assert (tmp_path / "current").resolve() == second
    assert (tmp_path / "current/a/index.ttl").read_bytes() == b"a2"
    assert is_intact(first)
    assert is_intact(second)
    assert sorted(p.name for p in (tmp_path / "releases").iterdir()) == sorted(
        [first.name, second.name]
    )


def test_building_the_same_again_changes_nothing(tmp_path: Path) -> None:
    first = published(FILES, tmp_path)
    before = {file: file.stat().st_mtime_ns for file in first.rglob("*")}
    assert published(FILES, tmp_path) == first
    assert {file: file.stat().st_mtime_ns for file in first.rglob("*")} == before


@pytest.mark.parametrize("damage", ["change", "remove", "add", "manifest"])
def test_a_damaged_release_is_made_again(tmp_path: Path, damage: str) -> None:
    release = published(FILES, tmp_path)
    if damage == "change":
        (release / "b.nq").write_bytes(b"x")
    elif damage == "remove":
        (release / "b.nq").unlink()
    elif damage == "add":
        (release / "stray").write_bytes(b"")
    else:
        (release / "manifest.json").write_text("{")
    assert not is_intact(release)
    assert is_intact(published(FILES, tmp_path))
    assert len(list((tmp_path / "releases").iterdir())) == 1


@pytest.mark.parametrize("step", ["open", "fsync", "rename", "replace"])
def test_a_failing_disk_leaves_the_old_release_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    old = published(FILES, tmp_path)

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        if step == "fsync":
            patched.setattr(os, "fsync", fail)
        else:
            patched.setattr(Path, step, fail)
        with pytest.raises(OSError, match="No space"):
            published(NEWER, tmp_path)
    assert (tmp_path / "current").resolve() == old
    assert is_intact(old)
    assert not [p for p in tmp_path.rglob(".*") if p.name.startswith((".building", ".link"))]


def test_what_a_killed_build_left_behind_is_removed(tmp_path: Path) -> None:
    for left in ("releases/.building-x/a", ".link-y"):
        (tmp_path / left).mkdir(parents=True)
    published(FILES, tmp_path)
    assert not [p for p in tmp_path.rglob(".*") if p.name.startswith((".building", ".link"))]


def test_a_second_writer_waits_and_then_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "WAIT", 0)
    with FileLock(tmp_path / ".lock"), pytest.raises(KpiLodError, match="busy"):
        published(FILES, tmp_path)
    assert not (tmp_path / "current").exists()


def test_an_interrupted_build_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(store, "_sync_folder", interrupt)
    with pytest.raises(KeyboardInterrupt):
        published(FILES, tmp_path)
    assert list((tmp_path / "releases").iterdir()) == []
