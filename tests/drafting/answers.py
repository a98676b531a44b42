"""The answer to a document: what a careful person reads in it, written before any program did.

In: JSON in the form of ``shared/expected``. Out: the cells that should be drafted, each with all
readings that are as good. The keys are told in tests/drafting/corpus/README.md.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

_SAME_STATUS = {
    "pending": ("being-compiled", "not-yet-due"),
    "blank": ("blank-in-source",),
    "measured": ("measured", "provisional", "estimated", "approximate"),
}
"""Words of answers that stand for several of our codes."""

_OPTIONAL = frozenset({"not-applicable", "blank", "blank-in-source"})
MONEY = (
    "initial",
    "supplementary",
    "settlement",
    "eligible_expenditure",
    "grant_decision",
    "grant",
)


@dataclass(frozen=True, slots=True)
class WantedCell:
    """One cell: ``numbers`` in the printed unit, or ``statuses`` where there is no number."""

    periods: tuple[str, ...]
    kinds: tuple[str, ...]
    numbers: tuple[Decimal, ...]
    statuses: tuple[str, ...]
    optional: bool

    @property
    def told(self) -> str:
        """The cell in words."""
        value = " or ".join(map(str, self.numbers)) or "/".join(self.statuses)
        return f"{self.periods[0]} {self.kinds[0]} {value}"


@dataclass(frozen=True, slots=True)
class WantedKpi:
    """``names`` and ``units``: the first is the best reading; ``optional``: some would leave it."""

    names: tuple[str, ...]
    units: tuple[str, ...]
    cells: tuple[WantedCell, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class WantedProject:
    """``programmes``: codes or printed names, empty where none is printed; money in yen.
    ``any_money``: amounts of a period whose kind is not told (事業費); they may be left out too.
    ``departments`` is None where it is a matter of opinion which one is the project's.
    """

    names: tuple[str, ...]
    departments: tuple[str, ...] | None
    programmes: tuple[str, ...]
    money: Mapping[tuple[str, str], Decimal]
    any_money: frozenset[tuple[str, Decimal]]
    kpis: tuple[WantedKpi, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """``any_project``: into which projects the document falls is a matter of opinion."""

    family: str
    municipality: str
    reporting_years: tuple[int, ...]
    projects: tuple[WantedProject, ...]
    any_project: bool = False


def read_answer(file: Path) -> Answer:
    """The answer in a file."""
    return answer_of(json.loads(file.read_text("utf-8"), parse_float=Decimal))


def answer_of(data: Mapping[str, Any]) -> Answer:
    """The answer that the data of a JSON file tells."""
    return Answer(
        family=data.get("family", ""),
        municipality=data.get("municipality_code", ""),
        reporting_years=tuple(data.get("reporting_years", ())),
        projects=tuple(_project(one) for one in data["projects"]),
        any_project=data.get("any_project", False),
    )


def period_key(year: int | None, *, calendar: bool = False) -> str:
    """A period as submissions name it: 2023, calendar-2023, before."""
    return "before" if year is None else f"calendar-{year}" if calendar else str(year)


def _project(data: Mapping[str, Any]) -> WantedProject:
    return WantedProject(
        names=(data["name"], *data.get("accept_names", ())),
        departments=_departments(data),
        programmes=_texts(data, "programme", "grant_name"),
        money=_money(data.get("budget", ())),
        any_money=_any_money(data.get("budget", ())),
        kpis=tuple(_kpi(one) for one in data["kpis"]),
    )


def _departments(data: Mapping[str, Any]) -> tuple[str, ...] | None:
    if "departments" in data and data["departments"] is None:
        return None
    printed = data.get("departments") or data.get("department", "").split()
    return tuple(printed)


def _texts(data: Mapping[str, Any], *keys: str) -> tuple[str, ...]:
    found = [data[key] for key in keys if data.get(key)]
    return tuple(found + list(data.get("accept_programmes", ())))


def _money(rows: Sequence[Mapping[str, Any]]) -> Mapping[tuple[str, str], Decimal]:
    return {
        (period_key(row["fiscal_year"]), kind.replace("_", "-")): Decimal(row[kind])
        for row in rows
        for kind in MONEY
        if row.get(kind) is not None
    }


def _any_money(rows: Sequence[Mapping[str, Any]]) -> frozenset[tuple[str, Decimal]]:
    told = (row for row in rows if row.get("any") is not None)
    return frozenset((period_key(row["fiscal_year"]), Decimal(row["any"])) for row in told)


def _kpi(data: Mapping[str, Any]) -> WantedKpi:
    return WantedKpi(
        names=(data["name"], *data.get("accept_names", ())),
        units=(data["unit"], *data.get("accept_units", ())),
        cells=tuple(_cell(one) for one in data["values"]),
        optional=data.get("optional", False),
    )


def _cell(data: Mapping[str, Any]) -> WantedCell:
    period = period_key(data["fiscal_year"], calendar=data.get("calendar", False))
    numbers = [data["value"], *data.get("accept_value", ())]
    statuses = [data["status"], *data.get("accept_status", ())]
    optional = data.get("optional", data["status"] in _OPTIONAL) and not data.get("required")
    return WantedCell(
        periods=(period, *data.get("accept_periods", ())),
        kinds=(data["kind"], *data.get("accept_kinds", ())),
        numbers=tuple(Decimal(str(number)) for number in numbers if number is not None),
        statuses=tuple(code for one in statuses for code in _SAME_STATUS.get(one, (one,))),
        optional=optional,
    )
