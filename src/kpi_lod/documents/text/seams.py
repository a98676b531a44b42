"""Pieces of a line in which two cells of a table all but touch, and where they may be cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kpi_lod.documents.text.below import Piece
from kpi_lod.documents.text.heads import is_figure
from kpi_lod.documents.text.pieces import width

_PAIR = 2
_LONGEST_UNIT = 4
SEAM = re.compile(r"[ \u3000]|(?<=[0-9０-９%％)）])(?=[－―—–]$)")
"""Between two cells that all but touch: 17 ―, 5－, 11.0 億円."""
_STATUS = re.compile(
    r"増加?|減少?|維持|向上|現状維持|(?:実施|完了|開始|検討|策定|運用|整備|継続|達成|拡大)済?み?"
    r"|(?:未|集計|調査|公表|確認|算出|実施|測定|計測|休止|中止)[^0-9。]{1,5}|[NnＮ][/／]?[AaＡ]"
)
_WORDS = re.compile(r"[^0-9０-９()（）→：:/／]{5,}")


def is_measured(text: str) -> bool:
    """A figure, a space and its unit: one cell, or two if there is a column for each."""
    parts = SEAM.split(text)
    short = len(parts) == _PAIR and len(parts[1]) <= _LONGEST_UNIT
    return short and is_figure(parts[0]) and not _of_figures(text)


def is_pushed(line: Sequence[Piece]) -> bool:
    """Whether two cells stand so near that what follows them was pushed to the right."""
    return any(SEAM.search(piece.text) and _of_figures(piece.text) for piece in line)


def _of_figures(text: str) -> bool:
    first, *others = SEAM.split(text)
    if len(others) == 1 and is_figure(first) and _WORDS.fullmatch(others[0]):
        return True
    return all(is_figure(part) or _STATUS.fullmatch(part) for part in (first, *others))


def unpushed(line: Sequence[Piece]) -> list[Piece]:
    """The pieces up to the first two that touch, of which the first still stands in its place."""
    made: list[Piece] = []
    for piece in line:
        if is_pushed([piece]):
            first = SEAM.split(piece.text)[0]
            return [*made, Piece(first, piece.start, piece.start + len(first))]
        made.append(piece)
    return made


def cut(piece: Piece, wide: int, *, units: bool) -> Iterator[Piece]:
    """The piece cut at each space beside a figure; between it and its unit only with ``units``."""
    if is_measured(piece.text) and not is_pushed([piece]) and not units:
        yield piece
        return
    start = 0
    for seam in SEAM.finditer(piece.text):
        before = piece.text[start : seam.start()]
        if is_figure(before) or is_figure(piece.text[seam.end() :]):
            yield part(piece, start, seam.start(), wide)
            start = seam.end()
    yield part(piece, start, len(piece.text), wide)


def part(piece: Piece, start: int, end: int, wide: int) -> Piece:
    """Some of its letters, at their place."""
    at = piece.start + width(piece.text[:start], wide)
    text = piece.text[start:end]
    return Piece(text, at, at + width(text, wide))
