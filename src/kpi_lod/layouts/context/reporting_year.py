"""The fiscal year whose results a document reports: by its title, else by its last results. Pure.

A report is published, and its committee meets, in the year after; such a year does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from kpi_lod.documents.document import Cell, Document, Table
from kpi_lod.layouts.context.headlines import headlines, title
from kpi_lod.layouts.context.letters import plain
from kpi_lod.layouts.context.year_words import YearWord, year_ranges, year_words
from kpi_lod.layouts.found import Doubt

_HEAD = 12
_NAMED_TWICE = r"[ )]{0,2}(?:\([^()]{1,10}\))? ?"
_OF_RESULTS = re.compile(
    _NAMED_TWICE + r"(?:分|に?実施(?!要綱)|に?(?:おける|係る)|に行|事業|末|決算|対象"
    r"|(?:の|・)?(?:主な|事業)?"
    r"(?:実績|取組|取り組み|成果|実施状況|進捗|達成状況|結果)"
    r"|(?:地方創生|デジタル田園|デジ田)(?:(?!検証|評価)[^、。]){0,40}?"
    r"(?:実績|成果|結果|実施状況))"
)
_OF_MEETING = re.compile(
    _NAMED_TWICE + r"(?:第[0-9一二三四五]+回"
    r"|[^、。]{0,30}?(?:会議|委員会|審議会|協議会|作成|公表|更新|改[訂定]|版|計画|予算|募集|申請|目標))"
)
_IN_BRACKETS = re.compile(
    r"(?:実績|状況|結果|検証|評価|報告|一覧|KPI|成果)[^、。()]{0,8}\([^()]{0,8}年度(?:版|分|末)?\)$"
)
_RESULT = re.compile(r"^[ )]{0,2}(?:年度|末)?(?:の)?[ :()]{0,2}(?:実績|取組|結果|成果|決算|達成)")
_RESULT_BEFORE = re.compile(
    r"(?:実績(?:値|額)?|結果|最新値|直近値)[ :)】\]]{0,3}"
    r"[約▲△-]?[0-9]{0,3}(?:,?[0-9]{3}){0,3}(?:\.[0-9]{1,3})?"
    r"[^0-9()、。\n]{0,8}[ :(（【\[〈<]{0,3}$"
)
_ACTUAL = re.compile(r"実績")
_OTHER = re.compile(r"目標|計画|見込|予定|予測|基準|予算|当初")
_VALUE_BEHIND = re.compile(r"[0-9](?!月|[0-9]月|日)")
_STACKED = re.compile(r"下段[^、。]{0,6}実績")
_DUE = re.compile(r"目標年月|達成年月|目標月|目標時期|目標達成時期")
_FIGURES = re.compile(r"[→⇒]|[0-9]:|:[0-9]")
_BESIDE, _LONGEST = 24, 120
_EARLIEST = 2005
_WESTERN = re.compile(r"20[0-9]{2}")
_DIGITS_LAST = re.compile(r"[0-9][0-9,.]*[^\s0-9]{0,6}$")


class Reported(NamedTuple):
    """The year, None if it cannot be told, and what a person must look at."""

    year: int | None
    doubts: tuple[Doubt, ...] = ()


def reporting_year(document: Document) -> Reported:
    """The fiscal year that the document is about."""
    titled = _titled(document)
    last = _last_result(document)
    if titled.year is not None and titled.sure:
        return Reported(titled.year, _disagreement(titled.year, last))
    if titled.bracketed and titled.year is not None and last is not None and last > titled.year:
        return Reported(titled.year, _disagreement(titled.year, last))
    if last is not None:
        meant = () if titled.year in (None, last, last + 1) else _disagreement(last, titled.year)
        return Reported(last, meant)
    guesses = (titled.year, _due(document), _named_file(document))
    guess = next((year for year in guesses if year is not None), None)
    if guess is None:
        return Reported(None, (Doubt("draft-year/none", ""),))
    return Reported(guess, (Doubt("draft-year/guessed", "", (("found", str(guess)),)),))


def _disagreement(taken: int, other: int | None) -> tuple[Doubt, ...]:
    if other is None or other == taken:
        return ()
    return (Doubt("draft-year", "", (("found", str(taken)), ("other", str(other)))),)


class _Titled(NamedTuple):
    """``bracketed``: the year ends the line, （令和5年度）, as titles of reports do."""

    year: int | None
    sure: bool = False
    bracketed: bool = False


def _titled(document: Document) -> _Titled:
    """The year of the title and first lines; sure where a word says that it is of the results."""
    lines = [plain(text) for text in (title(document), document.title)]
    lines += [plain(line.text) for line in headlines(document)[:_HEAD]]
    lines = [line for line in lines if len(line) <= _LONGEST]
    said = [_of_line(line) for line in lines]
    sure = [found for found in said if found.sure]
    unsure = [found for line, found in zip(lines, said, strict=True) if not _FIGURES.search(line)]
    return (sure or [found for found in unsure if found.year is not None] or [_Titled(None)])[0]


def _of_line(text: str) -> _Titled:
    """Behind which year words of results stand; the earlier of two, for the later evaluates it."""
    ranged = {word.start for pair in year_ranges(text) for word in pair}
    words = [w for w in year_words(text) if w.start not in ranged and not w.day]
    words = [w for w in words if w.year >= _EARLIEST]
    sure = [w.year for w in words if _OF_RESULTS.match(text, w.end) and not _meets(text, w)]
    if sure:
        return _Titled(min(sure), sure=True)
    unsure = [w.year for w in words if not _meets(text, w)]
    bracketed = len(unsure) == 1 and _IN_BRACKETS.search(text) is not None
    return _Titled(min(unsure), bracketed=bracketed) if unsure else _Titled(None)


def _meets(text: str, word: YearWord) -> bool:
    return _OF_MEETING.match(text, word.end) is not None


def _last_result(document: Document) -> int | None:
    """The last year that has results: in tables, by headings with values below or by a word beside
    it; where tables tell none, in the text.
    """
    in_tables, in_text = list[int](), list[int]()
    stacked = any(_STACKED.search(plain(line.text)) for line in headlines(document))
    for block in document.blocks():
        if isinstance(block, Table):
            in_tables += _with_values(block, stacked)
            in_tables += (year for cell in block.cells for year in _beside(cell.text))
        else:
            in_text += _beside(block.text)
    return max(in_tables or in_text, default=None)


def _beside(text: str) -> Iterator[int]:
    """Years that a text prints next to a word for results, with something behind."""
    printed = plain(text)
    for word in year_words(printed):
        behind = printed[word.end : word.end + _BESIDE]
        before = printed[max(0, word.start - _BESIDE) : word.start]
        if word.day or _OTHER.match(behind.strip(" 度の")):
            continue
        beside = _RESULT_BEFORE.search(before)
        if _RESULT.match(behind) or (beside and not _OTHER.search(beside[0])):
            yield word.year


def _with_values(table: Table, stacked: bool) -> Iterator[int]:
    """Years of headings that have a number below in a row or column of results. ``stacked``: every
    cell has the target above and the actual below.
    """
    grid, width, height = table.grid(), table.width, table.height
    for heading in table.cells:
        year = _heading_year(heading)
        if year is None or _is_among_figures(grid, heading):
            continue
        wide, over = _widened(grid, heading, width), _over(grid, heading, width)
        below = _values(grid, wide, height)
        if any(
            _is_actual(grid, heading, cell, over) or (stacked and len(cell.text.split()) > 1)
            for cell in below
        ):
            yield year


def _is_among_figures(grid: Mapping[tuple[int, int], Cell], cell: Cell) -> bool:
    """Whether four digits stand below other digits: a figure, and no year."""
    bare = _WESTERN.fullmatch(plain(cell.text).strip()) is not None
    return bare and bool(_DIGITS_LAST.fullmatch(plain(_text(grid, cell.row - 1, cell.column))))


def _heading_year(cell: Cell) -> int | None:
    printed = plain(cell.text).strip()
    if _WESTERN.fullmatch(printed):
        return int(printed)
    words = year_words(printed)
    if len(words) != 1 or words[0].day or len(printed) > _BESIDE:
        return None
    valued = _VALUE_BEHIND.search(printed, words[0].end)
    return None if valued or _OTHER.search(printed) else words[0].year


def _widened(grid: Mapping[tuple[int, int], Cell], heading: Cell, width: int) -> Cell:
    """The heading over the blank cells to its right, which a text does not show to be merged."""
    last = heading.column + heading.columns - 1
    while last < width and not _text(grid, heading.row, last + 1):
        last += 1
    return replace(heading, columns=last - heading.column + 1)


def _text(grid: Mapping[tuple[int, int], Cell], row: int, column: int) -> str:
    cell = grid.get((row, column))
    return cell.text.strip() if cell is not None else ""


def _values(grid: Mapping[tuple[int, int], Cell], heading: Cell, height: int) -> Iterator[Cell]:
    """The cells below a heading that end in a number."""
    for row in range(heading.row + heading.rows, height + 1):
        for column in range(heading.column, heading.column + heading.columns):
            cell = grid.get((row, column))
            if cell is None or cell.row <= heading.row or year_words(cell.text):
                continue
            if _DIGITS_LAST.search(plain(cell.text).strip()):
                yield cell


def _is_actual(grid: Mapping[tuple[int, int], Cell], heading: Cell, cell: Cell, over: str) -> bool:
    """By the heading itself, the cells between heading and value, else the row's own label."""
    rows = range(heading.row + heading.rows, min(cell.row, heading.row + heading.rows + 2))
    above = " ".join((over, heading.text, *(_text(grid, row, cell.column) for row in rows)))
    if _ACTUAL.search(above) or _OTHER.search(above):
        return bool(_ACTUAL.search(above))
    left = [_text(grid, cell.row, column) for column in range(1, cell.column)]
    return any(_ACTUAL.search(text) and len(text) <= _BESIDE for text in left)


def _over(grid: Mapping[tuple[int, int], Cell], heading: Cell, width: int) -> str:
    """What stands over a heading: in its column, else at the left of the blank cells there; but
    not where the same stands over the same year twice, and may be over either.
    """
    over = _nearest(grid, heading.row - 1, heading.column)
    again = [
        _nearest(grid, heading.row - 1, column)
        for column in range(1, width + 1)
        if grid.get((heading.row, column), heading) is not heading
        and _text(grid, heading.row, column) == heading.text.strip()
    ]
    text = _text(grid, heading.row - 1, heading.column) if over in again else over
    return text if len(text) <= _BESIDE else ""


def _nearest(grid: Mapping[tuple[int, int], Cell], row: int, column: int) -> str:
    texts = (_text(grid, row, left) for left in range(column, 0, -1))
    return next((text for text in texts if text), "")


def _named_file(document: Document) -> int | None:
    """The year of the file's name (``…_r5.pdf``), where it has just one."""
    years = {word.year for word in year_words(re.sub(r"[-_]", " ", document.file)) if not word.day}
    return years.pop() if len(years) == 1 else None


def _due(document: Document) -> int | None:
    """The year in which most targets were due: the national form is sent after it."""
    years = [*_due_in_tables(document)] or [*_due_in_text(document)]
    return max(sorted(set(years)), key=years.count, default=None)


def _due_in_tables(document: Document) -> Iterator[int]:
    tables = (block for block in document.blocks() if isinstance(block, Table))
    for table in tables:
        for heading in table.cells:
            if _DUE.search(plain(heading.text)):
                below = (c for c in table.cells if c.column == heading.column)
                texts = (cell.text for cell in below if cell.row > heading.row)
                yield from (word.year for text in texts for word in year_words(text) if word.day)


def _due_in_text(document: Document) -> Iterator[int]:
    """The months that lines print below a heading 目標年月."""
    below = False
    for block in document.blocks():
        if isinstance(block, Table):
            continue
        if below:
            yield from (word.year for word in year_words(plain(block.text)) if word.day)
        below = below or _DUE.search(plain(block.text)) is not None
