"""Names beside names: whether two printed names may be of the same thing.

Width, spaces and punctuation do not count. Pure; a ratio is that of difflib (0 to 1).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable, Iterator, Mapping
from difflib import SequenceMatcher, get_close_matches
from typing import TypeVar

NEARLY_THE_SAME = 0.85
QUITE_ANOTHER = 0.5
MAX_PAIRS = 1_000
"""Comparing names takes time: with more than that only equal names are looked for."""

_LONGEST = 100
_NO_WORD = re.compile(r"[\W_]+")

K = TypeVar("K", bound=Hashable)


def folded(name: str) -> str:
    """The name without what two people would write differently.

    >>> folded("関係人口 （第２期）") == folded("関係人口(第2期)")
    True
    """
    return _NO_WORD.sub("", unicodedata.normalize("NFKC", name).casefold())


def likeness(first: str, second: str) -> float:
    """How much two names have in common: 1 where they are the same.

    >>> likeness("セミナーの参加者数", "セミナー参加者数") > NEARLY_THE_SAME
    True
    """
    one, other = folded(first)[:_LONGEST], folded(second)[:_LONGEST]
    return 1.0 if one == other else SequenceMatcher(None, one, other).ratio()


def alike(new: Mapping[K, str], old: Mapping[K, str]) -> dict[K, K]:
    """Of each new key the old one with the same name, or else with nearly the same.

    An old key is given to one new one only.
    """
    found = dict(_equal(new, old))
    taken = set(found.values())
    rest = {folded(name)[:_LONGEST]: key for key, name in old.items() if key not in taken}
    lone = {key: folded(name)[:_LONGEST] for key, name in new.items() if key not in found}
    if len(rest) * len(lone) > MAX_PAIRS:
        return found
    for key, name in lone.items():
        for nearest in get_close_matches(name, rest, n=1, cutoff=NEARLY_THE_SAME):
            found[key] = rest.pop(nearest)
    return found


def _equal(new: Mapping[K, str], old: Mapping[K, str]) -> Iterator[tuple[K, K]]:
    named = {folded(name): key for key, name in reversed(tuple(old.items()))}
    for key, name in new.items():
        if (same := named.pop(folded(name), None)) is not None:
            yield key, same


def repeated(names: Iterable[tuple[K, str, object]]) -> Iterator[tuple[K, K]]:
    """Each key whose name stood before beside the same thing (unit …), with the first such key."""
    seen: dict[tuple[str, object], K] = {}
    for key, name, what in names:
        first = seen.setdefault((folded(name), what), key)
        if first != key:
            yield key, first
