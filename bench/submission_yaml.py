"""A submission → the YAML file an officer would write (format 1, docs/submission.md).

Only what the invented submissions use. Every text is a JSON string, which YAML reads alike.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import chain

from kpi_lod.records import Amount, Evaluation, Indicator, Measurement, Project, Reading, Submission
from kpi_lod.register.schemes import schemes

Cells = Iterable[Measurement | Amount]


def submission_yaml(submission: Submission) -> str:
    """The text of the file; reading it gives the submission back."""
    return "\n".join(_lines(submission)) + "\n"


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(_text(one) for one in value) + "]"
    if isinstance(value, bool | int):
        return json.dumps(value)
    return json.dumps(str(value), ensure_ascii=False)


def _entries(indent: int, **values: object) -> Iterator[str]:
    """``key: value`` for each value that is there; "_" in a key stands for "-"."""
    for key, value in values.items():
        if value is not None and value != ():
            yield f"{' ' * indent}{key.replace('_', '-')}: {_text(value)}"


def _item(lines: Iterable[str], indent: int) -> Iterator[str]:
    """Lines of a mapping as an item of a list."""
    for number, line in enumerate(lines):
        mark = "- " if number == 0 else "  "
        yield " " * indent + mark + line[indent + 2 :]


def _lines(submission: Submission) -> Iterator[str]:
    source = submission.source
    yield "kpi-lod: 1"
    yield f"municipality: {_text(submission.municipality)}"
    yield from _entries(0, id=submission.id, reporting_year=submission.reporting_year)
    yield "source:"
    yield from _entries(2, title=source.title, file=source.file, terms=source.terms)
    yield "projects:"
    for project in submission.projects:
        yield from _item(_project(project), 2)


def _project(project: Project) -> Iterator[str]:
    numerator, denominator = project.subsidy_rate or (None, None)
    yield from _entries(
        4,
        id=project.id,
        name=project.name,
        programme=project.programme,
        departments=project.departments,
        partners=project.partners,
        programme_year=project.programme_year,
        subsidy_rate=f"{numerator}/{denominator}" if numerator else None,
        summary=project.summary,
    )
    yield "    period:"
    yield from _entries(6, **{"from": project.first_year, "to": project.last_year})
    yield from _under("activities", _activities(project))
    kpis = (_item(_indicator(one), 6) for one in project.indicators)
    yield from _under("kpis", chain.from_iterable(kpis))
    yield from _under("budget", _cells(project.amounts, 6))
    evaluations = (_evaluation(one) for one in project.evaluations)
    yield from _under("evaluation", chain.from_iterable(evaluations))


def _under(key: str, lines: Iterable[str]) -> Iterator[str]:
    """The lines under their key; no key without lines."""
    found = list(lines)
    if found:
        yield f"    {key}:"
        yield from found


def _activities(project: Project) -> Iterator[str]:
    for activity in project.activities:
        count = activity.reading
        unit, written = (count.unit, count.as_written) if count else (None, None)
        line = _entries(8, text=activity.text, count=written, unit=unit)
        yield from _item(line, 6)


def _indicator(indicator: Indicator) -> Iterator[str]:
    yield from _entries(
        8,
        id=indicator.id,
        name=indicator.name,
        unit=_printed_unit(indicator),
        area=indicator.area,
        level=indicator.level,
        direction=indicator.direction,
        basis=indicator.basis,
        judged=indicator.judged,
        concept=indicator.concept,
        match=indicator.match,
        reviewed=indicator.reviewed,
    )
    yield "        values:"
    yield from _cells(indicator.measurements, 10)


def _printed_unit(indicator: Indicator) -> str:
    """The unit with its scale word, where its first number has one."""
    readings = [m.reading for m in indicator.measurements if m.reading.value is not None]
    written = readings[0].unit_as_written if readings else None
    return written or schemes()["unit"].labels[indicator.unit]


def _cells(cells: Cells, indent: int) -> Iterator[str]:
    period = None
    for cell in cells:
        if cell.period != period:
            period = cell.period
            yield f"{' ' * indent}{period.key}:"
        yield f"{' ' * indent}  {cell.kind}: {_reading(cell.reading)}"


def _reading(reading: Reading) -> str:
    entries = _entries(
        0,
        value=reading.as_written,
        numerator=reading.numerator,
        denominator=reading.denominator,
        at=reading.at,
    )
    return "{" + ", ".join(entries) + "}"


def _evaluation(evaluation: Evaluation) -> Iterator[str]:
    yield f"      {evaluation.year}:"
    yield from _entries(
        8,
        effect=evaluation.effect,
        external_review=evaluation.external_review,
        comment=evaluation.comment,
        next=evaluation.next_step,
        reason=evaluation.reason,
    )
