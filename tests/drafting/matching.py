"""Which drafted name stands for which wanted one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kpi_lod.japanese.characters import folded

_ENOUGH = 6
"""So many characters a name must have to be found as a part of another."""


def same_text(one: str, other: str) -> bool:
    """Whether two texts are equal but for widths, case and white space."""
    return folded(one) == folded(other)


def pairs(wanted: Sequence[tuple[str, ...]], given: Sequence[str]) -> Mapping[int, int]:
    """Position in ``wanted`` → position in ``given``; equal names first, then contained ones.

    Names that occur several times are taken in their order; what is contained must be unique.
    """
    keys = [tuple(folded(name) for name in names) for names in wanted]
    drafted = [folded(name) for name in given]
    found: dict[int, int] = {}
    _pair(keys, drafted, found, _equal)
    _pair(keys, drafted, found, _contained)
    return found


Matches = Callable[[tuple[str, ...], Mapping[int, str]], list[int]]


def _pair(
    keys: Sequence[tuple[str, ...]], drafted: Sequence[str], found: dict[int, int], like: Matches
) -> None:
    for index, names in enumerate(keys):
        if index in found:
            continue
        taken = set(found.values())
        free = {at: name for at, name in enumerate(drafted) if at not in taken}
        fitting = like(names, free)
        if fitting:
            found[index] = fitting[0]


def _equal(names: tuple[str, ...], free: Mapping[int, str]) -> list[int]:
    return [at for at, name in free.items() if name in names]


def _contained(names: tuple[str, ...], free: Mapping[int, str]) -> list[int]:
    fitting = [
        at
        for at, name in free.items()
        if any(
            min(len(name), len(one)) >= _ENOUGH and (name in one or one in name) for one in names
        )
    ]
    return fitting if len(fitting) == 1 else []
