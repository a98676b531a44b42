"""Linking the files of kept parts into a release, beside the making of other things.

A country has 110,000 files of which one change touches a hundred; linking the others takes seconds
in which the processor only waits for the kernel. They are linked by a process of its own.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from pathlib import Path

from kpi_lod.errors import KpiLodError
from kpi_lod.release import disk
from kpi_lod.release.kept import FILES, KeptPart

FEW = 50
"""Parts that are linked at once, since a process takes longer to begin."""

Links = Mapping[str, Sequence[str]]
"""A folder → paths of files in it."""


class Linking:
    """What is being linked into ``folder``."""

    def __init__(self, folder: Path, pool: ProcessPoolExecutor | None) -> None:
        self._folder = folder
        self._pool = pool
        self._waiting: list[Future[None]] = []

    def add(self, parts: Sequence[KeptPart]) -> None:
        """Link the files of these parts, now or by and by. Raises as :meth:`finish` does."""
        links = {f"{part.folder}/{FILES}": [*part.files] for part in parts}
        if self._pool is None or len(parts) < FEW:
            link_all(links, self._folder)
        else:
            with _ended_is_told():
                self._waiting.append(self._pool.submit(link_all, links, self._folder))

    def finish(self) -> None:
        """Everything is linked. Raises what went wrong: OSError, KpiLodError ``worker-ended``."""
        with _ended_is_told():
            for future in self._waiting:
                future.result()


@contextmanager
def _ended_is_told() -> Iterator[None]:
    try:
        yield
    except BrokenProcessPool:
        raise KpiLodError("worker-ended", found=1) from None


@contextmanager
def linking(folder: Path, jobs: int) -> Iterator[Linking]:
    """Linking into ``folder``; with one job nothing happens beside the rest."""
    if jobs == 1:
        yield Linking(folder, None)
        return
    with ProcessPoolExecutor(1, get_context("spawn"), _begin_process) as pool:
        try:
            yield Linking(folder, pool)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _begin_process() -> None:
    """Ctrl-C ends it without a word: the main process has one to say."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def link_all(links: Links, folder: Path) -> None:
    """Link the files into ``folder``; ends where the process that began this one is gone."""
    made, parent = {""}, parent_process()
    for source, paths in links.items():
        if parent is not None and not parent.is_alive():
            return
        for path in paths:
            _make_folder(folder, path.rpartition("/")[0], made)
            disk.link(f"{source}/{path}", f"{folder}/{path}")


def _make_folder(folder: Path, inside: str, made: set[str]) -> None:
    if inside not in made:
        disk.make_folder(folder / inside)
        while inside not in made:
            made.add(inside)
            inside = inside.rpartition("/")[0]
