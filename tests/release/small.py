"""Small invented releases, and the eye of a reader who knows nothing of the program."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from kpi_lod.release import disk, kept, store
from kpi_lod.release.assembly import Building
from kpi_lod.release.channel import Channel
from kpi_lod.release.linking import linking
from kpi_lod.release.lock import sole_writer
from kpi_lod.release.parts_in_use import note_parts, prune
from kpi_lod.release.workshop import making_folder, take_in

CHANNEL = Channel("https://example.org/kpi/", "試し", "Trial", "試験係")
FILES = {"a/index.ttl": b"a", "a/b/index.ttl": b"ab", "b.nq": b"b"}
NEWER = {"a/index.ttl": b"a2", "a/b/index.ttl": b"ab2", "c.nq": b"c"}
RELEASES = {"old": FILES, "new": NEWER}


def published(files: Mapping[str, bytes], folder: Path, keep: int = 2) -> Path:
    """A release of just these files, made as any other: those below ``a`` come from a part."""
    with sole_writer(folder):
        store.remove_leftovers(folder)
        part = _part({path: c for path, c in files.items() if path.startswith("a/")}, folder)
        building = Building(store.building_folder(folder))
        building.expect(part)
        with linking(building.folder, 1) as links:
            links.add([part])
        for path, content in files.items():
            if not path.startswith("a/"):
                building.write(path, (content,))
        target = store.publish(folder, finished(building))
        note_parts(folder, target.name, [part.folder.name])
        prune(folder, keep)
        return target


def _part(files: Mapping[str, bytes], folder: Path) -> kept.KeptPart:
    parts = folder / ".work/parts"
    disk.make_folder(parts)
    name = f"a-{hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest()[:8]}"
    if kept.kept_part(parts / name) is None:
        making = making_folder(parts)
        kept.keep(making, files)
        take_in(parts, {name: making})
    found = kept.kept_part(parts / name)
    assert found is not None
    return found


def finished(building: Building) -> store.Finished:
    return store.Finished(
        folder=building.folder,
        sums={path: (fact.sha256, fact.size) for path, fact in building.facts.items()},
        fresh=building.fresh,
        channel=CHANNEL,
        municipalities=0,
        triples=0,
    )


def seen(folder: Path) -> dict[str, bytes] | None:
    """What a web server shows below ``current``, without manifest and feeds; None: nothing.

    Fails where a file is not as the manifest says, or one is missing or too many.
    """
    live = folder / "current"
    if not live.exists():
        return None
    there = {f.relative_to(live).as_posix(): f.read_bytes() for f in live.rglob("*") if f.is_file()}
    listing = json.loads(there.pop("manifest.json"))
    there.pop("changes.atom")
    there.pop("changes.json")
    listed = {path: one["sha256"] for path, one in listing["files"].items()}
    assert {path: hashlib.sha256(c).hexdigest() for path, c in there.items()} == listed
    assert live.resolve().name == listing["release"]
    return there


def leftovers(folder: Path) -> list[Path]:
    """What only a process that was ended leaves behind."""
    marks = (".building", ".link", ".old", ".making")
    return [p for p in folder.rglob(".*") if p.name.startswith(marks) or p.suffix == ".fresh"]
