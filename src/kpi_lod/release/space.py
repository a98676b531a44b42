"""Whether the disk has room for a release, asked before anything is made.

Twice and a fifth of what will be written: as it is made, and as it stands in the release. Counted
from the current release: the share of its municipalities that are made anew, and what is about all.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from kpi_lod.errors import KpiLodError
from kpi_lod.release.manifest import Sums

_OF_ONE = re.compile(r"(?:^|/)[0-9]{6}(?:[/.]|$)", re.ASCII)
"""In the path of a file of one municipality."""


def check_space(folder: Path, former: Sums | None, made: int, municipalities: int) -> None:
    """Raise KpiLodError ``disk-space`` where the disk is too full.

    ``former``: what the current release lists, without which there is no telling. ``made``: how
    many of the municipalities are made anew.
    """
    needed = _needed(former or {}, made, municipalities)
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise KpiLodError("disk/space", found=folder, needed=f"{needed:,}", free=f"{free:,}")


def _needed(sums: Sums, made: int, municipalities: int) -> int:
    """Bytes."""
    sizes = {True: 0, False: 0}
    for path, (_, size) in sums.items():
        sizes[bool(_OF_ONE.search(path))] += size
    return (sizes[True] * made // max(municipalities, 1) + sizes[False]) * 22 // 10
