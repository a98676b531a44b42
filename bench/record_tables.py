"""The invented submissions as CSV tables: what the mappers that know no records are given.

In: cities. Out: measurements.csv and submissions.csv with the values of the records, and the
records cut to the same subject: submissions, their documents and their measurements. Blank cells
are left out for everybody, because CSV cannot tell an empty text from none.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from bench.national import LICENCE, PUBLISHER, City, cities

from kpi_lod.mapping.printed import MAPPING_VERSION, submission_graph
from kpi_lod.records import Indicator, Measurement, Project, Submission
from kpi_lod.vocabulary import LICENCES

MEASUREMENTS = (
    *("municipality", "project", "indicator", "period", "kind", "submission"),
    *(
        "fiscal_year",
        "before",
        "area",
        "joint_area",
        "own_area",
        "status",
        "unit",
        "whole",
        "decimal",
        "scale",
    ),
    *("numerator", "denominator", "as_written", "unit_as_written", "place"),
)
SUBMISSIONS = (
    *("municipality", "submission", "year", "licence", "terms", "revision", "version"),
    *("title", "file"),
)
Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """How many cities make the wanted number of triples, and how many they really make."""

    cities: int
    triples: int


def subject(triples: int) -> Subject:
    """The first cities that together have at least ``triples``."""
    made = count = 0
    for city in cities():
        count += 1
        made += sum(lines(edition).count(b"\n") for edition in subject_of(city))
        if made >= triples:
            break
    return Subject(count, made)


def lines(edition: Submission) -> bytes:
    """Our own mapping of one submission: sorted N-Quads."""
    return submission_graph(edition, PUBLISHER, LICENCE).nquads()


def subject_of(city: City) -> Iterator[Submission]:
    """The city's submissions with measurements only."""
    for edition in city.editions:
        yield replace(edition, projects=tuple(_measured(one) for one in edition.projects))


def _measured(project: Project) -> Project:
    indicators = tuple(
        replace(
            one, measurements=tuple(m for m in one.measurements if m.reading.as_written.strip())
        )
        for one in project.indicators
    )
    return replace(project, indicators=indicators, amounts=(), activities=(), evaluations=())


def write_tables(count: int, folder: Path) -> None:
    """Write the two tables of the first ``count`` cities."""
    folder.mkdir(parents=True, exist_ok=True)
    editions = [e for city in islice(cities(), count) for e in subject_of(city)]
    _write(folder / "submissions.csv", SUBMISSIONS, map(_submission_row, editions))
    rows = (row for edition in editions for row in _measurement_rows(edition))
    _write(folder / "measurements.csv", MEASUREMENTS, rows)


def _write(file: Path, head: Iterable[str], rows: Iterable[Row]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


def _submission_row(one: Submission) -> Row:
    source = one.source
    head = (one.municipality, one.id, one.reporting_year, LICENCES[LICENCE], source.terms)
    return (*head, one.revision, MAPPING_VERSION, source.title, source.file)


def _measurement_rows(edition: Submission) -> Iterator[Row]:
    for project in edition.projects:
        for indicator in project.indicators:
            for one in indicator.measurements:
                node = (edition.municipality, project.id, indicator.id)
                cell = (one.period.key, one.kind, edition.id)
                yield (*node, *cell, *_cell(edition.municipality, project, indicator, one))


def _area(municipality: str, project: Project, indicator: Indicator) -> Row:
    """The municipality's, that of all partners or one of its own: one of three columns."""
    columns = {
        "municipality": (municipality[:5], None, None),
        "partners": (None, project.id, None),
        None: (None, None, None),
    }
    return columns.get(indicator.area, (None, None, indicator.id))


def _cell(municipality: str, project: Project, indicator: Indicator, one: Measurement) -> Row:
    reading, year = one.reading, one.period.year
    value = reading.value
    whole = None if value is None or value != value.to_integral_value() else int(value)
    return (
        year,
        project.id if year is None else None,
        *_area(municipality, project, indicator),
        reading.status,
        reading.unit,
        whole,
        value if whole is None else None,
        reading.scale if reading.scale != 1 else None,
        reading.numerator,
        reading.denominator,
        reading.as_written,
        reading.unit_as_written,
        reading.at,
    )
