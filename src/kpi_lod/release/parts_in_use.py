"""Which releases stay, and which parts they are made of; the rest is removed.

The list of a release's parts is a cache like the parts: where it is missing, they are made again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from kpi_lod.release import disk
from kpi_lod.release.history import entries
from kpi_lod.release.names import PARTS, RELEASES, STORES, WORK
from kpi_lod.release.store import current

USED = "used"
"""Below ``.work``: a file for each release, with the names of its parts."""


def note_parts(folder: Path, release: str, parts: Iterable[str]) -> None:
    """Note what a release was made of."""
    used = folder / WORK / USED
    disk.make_folder(used)
    disk.replace(used / release, json.dumps(sorted(parts)).encode(), by=folder)


def releases(folder: Path) -> list[Path]:
    """The releases there are, the one that became current last first; those never logged last."""
    last = {entry.release: number for number, entry in enumerate(entries(folder), 1)}
    there = [path for path in (folder / RELEASES).glob("[!.]*") if path.is_dir()]
    return sorted(there, key=lambda path: (-last.get(path.name, 0), path.name))


def prune(folder: Path, keep: int) -> list[str]:
    """Remove all releases but ``keep``, and what was kept for them alone; tells their ids.

    The current one is never removed, and counts as one of them.
    """
    live = current(folder)
    others = [path for path in releases(folder) if path != live]
    gone = others[max(keep - 1, 0) :]
    for path in gone:
        disk.remove(path)
    remove_unused(folder)
    return [path.name for path in gone]


def remove_unused(folder: Path) -> None:
    """Remove what is kept for no release that is there."""
    stay = {path.name for path in releases(folder)}
    parts = set[str]()
    for noted in (folder / WORK / USED).glob("*"):
        if noted.name in stay:
            parts |= _names(noted)
        else:
            disk.remove(noted)
    for place, names in ((PARTS, parts), (STORES, stay)):
        for path in (folder / WORK / place).glob("*"):
            if path.name not in names:
                disk.remove(path)


def _names(noted: Path) -> set[str]:
    try:
        return set(json.loads(noted.read_bytes()))
    except (OSError, ValueError, TypeError):
        return set()
