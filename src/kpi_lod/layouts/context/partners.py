"""The other municipalities that a text lists as taking part. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpi_lod.layouts.context.letters import plain
from kpi_lod.layouts.context.towns import Town, towns

_BETWEEN = re.compile(r"[ \n]?(?:、|,|・|/|と|及び|並びに|および| |\n)?[ \n]?")
_LABEL = re.compile(
    r"(?:連携|共同|構成|参加|関係|広域連携)(?:する|先)?(?:の)?"
    r"(?:市区?町村|自治体|市町|地方公共団体|団体)名?等?[ ]?[:\]】)\n ][ ]?"
)
_REACH = 6


def partners(text: str, own: str) -> tuple[str, ...]:
    """The codes of other municipalities that a project's name or a KPI's name lists as taking part.

    ``own``: the document's municipality, which is none of them. Only towns that stand in a list
    that includes it (（青森市、盛岡市、仙台市…）) or behind a word like 連携市町村, not every place
    that is mentioned.

    >>> partners("三市（青森市、盛岡市、秋田市）の宿泊者数", "032018")
    ('022012', '052019')
    """
    if not own:
        return ()
    printed = plain(text)
    labels = [match.end() for match in _LABEL.finditer(printed)]
    found: list[str] = []
    for group in _lists(printed):
        listed = [code for town in group for code in _code(town, own)]
        behind = any(0 <= group[0].start - end <= _REACH for end in labels)
        if behind or (own in listed and len(listed) > 1):
            found += [code for code in listed if code != own]
    return tuple(dict.fromkeys(found))


def _lists(text: str) -> Iterator[list[Town]]:
    """Towns that follow each other with nothing but separators between."""
    group: list[Town] = []
    for town in (town for town in towns(text) if not town.is_prefecture):
        if group and not _BETWEEN.fullmatch(text[group[-1].end : town.start]):
            yield group
            group = []
        group.append(town)
    if group:
        yield group


def _code(town: Town, own: str) -> tuple[str, ...]:
    """The town's code; of two towns of one name the one in the own prefecture, else none."""
    if len(town.codes) == 1:
        return town.codes
    near = tuple(code for code in town.codes if code[:2] == own[:2])
    return near if len(near) == 1 else ()
