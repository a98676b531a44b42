"""Building: a data folder → a published release, or an error and nothing changed.

A violation blocks publishing, and so does what nobody has looked at yet (``reviewed: false``).
Municipalities whose part is kept from an earlier build are not made again.
"""

from __future__ import annotations

import errno
import os
import shlex
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from kpi_lod.errors import KpiLodError, Severity
from kpi_lod.reasons import system_reason
from kpi_lod.release import disk, kept, store, workshop
from kpi_lod.release.channel import Channel
from kpi_lod.release.kept import KeptPart, keep, kept_part
from kpi_lod.release.lock import sole_writer
from kpi_lod.release.names import CURRENT, PARTS, WORK
from kpi_lod.release.parts_in_use import note_parts, prune, remove_unused
from kpi_lod.release.space import check_space
from kpi_lod.release.stopwatch import Stopwatch
from kpi_lod.release.units import Unit, shared_part, units
from kpi_lod.release.workshop import Progress
from kpi_lod.settings import Publication, publication

KEPT_RELEASES = 3
"""So many releases stay after publishing, unless told otherwise; linked files cost nothing."""

FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
"""Errors of a disk without room."""

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
                made = _Build(settings, folder, Wanted(jobs, keep), progress, watch)
                return made.release(wanted)
    except OSError as error:
        raise _disk_error(folder, error) from None


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


def _disk_error(folder: Path, error: OSError) -> KpiLodError:
    """Before the first release there is none to speak of, nor one to prune."""
    found, is_first = error.filename or folder, store.current(folder) is None
    if error.errno in FULL:
        free = shutil.disk_usage(folder).free if folder.is_dir() else 0
        key = "disk/full/first" if is_first else "disk/full"
        return KpiLodError(key, found=found, free=f"{free:,}")
    ja, en = system_reason(error)
    key = "disk/first" if is_first else "disk"
    return KpiLodError(key, found=found, reason_ja=ja, reason_en=en)


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many processes at once, and how many releases stay."""

    jobs: int
    keep: int


@dataclass(frozen=True, slots=True)
class _Build:
    settings: Publication
    folder: Path
    wanted: Wanted
    progress: Progress
    watch: Stopwatch

    @property
    def parts(self) -> Path:
        """Where parts are kept."""
        return self.folder / WORK / PARTS

    def release(self, wanted: Sequence[Unit]) -> Release:
        disk.make_folder(self.parts)
        try:
            return self._release(wanted)
        except store.NotReadBackError:
            if not self._remove_unsound(wanted):
                raise
            return self._release(wanted)

    def _release(self, wanted: Sequence[Unit]) -> Release:
        found = {unit.part: kept_part(self.parts / unit.part) for unit in wanted}
        missing = [unit for unit in wanted if found[unit.part] is None]
        check_space(self.folder, len(missing), len(wanted))
        self.watch.lap("kept parts")
        if missing:
            jobs = self.wanted.jobs
            todo = workshop.chunks(self.settings, missing, self.parts, jobs)
            workshop.make_parts(todo, jobs, self.progress)
        self.watch.lap("parts")
        shared = self._shared()
        parts = [found[unit.part] or self._kept(unit.part) for unit in wanted]
        self.watch.lap("shared")
        self._read_back([shared, *parts])
        self.watch.lap("read back")
        with self._work_folder() as work:
            target, triples, files = self._published(shared, parts, work)
        removed = self._clean_up(target, [shared, *parts])
        self.watch.lap("clean up")
        summaries = [part.summary for part in parts if part.summary]
        return Release(
            folder=target,
            municipalities=len(parts),
            first=summaries[0].code,
            triples=triples,
            described=sum(one.triples for one in summaries),
            files=files,
            made=len(missing),
            removed=removed,
            remarks=sum((Counter(part.remarks) for part in parts), Counter()),
            seconds=self.watch.laps,
        )

    def _read_back(self, parts: Sequence[KeptPart]) -> None:
        """Read what will be linked, for a disk may rot what it keeps; too much of it is trusted."""
        if sum(map(kept.size, parts)) <= kept.READ_BACK and (wrong := kept.unsound(parts)):
            raise store.not_read_back(self.folder, wrong[0].folder)

    def _clean_up(self, target: Path, parts: Sequence[KeptPart]) -> list[str]:
        """What fails here fails after the release is live, and is done by the next build.

        Gives the ids of the releases that were removed.
        """
        with suppress(OSError):
            note_parts(self.folder, target.name, [part.folder.name for part in parts])
            return prune(self.folder, self.wanted.keep)
        return []

    def _remove_unsound(self, wanted: Sequence[Unit]) -> bool:
        """Remove parts whose files are not as listed, by reading all; whether there were some."""
        names = [*(unit.part for unit in wanted), shared_part(self.settings)]
        parts = filter(None, (kept_part(self.parts / name) for name in names))
        wrong = kept.unsound([*parts])
        for part in wrong:
            disk.remove(part.folder)
        return bool(wrong)

    def _kept(self, name: str) -> KeptPart:
        found = kept_part(self.parts / name)
        if found is None:
            raise KpiLodError("data-changed")
        return found

    def _shared(self) -> KeptPart:
        from kpi_lod.release.whole import shared_files  # noqa: PLC0415

        name = shared_part(self.settings)
        found = kept_part(self.parts / name)
        if found is None:
            making = workshop.making_folder(self.parts)
            keep(making, shared_files(self.settings))
            workshop.take_in(self.parts, {name: making})
        return found or self._kept(name)

    def _published(
        self, shared: KeptPart, parts: Sequence[KeptPart], work: Path
    ) -> tuple[Path, int, int]:
        from kpi_lod.release.assembly import Building, assemble  # noqa: PLC0415

        building = Building(store.building_folder(self.folder), watch=self.watch)
        try:
            assemble(self.settings, building, shared=shared, parts=parts, work=work)
            finished = store.Finished(
                folder=building.folder,
                sums={path: (fact.sha256, fact.size) for path, fact in building.facts.items()},
                fresh=building.fresh,
                channel=Channel.of(self.settings),
                municipalities=len(parts),
                triples=building.triples,
            )
            target = store.publish(self.folder, finished)
            self.watch.lap("publish")
            return target, building.triples, len(building.facts)
        finally:
            shutil.rmtree(building.folder, ignore_errors=True)

    @contextmanager
    def _work_folder(self) -> Iterator[Path]:
        with tempfile.TemporaryDirectory(prefix=".making-", dir=self.parts) as work:
            yield Path(work)
