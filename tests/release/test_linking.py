"""Kept parts linked by a process of its own: the same files, and every failure is heard of."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from kpi_lod.errors import KpiLodError
from kpi_lod.release import kept
from kpi_lod.release import linking as module
from kpi_lod.release.kept import FILES, KeptPart
from kpi_lod.release.linking import linking


@pytest.fixture
def parts(tmp_path: Path) -> Sequence[KeptPart]:
    """Three parts of two files."""
    made = []
    for number in "123":
        folder = tmp_path / f"part{number}"
        folder.mkdir()
        kept.keep(folder, {f"a/{number}/x": number.encode(), f"b{number}": b"b"})
        made.append(kept.kept_part(folder))
    return [one for one in made if one is not None]


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where to; three parts are not few here."""
    monkeypatch.setattr(module, "FEW", 2)
    (tmp_path / "release").mkdir()
    return tmp_path / "release"


@pytest.mark.parametrize("jobs", [1, 2])
def test_all_files_are_there_under_another_name(
    parts: Sequence[KeptPart], target: Path, jobs: int
) -> None:
    with linking(target, jobs) as links:
        links.add(parts)
        links.finish()
    there = {file.relative_to(target).as_posix() for file in target.rglob("*") if file.is_file()}
    assert there == {path for part in parts for path in part.files}
    first = parts[0].folder / FILES / "a/1/x"
    assert os.path.samefile(first, target / "a/1/x")


def test_what_fails_in_the_process_is_told_at_the_end(
    parts: Sequence[KeptPart], target: Path
) -> None:
    (parts[1].folder / FILES / "b2").unlink()
    with linking(target, 2) as links:
        links.add(parts)
        with pytest.raises(FileNotFoundError):
            links.finish()


def test_a_process_that_is_ended_is_told_at_the_end_and_to_who_comes_later(
    parts: Sequence[KeptPart], target: Path
) -> None:
    with linking(target, 2) as links:
        assert links._pool is not None
        links._waiting.append(links._pool.submit(os._exit, 1))
        with pytest.raises(KpiLodError, match="worker-ended"):
            links.finish()
        with pytest.raises(KpiLodError, match="worker-ended"):
            links.add(parts)


def test_it_ends_where_nobody_waits_for_it_any_more(
    parts: Sequence[KeptPart], target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Gone:
        def is_alive(self) -> bool:
            return False

    monkeypatch.setattr(module, "parent_process", Gone)
    module.link_all({f"{parts[0].folder}/{FILES}": ["b1"]}, target)
    assert list(target.iterdir()) == []
