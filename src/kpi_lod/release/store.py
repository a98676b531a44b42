"""A finished release → the one that is current, in one rename (design §7, reliability §5).

``releases/<id>/`` is immutable and its id the hash of its content; ``current`` points at one. What
fails before the last rename leaves the old release as it was. Order: all files durable, manifest,
durable, read back, renamed into ``releases``, durable, link renamed over ``current``, durable, log,
what nobody uses any more removed.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kpi_lod.errors import KpiLodError
from kpi_lod.release import disk, history
from kpi_lod.release.channel import Channel
from kpi_lod.release.diff import Diff, Listing, diff, listings_diff
from kpi_lod.release.feed import feed_files, read_feed
from kpi_lod.release.history import Entry
from kpi_lod.release.manifest import Sums, faults, identity, manifest, unlike
from kpi_lod.release.names import CURRENT, MANIFEST, RELEASES, WORK

BUILDING = ".building-"
LINKING = ".link-"
OLD = ".old-"
"""Begin the names of what only lasts while a process publishes."""

LOGGED = 100
"""Changes of each kind that are kept in the log; the releases themselves tell all."""


class NotReadBackError(KpiLodError):
    """A file is not what was written."""


def not_read_back(folder: Path, file: Path) -> NotReadBackError:
    """The error about a file below the release folder."""
    ja, en = "書いた内容と違います", "it is not what was written"
    key = "disk" if current(folder) else "disk/first"
    return NotReadBackError(key, found=file, reason_ja=ja, reason_en=en)


@dataclass(frozen=True, slots=True)
class Finished:
    """A release that is put together but for its manifest, in a folder below ``releases``.

    ``fresh``: the paths that were written for it; the others are links to what was checked before.
    ``former``: what the manifest of the current release lists; None where there is none, or broken.
    """

    folder: Path
    sums: Sums
    fresh: Iterable[str]
    channel: Channel
    municipalities: int
    triples: int
    former: Sums | None = None


def building_folder(folder: Path) -> Path:
    """A new folder for a release that is put together."""
    releases = folder / RELEASES
    disk.make_folder(releases)
    made = Path(tempfile.mkdtemp(prefix=BUILDING, dir=releases))
    made.chmod(0o755)
    return made


def remove_leftovers(folder: Path) -> list[Path]:
    """Remove what a process that was ended has left behind; tells what it was."""
    starts = (*(f"{RELEASES}/{start}*" for start in (BUILDING, OLD)), f"{LINKING}*", ".*.fresh")
    left = sorted(path for start in (*starts, f"{WORK}/*/.making-*") for path in folder.glob(start))
    for path in left:
        disk.remove(path)
    return left


def publish(folder: Path, finished: Finished) -> Path:
    """The folder of the release, after ``current`` points at it.

    Raises OSError where the disk fails, NotReadBackError where a file is not what was written; then
    nothing has changed for readers.
    """
    catch_up(folder)
    former = current(folder)
    target = folder / RELEASES / identity(finished.sums)
    if target == former and not faults(target, finished.folder):
        disk.remove(finished.folder)
        return target
    entry = _entry(finished, former, target.name)
    feed = [*feed_files(finished.channel, [*history.entries(folder), entry])]
    if target.exists() and not faults(target, finished.folder):
        disk.remove(finished.folder)
        write_feed(folder, target, feed)
    else:
        _take_in(finished, feed, target)
    point(folder, target)
    note(folder, entry)
    return target


def note(folder: Path, entry: Entry) -> None:
    """Write down that a release became current; where that fails, :func:`catch_up` does it later.

    The release is live and durable by now, which an error would deny.
    """
    with suppress(OSError):
        history.add(folder, entry)


def write_feed(folder: Path, release: Path, feed: Iterable[tuple[str, bytes]]) -> None:
    """Another feed for a release that is there already."""
    for path, content in feed:
        disk.replace(release / path, content, by=folder)


def _entry(finished: Finished, former: Path | None, release: str) -> Entry:
    disk.write(finished.folder / MANIFEST, manifest(finished.sums, release))
    changes = _changes(finished, former)
    changes.after = release
    return Entry(
        at=history.now(),
        action=history.PUBLISH,
        release=release,
        former=former.name if former else None,
        municipalities=finished.municipalities,
        triples=finished.triples,
        changes=changes.json(LOGGED),
    )


def changes_since(former: Path | None, made: Path) -> Diff:
    """From the former release; of a first one nothing is told, it would be everything.

    A broken one is as none: its successor mends it.
    """
    try:
        return diff(former, made) if former else Diff(None, made.name)
    except KpiLodError:
        return Diff(former.name if former else None, made.name)


def _changes(finished: Finished, former: Path | None) -> Diff:
    """As ``changes_since``."""
    made = Listing(finished.folder, finished.sums)
    try:
        if former and finished.former is not None:
            return listings_diff(Listing(former, finished.former), made, finished.channel)
    except KpiLodError:
        pass
    return Diff(former.name if former else None, made.folder.name)


def _take_in(finished: Finished, feed: Iterable[tuple[str, bytes]], target: Path) -> None:
    folder = finished.folder
    for path, content in feed:
        disk.write(folder / path, content)
    disk.sync_tree(folder)
    # A part shares its files with the damaged release: then all is read, not only what is new.
    paths = finished.sums if target.exists() else finished.fresh
    wrong = [*unlike(folder, ((path, finished.sums[path]) for path in sorted(paths)))]
    if wrong:
        raise not_read_back(target.parent.parent, folder / wrong[0].path)
    if target.exists():  # damaged: the fresh one takes its place
        disk.rename(target, target.with_name(OLD + target.name))
    disk.rename(folder, target)
    disk.sync_folder(target.parent)
    disk.remove(target.with_name(OLD + target.name))


def point(folder: Path, target: Path) -> None:
    """Make ``current`` a relative symbolic link to the release, in one rename."""
    temporary = Path(tempfile.mkdtemp(prefix=LINKING, dir=folder))
    fresh = temporary / "link"
    disk.symlink(fresh, os.path.relpath(target, folder))
    disk.rename(fresh, folder / CURRENT)
    disk.sync_folder(folder)
    disk.remove(temporary)


def current(folder: Path) -> Path | None:
    """The release that ``current`` points at, None where there is none."""
    link = folder / CURRENT
    return folder / RELEASES / link.resolve().name if link.exists() else None


def catch_up(folder: Path) -> None:
    """Write into the log what a process that was ended has published without writing it down."""
    live = current(folder)
    told = read_feed(live) if live else None
    if live is None or told is None or history.is_logged(history.entries(folder), live.name):
        return
    known = {(one.at, one.release) for one in history.entries(folder)}
    missing: Sequence[Entry] = [one for one in told[1] if (one.at, one.release) not in known]
    for entry in missing:
        history.add(folder, entry)
