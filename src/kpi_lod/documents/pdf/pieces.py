"""A printed line → its pieces: what wide gaps part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kpi_lod.documents.pdf.drawn import Char
from kpi_lod.documents.pdf.lines import line_text

GAP = 1.2
"""Sizes of a character between two pieces of a line."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in a line."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float


def pieces(line: Sequence[Char]) -> list[Piece]:
    """The pieces from left to right; blanks part as gaps do."""
    made: list[Piece] = []
    run: list[Char] = []
    for char in (one for one in line if not one.text.isspace()):
        if run and char.x0 - run[-1].x1 > GAP * max(run[-1].size, char.size):
            made.append(_piece(run, line))
            run = []
        run.append(char)
    if run:
        made.append(_piece(run, line))
    return _spread_labels(made)


def _spread_labels(row: list[Piece]) -> list[Piece]:
    """Single characters set wide belong together, if that is all that the line has."""
    if len(row) < 2 or any(len(one.text) > 1 or one.text.isdecimal() for one in row):  # noqa: PLR2004
        return row
    text = "".join(one.text for one in row)
    top, bottom = min(one.top for one in row), max(one.bottom for one in row)
    return [Piece(text, row[0].x0, row[-1].x1, top, bottom, row[0].size)]


def _piece(run: Sequence[Char], line: Sequence[Char]) -> Piece:
    """The run with the blanks that are printed within it."""
    x0, x1 = run[0].x0, max(char.x1 for char in run)
    text = line_text([char for char in line if x0 <= char.x <= x1])
    top, bottom = min(char.top for char in run), max(char.bottom for char in run)
    return Piece(text, x0, x1, top, bottom, max(char.size for char in run))


def row_text(row: Sequence[Piece]) -> str:
    """The text of the line; a wide gap is printed as the wide space."""
    return "\u3000".join(piece.text for piece in row)
