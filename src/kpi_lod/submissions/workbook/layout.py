"""The sheets of a submission's workbook and their columns: what stands where.

One declaration for all that write the workbook and all that read it. Columns are found by their
headings, never by their letters. A column's ``key`` is the way to the value in the YAML of format 1
(docs/submission.md), within the sheet's own list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from kpi_lod.records import BEFORE
from kpi_lod.register.schemes import schemes
from kpi_lod.vocabulary import LICENCES, NOT_STATED

BLANK = "（空欄）"
"""In a cell: the document prints nothing there. A cell that is empty says nothing at all."""

ESCAPE = "\\"
"""In front of a text that would be taken for :data:`BLANK` or for a label."""

BEFORE_LABEL = "事業開始前"
CALENDAR_LABEL = "暦年"


FINDINGS_SHEET = "指摘一覧"
"""The sheet that ``check --annotate`` adds; it is not read."""

OUR_COMMENT = "―― kpi-lod check ――"
"""What it writes above its part of a comment."""


def _labels() -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``ja`` is its heading, ``en`` stands below it; ``width`` in characters.

    ``labels``: Japanese label → what stands in the YAML, for closed lists; other texts pass as they
    are. ``suggested``: the list is not closed. ``many``: the column is there several times, with a
    number behind its heading. ``aid``: shown for people and not read. ``text``: hint when entering.
    """

    key: str
    ja: str
    en: str
    width: int = 12
    text: str = ""
    labels: Mapping[str, str] = field(default_factory=_labels)
    required: bool = False
    suggested: bool = False
    many: int = 0
    aid: bool = False
    number: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; ``form``: its fields stand one below the other, heading beside value."""

    key: str
    name: str
    en: str
    columns: tuple[Column, ...]
    form: bool = False


def _of_scheme(name: str) -> Mapping[str, str]:
    return {label: code for code, label in schemes()[name].labels.items()}


AREAS = {"この自治体": "municipality", "連携自治体の合計": "partners"}
TRUTHS = {"はい": "true", "いいえ": "false"}
TERMS = {"明示なし": NOT_STATED, **{licence: licence for licence in LICENCES}}
JUDGED = {
    "望ましい方向": "direction",
    "段階": "level",
    "値の捉え方": "basis",
    "共通指標": "concept",
    "一致度": "match",
    "区域": "area",
    "単位": "unit",
    "年度": "year",
}

_PERIOD = "R6、令和6年度、2024。暦年は「暦年2024」、事業を始める前は「事業開始前」"
_PROJECT_ID = Column("project", "事業ID", "project id", 14, "「事業」シートのID", required=True)
_YEAR = Column("year", "年度", "fiscal year", 10, "R6、令和6年度、2024 のどれでも", required=True)

DETAILS = (
    Column("status", "状態", "status", 12, "数のない理由など。文字から読まれる状態に代える"),
    Column("numerator", "分子", "numerator", 8, "割合のもとの数", number=True),
    Column("denominator", "分母", "denominator", 8, "割合のもとの数", number=True),
    Column("note", "注記", "note", 20, "※などの注や、数のない理由"),
    Column("at", "資料の場所", "place in the document", 14, "p.3 表2 3行目 など"),
    Column("as-written", "印刷の文字", "as printed", 12, "印刷が値の欄と違うときだけ"),
)
"""What can be told of one value beside the value itself."""

DETAILS_OF = "details-of"
"""Which of the row's values the details are about; needed only where there are several."""


@cache
def sheets() -> Mapping[str, Sheet]:
    """All sheets that are read, in their order: key → sheet."""
    made = (_head(), _projects(), _activities(), _indicators(), _values(), _budget(), _evaluation())
    return {sheet.key: sheet for sheet in made}


def _head() -> Sheet:
    municipality = "全国地方公共団体コード6桁（例 202151）"
    columns = (
        Column("kpi-lod", "様式の版", "format", 40, "いつも 1", required=True),
        Column("municipality", "団体コード", "municipality", 40, municipality, required=True),
        Column("id", "提出物ID", "id", 40, "半角の英小文字・数字・ハイフン", required=True),
        Column("reporting-year", "報告年度", "reporting year", 40, _YEAR.text, required=True),
        Column("revision", "版", "revision", 40, "初めての提出は1。出し直しは2、3…", number=True),
        Column("withdrawn", "取下げの理由", "withdrawn", 40, "取り下げるときだけ"),
        Column("source.title", "資料の題名", "title of the document", 40, required=True),
        Column("source.url", "資料のURL", "URL", 40, "公開されている場所"),
        Column("source.file", "ファイル名", "file", 40, "写すのに使ったファイル"),
        Column("source.sha256", "SHA-256", "SHA-256", 40, "そのファイルのSHA-256。なくてよい"),
        Column("source.terms", "利用条件", "terms", 40, "資料の利用条件", TERMS),
    )
    return Sheet("head", "提出情報", "Submission", columns, form=True)


def _projects() -> Sheet:
    programmes = _of_scheme("programme")
    columns = (
        Column("id", "事業ID", "project id", 14, "翌年も同じIDを使う", required=True),
        Column("name", "事業名", "name", 30, "印刷されたとおりに", required=True),
        Column("programme", "交付金", "grant", 28, "交付金の種類", programmes, required=True),
        Column("departments", "担当部署", "department", 12, "1つの欄に1つ", many=2),
        Column("partners", "連携自治体", "partner", 9, "他の自治体のコード6桁", many=2),
        Column("period.from", "開始年度", "first year", 8, _YEAR.text),
        Column("period.to", "終了年度", "last year", 8, _YEAR.text),
        Column("programme-year", "年次", "year of project", 6, "2年目なら2", number=True),
        Column("subsidy-rate", "補助率", "subsidy rate", 7, "1/2 のような分数"),
        Column("summary", "概要", "summary", 36, "自分の言葉で短く"),
    )
    return Sheet("projects", "事業", "Projects", columns)


def _activities() -> Sheet:
    columns = (
        _PROJECT_ID,
        Column("text", "実施内容", "what was done", 50, required=True),
        Column("count", "数", "count", 9, "数を書くなら単位も", number=True),
        Column("unit", "単位", "unit", 9, "回、人 など", _units(), suggested=True),
        Column("year", "年度", "fiscal year", 8, "報告年度なら書かなくてよい"),
        *_details(),
    )
    return Sheet("activities", "活動", "Activities", columns)


def _indicators() -> Sheet:
    concepts = _of_scheme("concept")
    columns = (
        _PROJECT_ID,
        Column("id", "KPI ID", "KPI id", 16, "翌年も同じIDを使う", required=True),
        Column("name", "KPIの名称", "name", 34, "印刷されたとおりに", required=True),
        Column("unit", "単位", "unit", 8, "千人、百万円もよい", _units(), True, suggested=True),
        Column("area", "区域", "area", 14, "値の区域", AREAS, suggested=True),
        Column("direction", "望ましい方向", "direction", 9, "", _of_scheme("direction")),
        Column("level", "段階", "level", 10, "", _of_scheme("level")),
        Column("basis", "値の捉え方", "basis", 12, "", _of_scheme("basis")),
        Column("judged", "判断した項目", "judged", 11, "資料になく人が決めた項目", JUDGED, many=3),
        Column("concept", "共通指標", "harmonised indicator", 16, "1つまで", concepts),
        Column("match", "一致度", "match", 10, "共通指標との一致度", _of_scheme("match")),
        Column("reviewed", "確認済み", "reviewed", 8, "いいえ のままでは公開できない", TRUTHS),
    )
    return Sheet("kpis", "KPI", "KPIs", columns)


def _values() -> Sheet:
    columns = (
        _PROJECT_ID,
        Column("kpi", "KPI ID", "KPI id", 16, "「KPI」シートのID", required=True),
        Column("name", "KPIの名称", "name", 26, "IDから表示される。書かなくてよい", aid=True),
        Column("period", "年度", "period", 11, _PERIOD, required=True),
        *_kinds("kind"),
        _details_of("kind"),
        *_details(),
    )
    return Sheet("values", "実績", "Results", columns)


def _budget() -> Sheet:
    columns = (
        _PROJECT_ID,
        Column("period", "年度", "period", 11, _PERIOD, required=True),
        *_kinds("amount-kind"),
        _details_of("amount-kind"),
        *_details(),
    )
    return Sheet("budget", "事業費", "Money", columns)


def _evaluation() -> Sheet:
    review = _of_scheme("external-review")
    columns = (
        _PROJECT_ID,
        _YEAR,
        Column("effect", "事業効果", "effect", 26, "様式の⑤", _of_scheme("effect")),
        Column("external-review", "外部有識者の評価", "external review", 26, "様式の⑥", review),
        Column("comment", "外部有識者の意見", "comment", 36),
        Column("next", "今後の方針", "next step", 24, "様式の⑦", _of_scheme("next-step")),
        Column("reason", "今後の方針の理由", "reason", 36),
    )
    return Sheet("evaluation", "評価", "Evaluation", columns)


def _details_of(scheme: str) -> Column:
    about = "the next columns are about"
    return Column(DETAILS_OF, "右の欄の対象", about, 14, _ABOUT, _of_scheme(scheme))


_ABOUT = "状態から右がどの値のことか。値が1つの行では書かなくてよい"


def _kinds(scheme: str) -> tuple[Column, ...]:
    text = "印刷された数か文字。印刷が空欄なら（空欄）"
    return tuple(
        Column(code, label, code, 12, text, number=True)
        for code, label in schemes()[scheme].labels.items()
    )


def _details() -> tuple[Column, ...]:
    status = DETAILS[0]
    with_labels = Column(status.key, status.ja, status.en, 12, status.text, _of_scheme("status"))
    return (with_labels, *DETAILS[1:])


def _units() -> Mapping[str, str]:
    """The units as they are printed; a text of this list means itself."""
    return {label: label for label in schemes()["unit"].labels.values()}


def period_label(key: str) -> str:
    """The key of a period as a cell shows it.

    >>> period_label("before"), period_label("calendar-2023"), period_label("R5")
    ('事業開始前', '暦年2023', 'R5')
    """
    if key == BEFORE.key:
        return BEFORE_LABEL
    calendar = key.removeprefix("calendar-")
    return key if calendar == key else f"{CALENDAR_LABEL}{calendar}"


def period_key(label: str) -> str:
    """The key of the period that a cell shows; other texts as they are."""
    if label == BEFORE_LABEL:
        return BEFORE.key
    calendar = label.removeprefix(CALENDAR_LABEL)
    return label if calendar == label else f"calendar-{calendar}"
