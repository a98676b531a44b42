"""The national result report form → the tree of a submission, each word at its cell.

The form has no ids: ``project-1``, ``kpi-1`` … in its order, or those that a known submission has
for the same names. What it says of departments and contacts is not about the projects, and is not
taken over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from kpi_lod.errors import Severity, finding
from kpi_lod.japanese.characters import narrow
from kpi_lod.submissions.nodes import Parsed, ShownCell, ShownRows
from kpi_lod.submissions.plain import Plain
from kpi_lod.submissions.workbook.gathering import Cell, CellRow, Tables, gathered
from kpi_lod.submissions.workbook.grid import Grid
from kpi_lod.submissions.workbook.national_head import Head, year_of
from kpi_lod.submissions.workbook.national_money import in_unit_of_heading
from kpi_lod.submissions.workbook.national_table import NAMES, Form, Line, forms, some, table_lines
from kpi_lod.submissions.workbook.remarks import remarks
from kpi_lod.submissions.workbook.told import Told

_EVALUATION = ("effect", "external-review", "comment", "next", "reason")
_OF_PROJECT = ("programme", "settlement", *_EVALUATION)
_UNASKED = frozenset(
    {"terms-stated", "basis-stated", "direction-stated", "id-changed", "actual-missing"}
)
"""What is missing only because the form does not ask for it (blank cells: form-blank)."""

_DUE = re.compile(
    r"(?P<year>.+?)(?:年|[./-])(?P<month>1[0-2]|0?[1-9])"
    r"(?:月(?:末日?|[0-9]{1,2}日)?|[./-][0-9]{1,2}(?:T[0-9:]+)?)?"
)
_DUE_YEAR = re.compile(r"(?P<year>.+年度)末?")
_APRIL = 4


def is_national(grid: Grid) -> bool:
    """Whether a sheet of the file has the headings of the national form."""
    return next(forms(grid), None) is not None


def national_parsed(grid: Grid, known: Plain | None = None) -> Parsed:
    """The submission in a grid for which :func:`is_national` holds.

    ``known``: an earlier submission of the municipality, whose ids are taken for the same names.
    """
    form, *others = forms(grid)
    told = Told(grid.file, grid.findings)
    head = Head(form, told)
    lines = table_lines(form, told)
    tables = _tables(form, head, [*_named(form, lines, told)], _Ids(known), told)
    for one in remarks(grid, form.sheet, [head.row, *(line.cells for line in lines)]):
        told.take(one)
    _tell_sheets(grid, form, [one.sheet.name for one in others], told)
    told.add("form-lacks", grid.place(form.sheet), severity=Severity.INFO)
    parsed = gathered(tables, grid.file, form.sheet.name)
    found = (*told.findings, *parsed.findings)
    return Parsed(parsed.root, found, (), _shown(form, head, lines), unasked=_UNASKED)


def _tell_sheets(grid: Grid, form: Form, others: Sequence[str], told: Told) -> None:
    """Sheets that are not read, though they hold something."""
    for sheet in grid.sheets:
        if not sheet.rows or sheet is form.sheet:
            continue
        place, name = grid.place(sheet), sheet.name
        if name in others:
            told.add(
                "sheet-not-read/same",
                place,
                severity=Severity.WARNING,
                found=name,
                allowed=form.sheet.name,
            )
        else:
            told.add("sheet-not-read", place, severity=Severity.INFO, found=name)


def _shown(form: Form, head: Head, lines: Sequence[Line]) -> ShownRows:
    """The rows as people see them, by the headings of the form."""
    file, sheet = form.grid.file, form.sheet.name
    rows: dict[int, list[ShownCell]] = {}
    for number, cell in head.shown():
        rows.setdefault(number, []).append(cell)
    whose = {"name": "project"}
    for line in lines:
        rows[line.number] = [
            ShownCell(form.columns[key], whose.get(key, key), NAMES[key][0], cell.text)
            for key, cell in sorted(line.cells.items(), key=lambda one: form.columns[one[0]])
        ]
    return {(file, sheet, number): tuple(cells) for number, cells in rows.items()}


class _Ids:
    """Ids by name: those of a known submission, otherwise numbers in order."""

    def __init__(self, known: Plain | None) -> None:
        projects = _items(known, "projects")
        self.projects = {one.get("name"): str(one.get("id")) for one in projects}
        self.kpis = {
            (one.get("id"), kpi.get("name")): str(kpi.get("id"))
            for one in projects
            for kpi in _items(one, "kpis")
        }

    def project(self, name: str, number: int) -> str:
        return self.projects.get(name, f"project-{number}")

    def kpi(self, project: str, name: str, number: int) -> str:
        return self.kpis.get((project, name), f"kpi-{number}")


def _items(data: Plain | None, key: str) -> list[Mapping[str, Plain]]:
    found = data.get(key) if isinstance(data, Mapping) else None
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def _named(form: Form, lines: Sequence[Line], told: Told) -> Iterator[Line]:
    """The lines of which it is known whose they are; of the others it is told that it is not."""
    for line in lines:
        if "name" in line.cells:
            yield line
        else:
            told.take(form.missing(line.number, "name"))


def _tables(form: Form, head: Head, lines: Sequence[Line], ids: _Ids, told: Told) -> Tables:
    made: dict[str, list[CellRow]] = {"head": [head.row]}
    year = head.year if head.year and year_of(head.year.text) else None
    for number, (_, group) in enumerate(groupby(lines, _whose), 1):
        project = _Project(form, told, [*group], number, ids, year)
        for key, row in project.rows():
            made.setdefault(key, []).append(row)
    if "unit" not in form.columns:
        ja, en = NAMES["unit"]
        there = "、".join(NAMES[key][0] for key in form.columns)
        place = form.place(form.last, "kpi")
        told.take(finding("heading-missing", place, found_ja=ja, found_en=en, allowed=there))
    return made


def _whose(line: Line) -> tuple[str, str]:
    cells = line.cells
    return (cells["number"].text if "number" in cells else "", cells["name"].text)


@dataclass(frozen=True, slots=True)
class _Project:
    """The lines of one project; ``year`` None where no year can be read."""

    form: Form
    told: Told
    lines: Sequence[Line]
    number: int
    ids: _Ids
    year: Cell | None

    def rows(self) -> Iterator[tuple[str, CellRow]]:
        """Sheet key and row, for all that the lines say."""
        first = self.lines[0]
        name = first.cells["name"]
        own = self._own()
        if "programme" not in own:
            self.told.take(self.form.missing(first.number, "programme"))
        id_ = Cell(self.ids.project(name.text, self.number), name.place)
        yield "projects", {"id": id_, "name": name, **some(own, ("programme",))}
        if self.year:
            if "settlement" in own:
                spent = in_unit_of_heading(own["settlement"], self.form)
                yield "budget", {"project": id_, "period": self.year, "settlement": spent}
            if rated := some(own, _EVALUATION):
                yield "evaluation", {"project": id_, "year": self.year, **rated}
        told = [line for line in self.lines if self._has_kpi(line)]
        for number, line in enumerate(told, 1):
            yield from self._kpi(id_, line, number)

    def _own(self) -> CellRow:
        """What is told of the project as a whole, once; another text below is not read."""
        own: dict[str, Cell] = {}
        for line in self.lines:
            for key, cell in some(line.cells, _OF_PROJECT).items():
                first = own.setdefault(key, cell)
                if first.text != cell.text:
                    self._tell_twice(key, cell, first)
        return own

    def _tell_twice(self, key: str, cell: Cell, first: Cell) -> None:
        (ja, en), (other_ja, other_en) = NAMES[key], first.place.within
        names = {"found_ja": ja, "found_en": en, "other_ja": other_ja, "other_en": other_en}
        self.told.add("form-twice", cell.place, severity=Severity.WARNING, found=cell.text, **names)

    def _has_kpi(self, line: Line) -> bool:
        """Whether the line is about an indicator; values without one are told."""
        if "kpi" not in line.cells and {"target", "actual"} & line.cells.keys():
            self.told.take(self.form.missing(line.number, "kpi"))
        return "kpi" in line.cells

    def _kpi(self, project: Cell, line: Line, number: int) -> Iterator[tuple[str, CellRow]]:
        cells, name = line.cells, line.cells["kpi"]
        id_ = Cell(self.ids.kpi(project.text, name.text, number), name.place)
        whose = {"project": project, "kpi": id_}
        yield "kpis", {"project": project, "id": id_, "name": name, **some(cells, ("unit",))}
        self._tell_blanks(line)
        if self.year is None:
            return
        due = self._due(line) or self.year
        later = year_of(due.text) != year_of(self.year.text)
        if later and "target" in cells:
            yield "values", {**whose, "period": due, "target": cells["target"]}
        here = some(cells, ("actual",) if later else ("target", "actual"))
        if here:
            yield "values", {**whose, "period": self.year, **here}

    def _tell_blanks(self, line: Line) -> None:
        """Cells that were left empty; where all are, there is no value, which is told anyway."""
        if "unit" in self.form.columns and "unit" not in line.cells:
            self.told.take(self.form.missing(line.number, "unit"))
        for key, other in (("target", "actual"), ("actual", "target")):
            if key not in line.cells and other in line.cells:
                ja, en = NAMES[key]
                place = self.form.place(line.number, key)
                self.told.add(
                    "form-blank", place, severity=Severity.WARNING, found_ja=ja, found_en=en
                )

    def _due(self, line: Line) -> Cell | None:
        """The fiscal year of a month such as 令和6年3月, at its cell."""
        cell = line.cells.get("due")
        if cell is None or self.year is None or "target" not in line.cells:
            return None
        year, now = due_year(cell.text), year_of(self.year.text)
        if year is None:
            self.told.add("form-due", cell.place, severity=Severity.WARNING, found=cell.text)
            return None
        if now and year < now and "actual" in line.cells:
            told = {"found": cell.text, "year": self.year.text}
            self.told.add("form-due/past", cell.place, severity=Severity.WARNING, **told)
        return replace(cell, text=str(year))


def due_year(text: str) -> int | None:
    """The fiscal year of a month, a day or a year as it is printed; None where it is none.

    >>> due_year("令和６年３月末"), due_year("R6.4"), due_year("2024-03-31"), due_year("R5年度末")
    (2023, 2024, 2023, 2023)
    """
    plain = "".join(narrow(text).split())
    if found := _DUE_YEAR.fullmatch(plain):
        return year_of(found["year"])
    month = _DUE.fullmatch(plain)
    year = month and year_of(month["year"])
    if not (month and year):
        return None
    return year if int(month["month"]) >= _APRIL else year - 1
