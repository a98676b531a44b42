"""(d) Tables of a strategy: baseline, targets, actuals of years, with rates and ratings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tests.drafting.generated import noise
from tests.drafting.generated.paper import Box
from tests.drafting.generated.printing import Printing
from tests.drafting.generated.words import words

Where = tuple[int, int]
Row = list[Box | str]

_NAMES = ("指標", "指標名", "数値目標・KPI", "重要業績評価指標（KPI）", "KPI", "項目")
_BASES = ("基準値", "現状値", "策定時", "当初値", "計画策定時")
_TARGETS = ("目標値", "目標", "計画目標値")
_ACTUALS = ("実績値", "実績", "実績値")
_RATES = ("達成率", "進捗率", "達成度（％）")
_GRADES = ("評価", "達成状況", "判定", "進捗評価")


@dataclass(frozen=True, slots=True)
class _Form:
    """The words of one office, and what it shows beside the values."""

    name: str
    base: str
    target: str
    actual: str
    rate: str
    grade: str
    owner: str
    remark: str
    unit_in: str
    body: Callable[[Printing, Sequence[Where], _Form], Sequence[Row]]


def lay_out(printing: Printing) -> None:
    """A table for each goal, or one for all with the goals in the first column."""
    random = printing.random
    form = _Form(
        random.choice(_NAMES),
        random.choice(_BASES),
        random.choice(_TARGETS),
        random.choice(_ACTUALS),
        random.choice(_RATES) if random.random() < 0.5 else "",
        random.choice(_GRADES) if random.random() < 0.4 else "",
        random.choice(("担当課", "所管", "主管課")) if random.random() < 0.4 else "",
        random.choice(("備考", "要因分析", "取組状況")) if random.random() < 0.3 else "",
        random.choice(("column", "value", "value", "name")),
        random.choice((_in_a_row, _in_a_row, _grouped, _in_brackets, _paired, _by_year_column)),
    )
    printing.any_project = True
    noise.title(printing)
    noise.opening(printing)
    apart = random.random() < 0.7
    goals = random.sample(words()["goals"], len(words()["goals"])) * 2
    everything: list[Where] = []
    for project, goal in zip(range(len(printing.truth.projects)), goals, strict=False):
        own = [(project, at) for at in range(len(printing.truth.projects[project].kpis))]
        everything += own
        if apart:
            printing.paper.line(f"基本目標{project + 1}　{goal}", level=2)
            noise.paged(printing, form.body(printing, own, form))
    if not apart:
        noise.paged(printing, form.body(printing, everything, form))
    noise.closing(printing)


def _named(printing: Printing, where: Where, form: _Form) -> str:
    name = printing.name(where)
    return f"{name}（{printing.unit(where)}）" if form.unit_in == "name" else name


def _unit(printing: Printing, where: Where, form: _Form, rows: int = 1) -> Row:
    return [Box(printing.unit(where), rows)] if form.unit_in == "column" else []


def _unit_heading(form: _Form, rows: int = 1) -> Row:
    return [Box("単位", rows)] if form.unit_in == "column" else []


def _beside_heading(form: _Form, rows: int = 1) -> Row:
    words = (form.rate, form.grade, form.owner, form.remark)
    return [Box(one, rows) for one in words if one]


def _beside(printing: Printing, where: Where, form: _Form, rows: int = 1) -> Row:
    shown: Iterator[str] = iter(
        [noise.rate(printing)] * bool(form.rate)
        + [noise.grade(printing)] * bool(form.grade)
        + [printing.truth.projects[where[0]].department] * bool(form.owner)
        + [noise.reason(printing)] * bool(form.remark)
    )
    return [Box(text, rows) for text in shown]


def _past(printing: Printing) -> list[int]:
    return [year for year in printing.truth.years if year <= printing.truth.year]


def _value(printing: Printing, where: Where, key: tuple[int, str], form: _Form) -> str:
    return printing.value(where, key, unit=form.unit_in == "value")


def _in_a_row(printing: Printing, kpis: Sequence[Where], form: _Form) -> Sequence[Row]:
    """基準値（H30） | R2実績 | R3実績 | 目標値（R6） | 達成率."""
    style, years = printing.style, printing.truth.years
    past, last = _past(printing), years[-1]
    space = printing.random.choice(("", "\n"))
    columns = [(f"{form.base}{space}（{style.year(years[0] - 1)}）", (years[0] - 1, "baseline"))]
    shown = [(f"{style.year(year)}{space}{form.actual}", (year, "actual")) for year in past]
    final = [(f"{form.target}{space}（{style.year(last)}）", (last, "target"))]
    columns += shown + final if printing.random.random() < 0.5 else final + shown
    heads: Row = [form.name, *_unit_heading(form), *(heading for heading, _ in columns)]
    rows: list[Row] = [[*heads, *_beside_heading(form)]]
    for where in kpis:
        cells = [_value(printing, where, key, form) for _, key in columns]
        rows.append(
            [
                _named(printing, where, form),
                *_unit(printing, where, form),
                *cells,
                *_beside(printing, where, form),
            ]
        )
    return rows


def _grouped(printing: Printing, kpis: Sequence[Where], form: _Form) -> Sequence[Row]:
    """基準値, then all targets under one heading and all actuals under another."""
    style, years, past = printing.style, printing.truth.years, _past(printing)
    targets_first = printing.random.random() < 0.5
    groups: list[tuple[str, str, Sequence[int]]] = [
        (form.target, "target", years),
        (form.actual, "actual", past),
    ]
    ordered = groups if targets_first else groups[::-1]
    top: Row = [Box(form.name, 2), *_unit_heading(form, 2), Box(form.base, 1)]
    top += [Box(heading, columns=len(own)) for heading, _, own in ordered]
    below: Row = [style.year(years[0] - 1)]
    below += [style.year(year) for _, _, own in ordered for year in own]
    rows: list[Row] = [[*top, *_beside_heading(form, 2)], below]
    for where in kpis:
        keys = [(years[0] - 1, "baseline")]
        keys += [(year, kind) for _, kind, own in ordered for year in own]
        cells = [_value(printing, where, key, form) for key in keys]
        rows.append(
            [
                _named(printing, where, form),
                *_unit(printing, where, form),
                *cells,
                *_beside(printing, where, form),
            ]
        )
    return rows


def _in_brackets(printing: Printing, kpis: Sequence[Where], form: _Form) -> Sequence[Row]:
    """The year in brackets before, behind or under each value."""
    truth = printing.truth
    pattern = printing.random.choice(
        (
            "({year}) {value}",
            "[{year}] {value}",
            "〈{year}〉{value}",
            "{value}\n（{year}）",
            "{value}（{year}）",
        )
    )
    short = printing.random.choice((printing.style.brief, str))
    rows: list[Row] = [
        [
            form.name,
            *_unit_heading(form),
            form.base,
            f"{form.actual}",
            form.target,
            *_beside_heading(form),
        ]
    ]
    for where in kpis:
        keys = [
            (truth.years[0] - 1, "baseline"),
            (truth.year, "actual"),
            (truth.years[-1], "target"),
        ]
        cells = [
            pattern.format(year=short(key[0]), value=_value(printing, where, key, form))
            for key in keys
        ]
        rows.append(
            [
                _named(printing, where, form),
                *_unit(printing, where, form),
                *cells,
                *_beside(printing, where, form),
            ]
        )
    return rows


def _paired(printing: Printing, kpis: Sequence[Where], form: _Form) -> Sequence[Row]:
    """Targets above, actuals below, a row of rates beneath."""
    style, years = printing.style, printing.truth.years
    rated = bool(form.rate)
    height = 3 if rated else 2
    rows: list[Row] = [
        [
            form.name,
            *_unit_heading(form),
            f"{form.base}（{style.year(years[0] - 1)}）",
            "区分",
            *(style.year(year) for year in years),
        ]
    ]
    for where in kpis:
        base = _value(printing, where, (years[0] - 1, "baseline"), form)
        targets = [_value(printing, where, (year, "target"), form) for year in years]
        actuals = [_value(printing, where, (year, "actual"), form) for year in years]
        name = Box(_named(printing, where, form), height)
        rows.append(
            [name, *_unit(printing, where, form, height), Box(base, height), form.target, *targets]
        )
        rows.append([form.actual, *actuals])
        if rated:
            rows.append([form.rate, *_rates(printing)])
    return rows


def _rates(printing: Printing) -> Row:
    """Rates in brackets; of years to come there is none."""
    random, truth = printing.random, printing.truth
    return [
        f"({random.randint(20, 130)}%)" if year <= truth.year else printing.style.dash
        for year in truth.years
    ]


def _by_year_column(printing: Printing, kpis: Sequence[Where], form: _Form) -> Sequence[Row]:
    """基準年度 | 基準値 | 目標年度 | 目標値 | R5実績値."""
    truth, style = printing.truth, printing.style
    rows: list[Row] = [
        [
            form.name,
            *_unit_heading(form),
            "基準年度",
            "基準値",
            "目標年度",
            "目標値",
            f"{style.year(truth.year)}{form.actual}",
            *_beside_heading(form),
        ]
    ]
    for where in kpis:
        first, last = truth.years[0] - 1, truth.years[-1]
        rows.append(
            [
                _named(printing, where, form),
                *_unit(printing, where, form),
                style.brief(first),
                _value(printing, where, (first, "baseline"), form),
                style.brief(last),
                _value(printing, where, (last, "target"), form),
                _value(printing, where, (truth.year, "actual"), form),
                *_beside(printing, where, form),
            ]
        )
    return rows
