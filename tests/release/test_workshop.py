"""Parts: made once, the same however they are made, and never from what does not conform."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from bench.bench_release import write_data

from kpi_lod.errors import DataError, Finding, KpiLodError
from kpi_lod.release import kept, workshop
from kpi_lod.release.build import build
from kpi_lod.release.kept import FILES, kept_part
from kpi_lod.release.manifest import faults
from kpi_lod.release.units import Unit, units
from kpi_lod.settings import publication
from kpi_lod.submissions import files as reading

CHINO = "submissions/202142/2023-promotion.yaml"
Make = Callable[..., None]


@pytest.fixture
def data(root: Path, tmp_path: Path) -> Path:
    shutil.copytree(root / "data", tmp_path / "data")
    return tmp_path / "data"


def wanted(data: Path) -> list[Unit]:
    return units(data, publication(data / "publication.yaml"))


@pytest.fixture
def make(data: Path, tmp_path: Path) -> Make:
    """Makes the parts of all units, ``size`` in a chunk, with so many processes."""

    def run(folder: str = "parts", jobs: int = 1, size: int = 12) -> None:
        parts = tmp_path / folder
        parts.mkdir(exist_ok=True)
        about, found = publication(data / "publication.yaml"), wanted(data)
        chunks = [
            workshop.Chunk(about, tuple(found[start : start + size]), parts)
            for start in range(0, len(found), size)
        ]
        workshop.make_parts(chunks, jobs, lambda done, total: None)

    return run


def content(parts: Path) -> dict[str, bytes]:
    """All files of all parts; part.json holds times."""
    found = [file for file in parts.rglob("*") if file.is_file() and file.name != "part.json"]
    return {file.relative_to(parts).as_posix(): file.read_bytes() for file in found}


def test_processes_and_chunks_change_no_byte(data: Path, make: Make, tmp_path: Path) -> None:
    write_data(data, 3)
    make("alone", 1, 12)
    make("together", 2, 1)
    assert len(content(tmp_path / "alone")) > 100
    assert content(tmp_path / "together") == content(tmp_path / "alone")


def test_a_unit_is_named_by_its_settings_its_folder_and_its_files(data: Path) -> None:
    names = {one.part for one in wanted(data)}
    assert {one.part for one in wanted(data)} == names
    file = data / CHINO
    file.write_text(file.read_text("utf-8") + "\n", "utf-8")
    assert len({one.part for one in wanted(data)} - names) == 1
    settings = data / "publication.yaml"
    text = settings.read_text("utf-8")
    assert "licence: CC-BY-4.0" in text
    settings.write_text(text.replace("licence: CC-BY-4.0", "licence: CC0-1.0"), "utf-8")
    assert {one.part for one in wanted(data)}.isdisjoint(names)
    shutil.copytree(file.parent, file.parent.with_name("202142-copy"))
    assert len({one.part for one in wanted(data)}) == 3


@pytest.mark.parametrize("damage", ["cut", "touch", "remove"])
def test_a_part_that_was_touched_is_none(
    data: Path, make: Make, tmp_path: Path, damage: str
) -> None:
    make()
    (part, _) = (tmp_path / "parts" / one.part for one in wanted(data))
    assert kept_part(part) is not None
    file = next((part / FILES).rglob("*.ttl"))
    if damage == "remove":
        file.unlink()
    else:
        file.write_bytes(b"" if damage == "cut" else file.read_bytes())
    assert kept_part(part) is None


def test_the_sound_ones_are_kept_when_another_is_wrong(
    data: Path, make: Make, tmp_path: Path
) -> None:
    file = data / CHINO
    file.write_text(file.read_text("utf-8").replace('"5,086,950"', '"5,086,951"'), "utf-8")
    with pytest.raises(DataError) as raised:
        make()
    assert {found.code for found in raised.value.findings} == {"grant-rate"}
    assert [path.name[:6] for path in (tmp_path / "parts").iterdir()] == ["032018"]


def test_violations_of_all_processes_are_told_worst_first(data: Path, make: Make) -> None:
    for file in data.glob("submissions/*/*.yaml"):
        text = file.read_text("utf-8")
        file.write_text(text.replace("projects:", "projekts:", 1), "utf-8")
    with pytest.raises(DataError) as raised:
        make(jobs=2, size=1)
    found = raised.value.findings
    assert {Path(one.place.file).parent.name for one in found} == {"032018", "202142"}
    assert list(found) == sorted(found, key=Finding.sort_key)


def test_what_lies_with_another_municipality_spoils_the_parts_of_both(
    data: Path, make: Make, tmp_path: Path
) -> None:
    """Else the part of the second, with what is not in its folder, would be kept."""
    text = (data / CHINO).read_text("utf-8").replace("id: 2023-promotion", "id: stray", 1)
    (data / "submissions/032018/stray.yaml").write_text(text, "utf-8")
    with pytest.raises(DataError) as raised:
        make()
    assert "folder-code" in {found.code for found in raised.value.findings}
    assert list((tmp_path / "parts").iterdir()) == []


def test_a_file_that_changes_while_it_is_read_stops_the_build(
    data: Path, make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = reading.read_files

    def and_change(files: list[Path]) -> object:
        found = read(files)
        (data / CHINO).write_text("changed", "utf-8")
        return found

    monkeypatch.setattr(reading, "read_files", and_change)
    with pytest.raises(KpiLodError, match="data-changed"):
        make()
    assert list((tmp_path / "parts").iterdir()) == []


def test_a_process_that_is_ended_is_told(
    data: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workshop, "_begin_process", _end_myself)
    with pytest.raises(KpiLodError, match="worker-ended"):
        make(jobs=2, size=1)


def _end_myself() -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def test_only_what_changed_is_made_again(data: Path, tmp_path: Path) -> None:
    public = tmp_path / "public"
    assert build(data, public, jobs=1).made == 2
    assert build(data, public, jobs=1).made == 0
    file = data / CHINO
    file.write_text(file.read_text("utf-8").replace("立川市を起点とし", "立川を起点とし"), "utf-8")
    again = build(data, public, jobs=1)
    assert again.made == 1
    untouched = "project/032018/school-ict/index.ttl"
    older = next(p for p in (public / "releases").iterdir() if p != again.folder)
    assert (again.folder / untouched).samefile(older / untouched)
    assert build(data, tmp_path / "fresh", jobs=1).folder.name == again.folder.name


def test_a_damaged_release_is_mended_although_parts_share_its_files(
    data: Path, tmp_path: Path
) -> None:
    public = tmp_path / "public"
    made = build(data, public, jobs=1)
    file = made.folder / "dumps/202142.ttl"
    before = file.read_bytes()
    times = file.stat()
    file.write_bytes(before[:-2] + b"?\n")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))  # as a disk that forgets would
    (made.folder / "stray").write_bytes(b"")
    assert build(data, public, jobs=1).folder == made.folder
    assert file.read_bytes() == before
    assert not (made.folder / "stray").exists()


def rot(file: Path) -> bytes:
    """Change the file in place, as a disk that forgets would; gives what it held."""
    before, times = file.read_bytes(), file.stat()
    file.write_bytes(before[:-2] + b"?\n")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    return before


def test_what_rotted_is_not_linked_into_the_next_release(data: Path, tmp_path: Path) -> None:
    """A file of a municipality, one that depends on none, and a piece of what is about all."""
    public = tmp_path / "public"
    made = build(data, public, jobs=1)
    names = ("dumps/032018.ttl", "context.jsonld")
    held = {name: rot(made.folder / name) for name in names}
    (piece,) = public.glob(".work/parts/032018-*/pieces/turtle.gz")
    rot(piece)
    file = data / CHINO
    file.write_text(file.read_text("utf-8") + "\n", "utf-8")
    again = build(data, public, jobs=1)
    assert {name: (again.folder / name).read_bytes() for name in names} == held
    assert faults(again.folder) == []
    assert again.folder.name == build(data, tmp_path / "fresh", jobs=1).folder.name


def test_of_very_much_size_and_time_are_trusted(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    public = tmp_path / "public"
    build(data, public, jobs=1)
    monkeypatch.setattr(kept, "READ_BACK", 1)
    monkeypatch.setattr(kept, "unsound", None)
    assert build(data, public, jobs=1).made == 0


def test_a_disk_without_room_is_noticed_before_anything_is_made(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    public = tmp_path / "public"
    build(data, public, jobs=1)
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
    (data / CHINO).write_text((data / CHINO).read_text("utf-8") + "\n", "utf-8")
    with pytest.raises(KpiLodError, match="1,000") as raised:
        build(data, public, jobs=1)
    assert raised.value.finding.code == "disk"
