"""The table of the national result report form: its columns, and its lines.

In: a sheet, in which a merged text stands in each of its cells. Columns are found by the words of
their headings, so that the copies that cities make of the form are read too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kpi_lod.errors import Finding, Place, Severity, finding
from kpi_lod.japanese.characters import narrow
from kpi_lod.submissions.workbook.gathering import Cell, CellRow
from kpi_lod.submissions.workbook.grid import Grid, GridRow, GridSheet
from kpi_lod.submissions.workbook.table_rows import is_note
from kpi_lod.submissions.workbook.told import Told

NAMES = {
    "number": ("No", "No"),
    "name": ("交付対象事業の名称", "name of the project"),
    "programme": ("交付金の種類", "grant"),
    "settlement": ("実績額", "settlement"),
    "kpi": ("指標名", "name of the indicator"),
    "target": ("指標値", "target"),
    "unit": ("単位", "unit"),
    "due": ("目標年月", "due"),
    "actual": ("実績値", "actual value"),
    "effect": ("事業効果", "effect"),
    "external-review": ("事業の評価", "external review"),
    "comment": ("外部有識者からの意見", "the experts' comment"),
    "next": ("今後の方針", "next step"),
    "reason": ("今後の方針の理由", "reason of the next step"),
}
"""What a column holds → its heading in the form, and in English."""

_WORDS = {ja: key for key, (ja, _) in NAMES.items()} | {"指標": "kpi", "理由": "reason"}
_NEEDED = ("name", "programme", "kpi", "target", "actual")
_OF_KPI = ("kpi", "target", "actual")
_OF_LINE = (*_OF_KPI, "unit", "due")
_HEADING_ROWS = 30
"""How far down the headings may begin."""

_REPEATED = 3
"""Headings in a row below the first ones, from which on they are the same ones on the next page."""

_CIRCLED = re.compile(r"^[①-⑳]+")
_BRACKETS = re.compile(r"\(.*?\)")
_COUNTED = re.compile(r"(?:No\.?)?[0-9①-⑳]*[.)]?", re.IGNORECASE | re.ASCII)
_TOTALS = ("計", "合計", "小計", "総計", "総合計")


@dataclass(frozen=True, slots=True)
class Form:
    """The sheet, the columns of its table by what they hold, the rows of its headings."""

    grid: Grid
    sheet: GridSheet
    columns: Mapping[str, int]
    first: int
    last: int

    def place(self, row: int, key: str) -> Place:
        """The cell of a column, which may be empty."""
        return self.grid.place(self.sheet, row, self.columns[key])

    def heading(self, column: int) -> Cell | None:
        """The heading above a column, the lower one of two."""
        rows = (self.sheet.rows.get(n, {}) for n in range(self.last, self.first - 1, -1))
        return next((row[column] for row in rows if column in row), None)

    def missing(self, row: int, key: str) -> Finding:
        """That a cell is empty which the line needs."""
        ja, en = NAMES[key]
        return finding("missing-cell", self.place(row, key), found_ja=ja, found_en=en)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table by what its cells hold, the name of its project carried down."""

    number: int
    cells: CellRow


def forms(grid: Grid) -> Iterator[Form]:
    """The tables with the headings of the form, one of a sheet."""
    for sheet in grid.sheets:
        found = _form(grid, sheet)
        if found:
            yield found


def _form(grid: Grid, sheet: GridSheet) -> Form | None:
    rows = [number for number in sheet.rows if number <= _HEADING_ROWS]
    for first in rows:
        if "name" in _keys(sheet.rows[first]).values():
            below = [number for number in rows if first <= number <= first + 2]
            lowest = max((n for n in below if "target" in _keys(sheet.rows[n]).values()), default=0)
            found = {key: column for column, key in _keys(sheet.rows.get(lowest, {})).items()}
            upper = {key: column for column, key in _keys(sheet.rows[first]).items()}
            columns = upper | found
            if all(key in columns for key in _NEEDED):
                return Form(grid, sheet, columns, first, lowest)
    return None


def _keys(row: GridRow) -> dict[int, str]:
    """Column → what it holds. Of several columns headed 指標 the last has the name."""
    words = {column: heading_word(cell.text) for column, cell in row.items()}
    return {column: _WORDS[word] for column, word in words.items() if word in _WORDS}


def heading_word(text: str) -> str:
    """A heading without its number, its brackets, its spaces.

    >>> heading_word("③実績額\\n（単位：円）"), heading_word("Ｎｏ．")
    ('実績額', 'No')
    """
    plain_text = _BRACKETS.sub("", narrow(_CIRCLED.sub("", text.strip())))
    return "".join(plain_text.split()).rstrip(".")


def table_lines(form: Form, told: Told) -> list[Line]:
    """The lines of the table; rows that are none, and columns that are not read, are told."""
    made: list[Line] = []
    for number in sorted(form.sheet.rows):
        row = form.sheet.rows[number]
        if number <= form.last or len(_keys(row)) >= _REPEATED:
            continue
        cells = {key: row[column] for key, column in form.columns.items() if column in row}
        if note := _note(row, cells, made[-1].cells if made else {}):
            told.add("note-not-read/form", note.place, severity=Severity.INFO, found=note.text)
        elif _says(cells, made[-1].cells if made else {}):
            made.append(Line(number, _carried(cells, made)))
    _tell_columns(form, [line.number for line in made], told)
    return made


def _note(row: GridRow, cells: CellRow, above: CellRow) -> Cell | None:
    """The text of a row that is no line of the table: a note, a total."""
    texts = {cell.text for cell in row.values()}
    first = row[min(row)]
    if is_note(first.text) or any(_is_total(cells, key) for key in ("number", "name")):
        return first
    alone = len(texts) == 1 and not _same(cells, above, "name")
    in_front = not cells or cells.keys() <= {"number", "name"} or len(cells) > 1
    return first if alone and in_front and not _COUNTED.fullmatch(narrow(first.text)) else None


def _is_total(cells: CellRow, key: str) -> bool:
    return key in cells and "".join(cells[key].text.split()) in _TOTALS


def _says(cells: CellRow, above: CellRow) -> bool:
    """Whether a line says more than the one above and what was prepared for filling in."""
    if any(key in cells for key in _OF_KPI):
        return True
    prepared = ("number", *_OF_LINE)
    return any(not _same(cells, above, key) for key in cells if key not in prepared)


def _same(cells: CellRow, above: CellRow, key: str) -> bool:
    return key in cells and key in above and cells[key].text == above[key].text


def _carried(cells: CellRow, made: list[Line]) -> CellRow:
    """The line with the number and name of its project, where they stand in its first line only."""
    above = made[-1].cells if made else {}
    if "name" in cells:
        same = _same(cells, above, "name") and "number" in above
        return {"number": above["number"], **cells} if same else cells
    other = "number" in cells and not _same(cells, above, "number")
    return cells if other else {**some(above, ("number", "name")), **cells}


def some(cells: CellRow, keys: tuple[str, ...]) -> dict[str, Cell]:
    """Those of the cells that are there."""
    return {key: cells[key] for key in keys if key in cells}


def _tell_columns(form: Form, numbers: list[int], told: Told) -> None:
    """Columns with something in them that nobody reads, each once."""
    known = {*form.columns.values()}
    seen: set[int] = set()
    for number in numbers:
        for column, cell in sorted(form.sheet.rows[number].items()):
            if column in known or column in seen:
                continue
            seen.add(column)
            heading = form.heading(column)
            if heading is None:
                told.add("cell-beside", cell.place, severity=Severity.WARNING, found=cell.text)
            elif heading_word(heading.text) not in _WORDS:
                text = " ".join(heading.text.split())
                told.add("column-not-read", heading.place, severity=Severity.WARNING, found=text)
