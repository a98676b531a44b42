"""The pages of a prefecture's share in long lists about all: a unit of rebuild of its own.

A harmonised indicator that 1,741 municipalities measure has a page for each prefecture. Those of
one prefecture are made again where one of its municipalities changed, or where a list became long
or short; the others are kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from kpi_lod.release.fingerprint import fingerprint
from kpi_lod.release.kept import KeptPart
from kpi_lod.release.pages.topics import LongLists, long_lists, pages_of_prefecture
from kpi_lod.settings import Publication

PREFIX = "prefecture"


def regional_parts(
    publication: Publication, cities: Sequence[KeptPart]
) -> Mapping[str, Callable[[], Mapping[str, bytes]]]:
    """Name of the part of each prefecture → what makes its files; none where no list is long.

    ``cities``: the parts of all municipalities in the order of the codes. Their names say from what
    program and settings they were made.
    """
    long = long_lists([city.summary for city in cities])
    if not any(long):
        return {}
    found: dict[str, list[KeptPart]] = defaultdict(list)
    for city in cities:
        found[str(city.code)[:2]].append(city)
    return {
        _name(digits, ones, long): partial(_files, publication, ones, long)
        for digits, ones in found.items()
    }


def _name(digits: str, cities: Sequence[KeptPart], long: LongLists) -> str:
    made_from = [*(city.folder.name for city in cities), *sorted(long.concepts)]
    return f"{PREFIX}{digits}-{fingerprint(*made_from, '', *sorted(long.programmes))}"


def _files(
    publication: Publication, cities: Sequence[KeptPart], long: LongLists
) -> Mapping[str, bytes]:
    return dict(pages_of_prefecture(publication, [city.summary for city in cities], long))
