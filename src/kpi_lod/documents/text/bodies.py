"""Lines of places below headings → the cells of rows, what stands between rows put to its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kpi_lod.documents.document import Cell
from kpi_lod.documents.text.centred import Share, from_top, shares
from kpi_lod.documents.text.column import KIND, Place
from kpi_lod.documents.text.heads import is_figure
from kpi_lod.documents.text.leads import cell

_NUMBER = re.compile(r"No\.?|№|番号|#")
_HALF = 2


@dataclass(frozen=True, slots=True)
class _Text:
    """A text of a column: where it stands, in rows."""

    y: float
    text: str


@dataclass(frozen=True, slots=True)
class _Body:
    """``rows``: the lines that are rows; ``starts``: the rows with which a KPI begins; ``own``: the
    columns whose cells each stand in their row.
    """

    lines: Sequence[Sequence[Place]]
    rows: Sequence[int]
    starts: Sequence[int]
    own: frozenset[int]

    def heights(self) -> list[float]:
        """Where each line stands, in rows."""
        made: list[float] = []
        ends = [-1, *self.rows, len(self.lines)]
        for row, (a, b) in enumerate(pairwise(ends), -1):
            if a >= 0:
                made.append(float(row))
            made += [row + n / (b - a) for n in range(1, b - a)]
        return made


def body_cells(
    lines: Sequence[Sequence[Place]], heads: Sequence[str], above: int
) -> list[Cell] | None:
    """The cells below the headings of the columns; None where rows cannot be told.

    ``above``: how many rows the headings are.
    """
    apart = [_apart(line) for line in lines]
    numbers = {n for n, head in enumerate(heads) if _NUMBER.fullmatch(_plain(head))}
    body = _sided(apart) or _dense(apart, numbers)
    if body is None:
        return None
    straight = _straight(body)
    made = None if straight is None else [cell(p, row + above + 1) for row, p in straight]
    if made is None:
        return None
    first = min(body.own)
    for column in range(len(heads)):
        if column in body.own:
            continue
        texts = _texts(body, column)
        parts = _shared(body, texts, merged=_names_each(body, column, first))
        if parts is None and column < first:
            return None
        if parts is None:
            parts = _each(texts)
        made += [_merged(part, texts, column, above) for part in parts]
    return made if not _crosses(body, first) else None


def _apart(line: Sequence[Place]) -> list[Place]:
    """The places of a line; two in one column cannot be told from each other."""
    made: list[Place] = []
    for place in line:
        if made and place.first <= made[-1].last:
            before = made.pop()
            last = max(before.last, place.last, before.first + 1)
            made.append(Place(before.first, last, f"{before.text} | {place.text}"))
        else:
            made.append(place)
    return made


def _sided(lines: Sequence[Sequence[Place]]) -> _Body | None:
    """Rows by the column that says 目標値, 実績値, 目標値, 実績値 and nothing else."""
    for column in sorted({p.first for line in lines for p in line}):
        cells = {n: p.text for n, line in enumerate(lines) for p in line if p.first == column}
        if len(cells) < _HALF or not all(map(KIND.fullmatch, map(_plain, cells.values()))):
            continue
        rows, texts = list(cells), [_plain(text) for text in cells.values()]
        starts = [n for n, text in enumerate(texts) if text == texts[0]]
        size = starts[1] if len(starts) > 1 else len(texts)
        if texts != (texts[:size] * len(starts))[: len(texts)] or len(texts) % size:
            return None
        own = frozenset((column, *_figured(lines, column)))
        body = _Body(lines, rows, starts, own)
        return _with_others(body) if len(own) > 1 else None
    return None


def _with_others(body: _Body) -> _Body:
    """The rows below the last of 実績値, which tell of something else: 交付対象事業費."""
    after = range(body.rows[-1] + 1, len(body.lines))
    others = [n for n in after if _is_whole(body, n)]
    starts = [*body.starts, *range(len(body.rows), len(body.rows) + len(others))]
    return _Body(body.lines, [*body.rows, *others], starts, body.own)


def _is_whole(body: _Body, line: int) -> bool:
    """Whether a line has a name and figures, as a row has."""
    places = body.lines[line]
    return places[0].first == 0 and any(_is_own(place, body.own) for place in places)


def _figured(lines: Sequence[Sequence[Place]], after: int = -1) -> list[int]:
    """The columns with about as many figures as the one that has the most."""
    counts: dict[int, int] = {}
    for place in (p for line in lines for p in line if p.first > after and is_figure(p.text)):
        counts[place.first] = counts.get(place.first, 0) + 1
    most = max(counts.values(), default=0)
    return sorted(column for column, count in counts.items() if count * _HALF >= most)


def _dense(lines: Sequence[Sequence[Place]], numbers: set[int]) -> _Body | None:
    """Rows are the lines with figures, other than those that only number them."""
    own = frozenset(_figured(lines, max(numbers, default=-1)))
    rows = [n for n, line in enumerate(lines) if any(_is_own(p, own) for p in line)]
    return _Body(lines, rows, list(range(len(rows))), own) if rows and own else None


def _is_own(place: Place, own: frozenset[int]) -> bool:
    return bool(own.intersection(range(place.first, place.last + 1)))


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _straight(body: _Body) -> list[tuple[int, Place]] | None:
    """Cells that stand in their rows, those of lines between rows put to the row they belong to."""
    number = {line: row for row, line in enumerate(body.rows)}
    made = [
        (number[n], place)
        for n, line in enumerate(body.lines)
        if n in number
        for place in line
        if _is_own(place, body.own)
    ]
    for n, line in enumerate(body.lines):
        loose = [place for place in line if _is_own(place, body.own)]
        if n in number or not loose:
            continue
        row = _row_of(loose, n, (body, made))
        if row is None:
            return None
        made += [(row, place) for place in loose]
    return made


def _row_of(
    loose: Sequence[Place], line: int, within: tuple[_Body, Sequence[tuple[int, Place]]]
) -> int | None:
    """The one row beside the line that has nothing in the columns of what is loose."""
    body, made = within
    columns = {n for place in loose for n in range(place.first, place.last + 1)}
    before = max((row for row, at in enumerate(body.rows) if at < line), default=-1)
    free = []
    for row in (before, before + 1):
        taken = {n for r, p in made if r == row for n in range(p.first, p.last + 1)}
        if 0 <= row < len(body.rows) and not taken & columns:
            free.append(row)
    return free[0] if len(free) == 1 else None


def _texts(body: _Body, column: int) -> list[_Text]:
    heights = body.heights()
    return [
        _Text(heights[n], place.text)
        for n, line in enumerate(body.lines)
        for place in line
        if place.first == place.last == column
    ]


def _names_each(body: _Body, column: int, first: int) -> bool:
    """Whether a column behind this one has a text for each KPI: this one may have one for many."""
    behind = range(column + 1, first)
    return any(len(_texts(body, n)) >= len(body.starts) for n in behind)


def _shared(body: _Body, texts: Sequence[_Text], *, merged: bool) -> list[Share] | None:
    """Which rows each text of a column belongs to; ``merged``: whether to several KPIs."""
    if not texts:
        return []
    count, ys = len(body.rows), [one.y for one in texts]
    parts = shares(body.starts, count, ys) or from_top(body.starts, count, ys)
    if parts is None or merged or len(parts) == len(body.starts):
        return parts
    return _each(texts) or None


def _each(texts: Sequence[_Text]) -> list[Share]:
    """Behind the figures cells may be empty: what stands in a row is the row's."""
    if any(one.y != int(one.y) for one in texts):
        return []
    return [Share(int(one.y), int(one.y), n, n + 1) for n, one in enumerate(texts)]


def _merged(part: Share, texts: Sequence[_Text], column: int, above: int) -> Cell:
    text = "\n".join(one.text for one in texts[part.start : part.end])
    return cell(Place(column, column, text), part.first + above + 1, part.last - part.first + 1)


def _crosses(body: _Body, first: int) -> bool:
    """Whether a text at the left lies over several columns: a title, or a name out of its place."""
    return any(p.first < p.last and p.first < first for p in _all(body.lines))


def _all(lines: Sequence[Sequence[Place]]) -> Iterator[Place]:
    return (place for line in lines for place in line)
