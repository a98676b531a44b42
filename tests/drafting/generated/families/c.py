"""(c) The national form of results: a project's cells merged over the rows of its indicators."""

from __future__ import annotations

from tests.drafting.generated import noise
from tests.drafting.generated.paper import Box
from tests.drafting.generated.printing import Printing

Row = list[Box | str]

_EFFECTS = (
    "地方創生に非常に効果的であった",
    "地方創生に相当程度効果があった",
    "地方創生に効果があった",
)
_REVIEWS = ("総合戦略のKPI達成に有効であった", "総合戦略のKPI達成に有効とは言えない")
_NEXT = (
    "追加等更に発展させる",
    "事業内容の見直し（改善）",
    "特に見直しをせず事業を継続",
    "予定通り事業終了",
)


def lay_out(printing: Printing) -> None:
    """The head of the form, then one table."""
    random = printing.random
    circled = random.random() < 0.6
    dated = random.random() < 0.7
    reviewed = random.random() < 0.7
    labelled = random.random() < 0.7
    noise.title(printing)
    if random.random() < 0.5:
        _head(printing)
    rows = _headings(circled, dated, reviewed, labelled)
    for project in range(len(printing.truth.projects)):
        rows += _project(printing, project, dated, reviewed, labelled)
    printing.paper.grid(rows)
    noise.closing(printing)


def _head(printing: Printing) -> None:
    truth = printing.truth
    rows: list[Row] = [["市町村名", truth.town], ["連絡先", noise.contact(printing)]]
    if truth.code:
        rows.insert(0, ["都道府県名", truth.prefecture])
    printing.paper.grid(rows)
    printing.tells_town = True


def _headings(circled: bool, dated: bool, reviewed: bool, labelled: bool) -> list[Row]:
    signs = iter("①②③④⑤⑥⑦") if circled else iter([""] * 7)
    top: Row = [Box("No", 2), Box(f"{next(signs)}交付対象事業の名称", 2)]
    top += [Box(f"{next(signs)}交付金の種類", 2), Box(f"{next(signs)}実績額\n（単位：円）", 2)]
    kpi = 3 + labelled + dated
    top.append(Box(f"{next(signs)}本事業における重要業績評価指標（KPI）", columns=kpi))
    top.append(Box(f"{next(signs)}本事業終了後における実績値", columns=2))
    below: Row = [""] if labelled else []
    below += ["指標", "指標値", "単位", *(["目標年月"] if dated else []), "実績値", "事業効果"]
    if reviewed:
        top.append(Box(f"{next(signs)}外部有識者からの評価", columns=2))
        top.append(Box(f"{next(signs)}実績値を踏まえた事業の今後について", columns=2))
        below += ["事業の評価", "外部有識者からの意見", "今後の方針", "今後の方針の理由"]
    return [top, below]


def _project(
    printing: Printing, project: int, dated: bool, reviewed: bool, labelled: bool
) -> list[Row]:
    random, truth = printing.random, printing.truth
    one = truth.projects[project]
    rows: list[Row] = []
    height = len(one.kpis)
    printing.tell(project, "programme")
    yen = one.spent[truth.year] * 1000
    printing.money[project] = [{"fiscal_year": truth.year, "settlement": yen}]
    for index in range(height):
        where = (project, index)
        row: Row = []
        if not index:
            texts = (str(project + 1), one.name, one.programme[0], f"{yen:,}")
            row += [Box(text, height) for text in texts]
        row += [f"指標{'①②③④⑤'[index]}"] if labelled else []
        row += [printing.name(where), *_target(printing, where, dated)]
        row.append(printing.value(where, (truth.year, "actual")))
        if not index:
            row.append(Box(random.choice(_EFFECTS), height))
            row += [Box(text, height) for text in _review(printing)] if reviewed else []
        rows.append(row)
    return rows


def _target(printing: Printing, where: tuple[int, int], dated: bool) -> Row:
    truth = printing.truth
    year = truth.years[-1] if dated else truth.year
    row: Row = [printing.value(where, (year, "target")), printing.unit(where)]
    if dated:
        row.append(_march(year, printing))
    return row


def _march(year: int, printing: Printing) -> str:
    """The end of a fiscal year, which is March of the next."""
    ends = year + 1
    if ends < 2020:
        return f"H{ends - 1988}.3"
    return f"R{ends - 2018}.3" if printing.style.commas else f"令和{ends - 2018}年3月"


def _review(printing: Printing) -> list[str]:
    random = printing.random
    return [
        random.choice(_REVIEWS),
        noise.reason(printing),
        random.choice(_NEXT),
        noise.reason(printing),
    ]
