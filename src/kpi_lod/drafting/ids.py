"""Ids of projects and KPIs: those of last year where the names say so, else a concept or a count.

All of them are proposals; unique among their like, and never a name that ids may not have.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import count

from kpi_lod.iris import DEVICE_NAMES, RESERVED_IDS
from kpi_lod.submissions.likeness import alike

_NOT_FREE = RESERVED_IDS | DEVICE_NAMES


def ids(
    names: Sequence[str],
    *,
    known: Mapping[str, str],
    proposals: Sequence[str] = (),
    prefix: str,
) -> list[str]:
    """An id for each name. ``known``: id → name of those there were; ``proposals``: one for each
    name, "" for none; else ``prefix`` and a number.

    >>> ids(["来場者数", "起業数"], known={"visits": "来場者 数"}, proposals=["", ""], prefix="kpi")
    ['visits', 'kpi-2']
    """
    former = alike({str(n): name for n, name in enumerate(names)}, known)
    taken = set(former.values()) | _NOT_FREE
    made: list[str] = []
    for position, _ in enumerate(names):
        wanted = proposals[position] if position < len(proposals) else ""
        made.append(former.get(str(position)) or _free(wanted, prefix, position + 1, taken))
        taken.add(made[-1])
    return made


def _free(wanted: str, prefix: str, position: int, taken: Iterable[str]) -> str:
    """The first id that nobody has."""
    if not wanted:
        tried: Iterable[str] = (f"{prefix}-{number}" for number in count(position))
    else:
        tried = (f"{wanted}-{number}" if number > 1 else wanted for number in count(1))
    return next(one for one in tried if one not in taken)
