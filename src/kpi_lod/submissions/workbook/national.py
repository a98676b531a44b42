"""The national result report form, filled from a submission, so that entry happens once.

各交付対象事業の重要業績評価指標（KPI）の実績値等, of the grants for regional revitalisation, with
the columns ① to ⑦ as published copies have them. In: :data:`~kpi_lod.submissions.plain.Plain`. Out:
a workbook of one sheet; a project spans as many rows as it has KPIs, its own cells merged.
:mod:`~kpi_lod.submissions.workbook.national_reading` is the way back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from kpi_lod.errors import UnreadableError
from kpi_lod.japanese.years import fiscal_year, printed_fiscal_year
from kpi_lod.records import Period
from kpi_lod.register.municipalities import municipalities
from kpi_lod.register.schemes import schemes
from kpi_lod.submissions.plain import Plain
from kpi_lod.submissions.tables import period
from kpi_lod.submissions.workbook.book import (
    CELL,
    GUIDE,
    HEADING,
    SMALL,
    TITLE,
    Book,
    Look,
    new_book,
    set_widths,
    write,
)
from kpi_lod.submissions.workbook.fitting import height

SHEET = "実績報告"
FORM_TITLE = "各交付対象事業の重要業績評価指標（KPI）の実績値等について"
PREFECTURE, CITY, CODE = "都道府県名", "市区町村名", "都道府県・市区町村コード"
DEPARTMENT, CONTACT, YEAR = "担当部局課名", "連絡先", "報告年度"
HEAD = (PREFECTURE, CITY, CODE, DEPARTMENT, CONTACT, YEAR)
"""The fields above the table; the form itself names the year only in its title."""


@dataclass(frozen=True, slots=True)
class FormColumn:
    """One column: its group ① to ⑦, its heading, ``width`` in characters; ``of_kpi``: a cell for
    each KPI, not one for the project. ``key``: what it holds, empty if only people need it.
    """

    key: str
    group: str
    heading: str
    width: int
    of_kpi: bool = False
    number: bool = False


_KPI = "④本事業における重要業績評価指標（KPI）"
_ACTUAL = "⑤本事業終了後における実績値"
_REVIEW = "⑥外部有識者からの評価"
_FUTURE = "⑦実績値を踏まえた事業の今後について"

COLUMNS = (
    FormColumn("number", "No", "", 5),
    FormColumn("name", "①交付対象事業の名称", "", 26),
    FormColumn("programme", "②交付金の種類", "", 20),
    FormColumn("settlement", "③実績額\n（単位：円）", "", 14, number=True),
    FormColumn("kpi-number", _KPI, "指標", 6, of_kpi=True),
    FormColumn("kpi", _KPI, "指標名", 30, of_kpi=True),
    FormColumn("target", _KPI, "指標値", 11, of_kpi=True, number=True),
    FormColumn("unit", _KPI, "単位", 8, of_kpi=True),
    FormColumn("due", _KPI, "目標年月", 12, of_kpi=True),
    FormColumn("actual", _ACTUAL, "実績値", 11, of_kpi=True, number=True),
    FormColumn("effect", _ACTUAL, "事業効果", 18),
    FormColumn("external-review", _REVIEW, "事業の評価", 18),
    FormColumn("comment", _REVIEW, "外部有識者からの意見", 26),
    FormColumn("next", _FUTURE, "今後の方針", 16),
    FormColumn("reason", _FUTURE, "今後の方針の理由", 26),
)

EVALUATION_SCHEMES = {
    "effect": "effect",
    "external-review": "external-review",
    "next": "next-step",
}
_SPENT = ("settlement", "eligible-expenditure")
"""The amount of column ③: the settlement, or what the grant was calculated from."""

_NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_TABLE_TOP = 2 + len(HEAD) // 2 + 1
_FILLED: dict[str, Look] = {**CELL, "locked": False}


def national_form(data: Plain) -> bytes:
    """The form filled from a submission that can be read: its reporting year, all its projects.

    Raises KpiLodError ``cell-too-long``.
    """
    head = _mapping(data)
    year = fiscal_year(str(head["reporting-year"]))
    projects = [_mapping(one) for one in _list(head.get("projects"))]
    book = new_book(f"{FORM_TITLE} {head['municipality']} {year}")
    made = book.sheet(SHEET, "#2F75B5")
    set_widths(made, [one.width for one in COLUMNS])
    _add_head(book, made, _head(head, projects, year))
    _add_headings(book, made)
    line = _TABLE_TOP + 2
    for number, project in enumerate(projects, 1):
        line = _add_project(book, made, line, [*_lines(project, number, year)])
    made.freeze_panes(_TABLE_TOP + 2, 2)
    made.repeat_rows(_TABLE_TOP, _TABLE_TOP + 1)
    made.ignore_errors({"number_stored_as_text": f"A1:O{line + 1}"})
    return book.content()


def _head(
    head: Mapping[str, Plain], projects: Sequence[Mapping[str, Plain]], year: int
) -> Mapping[str, str]:
    place = municipalities()[str(head["municipality"])]
    departments = [str(name) for one in projects for name in _list(one.get("departments"))]
    return {
        PREFECTURE: place.prefecture_ja,
        CITY: "" if place.kind == "prefecture" else place.name_ja,
        CODE: place.code,
        DEPARTMENT: "、".join(dict.fromkeys(departments)),
        YEAR: printed_fiscal_year(year),
    }


def _add_head(book: Book, made: Worksheet, known: Mapping[str, str]) -> None:
    made.set_row(0, 30)
    write(book, made, (0, 0), FORM_TITLE, TITLE)
    write(book, made, (1, 0), "連絡先など、空いている欄は記入してください。", {**GUIDE, **SMALL})
    for number, label in enumerate(HEAD):
        line, side = 2 + number % 3, 0 if number < len(HEAD) // 2 else 5
        value = side + 2
        made.merge_range(line, side, line, value - 1, "", book.format(HEADING))
        write(book, made, (line, side), label, HEADING)
        if not side:
            made.merge_range(line, value, line, value + 1, "", book.format(_FILLED))
        else:
            made.merge_range(line, value, line, value + 3, "", book.format(_FILLED))
        write(book, made, (line, value), known.get(label, ""), {**_FILLED, "align": "left"})


def _add_headings(book: Book, made: Worksheet) -> None:
    made.set_row(_TABLE_TOP, 32)
    made.set_row(_TABLE_TOP + 1, 32)
    look: dict[str, Look] = {**HEADING, "align": "center"}
    groups = [one.group for one in COLUMNS]
    for group in dict.fromkeys(groups):
        first, count = groups.index(group), groups.count(group)
        lower = _TABLE_TOP if COLUMNS[first].heading else _TABLE_TOP + 1
        if (lower, count) != (_TABLE_TOP, 1):
            place = (_TABLE_TOP, first, lower, first + count - 1)
            made.merge_range(*place, "", book.format(look))
        write(book, made, (_TABLE_TOP, first), group, look)
    for number, one in enumerate(COLUMNS):
        if one.heading:
            write(book, made, (_TABLE_TOP + 1, number), one.heading, look)


def _lines(project: Mapping[str, Plain], number: int, year: int) -> Iterator[Mapping[str, str]]:
    """What the form says of a project, a row for each KPI; the first tells of the project too."""
    own = {"number": str(number), **_project(project, year)}
    for n, kpi in enumerate(map(_mapping, _list(project.get("kpis")))):
        yield {**own, **_kpi(kpi, year), "kpi-number": _number(n)}
        own = {}
    if own:
        yield own


def _number(n: int) -> str:
    return f"指標{_NUMBERS[n] if n < len(_NUMBERS) else n + 1}"


def _project(project: Mapping[str, Plain], year: int) -> dict[str, str]:
    budget = _of_period(project.get("budget"), Period(year))
    spent = [_text(budget[kind]) for kind in _SPENT if kind in budget]
    rated = _of_period(project.get("evaluation"), Period(year))
    made = {key: _text(rated.get(key, "")) for key in ("comment", "reason")}
    for key, scheme in EVALUATION_SCHEMES.items():
        made[key] = _label(scheme, _text(rated.get(key, "")))
    made["name"] = _text(project.get("name", ""))
    made["programme"] = _label("programme", _text(project.get("programme", "")))
    made["settlement"] = next(filter(None, spent), "")
    return made


def _kpi(kpi: Mapping[str, Plain], year: int) -> dict[str, str]:
    """The target and the actual of the year; of the calendar year where only that is told."""
    values = kpi.get("values")
    when = Period(year)
    cells = _of_period(values, when)
    if not cells:
        when = Period(year, calendar=True)
        cells = _of_period(values, when)
    targets = [_text(cells[kind]) for kind in ("revised-target", "target") if kind in cells]
    target = next(filter(None, targets), "")
    due = f"{year}年12月" if when.calendar else f"{year + 1}年3月"
    return {
        "kpi": _text(kpi.get("name", "")),
        "unit": schemes()["unit"].labels.get(_text(kpi.get("unit", "")), _text(kpi["unit"])),
        "target": target,
        "due": due if target else "",
        "actual": _text(cells.get("actual", "")),
    }


def _add_project(book: Book, made: Worksheet, top: int, lines: Sequence[Mapping[str, str]]) -> int:
    bottom = top + len(lines) - 1
    for number, one in enumerate(COLUMNS):
        look: dict[str, Look] = {**_FILLED, "align": "right" if one.number else "left"}
        if not one.of_kpi and bottom > top:
            made.merge_range(top, number, bottom, number, "", book.format(look))
        for line, texts in enumerate(lines if one.of_kpi else lines[:1], top):
            write(book, made, (line, number), texts.get(one.key, ""), look)
    for line, texts in enumerate(lines, top):
        made.set_row(line, _height(texts, lines))
    return bottom + 1


def _height(texts: Mapping[str, str], lines: Sequence[Mapping[str, str]]) -> float:
    """High enough for the KPI, and for its part of the merged cells."""
    own = [(texts.get(one.key, ""), one.width) for one in COLUMNS if one.of_kpi]
    merged = [(lines[0].get(one.key, ""), one.width) for one in COLUMNS if not one.of_kpi]
    shared = (height(merged) or 0) / len(lines)
    return max(height(own) or 20, shared, 20)


def _of_period(data: Plain | None, when: Period) -> Mapping[str, Plain]:
    for key, cells in _mapping(data).items():
        try:
            if period(key) == when:
                return _mapping(cells)
        except UnreadableError:
            continue
    return {}


def _text(cell: Plain) -> str:
    """What was printed in a cell."""
    if isinstance(cell, Mapping):
        cell = cell.get("value", cell.get("as-written", ""))
    return cell if isinstance(cell, str) else ""


def _label(scheme: str, text: str) -> str:
    """The printed answer of a code; a text that is none stays."""
    return schemes()[scheme].labels.get(text, text)


def _mapping(data: Plain | None) -> Mapping[str, Plain]:
    return data if isinstance(data, Mapping) else {}


def _list(data: Plain | None) -> list[Plain]:
    return list(data) if isinstance(data, list) else []
