"""Headings and names of sheets as people write them → columns and sheets of the layout.

Widths, spaces, line breaks, marks such as ※ and （必須） make no difference; another remark in
brackets does: 実績値（千円） is not 実績値.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kpi_lod.japanese.characters import folded
from kpi_lod.submissions.workbook.filling import numbered
from kpi_lod.submissions.workbook.grid import GridRow, GridSheet
from kpi_lod.submissions.workbook.layout import Column, Sheet, sheets

_MARKS = re.compile(r"[※*＊●○◎]")
_REMARK = re.compile(
    r"[(\[【〔](必須|必須項目|必要|任意|選択|記入|半角|半角英数字|数字|数値|円|単位:円|required|optional)[)\]】〕]"
)
_YEN = re.compile(r"[(\[【〔](単位)?[:は]?[十百千万億]+円[)\]】〕]")
_MONEY = "budget"
"""The sheet whose amounts take the unit of their heading."""

_NUMBERED = re.compile(r"(.*?)\(?([1-9][0-9]{0,2})\)?", re.ASCII)
_TOP_ROWS = 40
"""Among how many rows from the top the headings are looked for."""

_FEWEST = 2
"""Headings that make a row one of headings."""

NOT_READ = frozenset(map(folded, ("記入例", "選択肢", "指摘一覧", "Example", "Lists", "Findings")))
"""Sheets that are there for people."""


@dataclass(frozen=True, slots=True)
class Headings:
    """Where a sheet's columns are: column, counted from 1 → key; data are below ``last``.

    ``row``: the row of the headings. ``twice``: pairs of columns with the same heading.
    """

    row: int
    last: int
    keys: Mapping[int, str]
    twice: tuple[tuple[int, int], ...] = ()


def column_key(sheet: Sheet, text: str) -> str:
    """The key of the column that a heading names, "" for none; a repeated one with its number.

    >>> column_key(sheets()["projects"], "担当部署（２）＊")
    'departments.2'
    """
    word = heading_word(text)
    names = _names(sheet.key)
    if sheet.key == _MONEY:
        word = _YEN.sub("", word)
    if word in names:
        return names[word].key
    match = _NUMBERED.fullmatch(word)
    column = names.get(match[1]) if match else None
    return numbered(column.key, int(match[2])) if match and column and column.many else ""


def heading_word(text: str) -> str:
    """A heading without marks and spaces, and without what may stand in brackets behind any.

    >>> heading_word("実績値（必須）＊"), heading_word("実績値（ R5 ）")
    ('実績値', '実績値(r5)')
    """
    return _REMARK.sub("", _MARKS.sub("", folded(text)))


def column_of(sheet: Sheet, key: str) -> Column:
    """The column of a key, which may have a number."""
    return next(
        one for one in sheet.columns if key == one.key or (one.many and key.startswith(one.key))
    )


def table_headings(sheet: Sheet, found: GridSheet) -> Headings | None:
    """Where the headings of a table are, None where there are none."""
    top = [row for row in sorted(found.rows) if row <= _TOP_ROWS]
    known = {row: _keys(sheet, found.rows[row]) for row in top}
    # Not by how many differ: where a heading stands twice, the row in English would win.
    best = max(top, key=lambda row: len(known[row]), default=0)
    if not best or len(set(known[best].values())) < _FEWEST:
        return None
    last = best
    while last + 1 in known and len(known[last + 1]) == len(found.rows[last + 1]):
        last += 1  # headings in English, or a second row of headings
    keys = dict(known[best])
    for row in (*range(best + 1, last + 1), best - 1, best - 2):
        for column, key in known.get(row, {}).items():
            if column not in keys and key not in keys.values():
                keys[column] = key
    return _without_repeated(Headings(best, last, keys), sheet)


def is_echo(sheet: Sheet, row: GridRow, keys: Mapping[int, str]) -> bool:
    """Whether a row only repeats the headings, as on the second printed page."""
    mine = [(keys[n], column_key(sheet, cell.text)) for n, cell in row.items() if n in keys]
    return bool(mine) and all(
        said and column_of(sheet, said) == column_of(sheet, key) for key, said in mine
    )


def named_sheet(name: str) -> str:
    """The key of the sheet that is called so, "" for none."""
    word = folded(name)
    return next((s.key for s in sheets().values() if word in (folded(s.name), folded(s.en))), "")


def sheet_by_headings(found: GridSheet) -> str:
    """The key of the sheet whose headings these are, "" where none fits or two fit as well."""
    scores: dict[str, int] = {}
    for sheet in sheets().values():
        keys = _all_keys(sheet, found)
        needed = {column.key for column in sheet.columns if column.required}
        if len(keys) > _FEWEST and needed <= keys:
            scores[sheet.key] = len(keys)
    best = [key for key, score in scores.items() if score == max(scores.values())]
    return best[0] if len(best) == 1 else ""


def _all_keys(sheet: Sheet, found: GridSheet) -> set[str]:
    if not sheet.form:
        made = table_headings(sheet, found)
        return set(made.keys.values()) if made else set()
    top = [row for number, row in found.rows.items() if number <= _TOP_ROWS]
    return {key for row in top for key in _keys(sheet, row).values()}


def _keys(sheet: Sheet, row: GridRow) -> dict[int, str]:
    named = {column: column_key(sheet, cell.text) for column, cell in row.items()}
    return {column: key for column, key in named.items() if key}


def _without_repeated(made: Headings, sheet: Sheet) -> Headings:
    """Number what may be repeated without a number; other headings stand once."""
    keys: dict[int, str] = {}
    twice = []
    for column, key in sorted(made.keys.items()):
        if column_of(sheet, key).many and key == column_of(sheet, key).key:
            taken = (*keys.values(), *made.keys.values())
            key = next(k for n in range(1, 10_000) if (k := numbered(key, n)) not in taken)  # noqa: PLW2901
        first = next((n for n, known in keys.items() if known == key), 0)
        if first:
            twice.append((first, column))
        else:
            keys[column] = key
    return Headings(made.row, made.last, keys, tuple(twice))


@cache
def _names(key: str) -> Mapping[str, Column]:
    """Folded heading → column: in Japanese, in English, in both."""
    made: dict[str, Column] = {}
    for column in sheets()[key].columns:
        ja, en = (_MARKS.sub("", folded(text)) for text in (column.ja, column.en))
        for word in (ja, en, f"{ja}{en}", f"{ja}/{en}", f"{ja}({en})"):
            made.setdefault(word, column)
    return made
