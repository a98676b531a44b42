"""Lines that are the national form, its cells torn apart → its table.

A cell may stand on a line of its own or several on one, and the project's cells beside any of its
KPIs. What is sure are the figures of a KPI, which fit their headings (1,200 人 H30.3 1,150), and
the mark before its name (指標①); between them stands its name, before them the project, which is
numbered. Where that does not come out for every project, nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from kpi_lod.documents.document import Block, Cell, Paragraph, Table
from kpi_lod.layouts.context import programme
from kpi_lod.layouts.headings.labels import label
from kpi_lod.layouts.names import is_name, project_name
from kpi_lod.layouts.torn.form_heads import Column, FormHead, form_head
from kpi_lod.layouts.torn.heads import fits, is_figure, words

_MARK = re.compile(r"(?:(?:指標|KPI|ＫＰＩ)[ \u3000]?([①-⑩]|[1-9１-９](?![0-9０-９]))[：:]?)(.*)")
_FIRST = ("①", "1", "１")
_MOST_OF_GRANT = 5
_LONGEST_NAME = 90
_MOST_WORDS = 4_000
_PROJECT = ("事業", "プロジェクト")


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    line: int
    at: str


@dataclass(slots=True)
class _Row:
    """A KPI: the words of its name and figures."""

    name: str
    figures: Sequence[_Word]


@dataclass(slots=True)
class _Project:
    """A project: the cells of its front columns, and its KPIs."""

    cells: dict[int, str] = field(default_factory=dict)
    rows: list[_Row] = field(default_factory=list)


def forms_table(lines: Sequence[Paragraph], start: int) -> tuple[Sequence[Block], int] | None:
    """The table that begins at a line, and where the lines go on behind it; None if none does."""
    head = form_head(lines, start)
    if head is None:
        return None
    first = start + head.lines
    every = (word for at in range(first, len(lines)) for word in _words(lines[at], at))
    stream = list(islice(every, _MOST_WORDS))
    places = list(_cores(stream, head.core))
    projects = _Projects(head).read(stream, places) if places else None
    if not projects:
        return None
    end = stream[places[-1] + len(head.core) - 1].line + 1
    return (Table(tuple(_cells(head, projects, lines[start].at))),), end


def _words(line: Paragraph, at: int) -> Iterator[_Word]:
    for text in words(line.text) or [line.text]:
        marked = _MARK.fullmatch(text)
        if marked and marked[2]:
            yield _Word(text[: marked.start(2)], at, line.at)
            yield _Word(marked[2], at, line.at)
        else:
            yield _Word(text, at, line.at)


def _cores(stream: Sequence[_Word], core: Sequence[Column]) -> Iterator[int]:
    """Where the figures of KPIs begin."""
    at = 0
    while at + len(core) <= len(stream):
        some = stream[at : at + len(core)]
        fitting = all(_fits(word.text, one) for word, one in zip(some, core, strict=True))
        if fitting and _together(some, stream[at + len(core) : at + len(core) + 1]):
            yield at
            at += len(core)
        else:
            at += 1


def _together(some: Sequence[_Word], behind: Sequence[_Word]) -> bool:
    """Whether the figures stand on one line, or each on its own: else one is missing, and the
    number of the next row stands in its place.
    """
    lines = {word.line for word in some}
    if len(lines) == 1:
        return True
    return len(lines) == len(some) and not (behind and behind[0].line == some[-1].line)


def _fits(text: str, column: Column) -> bool:
    if column.said.field == "target-date":
        said = label(text)
        return said is not None and said.period is not None and not said.kinds
    return fits(text, column.said)


class _Projects:
    """Puts what stands before the figures of each KPI in its place."""

    def __init__(self, head: FormHead) -> None:
        self.head = head
        self.found: list[_Project] = []
        self.numbered = 0

    def read(self, stream: Sequence[_Word], places: Sequence[int]) -> Sequence[_Project]:
        """The projects; [] where anything does not fit."""
        size, before = len(self.head.core), 0
        for place in places:
            figures = stream[place : place + size]
            if not self._kpi(stream[before:place], figures):
                return []
            before = place + size
        whole = all(self._is_whole(project) for project in self.found)
        return self.found if whole else []

    def _is_whole(self, project: _Project) -> bool:
        names = [row.name for row in project.rows]
        return bool(project.cells) and len(set(names)) == len(names)

    def _kpi(self, segment: Sequence[_Word], figures: Sequence[_Word]) -> bool:
        marks = [place for place, word in enumerate(segment) if _MARK.fullmatch(word.text)]
        if not marks:
            return self._unmarked(segment, figures)
        mark = _MARK.fullmatch(segment[marks[-1]].text)
        name = _joined(segment[marks[-1] + 1 :])
        if mark is None or not is_name(name) or len(name) > _LONGEST_NAME:
            return False
        cells = self._front(segment[: marks[-1]])
        if mark[1] in _FIRST:
            self.found.append(_Project())
        if not self.found or (cells and self.found[-1].cells):
            return False
        if cells:
            self.numbered += 1
            self.found[-1].cells = cells
        self.found[-1].rows.append(_Row(name, figures))
        return True

    def _unmarked(self, segment: Sequence[_Word], figures: Sequence[_Word]) -> bool:
        """A KPI without a mark, where nothing but its name and project can stand before it."""
        if self.head.tail or not segment or not is_name(segment[-1].text):
            return False
        if len(segment) > 1:
            cells = self._front(segment[:-1])
            if not cells or not self._is_told(segment):
                return False
            self.numbered += 1
            self.found.append(_Project(cells))
        if not self.found:
            return False
        self.found[-1].rows.append(_Row(segment[-1].text, figures))
        return True

    def _is_told(self, segment: Sequence[_Word]) -> bool:
        """Whether each word before a name has a column, and the project's is a number's or its."""
        whole = len(segment) == len(self.head.front) + 1
        named = segment[0].text.endswith(_PROJECT)
        return whole and (self.head.has("number") or named)

    def _front(self, segment: Sequence[_Word]) -> dict[int, str]:
        """The project's cells by column; {} where no project stands there."""
        start = self._start(segment)
        if start is None:
            return {}
        rest, cells = list(segment[start:]), dict[int, str]()
        for column in reversed(range(len(self.head.front))):
            size = self._size(rest, self.head.front[column])
            cells[column] = _joined(rest[len(rest) - size :])
            rest = rest[: len(rest) - size]
        return cells if not rest and all(cells.values()) else {}

    def _start(self, segment: Sequence[_Word]) -> int | None:
        """Where the project begins: at its number, else with the first word of all."""
        if not self.head.has("number"):
            return 0 if segment and not (self.found and self.head.tail) else None
        wanted = str(self.numbered + 1)
        numbers = (n for n in reversed(range(len(segment))) if _number(segment[n]) == wanted)
        return next(numbers, None)

    def _size(self, rest: Sequence[_Word], column: Column) -> int:
        """How many of the last words belong to a column."""
        wanted = column.said.field
        if wanted == "money":
            return int(bool(rest) and is_figure(rest[-1].text))
        if wanted == "programme":
            return _of_grant(rest)
        if wanted == "project":
            return len(rest) - int(self.head.has("number"))
        return 1 if rest else 0


def _of_grant(rest: Sequence[_Word]) -> int:
    """How many of the last words are a grant or its type; else the last."""
    sizes = range(1, min(_MOST_OF_GRANT, len(rest)))
    whole = [size for size in sizes if _is_grant(_joined(rest[-size:]))]
    return whole[-1] if whole else min(1, len(rest))


def _is_grant(text: str) -> bool:
    return programme(text) == text


def _number(word: _Word) -> str:
    return word.text.strip("().（）．").translate(_NARROW)


_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")


def _joined(some: Sequence[_Word]) -> str:
    """The words as one text: with their spaces on one line, without any over two."""
    text, line = "", -1
    for word in some:
        text += " " + word.text if word.line == line and text else word.text
        line = word.line
    return text


def _cells(head: FormHead, projects: Sequence[_Project], at: str) -> Iterator[Cell]:
    columns = (*head.front, head.name, *head.core)
    for number, heading in enumerate(columns, 1):
        yield Cell(1, number, heading.text, at)
    row = 1
    for project in projects:
        for place, kpi in enumerate(project.rows):
            row += 1
            here = kpi.figures[0].at
            first = project.cells.items() if place == 0 else ()
            for column, text in first:
                named = head.front[column].said.field == "project"
                yield Cell(row, column + 1, project_name(text) if named else text, here)
            yield Cell(row, len(head.front) + 1, kpi.name, here)
            for number, word in enumerate(kpi.figures, len(head.front) + 2):
                yield Cell(row, number, word.text, word.at)
