"""A line of a text → its pieces: what stands between wide spaces, and from where to where."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import accumulate

from kpi_lod.documents.text.below import Piece

_PIECE = re.compile(r"[^ \u3000]+(?:[ \u3000][^ \u3000]+)*")
_COLONS = "：:"


def pieces(text: str, *, wide: int) -> list[Piece]:
    """The pieces of a line; ``wide``: how many places a full-width character takes.

    ``pdftotext`` counts characters, what people align counts widths of print.
    """
    places = list(accumulate(_widths(text, wide), initial=0))
    return [
        Piece(printed, places[piece.start()], places[piece.end()])
        for piece in _PIECE.finditer(text)
        if (printed := piece[0].lstrip(_COLONS).strip())
    ]


def width(text: str, wide: int) -> int:
    """How many places a text takes."""
    return sum(_widths(text, wide))


def _widths(text: str, wide: int) -> Iterable[int]:
    if wide == 1 or text.isascii():
        return (1 for _ in text)
    return (wide if unicodedata.east_asian_width(one) in "WFA" else 1 for one in text)
