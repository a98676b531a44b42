"""The sheets that people fill in: the form about the document, and the tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from kpi_lod.submissions.workbook.book import (
    CELL,
    ENTRY,
    GUIDE,
    HEADING,
    REQUIRED_HEADING,
    SMALL,
    TITLE,
    Book,
    Look,
    open_columns,
    protect,
    set_widths,
    write,
)
from kpi_lod.submissions.workbook.choices import choices
from kpi_lod.submissions.workbook.filling import Row
from kpi_lod.submissions.workbook.fitting import height, widths
from kpi_lod.submissions.workbook.headings import Heading, headings
from kpi_lod.submissions.workbook.layout import Column, Sheet, sheets

TABLE_TOP = 3
"""Rows above the first row of a table: title, Japanese headings, English headings."""

FORM_TOP = 1
"""Rows above the first field of the form."""

SPARE_ROWS = 15
"""Empty rows drawn below the last one; more can be added."""

_LISTED_ROWS = 1_000
"""Rows that have their drop-downs, at least."""

_HINT_WIDTH, _ENGLISH_WIDTH = 56, 20
_FIELD_HEIGHT, _SMALL_LINE = 20.0, 12.0
_LEADING = ("project", "kpi", "id", "name", "period", "year")
_IDS = {"project": ("projects", "project_ids"), "kpi": ("kpis", "kpi_ids")}
"""Column → the sheet whose ids it takes, and their defined name."""

_GUIDES = {
    "head": "資料1つにつき、このファイル1つ。左の見出しは変えないでください。",
    "projects": "1行に1事業。資料に載っている事業をすべて写します。",
    "activities": "1行に1つ。実施したことが資料になければ空のままで構いません。",
    "kpis": "1行に1つのKPI。値は「実績」シートに書きます。",
    "values": "1行に、1つのKPIの1つの年度。資料に印刷された数や文字をそのまま写します。"
    "数がないことを0とは書きません。",
    "budget": "1行に、1つの事業の1つの年度。円。千円単位なら「1,201千円」のように書きます。",
    "evaluation": "1行に、1つの事業の1つの年度。資料になければ空のままで構いません。",
}
_LEGEND = "色の濃い見出しの「＊」は必ず書く項目です。"
_COLOUR = "#2F75B5"


def add_form(book: Book, sheet: Sheet, row: Row, notes: Mapping[str, str]) -> None:
    """Add the sheet of the fields. ``notes``: column key → what is known of its value."""
    made = book.sheet(sheet.name, _COLOUR)
    room = sheet.columns[0].width
    set_widths(made, (20, room, _HINT_WIDTH, _ENGLISH_WIDTH))
    _add_title(book, made, sheet)
    for line, heading in enumerate(headings(sheet, [row]), FORM_TOP):
        column, value = heading.column, row.get(heading.key, "")
        made.set_row(line, height([(value, room)]) or _FIELD_HEIGHT)
        look = REQUIRED_HEADING if column.required else HEADING
        write(book, made, (line, 0), heading.marked, look)
        write(book, made, (line, 1), value, ENTRY)
        hint = "　".join(filter(None, (notes.get(column.key), column.text)))
        write(book, made, (line, 2), hint, {**CELL, **SMALL, "font_size": 9})
        write(book, made, (line, 3), heading.en, {**CELL, **SMALL})
        _add_validation(made, column, (line, 1, line, 1))
    made.freeze_panes(FORM_TOP, 1)
    protect(made, entry=False)


def add_table(book: Book, sheet: Sheet, rows: Sequence[Row], kpis: Sequence[Row]) -> None:
    """Add the sheet of a table. ``kpis``: the rows that name the indicators."""
    made = book.sheet(sheet.name, _COLOUR)
    columns = headings(sheet, rows)
    room = widths(columns, rows)
    open_columns(book, made, room)
    _add_title(book, made, sheet)
    _add_headings(book, made, columns, room)
    last = TABLE_TOP + len(rows) + SPARE_ROWS - 1
    for line in range(TABLE_TOP, last + 1):
        row = rows[line - TABLE_TOP] if line - TABLE_TOP < len(rows) else {}
        texts = [row.get(heading.key, "") for heading in columns]
        made.set_row(line, height(zip(texts, room, strict=True)))
        for number, heading in enumerate(columns):
            _add_cell(book, made, (line, number), heading, row)
    if sheet.key == "values":
        _add_names(book, made, columns, range(TABLE_TOP, last + 1), (rows, kpis))
    bottom = last_row(rows)
    for number, heading in enumerate(columns):
        _add_validation(made, heading.column, (TABLE_TOP, number, bottom, number))
    made.ignore_errors({"number_stored_as_text": f"A1:{xl_rowcol_to_cell(bottom, len(columns))}"})
    made.autofilter(TABLE_TOP - 1, 0, last, len(columns) - 1)
    made.freeze_panes(TABLE_TOP, _leading(columns))
    made.repeat_rows(TABLE_TOP - 2, TABLE_TOP - 1)
    protect(made, entry=True)


def last_row(rows: Sequence[Row]) -> int:
    """The last row, from 0, that has drop-downs."""
    return TABLE_TOP + len(rows) + _LISTED_ROWS - 1


def define_ids(book: Book, tables: Mapping[str, Sequence[Row]]) -> None:
    """Name the ids that are there, without the empty cells below: those would allow anything."""
    for key, name in _IDS.values():
        sheet, rows = sheets()[key], tables[key]
        first, cells = _range(sheet, rows, "id")
        filled = f"INDEX({cells},MAX(1,COUNTA({cells})))"
        book.file.define_name(name, f"={first}:{filled}")


def _range(sheet: Sheet, rows: Sequence[Row], key: str) -> tuple[str, str]:
    """The first cell of a column, and all of them, as formulas name them."""
    keys = [one.key for one in headings(sheet, rows)]
    letter = xl_col_to_name(keys.index(key), True)
    first = f"'{sheet.name}'!{letter}${TABLE_TOP + 1}"
    return first, f"{first}:{letter}${last_row(rows) + 1}"


def _add_title(book: Book, made: Worksheet, sheet: Sheet) -> None:
    made.set_row(0, 30, book.format({**GUIDE}))
    bold, plain, small = (book.format(look) for look in (TITLE, GUIDE, {**GUIDE, **SMALL}))
    parts = (f"{sheet.name} ", small, f"{sheet.en}　", plain, f"{_GUIDES[sheet.key]}{_LEGEND}")
    made.write_rich_string(0, 0, bold, *parts, plain)


def _add_headings(
    book: Book, made: Worksheet, columns: Sequence[Heading], room: Sequence[int]
) -> None:
    locked = book.format({"locked": True})
    japanese = zip((one.marked for one in columns), room, strict=True)
    english = zip((one.en for one in columns), room, strict=True)
    made.set_row(TABLE_TOP - 2, height(japanese) or _FIELD_HEIGHT, locked)
    made.set_row(TABLE_TOP - 1, height(english, _SMALL_LINE) or _FIELD_HEIGHT, locked)
    for number, heading in enumerate(columns):
        look = REQUIRED_HEADING if heading.column.required else HEADING
        write(book, made, (TABLE_TOP - 2, number), heading.marked, look)
        write(book, made, (TABLE_TOP - 1, number), heading.en, {**look, **SMALL})


def _add_cell(book: Book, made: Worksheet, at: tuple[int, int], heading: Heading, row: Row) -> None:
    look: dict[str, Look] = {**ENTRY, "align": "right" if heading.column.number else "left"}
    write(book, made, at, row.get(heading.key, ""), look)


def _add_names(
    book: Book,
    made: Worksheet,
    columns: Sequence[Heading],
    lines: range,
    rows: tuple[Sequence[Row], Sequence[Row]],
) -> None:
    """Show the name of each row's indicator, looked up by its two ids."""
    values, kpis = rows
    sheet = sheets()["kpis"]
    ids, names, projects = (_range(sheet, kpis, key)[1] for key in ("id", "name", "project"))
    at = {one.key: number for number, one in enumerate(columns)}
    look = book.format({**ENTRY, "num_format": "General", "font_color": "#595959"})
    for line in lines:
        project, kpi = (xl_rowcol_to_cell(line, at[key]) for key in ("project", "kpi"))
        found = f'LOOKUP(2,1/(({projects}={project})*({ids}={kpi})),{names})&""'
        shown = values[line - TABLE_TOP].get("name", "") if line - TABLE_TOP < len(values) else ""
        made.write_formula(
            line, at["name"], f'=IF({kpi}="","",IFERROR({found},""))', look, value=shown
        )


def _add_validation(made: Worksheet, column: Column, cells: tuple[int, int, int, int]) -> None:
    """Add the drop-down of a column and its hint."""
    rule: dict[str, object] = {"validate": "any"}
    if column.key in _IDS:
        sheet = sheets()[_IDS[column.key][0]].name
        rule = _listed(_IDS[column.key][1], f"「{sheet}」シートにないIDです。")
        rule |= {"error_type": "warning"}
    elif column.labels:
        rule = _listed(choices()[tuple(column.labels)].name, "一覧から選んでください。")
        rule |= {"show_error": not column.suggested}
    if column.text:
        rule |= {"input_title": column.ja, "input_message": column.text}
    if len(rule) > 1:
        made.data_validation(*cells, rule)


def _listed(name: str, message: str) -> dict[str, object]:
    return {
        "validate": "list",
        "source": f"={name}",
        "error_title": "一覧にない語",
        "error_message": message,
    }


def _leading(columns: Sequence[Heading]) -> int:
    """How many columns stay in view: those that say what a row is about."""
    count = 0
    while columns[count].key in _LEADING:
        count += 1
    return count
