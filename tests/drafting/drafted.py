"""What was drafted, in the form in which it is scored: the words of a draft, records, or Found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kpi_lod.errors import UnreadableError
from kpi_lod.japanese.cells import cell
from kpi_lod.japanese.units import scaled_unit
from kpi_lod.layouts.found import Figure, Found, FoundProject, Money
from kpi_lod.records import Amount, Indicator, Project, Reading, Submission
from kpi_lod.register.schemes import schemes
from kpi_lod.submissions.tables import period


@dataclass(frozen=True, slots=True)
class DraftedCell:
    """``number`` as printed, in ``unit`` ("" if the draft names none); None: only a status."""

    period: str
    kind: str
    number: Decimal | None
    unit: str
    status: str

    @property
    def told(self) -> str:
        """The cell in words."""
        value = self.status if self.number is None else f"{self.number:f}{self.unit}"
        return f"{self.period} {self.kind} {value}"


@dataclass(frozen=True, slots=True)
class DraftedKpi:
    """A KPI with its cells."""

    name: str
    unit: str
    cells: tuple[DraftedCell, ...]


@dataclass(frozen=True, slots=True)
class DraftedProject:
    """A project; ``programme`` is a code or a printed name, money is in yen."""

    name: str
    departments: tuple[str, ...]
    programme: str
    money: Mapping[tuple[str, str], Decimal]
    kpis: tuple[DraftedKpi, ...]


@dataclass(frozen=True, slots=True)
class Drafted:
    """All of a draft that is scored; ``reporting_year`` is a printed year, "" if none."""

    municipality: str
    reporting_year: str
    projects: tuple[DraftedProject, ...]


def of_words(words: Mapping[str, Any]) -> Drafted:
    """The words of a draft, as its YAML has them."""
    return Drafted(
        municipality=str(words.get("municipality") or ""),
        reporting_year=_period(words.get("reporting-year")),
        projects=tuple(_worded_project(one) for one in words.get("projects") or ()),
    )


def of_found(found: Found) -> Drafted:
    """What a layout found, the document's own year put where no year is printed."""
    year = found.reporting_year
    return Drafted(
        municipality=found.municipality,
        reporting_year=str(year or ""),
        projects=tuple(_found_project(one, str(year or "?")) for one in found.projects),
    )


def of_submission(submission: Submission) -> Drafted:
    """A submission that was read."""
    return Drafted(
        municipality=submission.municipality,
        reporting_year=str(submission.reporting_year),
        projects=tuple(_recorded_project(one) for one in submission.projects),
    )


def _period(key: object) -> str:
    try:
        return period(str(key)).key if key else ""
    except UnreadableError:
        return str(key)


def _worded_project(words: Mapping[str, Any]) -> DraftedProject:
    amounts = _worded_cells(words.get("budget") or {}, "円")
    return DraftedProject(
        name=words.get("name") or "",
        departments=tuple(words.get("departments") or ()),
        programme=words.get("programme") or "",
        money=_yen(amounts),
        kpis=tuple(
            DraftedKpi(
                kpi.get("name") or "",
                kpi.get("unit") or "",
                tuple(_worded_cells(kpi.get("values") or {}, kpi.get("unit") or "")),
            )
            for kpi in words.get("kpis") or ()
        ),
    )


def _worded_cells(table: Mapping[object, Mapping[str, Any]], unit: str) -> Iterator[DraftedCell]:
    for key, kinds in table.items():
        for kind, word in kinds.items():
            value = word if isinstance(word, Mapping) else {"value": word}
            printed = value.get("value")
            if printed is None:
                printed = value.get("as-written") or ""
            status = str(value.get("status") or "")
            yield _cell(_period(key), kind, (str(printed), unit, status))


def _cell(period_key: str, kind: str, printed: tuple[str, str, str]) -> DraftedCell:
    text, unit, status = printed
    try:
        read = cell(text)
    except UnreadableError:
        return DraftedCell(period_key, kind, None, unit, status or "unreadable")
    return DraftedCell(
        period_key, kind, read.number, _own(read.unit_text, unit), status or read.status
    )


def _own(printed: str, unit: str) -> str:
    """The unit of a figure; a scale word alone counts in the unit of its row."""
    scale, rest = scaled_unit(printed)
    return printed + unit if scale > 1 and not rest else printed or unit


def _yen(cells: Iterable[DraftedCell]) -> Mapping[tuple[str, str], Decimal]:
    return {
        (one.period, one.kind): one.number * scaled_unit(one.unit)[0]
        for one in cells
        if one.number is not None
    }


def _found_project(project: FoundProject, year: str) -> DraftedProject:
    return DraftedProject(
        name=project.name,
        departments=project.departments,
        programme=project.programme,
        money=dict(_found_money(project.money, year)),
        kpis=tuple(
            DraftedKpi(
                kpi.name,
                kpi.unit or next((one.unit for one in kpi.figures if one.unit), ""),
                tuple(_found_cells(kpi.figures, kpi.unit, year)),
            )
            for kpi in project.kpis
        ),
    )


def _found_cells(figures: Iterable[Figure], unit: str, year: str) -> Iterator[DraftedCell]:
    for one in figures:
        key = one.period.key if one.period else year
        yield _cell(key, one.kind, (one.value, one.unit or unit, one.status))


def _found_money(money: Iterable[Money], year: str) -> Iterator[tuple[tuple[str, str], Decimal]]:
    for one in money:
        read = _cell(one.period.key if one.period else year, one.kind, (one.value, "", ""))
        if read.number is not None:
            yield (read.period, read.kind), read.number * one.scale


def _recorded_project(project: Project) -> DraftedProject:
    return DraftedProject(
        name=project.name,
        departments=project.departments,
        programme=project.programme,
        money=dict(_recorded_money(project.amounts)),
        kpis=tuple(_recorded_kpi(one) for one in project.indicators),
    )


def _recorded_kpi(kpi: Indicator) -> DraftedKpi:
    cells = tuple(
        DraftedCell(
            one.period.key,
            one.kind,
            None if one.reading.value is None else one.reading.value / one.reading.scale,
            _recorded_unit(one.reading),
            one.reading.status,
        )
        for one in kpi.measurements
    )
    numbered = [one.unit for one in cells if one.number is not None]
    return DraftedKpi(kpi.name, (numbered or [schemes()["unit"].labels[kpi.unit]])[0], cells)


def _recorded_unit(reading: Reading) -> str:
    return reading.unit_as_written or schemes()["unit"].labels[reading.unit]


def _recorded_money(amounts: Iterable[Amount]) -> Iterator[tuple[tuple[str, str], Decimal]]:
    for one in amounts:
        if one.reading.value is not None:
            yield (one.period.key, one.kind), one.reading.value
