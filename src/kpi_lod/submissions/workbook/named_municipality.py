"""The name of a municipality beside its code: whether both mean the same one."""

from __future__ import annotations

from collections.abc import Iterator

from kpi_lod.errors import Place, Severity
from kpi_lod.japanese.characters import folded, narrow
from kpi_lod.register.municipalities import Municipality, municipalities
from kpi_lod.submissions.workbook.told import Told


def tell_other(code: str, name: str, place: Place, told: Told) -> None:
    """Warn where ``name``, a municipality or prefecture with or without its prefecture, is another.

    A code that is none is told elsewhere.
    """
    meant = municipalities().get(narrow(code).strip())
    word = folded(name)
    if meant is None or not word or any(word == folded(one) for one in _names(meant)):
        return
    fields = {"found": name, "code": meant.code, "read": full_name(meant)}
    told.add("municipality-name", place, severity=Severity.WARNING, **fields)


def full_name(place: Municipality) -> str:
    """The name with its prefecture."""
    of_prefecture = place.kind == "prefecture"
    return place.name_ja if of_prefecture else place.prefecture_ja + place.name_ja


def named_first(text: str) -> str:
    """The full name with which a hint begins (長野県茅野市　全国地方…), "" where there is none."""
    word = text.split("\u3000", 1)[0].strip()
    return word if any(full_name(one) == word for one in municipalities().values()) else ""


def _names(place: Municipality) -> Iterator[str]:
    yield from (place.name_ja, full_name(place), place.prefecture_ja + place.name_ja)
