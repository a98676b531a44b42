"""The words that stand with figures in reports, as one table: word → what it says."""

from __future__ import annotations

import re
from enum import StrEnum

from kpi_lod.japanese.cells import cell


class Sort(StrEnum):
    """What a piece of text is."""

    TEXT = "text"
    GAP = "gap"
    LINE = "line"
    STOP = "stop"
    ARROW = "arrow"
    OPEN = "open"
    CLOSE = "close"
    BRACKET = "bracket"
    BULLET = "bullet"
    NOTE = "note"
    YEAR = "year"
    DATE = "date"
    NUMBER = "number"
    DASH = "dash"
    KIND = "kind"
    BASIS = "basis"
    MARK = "mark"
    WORD = "word"
    RATE = "rate"
    LEVEL = "level"
    BESIDE = "beside"


_KINDS = {
    "revised-target": (
        *("変更後の目標値", "変更後目標値", "修正後目標値", "修正目標値", "見直し後目標値"),
        *("見直し後の目標値", "改定後目標値", "改訂後目標値", "変更後目標", "修正後目標"),
    ),
    "target": (
        *("最終目標数値", "最終目標値", "最終目標", "中間目標値", "中間目標", "数値目標"),
        *("年度目標値", "年度目標", "単年度目標", "目標数値", "目標値", "目標", "計画値", "指標値"),
        *("KPI", "重要業績評価指標"),
    ),
    "actual": (
        *("年度実績値", "年度実績", "実績数値", "実績数", "実績値", "実績", "最新値", "達成値"),
        *("結果", "単年度実績"),
    ),
    "baseline": (
        *("計画策定時", "策定時現状値", "策定時の値", "策定時", "計画当初値", "当初値", "基準値"),
        *("現状値", "現況値", "開始前の値", "初期値", "従前値", "ベースライン", "基準年度値"),
        *("基準", "現状", "計画時", "当初"),
    ),
}
WEAK = ("KPI", "重要業績評価指標", "結果", "基準", "現状", "計画時", "当初", "最新値", "指標値")
"""Words of kind that also are parts of names: they count only where a new word begins."""

_BASES = {
    "cumulative-increment": ("増加分の累計", "増加分累計", "累計増加分", "累計増加数"),
    "increment": ("増加分", "増加数"),
    "cumulative": ("累計値", "累計", "累積値", "累積", "通算"),
    "per-period": ("単年度", "単年", "年間", "各年度", "各年", "毎年度", "毎年"),
    "point-in-time": ("時点値", "時点", "現在"),
}
_MARKS = {
    "estimated": ("見込み値", "見込値", "見込み", "見込", "推計値", "推計", "概算"),
    "provisional": ("速報値", "速報", "暫定値", "暫定"),
    "approximate": ("程度", "前後"),
}
_WORDED = {
    "being-compiled": (
        *("集計中", "調査中", "公表予定", "集計予定", "算定中", "確認中", "精査中", "未集計"),
        *("未公表", "未確定", "公表待ち", "公表前", "集計前", "算出中", "未判明", "調査予定"),
        *("確定予定", "照会中", "未発表", "現在集計中", "現在調査中", "未把握"),
    ),
    "not-measured": (
        *("未計測", "未測定", "未実施", "未調査", "計測不可", "測定不可", "測定不能", "計測不能"),
        *("測定なし", "計測なし", "調査なし", "データなし", "実績なし", "算出不可", "算出不能"),
        *("把握不可", "未算出", "未算定", "調査未実施"),
    ),
    "not-applicable": ("該当なし", "該当無し", "非該当", "対象外", "設定なし", "未設定"),
    "not-yet-due": ("期間未了", "未到来", "年度途中"),
    "suppressed": ("非公表", "非公開", "秘匿"),
    "blank-in-source": ("空欄", "空白", "記載なし", "未記入"),
}
_LEVELS = {
    "output": ("アウトプット指標", "アウトプット", "活動指標"),
    "outcome": ("アウトカム指標", "アウトカム", "成果指標"),
    "impact": ("インパクト指標", "インパクト"),
}
_RATES = (
    "目標達成率",
    "達成率",
    "進捗率",
    "達成度",
    "目標達成度",
    "進捗度",
    "達成状況",
    "進捗状況",
)
_BESIDE = (
    *("対前年度比", "前年度比", "対前年比", "前年比", "対前年度", "前年度", "前年", "基準値比"),
    *("目標比", "計画比", "増減率", "伸び率", "増減", "うち", "内訳", "昨年度"),
)
_TABLES = (
    (Sort.KIND, _KINDS),
    (Sort.BASIS, _BASES),
    (Sort.MARK, _MARKS),
    (Sort.WORD, _WORDED),
    (Sort.LEVEL, _LEVELS),
    (Sort.RATE, {"rate": _RATES}),
    (Sort.BESIDE, {"": _BESIDE}),
)
WORDS: dict[str, tuple[Sort, str]] = {
    word: (sort, code) for sort, table in _TABLES for code, words in table.items() for word in words
}
"""Word → its sort and code, in half-width characters."""

_OTHER_STATUS = {
    word: status
    for status, words in _WORDED.items()
    for word in words
    if cell(word).status != status
}


_WIDE = ("目標値", "目標", "実績値", "実績", "基準値", "現状値", "達成率", "進捗率", "累計")


def word_pattern() -> str:
    """All words, the longest first, as one alternative of a regular expression."""
    return "|".join(_spaced(word) for word in sorted(WORDS, key=len, reverse=True))


def _spaced(word: str) -> str:
    """Short headings are often set wide: 目　標, 実　績　値."""
    between = r"[ ]{0,2}" if word in _WIDE else ""
    return between.join(re.escape(char) for char in word)


def told_status(word: str) -> str:
    """The status that a word has, where :func:`~kpi_lod.japanese.cells.cell` would not tell it."""
    return _OTHER_STATUS.get(word, "")
