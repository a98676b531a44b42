"""The store in which a release is asked: in memory, or for a large one on disk, made once.

On disk it lies in ``.work/stores/<id>`` beside the releases: a cache, no part of the release, which
may be deleted at any time. It is loaded in a fresh folder and renamed when it is whole, since
loading is not one step, and afterwards only opened for reading.
"""

from __future__ import annotations

import gzip
import shutil
import tempfile
import zlib
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import RdfFormat, Store

from kpi_lod.errors import KpiLodError
from kpi_lod.release_names import DUMP_NQUADS, RELEASES, STORES, WORK

LARGE = 6_000_000
"""Bytes of a packed dump from which a store on disk pays: about a million triples."""

_MAKING = ".making-"


def release_store(release: Path) -> Store:
    """The release with its graphs, of which no two hold the same triple.

    Raises KpiLodError ``source-broken`` where its dump cannot be read.
    """
    dump = release / DUMP_NQUADS
    folder = _store_folder(release)
    if folder is None or dump.stat().st_size < LARGE:
        return _in_memory(dump)
    try:
        if not folder.is_dir():
            _make(folder, dump)
        return Store.read_only(str(folder))
    except OSError:
        # A disk that is full or may not be written: it goes in memory, too.
        return _in_memory(dump)


def _in_memory(dump: Path) -> Store:
    try:
        return _loaded(Store(), dump)
    except OSError as error:
        raise KpiLodError("source-broken", found=dump, reason=error) from None


def _store_folder(release: Path) -> Path | None:
    """Where its store is kept; None for a release that stands alone."""
    place = release.resolve()
    if place.parent.name != RELEASES:
        return None
    return place.parents[1] / WORK / STORES / place.name


def _make(folder: Path, dump: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(prefix=_MAKING, dir=folder.parent))
    try:
        store = _loaded(Store(str(making)), dump)
        store.flush()
        store.optimize()
        del store  # its lock ends with it
        if not folder.is_dir():  # another process may have been faster
            making.rename(folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def load(store: Store, packed: BinaryIO) -> None:
    """Add the quads of packed N-Quads.

    Raises what gzip, zlib and pyoxigraph raise where they are broken.
    """
    with BufferedReader(gzip.GzipFile(fileobj=packed)) as unpacked:
        store.bulk_load(unpacked, format=RdfFormat.N_QUADS)


def _loaded(store: Store, dump: Path) -> Store:
    try:
        with dump.open("rb") as packed:
            load(store, packed)
    except (SyntaxError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise KpiLodError("source-broken", found=dump, reason=error) from None
    return store
