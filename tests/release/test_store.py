"""A release on disk: all of it or nothing, and the same bytes from the same content."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from filelock import FileLock
from tests.release.small import FILES, NEWER, leftovers, published, seen

from kpi_lod.errors import KpiLodError
from kpi_lod.release import disk, history, store
from kpi_lod.release.manifest import Fault, faults, identity, manifest

SUMS = {"a/index.ttl": ("0" * 64, 1), "名.nq": ("f" * 64, 2)}


def test_the_id_is_the_hash_of_the_content_and_not_of_its_order() -> None:
    assert manifest(dict(reversed(SUMS.items())), "x") == manifest(SUMS, "x")
    assert identity({**SUMS, "x": ("1" * 64, 3)}) != identity(SUMS)
    listed = {path: {"sha256": digest, "bytes": size} for path, (digest, size) in SUMS.items()}
    text = json.dumps(listed, sort_keys=True).encode()
    assert hashlib.sha256(text).hexdigest().startswith(identity(dict(reversed(SUMS.items()))))


def test_the_manifest_is_json_with_a_line_for_each_file() -> None:
    listed = json.loads(manifest(SUMS, identity(SUMS)))
    assert listed == {
        "release": identity(SUMS),
        "files": {path: {"sha256": digest, "bytes": size} for path, (digest, size) in SUMS.items()},
    }
    assert len(manifest(SUMS, "x").splitlines()) == 4 + len(SUMS) + 1


def test_current_points_at_the_newest_and_the_older_stays(tmp_path: Path) -> None:
    first = published(FILES, tmp_path)
    second = published(NEWER, tmp_path)
    assert (tmp_path / "current").resolve() == second
    assert seen(tmp_path) == NEWER
    assert faults(first) == faults(second) == []
    assert {p.name for p in (tmp_path / "releases").iterdir()} == {first.name, second.name}


def test_building_the_same_again_changes_nothing(tmp_path: Path) -> None:
    first = published(FILES, tmp_path)
    before = {file: file.stat().st_mtime_ns for file in first.rglob("*")}
    assert published(FILES, tmp_path) == first
    assert {file: file.stat().st_mtime_ns for file in first.rglob("*")} == before
    assert len(history.entries(tmp_path)) == 1


def test_a_former_release_becomes_current_again_with_the_whole_history(tmp_path: Path) -> None:
    first = published(FILES, tmp_path)
    published(NEWER, tmp_path)
    assert published(FILES, tmp_path) == first
    assert seen(tmp_path) == FILES
    told = json.loads((tmp_path / "current/changes.json").read_bytes())
    assert len(told["items"]) == len(history.entries(tmp_path)) == 3


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("changed", "b.nq"),
        ("missing", "b.nq"),
        ("extra", "stray"),
        ("manifest", "manifest.json"),
    ],
)
def test_a_damaged_release_is_noticed_and_made_again(tmp_path: Path, kind: str, path: str) -> None:
    release = published(FILES, tmp_path)
    if kind == "changed":
        (release / path).write_bytes(b"x")
    elif kind == "missing":
        (release / path).unlink()
    elif kind == "extra":
        (release / path).write_bytes(b"")
    else:
        (release / path).write_text("{")
    assert faults(release) == [Fault(path, kind)]
    assert faults(published(FILES, tmp_path)) == []
    assert len(list((tmp_path / "releases").iterdir())) == 1


def test_a_release_under_a_false_name_is_noticed(tmp_path: Path) -> None:
    release = published(FILES, tmp_path)
    other = release.rename(release.with_name("0" * 16))
    assert faults(other) == [Fault("manifest.json", "manifest")]


def test_a_file_that_reads_back_otherwise_is_not_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(FILES, tmp_path)
    sync = disk.sync_tree

    def spoil(folder: Path) -> None:
        (folder / "c.nq").write_bytes(b"?")
        sync(folder)

    monkeypatch.setattr(disk, "sync_tree", spoil)
    with pytest.raises(store.NotReadBackError, match=r"c\.nq"):
        published(NEWER, tmp_path)
    assert seen(tmp_path) == FILES


def test_what_a_killed_build_left_behind_is_removed(tmp_path: Path) -> None:
    for left in ("releases/.building-x/a", ".link-y", ".work/parts/.making-z", "releases/.old-q"):
        (tmp_path / left).mkdir(parents=True)
    (tmp_path / ".changes.atom.fresh").write_bytes(b"")
    assert len(leftovers(tmp_path)) == 5
    published(FILES, tmp_path)
    assert leftovers(tmp_path) == []


def test_a_second_writer_is_told_who_is_first(tmp_path: Path) -> None:
    published(FILES, tmp_path)
    (tmp_path / ".lock.holder").write_text('{"pid": 4711, "host": "kanda", "since": "2024-04-01"}')
    with FileLock(tmp_path / ".lock"), pytest.raises(KpiLodError, match=r"4711.*kanda.*2024-04-01"):
        published(NEWER, tmp_path)
    assert seen(tmp_path) == FILES


def test_a_lost_log_costs_nothing_but_the_history(tmp_path: Path) -> None:
    published(FILES, tmp_path)
    (tmp_path / history.LOG).unlink()
    published(NEWER, tmp_path)
    assert [one.action for one in history.entries(tmp_path)] == ["publish", "publish"]


def test_a_line_of_the_log_that_is_none_is_passed_over(tmp_path: Path) -> None:
    published(FILES, tmp_path)
    with (tmp_path / history.LOG).open("ab") as log:
        log.write(b'[]\n{"at": 1}\n{"half')
    published(NEWER, tmp_path)
    assert [one.release for one in history.entries(tmp_path)][-1] == (
        (tmp_path / "current").resolve().name
    )
    assert len(history.entries(tmp_path)) == 2
