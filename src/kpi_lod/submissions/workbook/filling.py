"""The words of a submission as rows of cells.

In: :data:`~kpi_lod.submissions.plain.Plain` of format 1. Out: sheet key → rows, a row being column
key → text. :mod:`kpi_lod.submissions.workbook.gathering` is the way back; nothing is lost between.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kpi_lod.submissions.plain import Plain
from kpi_lod.submissions.workbook.layout import (
    BLANK,
    DETAILS,
    DETAILS_OF,
    ESCAPE,
    Column,
    Sheet,
    period_label,
    sheets,
)

Row = dict[str, str]
Rows = dict[str, list[Row]]


def numbered(key: str, number: int) -> str:
    """The key of one of the columns that are there several times, counted from 1."""
    return f"{key}.{number}"


def rows(data: Plain) -> Rows:
    """The rows of all sheets; ``data`` must be a submission that can be read."""
    head = _mapping(data)
    made: Rows = {key: [] for key in sheets()}
    made["head"].append(_row(sheets()["head"], head))
    for project in _list(head.get("projects")):
        _add_project(made, _mapping(project))
    return made


def _add_project(made: Rows, project: Mapping[str, Plain]) -> None:
    name = str(project.get("id", ""))
    of_project = {"project": name}
    made["projects"].append(_row(sheets()["projects"], project))
    for activity in map(_mapping, _list(project.get("activities"))):
        made["activities"] += _detailed(
            sheets()["activities"], {**activity, **of_project}, ("count",)
        )
    for kpi in map(_mapping, _list(project.get("kpis"))):
        made["kpis"].append(_row(sheets()["kpis"], {**kpi, **of_project}))
        of_kpi = {**of_project, "kpi": str(kpi.get("id", "")), "name": str(kpi.get("name", ""))}
        made["values"] += _periods(sheets()["values"], kpi.get("values"), of_kpi)
    made["budget"] += _periods(sheets()["budget"], project.get("budget"), of_project)
    for year, rated in _mapping(project.get("evaluation")).items():
        row = {**_mapping(rated), **of_project, "year": year}
        made["evaluation"].append(_row(sheets()["evaluation"], row))


def _periods(sheet: Sheet, data: Plain | None, owner: Mapping[str, str]) -> Iterator[Row]:
    for period, cells in _mapping(data).items():
        whose = {**owner, "period": period_label(period)}
        yield from _detailed(sheet, {**_mapping(cells), **whose}, tuple(_mapping(cells)))


def _detailed(sheet: Sheet, cells: Mapping[str, Plain], kinds: tuple[str, ...]) -> Iterator[Row]:
    """One row for all values, and one more for each further value of which more is told."""
    told = [kind for kind in kinds if isinstance(cells.get(kind), Mapping)]
    here = told[-1:]  # the actual value comes after its target
    others = told[:-1]
    for kind in others:
        whose = {key: cells[key] for key in ("project", "kpi", "name", "period") if key in cells}
        yield _row(sheet, {**whose, kind: cells[kind]}, about=kind)
    rest = {key: value for key, value in cells.items() if key not in others}
    yield _row(sheet, rest, about=here[0] if here else "")


def _row(sheet: Sheet, cells: Mapping[str, Plain], about: str = "") -> Row:
    if about:
        cells = {**cells, **_details(sheet, _mapping(cells[about]), about)}
    found = {column.key: _at(cells, column.key) for column in sheet.columns}
    made: Row = {}
    for column in sheet.columns:
        value = found[column.key]
        if column.many:
            texts = [_shown(column, str(one)) for one in _list(value)]
            made |= {numbered(column.key, n): text for n, text in enumerate(texts, 1)}
        elif isinstance(value, str):
            made[column.key] = _shown(column, value)
    return made


def _details(sheet: Sheet, told: Mapping[str, Plain], about: str) -> dict[str, Plain]:
    """The columns that tell of one value; its own column holds the value itself."""
    made = {column.key: told[column.key] for column in DETAILS if column.key in told}
    made[about] = told.get("value", {})
    if any(column.key == DETAILS_OF for column in sheet.columns):
        made[DETAILS_OF] = about
    return made


def _shown(column: Column, text: str) -> str:
    """What the cell of a text holds: the label of a code, and no text that means something else."""
    label = next((label for label, code in column.labels.items() if code == text), None)
    if label is not None:
        return label
    if text == "":
        return BLANK
    taken = text == BLANK or text.startswith(ESCAPE) or (column.suggested and text in column.labels)
    return f"{ESCAPE}{text}" if taken else text


def _at(cells: Mapping[str, Plain], key: str) -> Plain | None:
    """The value under a key such as ``period.from``."""
    if key in cells:
        return cells[key]
    outer, _, inner = key.partition(".")
    return _mapping(cells.get(outer)).get(inner) if inner else None


def _mapping(data: Plain | None) -> Mapping[str, Plain]:
    return data if isinstance(data, Mapping) else {}


def _list(data: Plain | None) -> list[Plain]:
    return list(data) if isinstance(data, list) else []
