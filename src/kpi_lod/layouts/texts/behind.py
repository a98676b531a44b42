"""What stands behind the digits of a figure: its unit, and what is said of the number (以上)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kpi_lod.japanese.characters import folded
from kpi_lod.japanese.units import SCALE_WORDS, scaled_unit
from kpi_lod.register.schemes import schemes

_LONGEST = 8
"""Characters of a unit that no list knows."""

_TAIL = 2
"""Characters behind a listed unit that may make another of it (5 校区)."""

_RUN = re.compile(r"(?:CO2|[㐀-鿿々ヶケヵカか゠-ヿA-Za-z%‰℃°㎡㎢㎥²³₂・/-]){1,24}")
_NEAR = re.compile(r"[ \t]{0,2}\n?")
_WORDS_BEHIND = (
    *("以上", "以下", "以内", "未満", "超", "程度", "前後", "増", "減", "目標", "実績", "基準"),
    *("現状", "達成", "進捗", "累計", "累積", "速報", "暫定", "見込", "推計", "集計", "未", "時点"),
    *("現在", "予定", "令和", "平成", "注", "単年", "見直", "KPI", "当初", "最終", "中間", "計画"),
    *("アップ", "ダウン", "維持", "弱", "強", "余", "前年", "うち", "内訳", "・", "--", "及", "又"),
)
_CUT = re.compile("|".join((*map(re.escape, _WORDS_BEHIND), r"[RHS][0-9]")))
_DEEDS = re.compile(
    "参加|開催|実施|増|減|登録|利用|出席|出展|来場|来館|受講|設置|整備|配布|掲載|認定|採択|支援|対応"
    "|公開|作成|移住|就職|採用|創出|誘致|成立|成約|受入|訪問|派遣|発行|導入|活用|回答|実現|確保|販売"
    "|構築|交付|補助|相談|応募|申請|開設|完了|新規|合計|配信|制作|製作|運行|運営|入場|入館|出店|研修"
)
_OPERATOR = re.compile(
    r"[ \t]{0,2}(?P<word>以上|以下|以内|未満|超|程度|前後|弱|強|余り?|あまり"
    r"|を?維持|の?増加|の?減少|の?削減|増|減|アップ|ダウン|UP|DOWN)(?:とする|を維持)?"
)
_EXTRA = frozenset(("DL", "GB", "MB", "UU", "ID", "MWh", "kWh", "℃", "部", "回線", "ppm", "MW"))
_PER = re.compile(r"(?:/|当たり|あたり)")


@dataclass(frozen=True, slots=True)
class Behind:
    """Unit and operator behind a number, and where they end."""

    unit: str
    operator: str
    end: int


@cache
def is_known_unit(text: str) -> bool:
    """Whether the register's list has the unit, with a scale word or without."""
    codes = schemes()["unit"].codes
    whole = folded(text)
    if whole in codes or text in _EXTRA or text in SCALE_WORDS:
        return True
    scale, rest = scaled_unit(text)
    return scale > 1 and folded(rest) in codes


def behind(text: str, start: int) -> Behind:
    """What stands behind the number that ends at ``start``, in half-width text."""
    near = _NEAR.match(text, start)
    after = near.end() if near else start
    unit, end = _unit(text, after, glued=after == start)
    end = end if unit else start
    operator = _OPERATOR.match(text, end)
    return Behind(unit, operator["word"] if operator else "", operator.end() if operator else end)


def _unit(text: str, start: int, *, glued: bool) -> tuple[str, int]:
    run = _RUN.match(text, start)
    if run is None:
        return "", start
    cut = _CUT.search(run[0])
    whole = (run[0][: cut.start()] if cut else _before_year(run)).rstrip("-・/")
    unit = _known(whole) if not glued else (_known(whole) or _unlisted(whole) or _prefix(whole))
    return unit, start + len(unit)


def _before_year(run: re.Match[str]) -> str:
    """200世帯/R7: the letter of an era before its year is no part of the unit."""
    era = run[0][-1] in "RHS" and run.string[run.end() : run.end() + 1].isdigit()
    return run[0][:-1] if era else run[0]


def _known(whole: str) -> str:
    if is_known_unit(whole):
        return whole
    first, per, second = whole.partition("/")
    return whole if per and is_known_unit(first) and 0 < len(second) <= _LONGEST else ""


def _unlisted(whole: str) -> str:
    """A short word that no list knows: no deed (12社参加), no letters alone (3D)."""
    if not 0 < len(whole) <= _LONGEST or whole.isascii() or _DEEDS.search(whole):
        return ""
    listed = _prefix(whole)
    return "" if listed and len(whole) - len(listed) > _TAIL else whole


def _prefix(whole: str) -> str:
    """The longest listed unit that a longer word begins with (23,541人Jリーグ観客数)."""
    lengths = range(min(len(whole), _LONGEST), 0, -1)
    return next((whole[:length] for length in lengths if is_known_unit(whole[:length])), "")
