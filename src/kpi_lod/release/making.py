"""One run of a build: units → kept parts → a release that is current.

What is kept is linked into the release while what is missing is made. Where a file turns out to be
not what was written, everything kept is read, the damaged parts are made again, once.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from pathlib import Path

from kpi_lod.release import disk, kept, store, workshop
from kpi_lod.release.assembly import Building, assemble
from kpi_lod.release.channel import Channel
from kpi_lod.release.kept import KeptPart, kept_part
from kpi_lod.release.linking import Linking, linking
from kpi_lod.release.manifest import Sums, read_manifest
from kpi_lod.release.names import CURRENT, PARTS, WORK
from kpi_lod.release.parts_in_use import note_parts, prune
from kpi_lod.release.regional import regional_parts
from kpi_lod.release.space import check_space
from kpi_lod.release.stopwatch import Stopwatch
from kpi_lod.release.units import Unit, shared_part
from kpi_lod.release.whole import shared_files
from kpi_lod.release.workshop import Progress
from kpi_lod.settings import Publication


@dataclass(frozen=True, slots=True)
class Made:
    """What came out: the release with its files and triples, the parts of its ``cities``.

    ``anew``: how many of these were made. ``removed``: ids of older releases that were removed.
    """

    folder: Path
    files: int
    triples: int
    cities: Sequence[KeptPart]
    anew: int
    removed: Sequence[str]


@dataclass(frozen=True, slots=True)
class Making:
    """A build into ``folder`` with so many processes at once, of which ``keep`` releases stay."""

    settings: Publication
    folder: Path
    jobs: int
    keep: int
    progress: Progress
    watch: Stopwatch

    @property
    def parts(self) -> Path:
        """Where parts are kept."""
        return self.folder / WORK / PARTS

    def release(self, wanted: Sequence[Unit]) -> Made:
        """The release of these units, published."""
        disk.make_folder(self.parts)
        try:
            return self._release(wanted)
        except store.NotReadBackError:
            if not self._remove_unsound(wanted):
                raise
            return self._release(wanted)

    def _release(self, wanted: Sequence[Unit]) -> Made:
        found = {unit.part: kept_part(self.parts / unit.part) for unit in wanted}
        missing = [unit for unit in wanted if found[unit.part] is None]
        former = self._former()
        check_space(self.folder, former, len(missing), len(wanted))
        self.watch.lap("kept parts")
        with self._building() as (building, links):
            links.add([*filter(None, found.values())])
            self._make(missing)
            made = {unit.part: workshop.made_part(self.parts, unit.part) for unit in missing}
            cities = [found[unit.part] or made[unit.part] for unit in wanted]
            joint = self._joint_parts(cities)
            links.add([*made.values(), *joint])
            self._read_back([*cities, *joint])
            self._assemble(building, [*cities, *joint])
            links.finish()
            self.watch.lap("link")
            target = store.publish(self.folder, self._finished(building, former))
            self.watch.lap("publish")
        removed = self._clean_up(target, [*cities, *joint])
        files, triples = len(building.facts), building.triples
        return Made(target, files, triples, cities, len(missing), removed)

    @contextmanager
    def _building(self) -> Iterator[tuple[Building, Linking]]:
        building = Building(store.building_folder(self.folder), watch=self.watch)
        try:
            with linking(building.folder, self.jobs) as links:
                yield building, links
        finally:
            shutil.rmtree(building.folder, ignore_errors=True)

    def _former(self) -> Sums | None:
        """What the current release lists; None where there is none, or its manifest is broken."""
        try:
            return read_manifest(self.folder / CURRENT)
        except (OSError, ValueError):
            return None

    def _make(self, missing: Sequence[Unit]) -> None:
        if missing:
            todo = workshop.chunks(self.settings, missing, self.parts, self.jobs)
            workshop.make_parts(todo, self.jobs, self.progress)
        self.watch.lap("parts")

    def _joint_parts(self, cities: Sequence[KeptPart]) -> list[KeptPart]:
        """What is about none of the municipalities, and what about those of one prefecture."""
        shared = {shared_part(self.settings): partial(shared_files, self.settings)}
        regional = regional_parts(self.settings, cities)
        found = workshop.kept_or_made(self.parts, {**shared, **regional})
        self.watch.lap("joint parts")
        return found

    def _read_back(self, parts: Sequence[KeptPart]) -> None:
        """Read what is linked, for a disk may rot what it keeps; too much of it is trusted."""
        sizes = accumulate(map(kept.size, parts))
        if all(size <= kept.READ_BACK for size in sizes) and (wrong := kept.unsound(parts)):
            raise store.not_read_back(self.folder, wrong[0].folder)
        self.watch.lap("read back")

    def _assemble(self, building: Building, parts: Sequence[KeptPart]) -> None:
        with tempfile.TemporaryDirectory(prefix=workshop.MAKING, dir=self.parts) as work:
            assemble(self.settings, building, parts, Path(work))

    def _finished(self, building: Building, former: Sums | None) -> store.Finished:
        return store.Finished(
            folder=building.folder,
            sums={path: (fact.sha256, fact.size) for path, fact in building.facts.items()},
            fresh=building.fresh,
            channel=Channel.of(self.settings),
            municipalities=building.municipalities,
            triples=building.triples,
            former=former,
        )

    def _clean_up(self, target: Path, parts: Sequence[KeptPart]) -> list[str]:
        """What fails here fails after the release is live, and is done by the next build.

        Gives the ids of the releases that were removed.
        """
        with suppress(OSError):
            note_parts(self.folder, target.name, [part.folder.name for part in parts])
            removed = prune(self.folder, self.keep)
            self.watch.lap("clean up")
            return removed
        return []

    def _remove_unsound(self, wanted: Sequence[Unit]) -> bool:
        """Remove parts whose files are not as listed, by reading all; whether there were some."""
        joint = (path.name for path in self.parts.glob("[!.]*") if not path.name[0].isdigit())
        names = (*(unit.part for unit in wanted), *joint)
        wrong = kept.unsound([*filter(None, (kept_part(self.parts / name) for name in names))])
        for part in wrong:
            disk.remove(part.folder)
        return bool(wrong)
