"""(e) Running totals in brackets behind each year's value; a note says so. Set aside untuned."""

from __future__ import annotations

from decimal import Decimal

from tests.drafting.generated import noise
from tests.drafting.generated.paper import Box
from tests.drafting.generated.printing import Printing

Where = tuple[int, int]
Row = list[Box | str]

_NOTES = (
    "※（）書きが累計",
    "※ 括弧内は累計値",
    "（　）内は累計",
    "※カッコ内の数値は事業開始からの累計を示す。",
    "注）（ ）は累計の値",
    "※上段は単年度、（ ）書きは累計",
)
_NAMES = ("KPI", "指標", "指標名", "重要業績評価指標")
_BRACKETS = ("({})", "（{}）", "\n({})", "\n（{}）", " ({})")


def lay_out(printing: Printing) -> None:
    """A table for each project, the note above or below."""
    random = printing.random
    note, name = random.choice(_NOTES), random.choice(_NAMES)
    brackets = random.choice(_BRACKETS)
    above = random.random() < 0.5
    form = random.choice((_paired, _by_year, _of_one_year))
    noise.title(printing)
    noise.opening(printing)
    for project, one in enumerate(printing.truth.projects):
        noise.between(printing, project)
        printing.paper.line(f"事業名：{one.name}")
        if above:
            printing.paper.line(note)
        printing.paper.grid(form(printing, project, (name, brackets)))
        if not above:
            printing.paper.line(note)
    noise.closing(printing)


def _past(printing: Printing) -> list[int]:
    return [year for year in printing.truth.years if year <= printing.truth.year]


def _running(printing: Printing, where: Where, key: tuple[int, str], brackets: str) -> str:
    """The value with the total up to its year."""
    kpi, (last, kind) = printing.at(*where), key
    text = printing.value(where, key)
    if kpi.values[key].number is None:
        return text
    numbers = [kpi.values[year, kind].number for year in printing.truth.years if year <= last]
    total = sum((number for number in numbers if number is not None), Decimal(0))
    return text + brackets.format(printing.style.number(total, kpi.decimals))


def _paired(printing: Printing, project: int, words: tuple[str, str]) -> list[Row]:
    name, brackets = words
    years = _past(printing)
    rows: list[Row] = [[name, "単位", "", *map(printing.style.year, years)]]
    for index, kpi in enumerate(printing.truth.projects[project].kpis):
        where = (project, index)
        targets = [_running(printing, where, (year, "target"), brackets) for year in years]
        actuals = [_running(printing, where, (year, "actual"), brackets) for year in years]
        rows.append([Box(kpi.name, 2), Box(printing.unit(where), 2), "目標値", *targets])
        rows.append(["実績値", *actuals])
    return rows


def _by_year(printing: Printing, project: int, words: tuple[str, str]) -> list[Row]:
    name, brackets = words
    years = _past(printing)
    rows: list[Row] = [
        [Box(name, 2), Box("単位", 2), *(Box(printing.style.year(one), 1, 2) for one in years)],
        [kind for _ in years for kind in ("目標", "実績")],
    ]
    for index, kpi in enumerate(printing.truth.projects[project].kpis):
        where = (project, index)
        keys = [(year, kind) for year in years for kind in ("target", "actual")]
        cells = [_running(printing, where, key, brackets) for key in keys]
        rows.append([kpi.name, printing.unit(where), *cells])
    return rows


def _of_one_year(printing: Printing, project: int, words: tuple[str, str]) -> list[Row]:
    name, brackets = words
    year = printing.truth.year
    label = printing.style.year(year)
    rows: list[Row] = [[name, "単位", f"{label}目標値", f"{label}実績値"]]
    for index, kpi in enumerate(printing.truth.projects[project].kpis):
        where = (project, index)
        cells = [_running(printing, where, (year, kind), brackets) for kind in ("target", "actual")]
        rows.append([kpi.name, printing.unit(where), *cells])
    return rows
