"""The tables of a project, keyed by period: KPIs with their values, money, evaluations.

In: nodes of a project. Out: the records of their cells, with findings at the owner's list.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TypeVar

from kpi_lod.errors import Place, UnreadableError
from kpi_lod.japanese.years import fiscal_year
from kpi_lod.records import BEFORE, Amount, Evaluation, Indicator, Measurement, Period
from kpi_lod.register.schemes import schemes
from kpi_lod.submissions.fields import Fields
from kpi_lod.submissions.nodes import Node
from kpi_lod.submissions.tails import report_unit
from kpi_lod.submissions.units import YEN, Unit, unit
from kpi_lod.submissions.values import Expectation, reading

INDICATOR_KEYS = (
    *("id", "name", "unit", "area", "direction", "level", "basis", "judged"),
    *("concept", "match", "reviewed", "values"),
)
JUDGED = ("direction", "level", "basis", "concept", "match", "area", "unit", "year")
"""What a person can have decided beyond print; ``year``: the year of a value."""

EVALUATION_KEYS = ("effect", "external-review", "comment", "next", "reason")

H = TypeVar("H", bound=Hashable)

_CALENDAR = "calendar-"
_SPENT = ("settlement", "eligible-expenditure", "grant")
"""Amounts that are known only when the year is over."""


def period(text: str) -> Period:
    """The period a key names: ``before``, a fiscal year (R5, 2023 …) or ``calendar-2023``.

    Raises UnreadableError ``fiscal-year``.

    >>> period("R5") == period("2023") == Period(2023)
    True
    """
    if text == BEFORE.key:
        return BEFORE
    try:
        return Period(fiscal_year(text.removeprefix(_CALENDAR)), text.startswith(_CALENDAR))
    except UnreadableError as error:
        if error.key == "fiscal-year/form":
            raise UnreadableError("fiscal-year/period", found=text) from None
        raise


def indicator(node: Node, owner: Fields, reporting_year: int, *, joint: bool) -> Indicator:
    """One KPI. In a joint project ``area`` must be stated; else it is the municipality."""
    fields = Fields(node, INDICATOR_KEYS, owner.findings, place=node.place)
    printed = printed_unit(fields, "unit")
    return Indicator(
        id=fields.id(reserved=True),
        name=fields.text("name", required=True) or "",
        unit=printed.code if printed else "",
        area=fields.text("area") or (None if joint else "municipality"),
        level=fields.code("level", schemes()["level"]),
        direction=fields.code("direction", schemes()["direction"]),
        basis=fields.code("basis", schemes()["basis"]),
        judged=fields.choices("judged", JUDGED),
        concept=fields.code("concept", schemes()["concept"]),
        match=fields.code("match", schemes()["match"]),
        reviewed=fields.truth("reviewed", default=True),
        measurements=tuple(_measurements(fields, printed or YEN, reporting_year)),
        places=fields.places,
    )


def printed_unit(fields: Fields, key: str, *, required: bool = True) -> Unit | None:
    """The unit under ``key``."""
    text = fields.text(key, required=required)
    found = unit(text) if text else None
    if text and found is None:
        report_unit(text, fields, fields.places[key])
    return found


def _measurements(fields: Fields, printed: Unit, reporting_year: int) -> Iterator[Measurement]:
    kinds = list(schemes()["kind"].labels)
    for when, kind, node in _cells(fields, "values", kinds, required=True):
        late = kind == "actual" and _is_to_come(when, reporting_year)
        found = reading(node, fields, Expectation(printed, not_yet_due=late))
        if found is not None and when is not None:
            yield Measurement(when, kind, found)


def amounts(fields: Fields, key: str, reporting_year: int) -> Iterator[Amount]:
    """The money of a project: period → kind of amount → yen."""
    kinds = list(schemes()["amount-kind"].labels)
    for when, kind, node in _cells(fields, key, kinds):
        late = kind in _SPENT and _is_to_come(when, reporting_year)
        found = reading(node, fields, Expectation(YEN, not_yet_due=late))
        if found is not None and when is not None:
            yield Amount(when, kind, found)


def _is_to_come(when: Period | None, reporting_year: int) -> bool:
    return when is not None and when.begins_after(reporting_year)


def evaluations(fields: Fields, key: str) -> Iterator[Evaluation]:
    """The ratings of the national report form, by fiscal year."""
    for year, row in _rows(fields, key, fiscal_year):
        rated = Fields(row, EVALUATION_KEYS, fields.findings, place=row.place)
        made = Evaluation(
            year=year or 0,
            effect=rated.code("effect", schemes()["effect"]),
            external_review=rated.code("external-review", schemes()["external-review"]),
            comment=rated.text("comment"),
            next_step=rated.code("next", schemes()["next-step"]),
            reason=rated.text("reason"),
            places=rated.places,
        )
        if year is not None:
            yield made


def _cells(
    fields: Fields, key: str, kinds: Sequence[str], *, required: bool = False
) -> Iterator[tuple[Period | None, str, Node]]:
    for when, row in _rows(fields, key, period, required=required):
        cells = Fields(row, kinds, fields.findings, place=row.place)
        for kind, _, node in cells.entries():
            if kind in kinds:
                yield when, kind, node


def _rows(
    fields: Fields, key: str, reader: Callable[[str], H], *, required: bool = False
) -> Iterator[tuple[H | None, Node]]:
    """The rows under ``key``, each with what ``reader`` makes of its own key, which is a time.

    None where that time is wrong, so that what else is wrong in the row is told with it.
    """
    node = fields.node(key, required=required)
    rows = Fields(node, None, fields.findings, place=node.place).entries() if node else ()
    seen: dict[H, Place] = {}
    for text, place, row in rows:
        when = _time(fields, reader, text, place)
        if when is not None and when in seen:
            ja, en = seen[when].within
            fields.report("duplicate-period", place, found=text, other_ja=ja, other_en=en)
            when = None
        elif when is not None:
            seen[when] = place
        yield when, row


def _time(fields: Fields, reader: Callable[[str], H], text: str, place: Place) -> H | None:
    """What ``reader`` makes of a key. A cell left empty was told by whoever read the table."""
    if place.in_table and not text.strip():
        return None
    return fields.tried(reader, text, place)
