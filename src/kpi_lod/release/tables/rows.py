"""A municipality's records → the rows of its tables, as texts (pure).

In: what holds now and everything that was printed. Out: for each table its rows in the order of
its columns, sorted; a missing number is the empty text, never 0. Nothing is read from the graph,
which is made of the same records.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from kpi_lod.current import IndicatorNow, Printed, ProjectCurrent, Result, Table, newest_number
from kpi_lod.dataset import MunicipalityData
from kpi_lod.japanese.numbers import canonical_text
from kpi_lod.records import Indicator, Period, Reading
from kpi_lod.register.labels import label
from kpi_lod.register.municipalities import municipalities
from kpi_lod.release.summary import Summary
from kpi_lod.release.tables.columns import SEPARATOR
from kpi_lod.terms import TermText, iri_value

Row = Sequence[str]
"""The cells of a row as CSV has them."""


def municipal_rows(data: MunicipalityData) -> Mapping[str, Sequence[Row]]:
    """Table → rows, for the tables that are made municipality by municipality."""
    makers = {
        "results": _results,
        "measurements": _measurements,
        "amounts": _amounts,
        "projects": _project_rows,
        "indicators": _indicators,
    }
    return {
        name: [(*row,) for one in data.projects for row in make(one)]
        for name, make in makers.items()
    }


def municipality_row(one: Summary) -> Row:
    """The row of a municipality in the table of all."""
    known = municipalities()[one.code]
    return (
        one.code,
        one.code[:2],
        known.prefecture_ja,
        known.prefecture_en,
        known.name_ja,
        known.name_kana,
        known.name_en,
        _number(known.latitude),
        _number(known.longitude),
        str(len(one.projects)),
        str(sum(len(project.indicators) for project in one.projects)),
        str(len(one.submissions)),
        str(one.triples),
    )


def _project_rows(one: ProjectCurrent) -> Iterator[Row]:
    project, code = one.now.project, one.now.municipality
    numerator, denominator = project.subsidy_rate or (None, None)
    yield (
        iri_value(one.iris.it),
        f"{code}/{project.id}",
        code,
        project.id,
        project.name,
        project.programme,
        label("programme", project.programme, "ja"),
        _joined(project.departments),
        _joined(project.partners),
        _whole(project.first_year),
        _whole(project.last_year),
        _whole(project.programme_year),
        _whole(numerator),
        _whole(denominator),
        project.summary or "",
        one.now.submission,
    )


def _indicators(one: ProjectCurrent) -> Iterator[Row]:
    for now in one.indicators:
        indicator = now.indicator
        area = _area(indicator)
        yield (
            iri_value(one.iris.indicator(indicator.id)),
            *_project_cells(one),
            indicator.id,
            indicator.name,
            indicator.unit,
            label("unit", indicator.unit, "ja"),
            indicator.level or "",
            indicator.direction or "",
            indicator.basis or "",
            _joined(sorted(set(indicator.judged))),
            indicator.concept or "",
            label("concept", indicator.concept, "ja") if indicator.concept else "",
            indicator.match or "",
            area,
            (indicator.area or "") if area == "own" else "",
        )


def _measurements(one: ProjectCurrent) -> Iterator[Row]:
    for now in one.indicators:
        about = (*_project_cells(one), now.indicator.id, now.indicator.name)
        for period, kind, cell, current in _cells(now.cells):
            reading = cell.reading
            yield (
                iri_value(cell.node),
                *about,
                *_period(period),
                kind,
                _number(reading.value),
                reading.unit,
                *_printed(reading),
                _number(reading.numerator),
                _number(reading.denominator),
                *_source(cell),
                _truth(current),
            )


def _amounts(one: ProjectCurrent) -> Iterator[Row]:
    for period, kind, cell, current in _cells(one.money):
        yield (
            iri_value(cell.node),
            *_project_cells(one),
            *_period(period),
            kind,
            _number(cell.value),
            *_printed(cell.reading),
            *_source(cell),
            _truth(current),
        )


def _results(one: ProjectCurrent) -> Iterator[Row]:
    for now in one.indicators:
        about = _result_context(one, now)
        for result in now.results:
            yield (iri_value(result.node), *about, *_period(result.period), *_compared(result))


def _result_context(one: ProjectCurrent, now: IndicatorNow) -> Row:
    indicator = now.indicator
    return (
        *_project_cells(one),
        indicator.id,
        indicator.name,
        indicator.concept or "",
        indicator.match or "",
        indicator.unit,
        indicator.basis or "",
        indicator.direction or "",
        one.now.project.programme,
        _area(indicator),
    )


def _compared(result: Result) -> Row:
    rates = result.rates
    return (
        *_side(result.target),
        *_side(result.actual),
        _truth(rates.attained),
        _number(rates.achievement),
        _number(rates.progress),
        rates.reason or "",
    )


def _project_cells(one: ProjectCurrent) -> Row:
    project = one.now.project
    return one.now.municipality, project.id, project.name


def _cells(table: Table) -> Iterator[tuple[Period, str, Printed, bool]]:
    """Each printed cell with its period and kind, and whether it is the observation."""
    for period, kinds in sorted(table.items(), key=lambda item: item[0].order):
        for kind, series in sorted(kinds.items()):
            newest: TermText | None = found.node if (found := newest_number(series)) else None
            for cell in series:
                yield period, kind, cell, cell.node == newest


def _period(period: Period) -> Row:
    """Its key, its year and the kind of year."""
    kind = "calendar" if period.calendar else "fiscal"
    return period.key, _whole(period.year), "" if period.year is None else kind


def _printed(reading: Reading) -> Row:
    """Status, texts as printed and factor; a factor of 1 is no scale word."""
    scale = "" if reading.scale == 1 else str(reading.scale)
    return reading.status, reading.as_written, reading.unit_as_written or "", scale


def _source(cell: Printed) -> Row:
    return cell.reading.note or "", cell.reading.at or "", cell.submission


def _side(cell: Printed | None) -> Row:
    """A target or an actual: its number and its status, whether there is a number or not."""
    return ("", "") if cell is None else (_number(cell.value), cell.reading.status)


def _area(indicator: Indicator) -> str:
    if indicator.area in (None, "municipality", "partners"):
        return indicator.area or ""
    return "own"


def _joined(values: Sequence[str]) -> str:
    return SEPARATOR.join(value.replace(SEPARATOR, "；") for value in values)


def _number(value: Decimal | None) -> str:
    return "" if value is None else canonical_text(value)


def _whole(value: int | None) -> str:
    return "" if value is None else str(value)


def _truth(value: bool | None) -> str:
    return "" if value is None else "true" if value else "false"
