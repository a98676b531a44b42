"""Making the parts that are missing: units → parts on disk, or everything that is wrong with them.

Units are read, mapped and checked in chunks, because a run of the shapes costs half a second
however little it sees; what is written is the same however they are chunked. Processes get names
and give back names: the bytes stay on disk, and the memory of all is bounded by the chunks at work.
"""

from __future__ import annotations

import gc
import signal
import tempfile
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from kpi_lod.errors import DataError, Finding, KpiLodError, Severity
from kpi_lod.release import disk
from kpi_lod.release.kept import KeptPart, keep, kept_part
from kpi_lod.release.units import Unit, is_unchanged
from kpi_lod.settings import Publication

if TYPE_CHECKING:
    from kpi_lod.dataset import MunicipalityData

CHUNK = 12
"""Municipalities in one run of the shapes: about 100 MB of memory."""

AHEAD = 2
"""Chunks waiting for each process."""

TOLD = 1_000
"""Violations that are kept of a chunk, and after which no further chunk is begun."""

NOT_REVIEWED = "indicator-reviewed"
"""A warning while checking, a violation when publishing."""

MAKING = ".making-"
"""Begins the name of a part that is not finished."""

Progress = Callable[[int, int], None]
"""Is told how many of how many municipalities are done."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Units to be made together, and where to."""

    publication: Publication
    units: tuple[Unit, ...]
    parts: Path


def make_parts(chunks: Sequence[Chunk], jobs: int, progress: Progress) -> None:
    """Make all parts. Raises DataError with the violations of all units, and nothing else is told.

    Raises KpiLodError ``worker-ended`` where a process was ended from outside.
    """
    violations: list[Finding] = []
    total = sum(len(chunk.units) for chunk in chunks)
    done = 0
    progress(done, total)
    with _made(chunks, jobs) as outcomes:
        for chunk, found in outcomes:
            violations += found
            done += len(chunk.units)
            progress(done, total)
            if len(violations) > TOLD:
                break
    if violations:
        raise DataError(violations)


def chunks(
    publication: Publication, missing: Sequence[Unit], parts: Path, jobs: int
) -> list[Chunk]:
    """The units in chunks, so that every process has work."""
    size = max(1, min(CHUNK, -(-len(missing) // jobs)))
    return [
        Chunk(publication, tuple(missing[start : start + size]), parts)
        for start in range(0, len(missing), size)
    ]


@contextmanager
def _made(chunks: Sequence[Chunk], jobs: int) -> Iterator[Iterator[tuple[Chunk, list[Finding]]]]:
    """Chunks and their violations, in order; a lone chunk is not worth a process."""
    jobs = min(jobs, len(chunks))
    if jobs <= 1:
        yield ((chunk, made_chunk(chunk)) for chunk in chunks)
        return
    with ProcessPoolExecutor(jobs, get_context("spawn"), _begin_process) as pool:
        try:
            yield _in_order(pool, chunks, jobs * AHEAD)
        except BrokenProcessPool:
            raise KpiLodError("worker-ended", found=jobs) from None
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _in_order(
    pool: ProcessPoolExecutor, chunks: Sequence[Chunk], ahead: int
) -> Iterator[tuple[Chunk, list[Finding]]]:
    waiting: deque[tuple[Chunk, Future[list[Finding]]]] = deque()
    for chunk in chunks:
        waiting.append((chunk, pool.submit(made_chunk, chunk)))
        if len(waiting) > ahead:
            first, future = waiting.popleft()
            yield first, future.result()
    for last, future in waiting:
        yield last, future.result()


def _begin_process() -> None:
    """Ctrl-C ends it without a word: the main process has one to say."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    gc.set_threshold(200_000, 20, 20)


def made_chunk(chunk: Chunk) -> list[Finding]:
    """The violations of the chunk; the parts of all units that have none are on disk."""
    from kpi_lod.checking.check import checked  # noqa: PLC0415  (DuckDB: 0.3 s; often unneeded)
    from kpi_lod.submissions.files import read_files  # noqa: PLC0415

    about = chunk.publication
    read = read_files([file for unit in chunk.units for file in unit.files])
    if not all(is_unchanged(unit, about) for unit in chunk.units):
        raise KpiLodError("data-changed")
    found = checked(read, about.iris, about.licence)
    findings = [_for_publishing(one) for one in found.findings]
    wrong = [one for one in findings if one.severity is Severity.VIOLATION]
    spoilt = {_folder(one) for one in wrong}
    if Path() not in spoilt:  # what has no place may be about any of them
        municipalities = dict(_by_folder(found.municipalities))
        remarks = _remarks(findings)
        sound = [unit for unit in chunk.units if unit.folder not in spoilt]
        made = [
            (unit, _made_part(chunk, municipalities[unit.folder], remarks[unit.folder]))
            for unit in sound
            if unit.folder in municipalities
        ]
        take_in(chunk.parts, {unit.part: folder for unit, folder in made})
    return wrong[:TOLD]


def _for_publishing(finding: Finding) -> Finding:
    if finding.code == NOT_REVIEWED:
        return replace(finding, severity=Severity.VIOLATION)
    return finding


def _folder(finding: Finding) -> Path:
    return Path(finding.place.file).parent if finding.place.file else Path()


def _by_folder(found: Sequence[MunicipalityData]) -> Iterator[tuple[Path, MunicipalityData]]:
    """Each by its folder; not those of which another folder holds something, which is a violation.

    Their part must not be made, for it would be kept when the stray file is gone.
    """
    for one in found:
        folders = {Path(edition.places[""].file).parent for edition in one.editions}
        if len(folders) == 1:
            yield folders.pop(), one


def _remarks(findings: Sequence[Finding]) -> dict[Path, Counter[Severity]]:
    counts: dict[Path, Counter[Severity]] = defaultdict(Counter)
    for one in findings:
        counts[_folder(one)][one.severity] += 1
    return counts


def _made_part(chunk: Chunk, data: MunicipalityData, remarks: Mapping[Severity, int]) -> Path:
    from kpi_lod.release.part import municipality_part  # noqa: PLC0415  (as above)

    part = municipality_part(chunk.publication, data)
    folder = making_folder(chunk.parts)
    keep(folder, part.files, part=part, remarks=remarks)
    return folder


def kept_or_made(
    parts: Path, wanted: Mapping[str, Callable[[], Mapping[str, bytes]]]
) -> list[KeptPart]:
    """The parts with these names; what is missing is made of path → content, in this process."""
    found = {name: kept_part(parts / name) for name in wanted}
    made = {}
    for name, files in wanted.items():
        if found[name] is None:
            made[name] = making_folder(parts)
            keep(made[name], files())
    take_in(parts, made)
    return [part or made_part(parts, name) for name, part in found.items()]


def made_part(parts: Path, name: str) -> KeptPart:
    """A part that was just made. Raises KpiLodError ``data-changed`` where it is gone."""
    found = kept_part(parts / name)
    if found is None:
        raise KpiLodError("data-changed")
    return found


def making_folder(parts: Path) -> Path:
    """A new folder in which a part is made."""
    return Path(tempfile.mkdtemp(prefix=MAKING, dir=parts))


def take_in(parts: Path, made: Mapping[str, Path]) -> None:
    """The finished parts, durable, under their names; what stood there was none."""
    if made:
        disk.sync_tree(parts)
    for name, folder in made.items():
        if (parts / name).exists():
            disk.remove(parts / name)
        disk.rename(folder, parts / name)
