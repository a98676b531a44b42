"""Lines below a line of headings → columns.

A column is what no line crosses: the extents of all pieces that lie over each other, together. Its
heading may stand beside it (figures at the right, headings in the middle): then heading and column
are one if they follow each other in the same order as their neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from kpi_lod.documents.text.below import Piece
from kpi_lod.documents.text.column import KIND, Column, full, is_near, over
from kpi_lod.documents.text.seams import SEAM, is_measured, unpushed

_FEW = 3
"""A line of fewer pieces may be a title, and says nothing of columns."""
_PAIR = 2
_NUMBERED = re.compile(r"[0-9０-９,.]+[ \u3000]")
Line = tuple[int, Sequence[Piece]]
"""The number of a line, and its pieces."""


def columns(heads: Sequence[Piece], body: Sequence[Sequence[Piece]], wide: int) -> list[Column]:
    """The columns from left to right."""
    found = [
        Column(head.start, head.end, head.text, printed=(head.start, head.end)) for head in heads
    ]
    whole = [(n, line) for n, line in enumerate(body) if len(line) >= _FEW]
    found += _sides(found, whole)
    found.sort(key=lambda column: column.start)
    seeded = {number for number, line in whole if _seeded(found, (number, line), wide)}
    rest = [(number, unpushed(line)) for number, line in whole if number not in seeded]
    for number, line in sorted(rest, key=lambda one: -len(one[1])):
        for piece in line:
            if not SEAM.search(piece.text):
                _add(found, piece, number)
    _add_spaced(found, rest)
    _add_pairs(found, body)
    found.sort(key=lambda column: column.start)
    return _headed(found)


def _sides(found: Sequence[Column], whole: Sequence[Line]) -> list[Column]:
    """The column of 目標値 and 実績値 where nothing heads it."""
    said = [(n, p) for n, line in whole for p in line if KIND.fullmatch(p.text)]
    loose = [(n, p) for n, p in said if not any(column.holds(p) for column in found)]
    if not loose or len({piece.start for _, piece in loose}) > 1 or len(loose) < len(said):
        return []
    made = Column(loose[0][1].start, loose[0][1].end)
    for number, piece in loose:
        made.add(piece, number)
    return [made]


def _seeded(found: Sequence[Column], line: Line, wide: int) -> bool:
    """Whether the line has a cell for each column from its first on, which these are widened by."""
    number, printed = line
    parts = full(printed, found, wide)
    sure = parts[: len(unpushed(printed))]
    if not parts or not all(is_near(piece, n, found) for n, piece in sure):
        return False
    for n, piece in sure:
        found[n].add(piece, number)
    return True


def _add_pairs(found: list[Column], body: Sequence[Sequence[Piece]]) -> None:
    """What stands below one heading in lines of two cells: they make no columns, but fill them."""
    for number, line in enumerate(body):
        held = [over(piece, found) for piece in line]
        if len(line) == _PAIR and all(len(one) == 1 for one in held) and held[0] != held[1]:
            for piece, (column,) in zip(line, held, strict=True):
                found[column].add(piece, number)


def _add_spaced(found: list[Column], whole: Sequence[Line]) -> None:
    """Texts with a space in them, where they lie over no second column: they are one cell."""
    for number, line in whole:
        for piece in line:
            held = [column for column in found if column.holds(piece)]
            spaced = SEAM.search(piece.text) and not _NUMBERED.match(piece.text)
            if len(held) == 1 and (spaced or is_measured(piece.text)):
                _add(found, piece, number)


def _add(found: list[Column], piece: Piece, line: int) -> None:
    held = [column for column in found if column.holds(piece)]
    if not held:
        found.append(Column(piece.start, piece.end, "", {line}, {piece.text}))
    elif len(held) == 1:
        held[0].add(piece, line)


def _headed(found: Sequence[Column]) -> list[Column]:
    """Columns that stand beside their headings put to these: to that of two which the others
    lean from, if these have nothing in any line of theirs; where none can be told, to none.
    """
    found = _paired(found)
    lean = _lean([column for column in found if len(column.lines) > 1])
    heads = [n for n, column in enumerate(found) if column.head]
    kept = [column for column in found if column.head]
    for n, column in enumerate(found):
        if column.head:
            continue
        near = [found[h] for h in (_last(heads, n), _next(heads, n)) if h is not None]
        free = [one for one in near if not (one.lines & column.lines or _is_side(column))]
        if not free:
            kept.append(column)
            continue
        chosen = _own(column, free, lean)
        if chosen is not None:
            chosen.join(column)
    return sorted(kept, key=lambda column: column.start)


def _paired(found: Sequence[Column]) -> list[Column]:
    """As many columns as headings in turn, between such as have both: each heading has its own."""
    made: list[Column] = []
    for is_loose, run in groupby(found, key=_is_loose):
        loose = list(run)
        pairs = list(zip(loose[::2], loose[1::2], strict=False))
        if is_loose and len(loose) % 2 == 0 and all(_is_pair(*pair) for pair in pairs):
            for one, other in pairs:
                named, unnamed = (one, other) if one.head else (other, one)
                named.join(unnamed)
                made.append(named)
        else:
            made += loose
    return made


def _is_loose(column: Column) -> bool:
    return not (column.head and column.lines) and not (column.words and _is_side(column))


def _is_pair(one: Column, other: Column) -> bool:
    return bool(one.head) != bool(other.head)


def _last(heads: Sequence[int], n: int) -> int | None:
    return max((h for h in heads if h < n), default=None)


def _next(heads: Sequence[int], n: int) -> int | None:
    return min((h for h in heads if h > n), default=None)


def _own(column: Column, free: Sequence[Column], lean: int) -> Column | None:
    """The heading of a column among those beside it: the one that cells lean from."""
    if len(free) == 1:
        return free[0]
    return {1: free[0], -1: free[1]}.get(lean)


def _lean(found: Sequence[Column]) -> int:
    """To which side all cells stand of their headings, 0 where they do not agree."""
    leans = {column.lean for column in found if column.head and column.lines}
    return next(iter(leans - {0}), 0) if len(leans - {0}) == 1 else 0


def _is_side(column: Column) -> bool:
    """Whether it says of each row what it is: 目標値, 実績値."""
    return all(map(KIND.fullmatch, column.words))
