"""Headings outside tables → which of them names the project of the figures that follow.

A heading is worth more the more it looks like a project: one that ends in 事業 or tells its grant
or department, then a group of a strategy (基本目標, …の推進), then whatever else is marked as a
heading. Headings of sections (達成状況について, 3 評価結果) and the title of the report name none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kpi_lod.documents.text.headings import heading as marked
from kpi_lod.japanese.characters import folded
from kpi_lod.layouts.context import departments, programme
from kpi_lod.layouts.context.programmes import whole_grant
from kpi_lod.layouts.headings.labels import label
from kpi_lod.layouts.names import joined_lines, name_and_bracket, project_name

SECTION, HEADING, GROUP, PROJECT = range(4)
"""What a heading is worth as the name of a project."""

_UNMARKED = 15
"""Between chapters (10) and sections (20): a line that is no marked heading, but a project."""

_PROJECT = re.compile(r"(?:事業|プロジェクト)(?:[ \u3000]?[0-9０-９ⅠⅡⅢⅣ]{1,2})?$")
_GROUP = re.compile(
    r"(?:計画|構想|推進|整備|対策|づくり|作り|創出|支援|促進|強化|振興|確保|充実|向上|活性化|育成"
    r"|形成|実現|展開|拡大|誘致|創造|構築|再生|運営|運用|活用|連携|普及|普及啓発|導入|改修|開発|継承"
    r"|まち|地域|くらし|暮らし|する|つくる|創る|育てる|増やす|ふやす|高める|支える|守る|かなえる)$"
)
_GROUP_FRONT = re.compile(
    r"[【〈<\[]?(?:基本|重点|施策|政策|戦略|数値|個別)?(?:(目標|政策|戦略|柱)|施策|方針|方向|プロジェクト)"
    r"[ \u3000]?[(（]?(?:[0-9０-９]{1,2}|[①-⑳Ⅰ-Ⅻ一二三四五六七])"
    r"(?:[-－‐][0-9０-９]{1,2})?[)）]?[】〉>\]]?[ \u3000.．:：、「]{0,3}(?=[^0-9０-９]{3})"
)
_PARTS, _MEASURES = 12, 18
"""How deep 基本目標 and 施策 are where nothing marks them as headings."""
_UNMARKED_HEAD = re.compile(
    r"(?:事業|プロジェクト|計画|構想|推進|整備|対策|づくり|創出|支援|促進|強化|振興)$"
)
_SECTION = re.compile(
    r"(?:について|状況|結果|一覧表?|検証|評価|概要|報告書?|成果|効果|実績|進捗|資料|目次|参考|はじめに"
    r"|おわりに|まとめ|総括|課題|方向性?|方針|体制|経緯|趣旨|目的|背景|意見|予定|推移|内容|方法|期間"
    r"|位置付け|とは|KPI|指標|目標|事業費|経費|予算|財源|写真|様子|の声|連絡先|問い?合わ?せ先?|リンク"
    r"|ダウンロード|ファイル|情報|お知らせ|年度|年|注意|凡例|見方|考え方|分析|理由|要因|コメント|その他"
    r"|次第|名簿|議事録?|会議|委員会|議題|別紙|別添|様式|事業名?|対象事業|取組|取り組み|全体|ページ|表)$"
)
_STRATEGY = re.compile(r"総合戦略|人口ビジョン|総合計画")
_LETTERS = re.compile(r"[ぁ-んァ-ヶ一-鿿A-Za-zＡ-Ｚａ-ｚ]{2}")
_MARKS = "【】[]〔〕■◆●○◎◇□▼▽▲▶▷◯〇★☆《》<>＜＞ \u3000"
_NUMBER = re.compile(
    r"(?:第[0-9０-９一二三四五六七八九十]{1,3}[章編部節項]?|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]{1,2}|No\.?[ ]?[0-9]{1,3}"
    r"|(?:交付(?:対象)?)?事業[ \u3000]?(?:[0-9０-９]{1,2}|[①-⑳])"
    r"|[0-9０-９]{1,2}(?:[-－‐][0-9０-９]{1,2}){1,2}(?=[ \u3000.．:：]))"
    r"[ \u3000.．:：、)）-]{0,3}(?=\S{2})"
)
_PARTED = re.compile(r"[ \u3000]{1,4}(?=[^ \u3000]{1,20}$)")
_ASIDE = re.compile(
    r"(?:担当|所管|主管|実施主体|新規|継続|拡充|完了|終了|再掲|重点|(?:R|H|令和|平成)[0-9０-９元].{0,20})"
)
_TYPE = re.compile(r"^[^ \u3000]{2,10}(?:タイプ|交付金?)(?:[（(]?[1-3１-３ⅠⅡⅢSX]{1,2}[）)]?)?$")
_MOST_PARTS = 4
_LEAST = 5
_MOST_BESIDE = 4
_LONGEST = 90
_TOWN = re.compile(r".{1,6}[都道府県市区町村]")
_SENTENCE = ("。", "です", "ます", "ました", "こと", "、", "，")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its name alone, where it stands, how deep (10 a chapter), what it is worth, and
    what it tells beside the name (department, programme).
    """

    name: str
    at: str
    level: int
    worth: int
    told: dict[str, str] = field(default_factory=dict)


def heading(text: str, at: str, level: int) -> Heading | None:
    """The heading that a line is, None if it is none. ``level``: 0 for a line not marked as one."""
    line = joined_lines(text)
    if not line or len(line) > _LONGEST or line.endswith(_SENTENCE):
        return None
    name, told = name_and_told(line)
    if _TOWN.fullmatch(name):
        return None
    worth = _worth(name, told)
    level = level or marked(line)[1]
    if level:
        return Heading(name, at, level * 10, worth, told)
    front = _GROUP_FRONT.match(line)
    if front and not any(c.isdigit() for c in line[front.end() :]):
        return Heading(name, at, _PARTS if front[1] else _MEASURES, worth, told)
    if line[0] in "・･-※" or not ((told and worth == PROJECT) or _UNMARKED_HEAD.search(name)):
        return None
    return Heading(name, at, _UNMARKED, max(worth, GROUP), told)


def name_and_told(text: str) -> tuple[str, dict[str, str]]:
    """A heading's name without number, marks, and what stands behind it; and what that tells.

    >>> name_and_told("■事業１：空き家活用事業　【観光課】")
    ('空き家活用事業', {'department': '観光課'})
    """
    name = _unmarked(text)
    told: dict[str, str] = {}
    for _ in range(_MOST_PARTS):
        rest, part = _last_part(name)
        found = _tells(part) if part else None
        if found is None or not _LETTERS.search(rest):
            break
        name, told = rest, found | told
    return _unframed(name), told


def _unmarked(text: str) -> str:
    line = project_name(text.strip().lstrip("".join(c for c in _MARKS if c not in "【[〔")))
    if line[:1] in "【[〔《<＜" and line[-1:] in "】]〕》>＞":
        line = line[1:-1]
    return project_name(_NUMBER.sub("", line.strip(" \u3000"), count=1)) or line


def _unframed(name: str) -> str:
    inner = name[1:-1]
    quoted = name[:1] in "「『" and name[-1:] in "」』" and not set("「『」』") & set(inner)
    return inner if quoted and inner else name.strip(" \u3000:：")


def _last_part(name: str) -> tuple[str, str]:
    short, bracket = name_and_bracket(name)
    if bracket:
        return short, bracket
    parted = _PARTED.search(name)
    return (name[: parted.start()], name[parted.end() :]) if parted else (name, "")


def _tells(part: str) -> dict[str, str] | None:
    """What a part behind a name says of the project; None where it belongs to the name."""
    if _is_grant(part, most=_MOST_BESIDE):
        return {"programme": part}
    if part.rstrip("等他外").endswith(("課", "室", "局", "センター", "グループ")) or "担当" in part:
        found = departments(part)
        return {"department": part} if found else None
    return {} if _ASIDE.match(part) or _TYPE.search(part) else None


def _worth(name: str, told: Mapping[str, str]) -> int:
    bare = name_and_bracket(name)[0]
    if _STRATEGY.search(bare):
        return PROJECT if _PROJECT.search(bare) else GROUP
    said = label(bare)
    if _is_grant(bare) or not _LETTERS.search(bare) or (said is not None and not said.weak):
        return SECTION
    if told or (_PROJECT.search(bare) and len(bare) > len("対象事業")):
        return PROJECT
    if _GROUP_FRONT.match(bare) and len(bare) > _LEAST:
        return GROUP
    if _SECTION.search(bare):
        return SECTION
    return GROUP if _GROUP.search(bare) else HEADING


def _is_grant(name: str, *, most: int = len("を活用した事業の実施状況について")) -> bool:
    """交付金 and what is done with it: a section of projects, and no project."""
    grant = programme(name)
    rest = folded(name).replace(folded(grant), "") if grant else folded(name)
    return bool(grant) and len(rest) <= most


@dataclass(slots=True)
class Headings:
    """The way of headings down to where the document is being read. ``title``: the report's own;
    ``fresh``: whether it has changed since it was asked for last.
    """

    title: str = ""
    path: list[Heading] = field(default_factory=list)
    fresh: bool = False

    def put(self, found: Heading) -> bool:
        """Another heading: those of its level and below are over. Whether a part about the
        strategy begins, in which no project of a grant goes on.
        """
        if self._is_title(found):
            return False
        self.path = [one for one in self.path if _stays(one, found)]
        self.path.append(found)
        self.fresh = True
        return found.worth == GROUP and bool(_STRATEGY.search(found.name))

    def clear(self) -> None:
        """Another sheet begins."""
        self.path.clear()

    def _is_title(self, found: Heading) -> bool:
        worth = PROJECT if _PROJECT.search(found.name) else min(found.worth, GROUP)
        return worth < PROJECT and folded(found.name) in folded(self.title)

    def project(self) -> Heading | None:
        """The heading that names the project: of those worth most the nearest."""
        most = max((one.worth for one in self.path), default=SECTION)
        if most == SECTION:
            return None
        return next(one for one in reversed(self.path) if one.worth == most)

    def programme(self) -> str:
        """The grant that a heading above names."""
        named = (
            whole_grant(one.told.get("programme", ""), programme(one.name))
            for one in reversed(self.path)
        )
        return next(filter(None, named), "")


def _stays(one: Heading, later: Heading) -> bool:
    """Whether what stood under a heading goes on below a later one."""
    if later.level == _UNMARKED:
        return one.level < _UNMARKED or one.worth == SECTION or one.worth > later.worth
    if one.level == _UNMARKED:
        return later.level > _UNMARKED and later.worth < one.worth
    if later.worth == SECTION and one.worth > SECTION:
        return one.level <= later.level
    return one.level < later.level
