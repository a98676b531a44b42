"""Names of KPIs in a free text: tidied as printed, and told from sentences and headings."""

from __future__ import annotations

import re

from kpi_lod.japanese.characters import narrow
from kpi_lod.layouts.texts.behind import is_known_unit
from kpi_lod.layouts.texts.lexicon import WORDS
from kpi_lod.layouts.texts.settled import NAME_END
from kpi_lod.layouts.texts.times import YEAR, year_period
from kpi_lod.records import Period

_BREAK = re.compile(r"[ \t\u3000]*[\r\n]+[ \t\r\n\u3000]*")
_LABEL = re.compile(
    r"^(?:KPI|ＫＰＩ|指標|項目|成果指標|活動指標|重要業績評価指標(?:[(（]KPI[)）])?)"
    r"(?:名|の名称|の項目)?[ \u3000]*[0-9０-９①-⑳]{0,2}[ \u3000]*[:：.．)）][ \u3000]*"
)
_EDGE = " \t\r\n\u3000:：,、，…‥.．・･=＝/／|｜-ー―─~〜～;；"
_SENTENCE = re.compile(
    r"。|(?:し|て|り|き|ほか|ため|が|ば|に|で|は|と|も|など)、|ました|であった|された|した(?:が|際)"
)
_OPEN_END = re.compile(
    r"(?:を|に|は|が|で|と|も|へ|より|から|し|て|た|る|い|ず|の|等で|ほか|うち)\Z"
)
_NO_NAME = re.compile(
    r"^(?:うち|内、|※|TEL|tel|電話|内線|FAX|更新日|公開日"
    r"|(?:内訳|例|合計|小計|総計|計|注|備考|参考|単位|ページ|資料|日時|開催日|期日|場所|会場|実施期間"
    r"|期間|事業期間|年次|対象|料金|住所|時間|定員|評価|意見|課題|理由|結果)(?:\Z|[ :：(（]))"
)
_ORDINAL = re.compile(r"^[0-9０-９]{1,2}[ \u3000]+(?=[^\s人台日回件か0-9])")
_MONEY = re.compile(
    r"(?:事業費|予算額?|決算額?|交付金|交付額|交付金額|補助金|国費|経費|財源|委託料|実績額|支出額"
    r"|充当額)(?:[(（][^)）]{0,40}[)）])?\Z"
)
_LETTERS = re.compile(r"[ぁ-んァ-ヶ一-鿿A-Za-zＡ-Ｚａ-ｚ]{2}")
_UNIT = re.compile(r"^(?:単位 ?[:;]? ?)?(?P<unit>[^0-9:]{1,10})$")
_LEADING_YEAR = re.compile(YEAR)
_CONTINUES = re.compile(r"^(?:数|率|額|量|人数|件数|割合|者数|[のをにがはとでや・)）])")
_COUNTED = re.compile(r"(?:売上げ?|増加?|減少|効果|世帯|企業|団体|店舗|物件|利用|入込|収入)\Z")
"""Ends of names that are followed by their figure after a space, and are no deeds."""

_LONGEST = 100
_SHORT = 2


def tidy_name(text: str) -> str:
    """The name as printed, without labels, leaders and line breaks."""
    plain = _BREAK.sub("", text).strip(_EDGE)
    plain = _ORDINAL.sub("", _LABEL.sub("", plain)).strip(_EDGE)
    return _unquoted(plain)


def _unquoted(name: str) -> str:
    inner = name[1:-1]
    quoted = name[:1] in "「『" and name[-1:] in "」』" and not set("「『」』") & set(inner)
    return inner if name and quoted else name


def is_name(name: str) -> bool:
    """Whether a tidied text may be the name of a KPI: no sentence, no heading, no sum of money."""
    if not 1 < len(name) <= _LONGEST or not _LETTERS.search(name):
        return False
    if "\t" in name or _SENTENCE.search(name) or _OPEN_END.search(name) or _NO_NAME.search(name):
        return False
    return not (_MONEY.search(name) or narrow(name) in WORDS or is_known_unit(name))


def ends_as_name(name: str) -> bool:
    """Whether a text ends as names of indicators do (…数, …率), brackets behind aside."""
    bare = re.sub(r"[(（][^()（）]{0,60}[)）]\Z", "", name).strip()
    return bool(NAME_END.search(bare) or _COUNTED.search(bare))


def continues(name: str, following: str) -> bool:
    """Whether a line goes on with the name that the line before began."""
    if len(name) + len(following) > _LONGEST or name.rstrip().endswith(("。", "：", ":", "】")):
        return False
    begins = _CONTINUES.match(following.strip())
    return bool(begins) or len(following.strip()) <= _SHORT or not ends_as_name(name)


def named_unit(text: str) -> str:
    """The unit that brackets behind a name hold: （人）, （単位：千人）, else ""."""
    plain = narrow(text).strip()
    match = _UNIT.match(plain)
    if match is None:
        return ""
    unit = match["unit"].strip()
    return unit if plain.startswith("単位") or is_known_unit(unit) else ""


def leading_period(name: str) -> Period | None:
    """The year that a name begins with: 令和5年度新規就農者数."""
    match = _LEADING_YEAR.match(narrow(name))
    return year_period(match[0]) if match else None
