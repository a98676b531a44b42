"""Pieces of lines, each from one place to another → cells in columns, by what stands below what.

The line with the most pieces sets the columns, since headings and full rows have a piece in each;
the others are put below it one by one, each piece in the nearest column that keeps their order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_MOST_COLUMNS = 40


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell's text, and from where to where it stands."""

    text: str
    start: int
    end: int


def below(lines: Sequence[Sequence[Piece]]) -> tuple[list[tuple[str, ...]], int]:
    """The lines' cells by column, and how far they stand from their columns altogether."""
    most = max(map(len, lines))
    if most > _MOST_COLUMNS or all(len(line) == most for line in lines):
        return [_by_number(line, most) for line in lines], 0
    order = sorted(range(len(lines)), key=lambda at: -len(lines[at]))
    columns = [(piece.start, piece.end) for piece in lines[order[0]]]
    rows: dict[int, tuple[str, ...]] = {}
    far = 0
    for at in order:
        pieces = _split(lines[at], columns)
        places = _places(pieces, columns)
        far += sum(_gap(p, columns[c]) for p, c in zip(pieces, places, strict=True))
        rows[at] = _row(pieces, places, most)
        _widen(columns, pieces, places)
    return [rows[at] for at in range(len(lines))], far


def _by_number(line: Sequence[Piece], width: int) -> tuple[str, ...]:
    return (*(piece.text for piece in line), *("",) * (width - len(line)))


def _row(pieces: Sequence[Piece], places: Sequence[int], width: int) -> tuple[str, ...]:
    cells = [""] * width
    for piece, place in zip(pieces, places, strict=True):
        cells[place] = piece.text
    return tuple(cells)


def _split(line: Sequence[Piece], columns: Sequence[tuple[int, int]]) -> Sequence[Piece]:
    """The line, a piece that lies over two columns parted at a space where they are parted."""
    parted = [part for piece in line for part in _parts(piece, columns)]
    return parted if len(line) > 1 and len(parted) <= len(columns) else line


def _parts(piece: Piece, columns: Sequence[tuple[int, int]]) -> Sequence[Piece]:
    over = [column for column in columns if _gap(piece, column) == 0]
    words = piece.text.split(" ")
    if len(over) != len(words) or len(words) == 1:
        return [piece]
    # Where a word begins is told from both ends: widths in between are not known here.
    return [
        Piece(word, max(piece.start, start), min(piece.end, end))
        for word, (start, end) in zip(words, over, strict=True)
    ]


def _places(pieces: Sequence[Piece], columns: Sequence[tuple[int, int]]) -> list[int]:
    """The column of each piece: the nearest that leaves enough for those behind it."""
    places: list[int] = []
    for number, piece in enumerate(pieces):
        first = places[-1] + 1 if places else 0
        last = len(columns) - (len(pieces) - number)
        near = range(first, last + 1)
        places.append(min(near, key=lambda column: _gap(piece, columns[column])))
    return places


def _gap(piece: Piece, column: tuple[int, int]) -> int:
    """How many places are between them; 0 where one stands below the other."""
    start, end = column
    return max(start - piece.end + 1, piece.start - end + 1, 0)


def _widen(columns: list[tuple[int, int]], pieces: Sequence[Piece], places: Sequence[int]) -> None:
    """The columns as wide as what stands in them, but never into the next."""
    for piece, place in zip(pieces, places, strict=True):
        before = columns[place - 1][1] if place else 0
        after = columns[place + 1][0] if place + 1 < len(columns) else piece.end
        if before <= piece.start and piece.end <= after:
            start, end = columns[place]
            columns[place] = (min(start, piece.start), max(end, piece.end))
