"""The release that is to be sent: what it is, when it became current, and its files.

In: the folder of releases. Out: :class:`Pushed`. Each file is compared with the manifest as it is
read, so that what rotted on the disk is not sent.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kpi_lod.errors import KpiLodError
from kpi_lod.release import history, store
from kpi_lod.release.channel import read_channel
from kpi_lod.release.manifest import Sums, read_manifest

PORTION = 1 << 20


@dataclass(frozen=True)
class Pushed:
    """A release; ``at``: when it became current (UTC, RFC 3339), by which one is newer."""

    folder: Path
    at: str
    base: str
    sums: Sums

    @property
    def id(self) -> str:
        """The id of the release."""
        return self.folder.name

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes of its municipalities, in their order."""
        starts = "catalogue/", "/index.ttl"
        found = (path[len(starts[0]) : -len(starts[1])] for path in self.sums if _is_city(path))
        return tuple(sorted(found))

    def file(self, path: str) -> Path:
        """Where a file lies."""
        return self.folder / path

    def portions(self, path: str) -> Iterator[bytes]:
        """The content of a file; raises KpiLodError ``push-damaged`` at its end if it is another.

        Who sends a stream that breaks off so has sent an incomplete one.
        """
        digest = hashlib.sha256()
        try:
            with self.file(path).open("rb") as stream:
                while portion := stream.read(PORTION):
                    digest.update(portion)
                    yield portion
        except OSError:
            raise self._damaged(path) from None
        if digest.hexdigest() != self.sums[path][0]:
            raise self._damaged(path)

    def read(self, path: str) -> bytes:
        """The content of a small file, as the manifest lists it; raises as ``portions``."""
        return b"".join(self.portions(path))

    def _damaged(self, path: str) -> KpiLodError:
        return KpiLodError("push-damaged", found=self.file(path))


def _is_city(path: str) -> bool:
    parts = path.split("/")
    return len(parts) == 3 and parts[0] == "catalogue" and parts[2] == "index.ttl"  # noqa: PLR2004


def pushed(folder: Path) -> Pushed:
    """The release that is current below ``folder``.

    Raises KpiLodError ``push-nothing`` where there is none, ``push-damaged`` where it is not whole.
    """
    live = store.current(folder)
    if live is None or not live.is_dir():
        raise KpiLodError("push-nothing", found=folder)
    channel = read_channel(live)
    times = [one.at for one in history.entries(folder) if one.release == live.name]
    try:
        sums = read_manifest(live)
    except (OSError, ValueError):
        raise KpiLodError("push-damaged", found=live / "manifest.json") from None
    if channel is None or not times:
        raise KpiLodError("push-damaged", found=live / "changes.json")
    return Pushed(live, times[-1], channel.base, sums)
