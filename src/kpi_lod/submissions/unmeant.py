"""Words in the cell of a value that nobody prints there: what was left over, or mistyped.

In: a text that is neither a number nor a known reason for none. Out: whether it is hardly meant.
Words that say something (実施, A評価, 前年度を上回る) are left alone.
"""

from __future__ import annotations

import re
from functools import cache

from kpi_lod.japanese.characters import folded
from kpi_lod.register.schemes import schemes

_TRUTHS = ("true", "false", "yes", "no", "はい", "いいえ", "真", "偽")
"""TRUE and FALSE are what Excel stores for a cell of that type."""

_TYPED = ("o", "oo", "〇", "l", "i", "x", "xx", "xxx", "v", "q", "na", "null", "none", "nil")
"""Letters for digits (O for 0), and what programs write for nothing."""

_LEFT_OVER = ("tbd", "tba", "todo", "test", "テスト", "dummy", "ダミー", "sample", "サンプル", "例")
_SAME = ("同上", "同左", "同じ", "〃")
_HEADINGS = ("実績", "目標", "基準", "年度", "単位", "値", "数値", "金額", "kpi")

_NONE = ("なし", "無し", "無", "ない", "無い", "皆無", "実績なし", "実績無し")

_REQUEST = re.compile(r"(入力|記入|記載|選択)(して|をお願い|のこと|欄|例|\Z)|(ご|要|を)(入力|記入)")
"""入力してください and the like, as templates of other houses have it."""

_MARKS = re.compile(r"[?？!！…‥・.。、\"'”“〃_|\\]+")


def is_unmeant(text: str) -> bool:
    """Whether a text in the cell of a value is hardly what the document prints.

    >>> [is_unmeant(text) for text in ("TRUE", "Ｏ", "？", "入力してください", "実績値", "人")]
    [True, True, True, True, True, True]
    >>> [is_unmeant(text) for text in ("実施", "前年度を上回る", "○", "A", "計画を策定")]
    [False, False, False, False, False]
    """
    word = folded(text)
    return word in _words() or bool(_MARKS.fullmatch(word) or _REQUEST.search(word))


def is_nothing(text: str) -> bool:
    """Whether a text says that there is none, which may be the number 0 or no number at all.

    >>> is_nothing("なし"), is_nothing("該当なし")
    (True, False)
    """
    return folded(text) in _NONE


@cache
def _words() -> frozenset[str]:
    """All such words, with the headings of values and the units, which stand beside them."""
    named = (schemes()[name] for name in ("kind", "amount-kind", "unit"))
    labels = (word for scheme in named for word in (*scheme.labels, *scheme.labels.values()))
    written = (*_TRUTHS, *_TYPED, *_LEFT_OVER, *_SAME, *_HEADINGS)
    # A single letter is a unit here (m, t) and a mark elsewhere (A); O and the like are above.
    said = (word for word in labels if len(word) > 1 or not word.isascii())
    return frozenset(map(folded, (*written, *said)))
