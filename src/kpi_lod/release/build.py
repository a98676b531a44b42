"""Building: a data folder → a published release, or an error and nothing changed.

A violation blocks publishing, and so does what nobody has looked at yet (``reviewed: false``).
Municipalities whose part is kept from an earlier build are not made again.
"""

from __future__ import annotations

import errno
import os
import shlex
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from kpi_lod.errors import KpiLodError, Severity
from kpi_lod.reasons import system_reason
from kpi_lod.release import store
from kpi_lod.release.lock import sole_writer
from kpi_lod.release.making import Made, Making
from kpi_lod.release.names import CURRENT
from kpi_lod.release.parts_in_use import remove_unused
from kpi_lod.release.stopwatch import Stopwatch
from kpi_lod.release.units import units
from kpi_lod.release.workshop import Progress
from kpi_lod.settings import publication

KEPT_RELEASES = 3
"""So many releases stay after publishing, unless told otherwise; linked files cost nothing."""

FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
"""Errors of a disk without room."""

FEW_FILES = 10
"""A file system with fewer inodes left is full, however many bytes are free."""

MOST_JOBS = 4
"""Unless told otherwise: each takes up to half a gigabyte."""


@dataclass(frozen=True, slots=True)
class Release:
    """A release that was made: where, how much, and what was remarked about its data.

    ``first``: the code of its first municipality. ``triples``: how many there are, ``described`` of
    them about municipalities and not shared. ``made``: how many municipalities were made anew.
    ``removed``: ids of older releases that were removed. ``seconds``: what each stage took.
    """

    folder: Path
    municipalities: int
    first: str
    triples: int
    described: int
    files: int
    made: int
    removed: Sequence[str]
    remarks: Mapping[Severity, int]
    seconds: Mapping[str, float]

    def description(self, folder: Path, program: str) -> str:
        """What was made, where to look and what to try next; ``program``: how it was called."""
        return DESCRIPTION.format(
            program=program,
            folder=self.folder,
            current=folder / CURRENT,
            first=self.first,
            source=shlex.quote(str(folder)),
            municipalities=self.municipalities,
            triples=self.triples,
            described=self.described,
            files=self.files,
        )


DESCRIPTION = """\
リリースを作りました / release made: {folder}
  自治体 {municipalities}、トリプル {triples:,}（うち自治体のもの {described:,}）、{files:,}ファイル
  {municipalities} municipalities, {triples:,} triples ({described:,} about them), {files:,} files
見る / look at:
  {current}/index.html
  {current}/dumps/{first}.ttl
  {current}/catalogue/index.ttl
試す / try next:
  {program} query met-targets --from {source}
  {program} query                   (問いの一覧 / the list of questions)"""


def silent(done: int, total: int) -> None:
    """No progress is told."""


def build(
    data: Path,
    folder: Path,
    *,
    jobs: int | None = None,
    keep: int = KEPT_RELEASES,
    progress: Progress = silent,
) -> Release:
    """The release of all submissions below ``data``, published below ``folder``.

    ``jobs``: so many processes at once; what comes out is the same. ``keep``: so many releases
    stay, with this one. Raises DataError where the data does not conform, KpiLodError where the
    folder is not usable, or another process uses it.
    """
    watch = Stopwatch()
    settings = publication(data / "publication.yaml")
    wanted = units(data, settings)
    watch.lap("units")
    try:
        with sole_writer(folder):
            store.remove_leftovers(folder)
            jobs = jobs or min(os.cpu_count() or 1, MOST_JOBS)
            with _room_given_back(folder):
                making = Making(settings, folder, jobs, keep, progress, watch)
                return _release(making.release(wanted), watch)
    except OSError as error:
        raise _disk_error(folder, error) from None


def _release(made: Made, watch: Stopwatch) -> Release:
    return Release(
        folder=made.folder,
        municipalities=len(made.cities),
        first=made.cities[0].summary.code,
        triples=made.triples,
        described=sum(part.summary.triples for part in made.cities),
        files=made.files,
        made=made.anew,
        removed=made.removed,
        remarks=sum((Counter(part.remarks) for part in made.cities), Counter()),
        seconds=watch.laps,
    )


@contextmanager
def _room_given_back(folder: Path) -> Iterator[None]:
    """Where the disk is full, what was made in vain and serves no release goes."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            with suppress(OSError):
                store.remove_leftovers(folder)
                remove_unused(folder)
        raise


def _room(folder: Path) -> tuple[str, str]:
    """What is left, in Japanese and English: bytes, or that there may be no more files."""
    free = shutil.disk_usage(folder).free if folder.is_dir() else 0
    if hasattr(os, "statvfs") and folder.is_dir() and os.statvfs(folder).f_favail < FEW_FILES:
        return "作れるファイル数の残りなし", "no more files can be made"
    return f"残り{free:,}バイト", f"{free:,} bytes are free"


def _disk_error(folder: Path, error: OSError) -> KpiLodError:
    """Before the first release there is none to speak of, nor one to prune."""
    found, is_first = error.filename or folder, store.current(folder) is None
    if error.errno in FULL:
        key = "disk/full/first" if is_first else "disk/full"
        room_ja, room_en = _room(folder)
        return KpiLodError(key, found=found, free_ja=room_ja, free_en=room_en)
    ja, en = system_reason(error)
    key = "disk/first" if is_first else "disk"
    return KpiLodError(key, found=found, reason_ja=ja, reason_en=en)
