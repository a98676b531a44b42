"""The national result report form → the tree of a submission, each word at its cell.

In: a grid, in which a merged text stands in each of its cells. Columns are found by the words of
their headings, so that the copies that cities make of the form are read too. The form has no ids:
``project-1``, ``kpi-1`` … in its order, or those that a known submission has for the same names.
What it says of departments and contacts is not about the projects, and is not taken over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from kpi_lod.errors import Finding, Place, UnreadableError, finding
from kpi_lod.japanese.characters import narrow
from kpi_lod.japanese.years import fiscal_year
from kpi_lod.register.municipalities import municipalities, with_check_digit
from kpi_lod.submissions.nodes import Parsed
from kpi_lod.submissions.plain import Plain
from kpi_lod.submissions.reader import FORMAT
from kpi_lod.submissions.workbook.gathering import Cell, CellRow, Tables, gathered
from kpi_lod.submissions.workbook.grid import Grid, GridRow, GridSheet
from kpi_lod.submissions.workbook.national import CITY, CODE, PREFECTURE, YEAR

_WORDS = {
    "No": "number",
    "交付対象事業の名称": "name",
    "交付金の種類": "programme",
    "実績額": "settlement",
    "指標": "kpi",
    "指標名": "kpi",
    "指標値": "target",
    "単位": "unit",
    "目標年月": "due",
    "実績値": "actual",
    "事業効果": "effect",
    "事業の評価": "external-review",
    "外部有識者からの意見": "comment",
    "今後の方針": "next",
    "今後の方針の理由": "reason",
    "理由": "reason",
}
_NEEDED = ("name", "programme", "kpi", "target", "actual")
_EVALUATION = ("effect", "external-review", "comment", "next", "reason")
_LABELS = {
    **{label: label for label in (PREFECTURE, CITY, CODE, YEAR)},
    **{"市町村名": CITY, "市区町村コード": CODE, "団体コード": CODE, "年度": YEAR},
}
_HEADING_ROWS = 30
"""How far down the headings may begin."""

_CIRCLED = re.compile(r"^[①-⑳]+")
_BRACKETS = re.compile(r"\(.*?\)")
_YEAR_PRINTED = re.compile(r"(?:令和|平成|R|H)\s*(?:元|\d{1,2})\s*年度|\d{4}\s*年度")
_DUE = re.compile(r"(.+?)年(1[0-2]|[1-9])月(?:末)?")
_APRIL = 4


@dataclass(frozen=True, slots=True)
class _Form:
    """The sheet, the columns of its table by what they hold, and the first row below."""

    sheet: GridSheet
    columns: Mapping[str, int]
    top: int


def is_national(grid: Grid) -> bool:
    """Whether a sheet of the file has the headings of the national form."""
    return _form(grid) is not None


def national_parsed(grid: Grid, known: Plain | None = None) -> Parsed:
    """The submission in a grid for which :func:`is_national` holds.

    ``known``: an earlier submission of the municipality, whose ids are taken for the same names.
    What the form does not tell, such as its year, is missing and therefore found by the reader.
    """
    form = _form(grid)
    assert form is not None
    lines = _lines(form)
    parsed = gathered(_tables(form, lines, grid.file, _Ids(known)), grid.file)
    lost = tuple(_without_kpi(lines))
    return Parsed(parsed.root, (*grid.findings, *lost, *parsed.findings), (), parsed.rows)


def _form(grid: Grid) -> _Form | None:
    return next((found for sheet in grid.sheets if (found := _form_of(sheet))), None)


def _form_of(sheet: GridSheet) -> _Form | None:
    rows = [number for number in sheet.rows if number <= _HEADING_ROWS]
    for first in rows:
        if "name" in _keys(sheet.rows[first]).values():
            below = [number for number in rows if first <= number <= first + 2]
            lowest = max((n for n in below if "target" in _keys(sheet.rows[n]).values()), default=0)
            found = {key: column for column, key in _keys(sheet.rows.get(lowest, {})).items()}
            upper = {key: column for column, key in _keys(sheet.rows[first]).items()}
            columns = {key: upper[key] for key in ("number", "name") if key in upper} | found
            if all(key in columns for key in _NEEDED):
                return _Form(sheet, columns, lowest + 1)
    return None


def _keys(row: GridRow) -> dict[int, str]:
    """Column → what it holds. Of several columns headed 指標 the last has the name."""
    words = {column: _word(cell.text) for column, cell in row.items()}
    return {column: _WORDS[word] for column, word in words.items() if word in _WORDS}


def _word(text: str) -> str:
    """A heading without its number, its brackets, its spaces.

    >>> _word("③実績額\\n（単位：円）"), _word("Ｎｏ．")
    ('実績額', 'No')
    """
    plain_text = _BRACKETS.sub("", narrow(_CIRCLED.sub("", text.strip())))
    return "".join(plain_text.split()).rstrip(".")


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


def _tables(form: _Form, lines: Sequence[CellRow], file: str, ids: _Ids) -> Tables:
    head = _head(form, file)
    made: dict[str, list[CellRow]] = {"head": [head]}
    told = [line for line in lines if "name" in line]
    for number, (_, group) in enumerate(groupby(told, _whose), 1):
        project = _Project([*group], number, ids, head.get("reporting-year"))
        for key, row in project.rows():
            made.setdefault(key, []).append(row)
    return made


def _lines(form: _Form) -> list[CellRow]:
    """The lines of the table; where the project's cells are not merged, its name is carried on."""
    made: list[CellRow] = []
    for number in sorted(form.sheet.rows):
        row = form.sheet.rows[number]
        line = {key: row[column] for key, column in form.columns.items() if column in row}
        if number < form.top or _is_note(line, form):
            continue
        if "name" not in line and made:
            line = {**_some(made[-1], ("number", "name")), **line}
        made.append(line)
    return made


def _is_note(line: CellRow, form: _Form) -> bool:
    """A note stands in the first columns alone, or in one cell merged over all."""
    texts = {cell.text for cell in line.values()}
    return line.keys() <= {"number", "name"} or (
        len(texts) == 1 and line.keys() == form.columns.keys()
    )


def _without_kpi(lines: Sequence[CellRow]) -> Iterator[Finding]:
    """Values that nobody can say the indicator of."""
    for line in lines:
        for key in ("target", "actual"):
            if key in line and not ("kpi" in line and "name" in line):
                what = "指標" if "name" in line else "交付対象事業の名称"
                en = "indicator" if "name" in line else "name of the project"
                yield finding("missing-cell", line[key].place, found_ja=what, found_en=en)


def _whose(line: CellRow) -> tuple[str, str]:
    return (line["number"].text if "number" in line else "", line["name"].text)


@dataclass(frozen=True, slots=True)
class _Project:
    """The lines of one project."""

    lines: Sequence[CellRow]
    number: int
    ids: _Ids
    year: Cell | None

    def rows(self) -> Iterator[tuple[str, CellRow]]:
        """Sheet key and row, for all that the lines say."""
        first = self.lines[0]
        name = first["name"]
        id_ = Cell(self.ids.project(name.text, self.number), name.place)
        yield "projects", {"id": id_, **_some(first, ("name", "programme"))}
        when = {"period": self.year} if self.year else {}
        if "settlement" in first and when:
            yield "budget", {"project": id_, **when, "settlement": first["settlement"]}
        if (rated := _some(first, _EVALUATION)) and self.year:
            yield "evaluation", {"project": id_, "year": self.year, **rated}
        for number, line in enumerate((one for one in self.lines if "kpi" in one), 1):
            yield from self._kpi(id_, line, number)

    def _kpi(self, project: Cell, line: CellRow, number: int) -> Iterator[tuple[str, CellRow]]:
        name = line["kpi"]
        id_ = Cell(self.ids.kpi(project.text, name.text, number), name.place)
        whose = {"project": project, "kpi": id_}
        yield "kpis", {"project": project, "id": id_, "name": name, **_some(line, ("unit",))}
        if self.year is None:
            return
        due = _due(line.get("due")) or self.year
        later = _year(due.text) != _year(self.year.text)
        if later and "target" in line:
            yield "values", {**whose, "period": due, "target": line["target"]}
        here = _some(line, ("actual",) if later else ("target", "actual"))
        if here:
            yield "values", {**whose, "period": self.year, **here}


def _some(line: CellRow, keys: Sequence[str]) -> dict[str, Cell]:
    return {key: line[key] for key in keys if key in line}


def _due(cell: Cell | None) -> Cell | None:
    """The fiscal year of a month such as 令和6年3月, at its cell."""
    found = cell and _DUE.fullmatch("".join(narrow(cell.text).split()))
    year = found and _year(found[1])
    if not (cell and found and year):
        return None
    return Cell(str(year if int(found[2]) >= _APRIL else year - 1), cell.place)


def _year(text: str) -> int | None:
    try:
        return fiscal_year(text)
    except UnreadableError:
        return None


def _head(form: _Form, file: str) -> CellRow:
    above = {n: row for n, row in form.sheet.rows.items() if n < form.top}
    fields = _fields(above)
    texts = [cell for row in above.values() for cell in row.values()]
    nowhere = texts[0] if texts else Cell("", Place(file, sheet=form.sheet.name))
    made = {"kpi-lod": Cell(FORMAT, nowhere.place), "source.title": nowhere}
    if code := _code(fields):
        made["municipality"] = code
    if year := fields.get(YEAR) or _year_of_title(texts):
        made["reporting-year"] = year
        made["id"] = Cell(f"{_year(year.text) or 'national'}-report", year.place)
    return made


def _fields(above: Mapping[int, GridRow]) -> dict[str, Cell]:
    """The fields above the table: a value stands to the right of its label."""
    found: dict[str, Cell] = {}
    for row in above.values():
        label = ""
        for _, cell in sorted(row.items()):
            word = _word(cell.text)
            if word in _LABELS:
                label = _LABELS[word]
            elif label:
                found.setdefault(label, cell)
                label = ""
    return found


def _code(fields: Mapping[str, Cell]) -> Cell | None:
    """The code of six digits; one of five gets its check digit; or that of the printed names."""
    if CODE in fields:
        cell = fields[CODE]
        digits = narrow(cell.text).replace("-", "").strip()
        short = re.fullmatch(r"[0-9]{5}", digits)
        return Cell(with_check_digit(digits) if short else digits, cell.place)
    if PREFECTURE not in fields:
        return None
    named = fields.get(CITY, fields[PREFECTURE])
    wanted = (fields[PREFECTURE].text, named.text)
    codes = [m.code for m in municipalities().values() if (m.prefecture_ja, m.name_ja) == wanted]
    return Cell(codes[0], named.place) if codes else None


def _year_of_title(texts: Sequence[Cell]) -> Cell | None:
    """The fiscal year in a title such as 令和5年度…の実績値等について."""
    for cell in texts:
        found = _YEAR_PRINTED.search(narrow(cell.text))
        if found:
            return Cell(found[0], cell.place)
    return None
