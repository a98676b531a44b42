"""Small invented releases, and the eye of a reader who knows nothing of the program."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from kpi_lod.release import store
from kpi_lod.release.assembly import Building
from kpi_lod.release.feed import Channel
from kpi_lod.release.lock import sole_writer

CHANNEL = Channel("https://example.org/kpi/", "試し", "Trial", "試験係")
FILES = {"a/index.ttl": b"a", "b.nq": b"b"}
NEWER = {"a/index.ttl": b"a2", "c.nq": b"c"}


def published(files: Mapping[str, bytes], folder: Path) -> Path:
    """A release of just these files, made current as any other."""
    with sole_writer(folder):
        store.remove_leftovers(folder)
        return store.publish(folder, finished(files, folder))


def finished(files: Mapping[str, bytes], folder: Path) -> store.Finished:
    building = Building(store.building_folder(folder))
    for path, content in files.items():
        building.write(path, (content,))
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
