"""Lines whose cells are parted by single spaces → a table, if they fit their heading line.

``KPI 単位 R4 R5`` over ``来場者数 人 1,000 1,200``. A name may be broken over lines above and below
its figures, or stand with its unit on a line before the rows of targets and actuals.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kpi_lod.documents.document import Block, Paragraph
from kpi_lod.layouts.headings.labels import label
from kpi_lod.layouts.headings.unit_words import is_unit
from kpi_lod.layouts.torn.heads import Head, is_figure, words
from kpi_lod.layouts.torn.rows import TornRow, is_progress, odd_row, row, table
from kpi_lod.layouts.torn.tops import is_heading, stacked_head

_LONGEST_PIECE = 30
_MOST_PIECES = 2
_MOST_HEADINGS = 4
_NO_PIECE = tuple("※＊*・■□○●◆◇◎【(（<＜注")
_NOTES = ("※", "＊", "*", "注", "（注", "(注")
_SENTENCE = tuple("。：:")
_GOES_ON = tuple("をのにとがはでた・、（(「")
"""A name does not end so, but goes on in the next line."""

_ENDING = re.compile(r"[ぁ-んー）)」（(]|.{1,2}\Z")
"""No name begins so: it ends the one above."""


def lines_table(lines: Sequence[Paragraph], start: int) -> tuple[Sequence[Block], int] | None:
    """The table that begins at a line, with the notes in it, and where the lines go on behind it.

    None if none begins there.
    """
    headings = _headings(lines, start)
    for count in range(len(headings), 0, -1):
        found = stacked_head(headings[:count])
        made = _made(lines, (start, start + count), found) if found else None
        if made:
            return made
    return None


def _headings(lines: Sequence[Paragraph], start: int) -> list[list[str]]:
    """The words of the lines from there on that hold headings only."""
    found: list[list[str]] = []
    for line in lines[start : start + _MOST_HEADINGS]:
        parts = words(line.text)
        if not parts or not all(map(is_heading, parts)):
            break
        found.append(parts)
    return found if any(len(parts) > 1 for parts in found) else []


def _made(
    lines: Sequence[Paragraph], places: tuple[int, int], found: Head
) -> tuple[Sequence[Block], int] | None:
    """The table of the rows below the headings between two places, if there are any."""
    start, first = places
    reader = _Rows(lines, found)
    rows, end = reader.read(first)
    if not rows or not any(one.name for one in rows) or not _agree(rows):
        return None
    made = table(found, rows, lines[start].at)
    return (made, *(lines[at] for at in reader.notes if at < end)), end


def _agree(rows: Sequence[TornRow]) -> bool:
    """Whether all rows that lack figures lack the same: those of the years to come."""
    return len({len(one.values) for one in rows if not one.whole}) <= 1


class _Rows:
    """Reads rows while they fit."""

    def __init__(self, lines: Sequence[Paragraph], found: Head) -> None:
        self.lines = lines
        self.head = found
        self.rows: list[TornRow] = []
        self.notes: list[int] = []
        self.pieces: list[str] = []
        self.unit = ""
        self.end = 0

    def read(self, start: int) -> tuple[list[TornRow], int]:
        """The rows from there on, and where they end."""
        self.end = at = start
        while at < len(self.lines) and (self._taken(self.lines[at]) or self._is_odd(at)):
            at += 1
            if not self.pieces:
                self.end = at
            while self._is_note(at):
                self.notes.append(at)
                at += 1
        return self.rows, self.end

    def _is_note(self, at: int) -> bool:
        """Whether a note or rates stand between two rows: they go on behind the table."""
        if self.pieces or at + 1 >= len(self.lines):
            return False
        if self.rows and self._is_progress(at):
            return True
        after = words(self.lines[at + 1].text)
        found = row(after, self.head, "")
        noted = self.lines[at].text.strip().startswith(_NOTES)
        return noted and found is not None and bool(found.name or self.rows)

    def _is_odd(self, at: int) -> bool:
        """Keep a row that does not fit, if the next one does: it is told, and ends no table."""
        found = odd_row(words(self.lines[at].text), self.lines[at].at)
        if found is None or self.pieces or not self.rows or at + 1 >= len(self.lines):
            return False
        after = row(words(self.lines[at + 1].text), self.head, "")
        if after is None or not after.name or (self.head.unit and not after.unit):
            return False
        self.rows.append(found)
        return True

    def _is_progress(self, at: int) -> bool:
        parts = words(self.lines[at].text)
        found = row(parts, self.head, "") if parts and is_progress(parts) else None
        return bool(parts) and is_progress(parts) and not (found and found.whole)

    def _taken(self, line: Paragraph) -> bool:
        parts = words(line.text)
        found = row(parts, self.head, line.at) if parts else None
        if found is None:
            return self._is_piece(line, parts)
        return self._named(found)

    def _named(self, found: TornRow) -> bool:
        """Keep the row, with the pieces of its name that stand above it."""
        if self._goes_on(found):
            return True
        if found.name and self.head.unit and not found.unit:
            return False
        if self.pieces and self.head.unit and not (found.unit or self.unit):
            return False
        if self.pieces and found.name and not self._parted(found):
            return False
        name = "".join(self.pieces) + found.name
        if not name and not (self.rows and found.kind):
            return False
        self.rows.append(replace(found, name=name, unit=found.unit or self.unit))
        self.pieces, self.unit = [], ""
        return True

    def _goes_on(self, found: TornRow) -> bool:
        """Keep a row of another kind than the first: what stands before it ends the same name."""
        if not self.rows or not found.kind or found.unit or found.kind == self.rows[0].kind:
            return False
        if self.unit or (self.pieces and found.name):
            return False
        self._lengthen("".join(self.pieces) + found.name)
        self.pieces = []
        self.rows.append(replace(found, name=""))
        return True

    def _lengthen(self, ending: str) -> None:
        """Put the end of a name behind the last name."""
        last = next(at for at in range(len(self.rows) - 1, -1, -1) if self.rows[at].name)
        self.rows[last] = replace(self.rows[last], name=self.rows[last].name + ending)

    def _parted(self, found: TornRow) -> bool:
        """Whether it can be told if a piece ends the name above or begins the one below."""
        piece = "".join(self.pieces)
        if self.unit:
            return False
        if piece.endswith(_GOES_ON):
            return True
        if not self.rows or not _ENDING.match(piece):
            return False
        self._lengthen(piece)
        self.pieces = []
        return bool(found.name)

    def _is_piece(self, line: Paragraph, parts: Sequence[str]) -> bool:
        """Whether it is a piece of a name, perhaps with its unit, and keep it."""
        text = line.text.strip()
        if self.unit or len(self.pieces) == _MOST_PIECES or not _may_be_piece(line, text):
            return False
        if any(is_figure(part) for part in parts) or label(text) is not None:
            return False
        if len(parts) > 1 and self.head.unit and is_unit(parts[-1]):
            self.unit = parts[-1]
            text = " ".join(parts[:-1])
        self.pieces.append(text)
        return True


def _may_be_piece(line: Paragraph, text: str) -> bool:
    plain = 0 < len(text) <= _LONGEST_PIECE and not line.level
    return plain and not text.startswith(_NO_PIECE) and not text.endswith(_SENTENCE)
