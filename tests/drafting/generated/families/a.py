"""(a) A block for each project, its KPIs in rows, years in columns, money below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.drafting.generated import noise
from tests.drafting.generated.paper import Box
from tests.drafting.generated.printing import Printing
from tests.drafting.generated.truth import Value

_HEADS = (
    ("事業名", "担当課", "事業概要", "交付金の種類"),
    ("事業の名称", "所管課", "事業の内容", "交付金名称"),
    ("交付対象事業の名称", "担当部署", "取組内容", "交付金の名称"),
    ("事業名称", "担当部局", "事業の目的・概要", "活用した交付金"),
)
_LINES = (
    "事業名：{name}（担当課：{department}）",
    "【事業名】{name}　【担当課】{department}",
    "■事業名　{name}　所管課：{department}",
)
_NAMES = ("KPI", "指標名", "KPIの項目", "重要業績評価指標（KPI）", "KPI（指標）", "成果指標")
_KINDS = (("目標値", "実績値"), ("目標", "実績"), ("計画値", "実績値"), ("目標値", "実績"))
_BEFORE = ("事業開始前", "事業\n開始前", "開始前")
_MONEY = (
    ("交付対象事業費", "交付額"),
    ("交付対象事業費", "交付金額"),
    ("対象事業費", "交付金交付額"),
)

Row = list[Box | str]


@dataclass(frozen=True, slots=True)
class _Form:
    """The words and the order of one office."""

    head: tuple[str, str, str, str]
    name: str
    kinds: tuple[str, str]
    before: str
    unit_in: str
    shows_rate: bool
    head_line: str
    body: Callable[[Printing, int, _Form], Sequence[Row]]


def lay_out(printing: Printing) -> None:
    """All projects."""
    random = printing.random
    form = _Form(
        random.choice(_HEADS),
        random.choice(_NAMES),
        random.choice(_KINDS),
        random.choice(_BEFORE) if random.random() < 0.6 else "",
        random.choice(("column", "column", "column", "value", "name")),
        random.random() < 0.25,
        random.choice(_LINES) if random.random() < 0.25 else "",
        random.choice((_paired, _paired, _stacked, _doubled)),
    )
    with_money = random.random() < 0.5
    noise.title(printing)
    noise.opening(printing)
    for project in range(len(printing.truth.projects)):
        noise.between(printing, project)
        _head(printing, project, form)
        rows = list(form.body(printing, project, form))
        if with_money and form.body is not _doubled:
            rows += _money(printing, project, form)
        printing.paper.grid(rows)
    noise.closing(printing)


def _head(printing: Printing, project: int, form: _Form) -> None:
    """Name, department and summary: a small table, or lines."""
    one = printing.truth.projects[project]
    if form.head_line:
        printing.tell(project, "department")
        printing.paper.line(form.head_line.format(name=one.name, department=one.department))
        printing.paper.line(one.summary)
        return
    name, department, summary, programme = form.head
    rows: list[Row] = [
        [name, one.name],
        [department, one.department],
        [summary, one.summary],
    ]
    printing.tell(project, "department")
    if printing.random.random() < 0.6:
        rows.insert(1, [programme, one.programme[0]])
        printing.tell(project, "programme")
    printing.paper.grid(rows)


def _years(printing: Printing, form: _Form) -> list[int]:
    years = list(printing.truth.years)
    return [years[0] - 1, *years] if form.before else years


def _label(printing: Printing, form: _Form, year: int) -> str:
    return form.before if year < printing.truth.years[0] else printing.style.year(year)


def _name(printing: Printing, where: tuple[int, int], form: _Form) -> str:
    name = printing.name(where)
    return f"{name}（{printing.unit(where)}）" if form.unit_in == "name" else name


def _value(printing: Printing, where: tuple[int, int], year: int, kind: str, form: _Form) -> str:
    before = year < printing.truth.years[0]
    if before and kind == "target":
        return _dashed(printing, where, year, kind)
    text = printing.value(
        where, (year, "baseline" if before else kind), unit=form.unit_in == "value"
    )
    if before:
        printing.before(where)
    return text


def _dashed(printing: Printing, where: tuple[int, int], year: int, kind: str) -> str:
    """A dash where there is nothing to tell; to draft it does no harm."""
    dash = printing.style.dash
    printing.note(where, (year, kind), Value(None, "not-applicable", dash))
    if year < printing.truth.years[0]:
        printing.before(where)
    return dash


def _unit(printing: Printing, where: tuple[int, int], form: _Form, rows: int) -> list[Box | str]:
    return [Box(printing.unit(where), rows)] if form.unit_in == "column" else []


def _heading(printing: Printing, form: _Form, *more: str) -> Row:
    units = ["単位"] if form.unit_in == "column" else []
    years = [_label(printing, form, year) for year in _years(printing, form)]
    return [form.name, *more, *units, *years]


def _paired(printing: Printing, project: int, form: _Form) -> Sequence[Row]:
    rows = [_heading(printing, form, printing.random.choice(("区分", "目標・実績", "")))]
    height = 3 if form.shows_rate else 2
    years = _years(printing, form)
    for index in range(len(printing.truth.projects[project].kpis)):
        where = (project, index)
        unit = _unit(printing, where, form, height)
        name = Box(_name(printing, where, form), height)
        targets = [_value(printing, where, year, "target", form) for year in years]
        actuals = [_value(printing, where, year, "actual", form) for year in years]
        rows.append([name, form.kinds[0], *unit, *targets])
        rows.append([form.kinds[1], *actuals])
        if form.shows_rate:
            rows.append(["達成率", *_rates(printing, years)])
    if printing.random.random() < 0.15 and not form.shows_rate:
        rows += _empty(printing, form)
    return rows


def _empty(printing: Printing, form: _Form) -> list[Row]:
    """The rows of an indicator that nobody filled in."""
    blanks: Row = [""] * len(_years(printing, form))
    unit: Row = [Box("", 2)] if form.unit_in == "column" else []
    return [[Box("", 2), form.kinds[0], *unit, *blanks], [form.kinds[1], *blanks]]


def _stacked(printing: Printing, project: int, form: _Form) -> Sequence[Row]:
    both = "\n".join(form.kinds)
    rows = [_heading(printing, form, both)]
    for index in range(len(printing.truth.projects[project].kpis)):
        where = (project, index)
        cells = [
            "\n".join(
                _value(printing, where, year, kind, form) or _dashed(printing, where, year, kind)
                for kind in ("target", "actual")
            )
            for year in _years(printing, form)
        ]
        rows.append([_name(printing, where, form), both, *_unit(printing, where, form, 1), *cells])
    return rows


def _doubled(printing: Printing, project: int, form: _Form) -> Sequence[Row]:
    units: Row = [Box("単位", 2)] if form.unit_in == "column" else []
    years = printing.truth.years
    before: Row = [Box(form.before, 2)] if form.before else []
    rows: list[Row] = [
        [
            Box(form.name, 2),
            *units,
            *before,
            *(Box(printing.style.year(year), columns=2) for year in years),
        ],
        [kind for _ in years for kind in form.kinds],
    ]
    for index in range(len(printing.truth.projects[project].kpis)):
        where = (project, index)
        start = [_value(printing, where, years[0] - 1, "actual", form)] if form.before else []
        cells = [
            _value(printing, where, year, kind, form)
            for year in years
            for kind in ("target", "actual")
        ]
        rows.append(
            [_name(printing, where, form), *_unit(printing, where, form, 1), *start, *cells]
        )
    return rows


def _money(printing: Printing, project: int, form: _Form) -> Sequence[Row]:
    """Rows of expenditure and grant, in yen or in thousands, the unit in its column or behind."""
    spent = printing.truth.projects[project].spent
    label, yen = printing.random.choice((("円", 1), ("円", 1), ("千円", 1000)))
    in_column = form.unit_in == "column"
    unit: Row = [label] if in_column else []
    rows: list[Row] = []
    for name, share in zip(printing.random.choice(_MONEY), (1, 2), strict=True):
        cells = [
            f"{spent[year] * 1000 // yen // share:,}{'' if in_column else label}"
            if year in spent
            else printing.style.dash
            for year in _years(printing, form)
        ]
        rows.append([Box(name, columns=2), *unit, *cells])
    printing.money[project] = [
        {
            "fiscal_year": year,
            "eligible_expenditure": spent[year] * 1000,
            "grant": spent[year] * 1000 // yen // 2 * yen,
        }
        for year in spent
    ]
    return rows


def _rates(printing: Printing, years: Sequence[int]) -> Row:
    """Rates of the years that have an actual."""
    truth, dash = printing.truth, printing.style.dash
    return [
        noise.rate(printing) if truth.years[0] <= year <= truth.year else dash for year in years
    ]
