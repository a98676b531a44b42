"""Counts that are none: a number below zero, or a part of a person.

In: a KPI that was read. Out: warnings where an actual or a target counts persons, cases and the
like and is negative, or is no whole number. Changes, averages and shares may be both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpi_lod.errors import Finding, Severity, worded_finding
from kpi_lod.japanese.characters import narrow
from kpi_lod.records import Indicator, Reading

_COUNTED = frozenset(
    (
        *("person", "person-visit", "person-night", "household", "group", "team", "account"),
        *("company", "corporation", "business-operator", "establishment"),
        *("farm-management-entity", "organisation", "institution", "shop", "school", "preschool"),
        *("school-class", "municipality", "country", "site", "facility", "house", "building"),
        *("room", "seat", "bed", "lot", "parcel", "property", "district", "area", "settlement"),
        *("route", "case", "time", "match", "tournament", "event", "course", "service-run"),
        *("page-view", "access", "download", "vote", "project", "initiative", "activity", "plan"),
        *("programme", "agreement", "service", "procedure", "system", "dataset", "item"),
        *("question", "piece", "long-item", "sheet", "volume", "machine", "installation"),
        *("vessel", "head-of-livestock", "bird", "small-animal", "plant", "product-category"),
        *("product", "kind", "brand", "work", "language"),
    )
)
"""Units of what there is a whole number of."""

_KINDS = ("target", "revised-target", "actual")
_CHANGES = ("increment", "cumulative-increment")
_CHANGE = re.compile(
    r"増|減|差|純|超過|変化|伸び|収支|過不足|前年|\b(?:change|increase|decrease|net|balance)\b",
    re.IGNORECASE,
)
"""In the name of a KPI that may be below zero."""

_SHARED = re.compile(
    r"平均|当たり|あたり|当り|１人|1人|率|割合|比|指数|換算|倍率|常勤|\b(?:per|mean|average|rate)\b",
    re.IGNORECASE,
)
"""In the name of a KPI that may have places behind the point."""

_GROUPED_BY_POINT = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9])")


def odd_counts(indicator: Indicator) -> Iterator[Finding]:
    """Negative counts and parts of counted things."""
    if indicator.unit not in _COUNTED:
        return
    may_fall = indicator.basis in _CHANGES or bool(_CHANGE.search(indicator.name))
    may_part = bool(_SHARED.search(indicator.name))
    for one in indicator.measurements:
        value = one.reading.value
        if one.kind not in _KINDS or value is None:
            continue
        if value < 0 and not may_fall:
            yield _finding("count-negative", one.reading, indicator)
        elif value % 1 and not may_part and not one.reading.denominator:
            yield _part(one.reading, indicator)


def _part(reading: Reading, indicator: Indicator) -> Finding:
    """1.800 is rather 1,800 than a part of a person."""
    grouped = _GROUPED_BY_POINT.search(narrow(reading.as_written))
    if grouped is None:
        return _finding("count-fraction", reading, indicator)
    meant = grouped[0].replace(".", ",")
    return _finding("count-fraction/point", reading, indicator, meant=meant)


def _finding(key: str, reading: Reading, indicator: Indicator, **fields: str) -> Finding:
    told = {"found": reading.as_written, "kpi": indicator.id, **fields}
    place = reading.places.get("value", reading.places[""])
    return worded_finding(key, place, Severity.WARNING, told)
