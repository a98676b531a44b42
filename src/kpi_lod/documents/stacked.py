"""Upright labels: one character a line, which is how narrow cells are written (事/業/名)."""

from __future__ import annotations

import re

_UPRIGHT = re.compile("[々〆ぁ-ゖァ-ヺー一-鿿](?:\n[々〆ぁ-ゖァ-ヺー一-鿿])+")
_COUNTERS = frozenset("人件回円社戸棟組台本店名校所箇個床席品種点票頭匹羽冊枚年月日度位倍割有無")


def unstacked(text: str) -> str:
    r"""The text; characters that stand one under the other are a word.

    Units and figures are left alone: those of two KPIs may stand in one cell.

    >>> unstacked("基\n本\n目標"), unstacked("事\n業\n名"), unstacked("人\n件")
    ('基\n本\n目標', '事業名', '人\n件')
    """
    lines = text.split("\n")
    if _UPRIGHT.fullmatch(text) and not _COUNTERS.issuperset(lines):
        return "".join(lines)
    return text
