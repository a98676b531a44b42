"""The fields above the table of the national form: which municipality, which year, what title.

A value stands to the right of its label, or behind it in the same cell; the year may stand in the
title only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kpi_lod.errors import Place, Severity, UnreadableError
from kpi_lod.japanese.characters import narrow
from kpi_lod.japanese.years import fiscal_year
from kpi_lod.register.municipalities import municipalities, of_five_digits
from kpi_lod.submissions.nodes import ShownCell
from kpi_lod.submissions.reader import FORMAT
from kpi_lod.submissions.workbook.gathering import Cell, CellRow
from kpi_lod.submissions.workbook.named_municipality import tell_other
from kpi_lod.submissions.workbook.national import CITY, CODE, CONTACT, DEPARTMENT, PREFECTURE, YEAR
from kpi_lod.submissions.workbook.national_table import Form, heading_word
from kpi_lod.submissions.workbook.told import Told

_LABELS = {
    **{label: label for label in (PREFECTURE, CITY, CODE, DEPARTMENT, CONTACT, YEAR)},
    **{"市町村名": CITY, "市区町村コード": CODE, "団体コード": CODE, "年度": YEAR},
    **{"自治体コード": CODE, "地方公共団体コード": CODE, "全国地方公共団体コード": CODE},
    **{"担当部署": DEPARTMENT, "担当課": DEPARTMENT, "担当部課名": DEPARTMENT},
    **{"担当者": CONTACT, "担当者名": CONTACT, "電話番号": CONTACT, "メールアドレス": CONTACT},
}
_YEAR_PRINTED = re.compile(r"(?:令和|平成|R|H)\s*(?:元|\d{1,2})\s*年度|\d{4}\s*年度")
_FIVE_DIGITS = re.compile(r"[0-9]{5}", re.ASCII)
_COLON = re.compile(r"[:：]")
_TITLE = ("実績", "について")
_TITLE_JA = "表題"


@dataclass(frozen=True, slots=True)
class _Field:
    """A label, where its value stands or should, and the value if there is one."""

    label: Cell
    place: Place
    value: Cell | None


class Head:
    """What stands above the table; what is missing is told at the cell that should hold it."""

    def __init__(self, form: Form, told: Told) -> None:
        self._form = form
        self._told = told
        above = {n: row for n, row in form.sheet.rows.items() if n <= form.last}
        self._fields = dict(_fields(form))
        self._texts = [cell for _, row in sorted(above.items()) for _, cell in sorted(row.items())]
        self.year = self._year()
        self.row = self._row()

    def _row(self) -> CellRow:
        """The cells of the submission's own keys."""
        title = self._title()
        made = {"kpi-lod": Cell(FORMAT, title.place), "source.title": title}
        if code := self._code():
            made["municipality"] = code
        if self.year:
            made["reporting-year"] = self.year
            year = year_of(self.year.text) or "national"
            made["id"] = Cell(f"{year}-report", self.year.place)
        return made

    def _title(self) -> Cell:
        titles = (one for one in self._texts if any(word in one.text for word in _TITLE))
        return next(titles, self._texts[0])

    def _year(self) -> Cell | None:
        field = self._fields.get(YEAR)
        found = (field and field.value) or _year_of_title(self._texts)
        if found is None:
            self._missing("missing-cell/form-year", field)
        return found

    def _code(self) -> Cell | None:
        """The code of six digits; one of five if only one is meant; or that of the names."""
        field = self._fields.get(CODE)
        if field and field.value:
            code = self._of_digits(field.value)
            self._tell_name(code)
            return code
        found = self._of_names()
        if found is None:
            self._missing("missing-cell/form-code", field)
        return found

    def _of_digits(self, cell: Cell) -> Cell:
        digits = narrow(cell.text).replace("-", "").strip()
        if not _FIVE_DIGITS.fullmatch(digits):
            return Cell(digits, cell.place)
        codes = [code for code in of_five_digits(digits) if code in municipalities()]
        if len(codes) != 1:
            return Cell(digits, cell.place)
        read = f"{municipalities()[codes[0]].name_ja} {codes[0]}"
        self._told.add("code-read", cell.place, severity=Severity.INFO, found=digits, read=read)
        return Cell(codes[0], cell.place)

    def _tell_name(self, code: Cell) -> None:
        """The names above the code may be those of another municipality."""
        prefecture, city = self._value(PREFECTURE), self._value(CITY)
        if city is not None:
            whole = f"{prefecture.text if prefecture else ''}{city.text}"
            repeated = prefecture and city.text.startswith(prefecture.text)
            name = city.text if repeated else whole
            tell_other(code.text, name, city.place, self._told)

    def _value(self, name: str) -> Cell | None:
        return self._fields[name].value if name in self._fields else None

    def _of_names(self) -> Cell | None:
        prefecture, city = (self._fields.get(one) for one in (PREFECTURE, CITY))
        if prefecture is None or prefecture.value is None:
            return None
        named = (city and city.value) or prefecture.value
        wanted = (prefecture.value.text, named.text)
        known = municipalities().values()
        codes = [one.code for one in known if (one.prefecture_ja, one.name_ja) == wanted]
        return Cell(codes[0], named.place) if codes else None

    def _missing(self, key: str, field: _Field | None) -> None:
        self._told.add(key, field.place if field else self._title().place)

    def shown(self) -> Iterator[tuple[int, ShownCell]]:
        """Row number and cell, for what people see above the table."""
        title = self._title()
        yield title.place.line, ShownCell(title.place.column, "title", _TITLE_JA, title.text)
        for one in self._fields.values():
            label, text = one.label.text, one.value.text if one.value else ""
            yield one.place.line, ShownCell(one.place.column, "field", label, text)


def year_of(text: str) -> int | None:
    """The fiscal year that a text names, None if it cannot be read."""
    try:
        return fiscal_year(text)
    except UnreadableError:
        return None


def _fields(form: Form) -> Iterator[tuple[str, _Field]]:
    """Label → field, the first of each."""
    made: dict[str, _Field] = {}
    for number, row in sorted(form.sheet.rows.items()):
        if number >= form.first:
            break
        for name, one in _fields_of_row(form, number, row):
            made.setdefault(name, one)
    yield from made.items()


def _fields_of_row(
    form: Form, number: int, row: Mapping[int, Cell]
) -> Iterator[tuple[str, _Field]]:
    labels = {column: _LABELS.get(heading_word(cell.text), "") for column, cell in row.items()}
    for column in sorted(row):
        cell, name = row[column], labels[column]
        label, *rest = _COLON.split(cell.text, maxsplit=1)
        inside = rest[0].strip() if rest else ""
        if inside and heading_word(label) in _LABELS:
            value = Cell(inside, cell.place)
            yield _LABELS[heading_word(label)], _Field(Cell(label, cell.place), cell.place, value)
        elif name and labels.get(column + 1) != name:  # the last cell of a merged label
            yield name, _field(form, number, column, labels)


def _field(form: Form, number: int, column: int, labels: Mapping[int, str]) -> _Field:
    """The value is the next cell that holds something, unless that is another label."""
    row = form.sheet.rows[number]
    beside = min((one for one in row if one > column), default=0)
    if beside and not labels[beside]:
        return _Field(row[column], row[beside].place, row[beside])
    return _Field(row[column], form.grid.place(form.sheet, number, column + 1), None)


def _year_of_title(texts: list[Cell]) -> Cell | None:
    """The fiscal year in a title such as 令和5年度…の実績値等について."""
    for cell in texts:
        found = _YEAR_PRINTED.search(narrow(cell.text))
        if found:
            return Cell(found[0], cell.place)
    return None
