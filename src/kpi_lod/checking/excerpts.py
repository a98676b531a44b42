"""The words a finding is about: of a text its line, of a table its row, with the fault marked.

In: a place, and the lines or the row there. Out: :class:`Excerpt`, short, on one line, with nothing
in it that cannot be seen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from kpi_lod.errors import Place, clipped, visible
from kpi_lod.submissions.nodes import ShownCell

WIDTH = 80
"""Columns of a line that are shown."""

_BEFORE = 30
"""Columns kept before a fault far to the right."""

_CELL = 40
"""Characters of a cell that are shown."""

_EMPTY = "（空）"
_FORMULA = "（計算式）"
"""In place of the sign = by which a formula without a result is read."""

_WHOSE = ("project", "kpi", "id", "period", "year", "details-of")
"""Columns that tell people which row it is."""

_TOKEN = re.compile(r"\"[^\"]*\"?|'[^']*'?|[^\s,\[\]{}\"']+|\S")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """``marked`` is the fault, "" where it is the whole line or row; ``of_row``: of a table."""

    before: str
    marked: str
    after: str
    of_row: bool = False

    def __str__(self) -> str:
        arrow = " ←" if self.of_row and self.marked else ""
        return f"{self.before}{self.marked}{self.after}{arrow}"

    def mark(self, *, ambiguous: int = 1) -> str:
        """The line with ``^`` below the fault; "" in a row, which has an arrow instead.

        ``ambiguous``: columns of characters like ※, which take two in a Japanese console.
        """
        if self.of_row or not self.marked:
            return ""
        wide = max(columns(self.marked, ambiguous), 1)
        return " " * columns(self.before, ambiguous) + "^" * wide


def columns(text: str, ambiguous: int = 1) -> int:
    """The columns of a text in a terminal (Unicode Standard Annex #11, East Asian Width).

    >>> columns("実績a"), columns("※"), columns("※", 2), columns("か\\u3099")
    (5, 1, 2, 2)
    """
    widths = {"W": 2, "F": 2, "A": ambiguous}
    return sum(
        widths.get(unicodedata.east_asian_width(c), 1) for c in text if not unicodedata.combining(c)
    )


def line_excerpt(place: Place, lines: Sequence[str]) -> Excerpt | None:
    """The part of a line around the fault; None where the file has no such line."""
    if not 0 < place.line <= len(lines):
        return None
    line = lines[place.line - 1]
    at = min(max(place.column, 1), len(line) + 1) - 1
    at += len(line[at : at + WIDTH]) - len(line[at : at + WIDTH].lstrip())
    token = _TOKEN.match(line, at)
    end = min(token.end() if token else at + 1, at + WIDTH)
    # Only what can be shown is looked at: a line may be megabytes long.
    before = visible(
        line[max(at - WIDTH, 0) : at].lstrip() if at <= WIDTH else line[at - WIDTH : at]
    )
    before = _tail(before, _BEFORE) if columns(before) > WIDTH // 2 or at > WIDTH else before
    marked = _head(visible(line[at:end]), WIDTH // 2)
    rest = WIDTH - columns(before) - columns(marked)
    return Excerpt(before, marked or " ", _head(visible(line[end : end + WIDTH].rstrip()), rest))


def _tail(text: str, room: int) -> str:
    while columns(text) > room:
        text = text[1:]
    return f"…{text}"


def _head(text: str, room: int) -> str:
    if columns(text) <= room:
        return text
    while columns(text) > max(room - 1, 0):
        text = text[:-1]
    return f"{text}…"


def row_excerpt(place: Place, row: Sequence[ShownCell], heading: str = "") -> Excerpt:
    """Whose row it is, and the cell in question, which may be empty; ``heading``: of its column.

    >>> row = [ShownCell(1, "project", "事業ID", "p"), ShownCell(5, "actual", "実績値", "5人以上")]
    >>> str(row_excerpt(Place("a.xlsx", 9, 5, sheet="実績"), row))
    '事業ID=p │ 実績値=5人以上 ←'
    """
    whose = [one for one in row if one.key in _WHOSE and one.column != place.column]
    empty = f"{heading}={_EMPTY}" if heading else _EMPTY
    marked = "  ".join(_cell(one) for one in row if one.column == place.column) or empty
    before = "  ".join(map(_cell, whose))
    return Excerpt(f"{before} │ " if before and marked else before, marked, "", of_row=True)


def _cell(one: ShownCell) -> str:
    text = _FORMULA if one.text == "=" else clipped(one.text, _CELL) or _EMPTY
    return f"{one.heading}={text}"
