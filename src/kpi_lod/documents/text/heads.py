"""Lines that head the columns of a table without lines, told by the words that such tables use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from kpi_lod.documents.text.below import Piece
from kpi_lod.documents.text.lines import Line
from kpi_lod.documents.text.pieces import pieces

_YEAR = (
    r"(?:[0-9①-⑳]{0,2}[.．]?)(?:(?:令和|平成|[RH])(?:[0-9]{1,2}|元)|(?:19|20)[0-9]{2}|[0-9]{1,2}年目)"
    r"(?:年度?|年[0-9]{1,2}月(?:末)?)?"
)
_YEAR_HEAD = re.compile(
    rf"[(（〔\[]?{_YEAR}[)）〕\]]?(?:[(（]{_YEAR}[)）])?(?:末|時点|末時点|中)?"
    r"(?:目標|実績|計画|見込|基準|現状)?値?(?:[(（][^()（）]{1,10}[)）])?"
)
_WORD = (
    r"(?:策定時|項目|KPI|指標|単位|目標値?|実績値?|計画値?|基準値?|現状値?|当初値?|結果|区分|評価|判定|備考|項目|名称|"
    r"達成[度率]|達成状況|進捗[度率]|進捗状況|事業名|事業内容|事業の内容|取組|施策|事業概要|種類|No\.?|番号|"
    r"所管課?|担当課?|担当部[局署]|主管課|課名|所属|開始前|策定時|増加分|見込値?|年月|"
    r"方針|課題|理由|意見|効果|実績額|決算額|事業費|交付額|初期値|最終目標|累計|目標年度?)"
)
_WORD_HEAD = re.compile(
    rf"(?:[^。]{{0,16}}{_WORD})(?:等|名)?[0-9]{{0,2}}(?:[(（〔\[【][^()（）]{{1,12}}[)）〕\]】])?"
)
_FIGURE = re.compile(r"[△▲約-]?[0-9][0-9,.]*(?:[^0-9年月)].{0,6})?")
_FEW = 3
_LONGEST = 26
_MOST_OVER = 3
"""So many lines above or below the fullest line of headings may belong to them."""


def is_head(text: str) -> bool:
    """Whether a piece can head a column.

    >>> is_head("令和５年度"), is_head("成果指標"), is_head("13,500"), is_head("来場者数")
    (True, True, False, False)
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    if plain[:1] in "(〔[" and plain[-1:] in ")〕]":
        plain = plain[1:-1]
    if not plain or len(plain) > _LONGEST:
        return False
    return bool(_YEAR_HEAD.fullmatch(plain) or _WORD_HEAD.fullmatch(plain))


def is_figure(text: str) -> bool:
    """Whether a piece is a number with its unit, or the dash in its place."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return bool(_FIGURE.fullmatch(plain)) or plain in ("-", "―", "—", "–", "ー", "‐", "−", "─")


def head_pieces(text: str, *, wide: int) -> list[Piece]:
    """The pieces of a line of headings; a word printed wide apart is one: 単　位."""
    made: list[Piece] = []
    for piece in pieces(text, wide=wide):
        last = made[-1] if made else None
        if last and _is_spaced(last, piece):
            made[-1] = Piece(last.text + piece.text, last.start, piece.end)
        else:
            made.append(piece)
    return made


def _is_spaced(last: Piece, piece: Piece) -> bool:
    """Whether a letter goes on with a word of letters printed apart."""
    apart = len(piece.text) == 1 and (len(last.text) == 1 or last.end - last.start > len(last.text))
    return apart and is_head(last.text + piece.text)


def is_main(line: Line, *, wide: int = 1) -> bool:
    """Whether it heads columns by itself: nearly all of its pieces are headings."""
    if len(line.text) < _FEW * 2 or "  " not in line.text.replace("\u3000", " "):
        return False
    found = head_pieces(line.text, wide=wide)
    if len(found) < _FEW or any(_is_value(piece) for piece in found):
        return False
    return sum(is_head(piece.text) for piece in found) * 4 >= len(found) * 3


def _is_value(piece: Piece) -> bool:
    return is_figure(piece.text) and not is_head(piece.text)


def head_block(lines: Sequence[Line], main: int) -> tuple[int, int]:
    """From which line to behind which the headings go: those above that are headings too, and
    those below that go on with them.
    """
    start = _above(lines, main)
    end = main + 1
    while end - main <= _MOST_OVER and end < len(lines) and _goes_on(lines, (start, main), end):
        end += 1
    while end > main + 1 and lines[end - 1].is_blank:
        end -= 1
    return start, end


def _above(lines: Sequence[Line], main: int) -> int:
    start = at = main
    while at > 0 and main - at < _MOST_OVER and not lines[at - 1].page:
        at -= 1
        if lines[at].is_blank:
            continue
        found = head_pieces(lines[at].text, wide=1)
        alone = len(found) == 1 and (lines[at + 1].is_blank or not lines[at].text[:1].isspace())
        if alone or not _may_head(found):
            break
        start = at
    return start


def _may_head(found: Sequence[Piece]) -> bool:
    """Whether half of the pieces are headings, and the others may be parts of some."""
    if any(_is_value(piece) or len(piece.text) > _LONGEST for piece in found):
        return False
    return sum(is_head(piece.text) for piece in found) * 2 >= len(found) > 0


def _all_heads(found: Sequence[Piece]) -> bool:
    return bool(found) and all(is_head(piece.text) for piece in found)


def _goes_on(lines: Sequence[Line], above: tuple[int, int], at: int) -> bool:
    """Whether a line below goes on with the headings: it is one, and no row of the body."""
    start, main = above
    if lines[at].is_blank:
        return not lines[at].page
    found = head_pieces(lines[at].text, wide=1)
    if not _all_heads(found):
        return _is_dated(found)
    if len(found) > 1:
        return True
    mirror = pieces(lines[2 * main - at].text, wide=1) if 2 * main - at >= start else []
    return _is_dated(found) or [p.start for p in mirror] == [p.start for p in found]


def _is_dated(found: Sequence[Piece]) -> bool:
    """Years in brackets below headings: (H30)."""
    return bool(found) and all(p.text[:1] in "(（〔[" and is_head(p.text) for p in found)
