"""Parts on disk → the folder of a release, complete but for its manifest.

Files of parts are linked (``linking``) and keep the checksums they are listed with; what is about
all municipalities is written here, large files portion by portion, hashed on the way. Then comes
what is made from finished files, and last the catalogue, which knows the checksums of all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kpi_lod.release import disk
from kpi_lod.release.catalogue.formats import FileFact
from kpi_lod.release.catalogue.overall import catalogue_pages
from kpi_lod.release.catalogue.overall import joined as catalogue
from kpi_lod.release.kept import KeptPart
from kpi_lod.release.names import DUMP_NQUADS
from kpi_lod.release.pages.topics import closing_pages
from kpi_lod.release.stopwatch import Stopwatch
from kpi_lod.release.summary import Summary
from kpi_lod.release.tables.derived import derived_files
from kpi_lod.release.whole import Joined, whole
from kpi_lod.settings import Publication

PORTION = 1 << 20

Derived = Callable[[Path, Path], Mapping[str, Path]]
"""The release so far, an empty folder on the same disk → path in the release → file made there."""

DERIVED: Sequence[Derived] = (derived_files,)
"""What is made from finished files."""


@dataclass
class Building:
    """A release that is being put together in ``folder``: what is in it so far.

    ``fresh``: paths of what was written here and not linked from a part.
    """

    folder: Path
    facts: dict[str, FileFact] = field(default_factory=dict)
    fresh: set[str] = field(default_factory=set)
    triples: int = 0
    municipalities: int = 0
    watch: Stopwatch = field(default_factory=Stopwatch)

    def expect(self, part: KeptPart) -> None:
        """The files of a part are in the release, or will be when it is linked."""
        for path, listed in part.files.items():
            self._claim(FileFact(path, listed.sha256, listed.size))

    def write(self, path: str, portions: Iterable[bytes]) -> None:
        """Take in a file from its content."""
        digest, size = hashlib.sha256(), 0
        disk.make_folder((self.folder / path).parent)
        with disk.growing(self.folder / path) as add:
            for portion in portions:
                add(portion)
                digest.update(portion)
                size += len(portion)
        self._claim(FileFact(path, digest.hexdigest(), size))
        self.fresh.add(path)

    def move(self, path: str, file: Path) -> None:
        """Take in a file that was made on the same disk."""
        with file.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        self._claim(FileFact(path, digest, file.stat().st_size))
        disk.make_folder((self.folder / path).parent)
        disk.rename(file, self.folder / path)
        self.fresh.add(path)

    def _claim(self, fact: FileFact) -> None:
        assert fact.path not in self.facts, f"made twice: {fact.path}"
        self.facts[fact.path] = fact


def assemble(
    publication: Publication,
    building: Building,
    parts: Sequence[KeptPart],
    work: Path,
) -> None:
    """Put the release together; ``work`` is an empty folder.

    ``parts``: those of the municipalities in the order of the codes, and the shared one.
    """
    watch = building.watch
    for part in parts:
        building.expect(part)
    parts = [part for part in parts if part.code]
    summaries = [part.summary for part in parts]
    about_all = whole(publication, summaries)
    building.triples, building.municipalities = about_all.triples, len(summaries)
    for path, content in sorted(about_all.files.items()):
        building.write(path, (content,))
    watch.lap("pages about all")
    for path, joined in sorted(about_all.joined.items()):
        building.write(path, _portions(joined, parts))
    watch.lap("joined files")
    for number, derived in enumerate(DERIVED):
        folder = work / str(number)
        disk.make_folder(folder)
        for path, file in sorted(derived(building.folder, folder).items()):
            building.move(path, file)
    watch.lap("derived files")
    facts = tuple(building.facts.values())
    for path, content in catalogue_pages(publication, summaries, facts):
        building.write(path, (content,))
    for path, last in sorted(catalogue(publication, summaries, facts).items()):
        building.write(path, _portions(last, parts))
    watch.lap("catalogue")
    _close(publication, summaries, building)
    watch.lap("closing pages")


def _close(publication: Publication, summaries: Sequence[Summary], building: Building) -> None:
    """The pages that tell about all finished files, or ask them."""
    facts = list(building.facts.values())
    with (building.folder / DUMP_NQUADS).open("rb") as dump:
        for path, content in closing_pages(publication, summaries, facts, dump, building.triples):
            building.write(path, (content,))


def _portions(joined: Joined, parts: Sequence[KeptPart]) -> Iterator[bytes]:
    yield joined.head
    for number, part in enumerate(parts):
        if number and joined.separator:
            yield joined.separator
        with part.piece(joined.piece).open("rb") as stream:
            while portion := stream.read(PORTION):
                yield portion
    yield joined.tail
