"""(h) Evaluation sheets: name, 単位 and values of an indicator on lines of their own.

Set aside untuned.
"""

from __future__ import annotations

from collections.abc import Sequence

from tests.drafting.generated import noise
from tests.drafting.generated.paper import Box
from tests.drafting.generated.printing import Printing

Where = tuple[int, int]
Row = list[Box | str]

_SHEETS = ("事務事業評価シート", "事業評価シート", "施策評価調書", "事業検証シート")
_HEADS = (("事業名", "担当課"), ("事務事業名", "所管課"), ("事業の名称", "担当部署"))
_NAMES = ("指標名", "成果指標", "KPI", "指標の名称")
_KINDS = (("目標値", "実績値"), ("目標", "実績"), ("計画", "実績"))


def lay_out(printing: Printing) -> None:
    """A sheet for each project."""
    random = printing.random
    sheet, head = random.choice(_SHEETS), random.choice(_HEADS)
    words = (random.choice(_NAMES), *random.choice(_KINDS))
    form = random.choice((_block, _one_table, _lines, _side_by_side))
    rated = random.random() < 0.5
    noise.title(printing)
    for project, one in enumerate(printing.truth.projects):
        noise.between(printing, project)
        printing.paper.line(sheet, level=2)
        printing.paper.grid([[head[0], one.name], [head[1], one.department]])
        printing.tell(project, "department")
        printing.paper.line("１ 事業の概要")
        printing.paper.line(one.summary)
        printing.paper.line("２ 指標の推移")
        form(printing, project, words, rated)
        printing.paper.line("３ 評価")
        printing.paper.grid([["総合評価", noise.grade(printing)], ["理由", noise.reason(printing)]])
    noise.closing(printing)


def _past(printing: Printing) -> list[int]:
    return [year for year in printing.truth.years if year <= printing.truth.year]


def _values(printing: Printing, where: Where, kind: str, *, unit: bool = False) -> list[str]:
    return [printing.value(where, (year, kind), unit=unit) for year in _past(printing)]


def _rates(printing: Printing) -> list[str]:
    return [noise.rate(printing) for _ in _past(printing)]


def _years(printing: Printing) -> list[str]:
    return [printing.style.year(year) for year in _past(printing)]


def _block(printing: Printing, project: int, words: Sequence[str], rated: bool) -> None:
    """A small table for each indicator."""
    name, target, actual = words
    width = len(_past(printing))
    for index, kpi in enumerate(printing.truth.projects[project].kpis):
        where = (project, index)
        rows: list[Row] = [
            [name, Box(kpi.name, columns=width)],
            ["単位", Box(printing.unit(where), columns=width)],
            ["年度", *_years(printing)],
            [target, *_values(printing, where, "target")],
            [actual, *_values(printing, where, "actual")],
        ]
        printing.paper.grid([*rows, ["達成率", *_rates(printing)]] if rated else rows)


def _one_table(printing: Printing, project: int, words: Sequence[str], rated: bool) -> None:
    """One table in which each indicator has its rows."""
    name, target, actual = words
    width = len(_past(printing))
    rows: list[Row] = []
    for index, kpi in enumerate(printing.truth.projects[project].kpis):
        where = (project, index)
        number = "①②③④⑤"[index]
        rows += [
            [f"{name}{number}", Box(kpi.name, columns=width)],
            ["単位", Box(printing.unit(where), columns=width)],
            ["", *_years(printing)],
            [target, *_values(printing, where, "target")],
            [actual, *_values(printing, where, "actual")],
        ]
        rows += [["達成率", *_rates(printing)]] if rated else []
    printing.paper.grid(rows)


def _lines(printing: Printing, project: int, words: Sequence[str], rated: bool) -> None:
    """No table: labels and values in lines."""
    name, target, actual = words
    for index, kpi in enumerate(printing.truth.projects[project].kpis):
        where = (project, index)
        printing.paper.line(f"{name}：{kpi.name}")
        printing.paper.line(f"単位：{printing.unit(where)}")
        for label, kind in ((target, "target"), (actual, "actual")):
            values = zip(_years(printing), _values(printing, where, kind), strict=True)
            told = "　".join(f"{year.replace(chr(10), '')} {value}" for year, value in values)
            printing.paper.line(f"{label}：{told}")
        if rated:
            printing.paper.line(f"達成率：{noise.rate(printing)}")


def _side_by_side(printing: Printing, project: int, words: Sequence[str], rated: bool) -> None:
    """A column for each indicator."""
    name, target, actual = words
    indices = range(len(printing.truth.projects[project].kpis))
    places = [(project, index) for index in indices]
    year = _past(printing)[-1]
    label = printing.style.year(year)
    rows: list[Row] = [
        [name, *(printing.at(*where).name for where in places)],
        ["単位", *(printing.unit(where) for where in places)],
        [f"{label}{target}", *(printing.value(where, (year, "target")) for where in places)],
        [f"{label}{actual}", *(printing.value(where, (year, "actual")) for where in places)],
    ]
    printing.paper.grid(
        [*rows, ["達成率", *(noise.rate(printing) for _ in places)]] if rated else rows
    )
