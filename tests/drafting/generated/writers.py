"""Layouts: a plan → the lines of a document and the cells that it shows.

Each writer is one layout family, with noise from the same random source. Cells of tables are parted
by tabs, lines within a cell by ``<br>``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from tests.drafting.generated.plan import Kpi, Plan, Shown

Cells = dict[str, list[tuple[int | None, str, str]]]
Written = tuple[list[str], Cells]
NOTES = (
    "※ 数値は各年度末時点。",
    "（注）実績値は担当課による集計。",
    "委員会は令和6年8月20日に開催し、委員12名中10名が出席した。",
    "達成率90％以上をＡ、70％以上をＢ、70％未満をＣとした。",
)
WORK = (
    "体験会を5回開催し、延べ128人が参加した。",
    "案内板12基を更新した。",
    "相談窓口には64件の相談があった。",
)


def block(plan: Plan, random: Random) -> Written:
    """A block per project, KPIs in paired rows, years in columns."""
    lines, cells = [_title(plan, "事業実施状況報告書")], _cells(plan, _all_years)
    for project in plan.projects:
        lines += ["", f"事業名\t{project.name}", f"担当課\t{project.office}"]
        lines.append(f"事業概要\t{random.choice(WORK)}")
        lines.append(_row("指標", "区分", "単位", "事業開始前", *map(plan.year, plan.years)))
        for kpi in project.kpis:
            targets = [kpi.targets[year] for year in plan.years]
            actuals = [kpi.actuals.get(year, "") for year in plan.years]
            lines.append(_row(kpi.name, "目標値", kpi.unit, "－", *targets))
            lines.append(_row("", "実績値", "", kpi.baseline, *actuals))
        lines.append(random.choice(NOTES))
    return lines, cells


def strategy(plan: Plan, random: Random) -> Written:
    """One row for a KPI: baseline, actuals of the years, the final target, rate and mark."""
    base, last = plan.years[0] - 1, plan.years[-1]
    past = plan.years[:-1]
    head = (
        "指標",
        "単位",
        f"基準値（{plan.year(base)}）",
        *(f"{plan.year(one)}実績" for one in past),
    )
    lines, cells = [_title(plan, "総合戦略　進捗状況")], Cells()
    for project in plan.projects:
        lines += ["", f"事業名：{project.name}", f"担当課：{project.office}"]
        lines.append(_row(*head, f"目標値（{plan.year(last)}）", "達成率", "評価"))
        for kpi in project.kpis:
            actuals = [kpi.actuals[year] for year in past]
            rate, mark = f"{random.randint(40, 130)}.{random.randint(0, 9)}%", random.choice("ABC")
            final = kpi.targets[last]
            lines.append(_row(kpi.name, kpi.unit, kpi.baseline, *actuals, final, rate, mark))
            cells[kpi.name] = [
                (base, "baseline", kpi.baseline),
                *((year, "actual", kpi.actuals[year]) for year in past),
                (last, "target", final),
            ]
    return [*lines, random.choice(NOTES)], cells


def one_row(plan: Plan, random: Random) -> Written:
    """A row per project, target and actual of each KPI in words in one cell."""
    lines = [
        _title(plan, "交付金活用事業の実績"),
        _row("事業名", "取組内容", "KPIの実績", "担当課"),
    ]
    for project in plan.projects:
        said = "<br>".join(_said(kpi, plan.reported, at) for at, kpi in enumerate(project.kpis))
        lines.append(_row(project.name, random.choice(WORK), said, project.office))
    return [*lines, random.choice(NOTES)], _cells(plan, _reported)


def yearly(plan: Plan, random: Random) -> Written:
    """A wide sheet: for each year a pair of columns under a heading of its own."""
    years = [cell for year in plan.years for cell in (plan.year(year), "")]
    lines = [_title(plan, "進捗管理表"), _row("", "", "", "", *years)]
    lines.append(_row("事業名", "担当課", "指標名", "単位", *["目標", "実績"] * len(plan.years)))
    for project in plan.projects:
        for at, kpi in enumerate(project.kpis):
            first = (project.name, project.office) if at == 0 else ("", "")
            lines.append(_row(*first, kpi.name, kpi.unit, *_pairs(plan, kpi)))
    return [*lines, random.choice(NOTES)], _cells(plan, _in_years)


def _pairs(plan: Plan, kpi: Kpi) -> list[str]:
    pairs = ((kpi.targets[year], kpi.actuals.get(year, "")) for year in plan.years)
    return [cell for pair in pairs for cell in pair]


def wide(plan: Plan, random: Random) -> Written:
    """A wide sheet: one row per project, the columns of a KPI repeat."""
    most = max(len(project.kpis) for project in plan.projects)
    parts = ("名称", "単位", "目標値", "実績値")
    head = [f"指標{at}{part}" for at in range(1, most + 1) for part in parts]
    lines = [_title(plan, "KPI一覧"), _row("No", "事業名", "担当課", *head)]
    for number, project in enumerate(plan.projects, start=1):
        cells = [
            cell
            for kpi in project.kpis
            for cell in (kpi.name, kpi.unit, kpi.targets[plan.reported], kpi.actuals[plan.reported])
        ]
        lines.append(_row(str(number), project.name, project.office, *cells))
    return [*lines, random.choice(NOTES)], _cells(plan, _reported)


def sheet(plan: Plan, random: Random) -> Written:
    """An evaluation sheet as text: name and unit, then a line of targets and one of actuals."""
    lines = [_title(plan, "事務事業評価シート")]
    for project in plan.projects:
        lines += ["", f"事業名 {project.name}", f"担当課 {project.office}"]
        lines.append(" ".join(("成果指標", "単位", *map(plan.year, plan.years))))
        for kpi in project.kpis:
            targets = [kpi.targets[year] for year in plan.years]
            actuals = [kpi.actuals[year] or "－" for year in plan.years[:-1]]
            lines.append(f"{kpi.name} {kpi.unit}")
            lines += [" ".join(("目標", *targets)), " ".join(("実績", *actuals))]
        lines += [f"総合評価 {random.choice('ABC')}", random.choice(WORK)]
    cells = _cells(plan, _in_years)
    return [*lines, "- 4 -"], cells


def bullets(plan: Plan, random: Random) -> Written:
    """No table: KPIs as lines below their project."""
    lines = [_title(plan, "交付金事業の実績について")]
    for number, project in enumerate(plan.projects, start=1):
        lines += [
            "",
            f"（{number}）{project.name}",
            f"　担当課：{project.office}",
            "　◆KPIの達成状況",
        ]
        for kpi in project.kpis:
            target, actual = kpi.targets[plan.reported], kpi.actuals[plan.reported] or "－"
            said = f"【目標】{target}{kpi.unit}　【実績】{actual}{_unit(actual, kpi.unit)}"
            lines.append(f"　　○ {kpi.name}　{said}")
        lines += ["　◆主な取組", f"　　・{random.choice(WORK)}"]
    return lines, _cells(plan, _reported)


def _title(plan: Plan, what: str) -> str:
    return f"{plan.year(plan.reported)}　地方創生推進交付金　{what}"


def _row(*cells: str) -> str:
    return "\t".join(cells)


def _said(kpi: Kpi, year: int, at: int) -> str:
    actual = kpi.actuals[year] or "－"
    target = f"目標 {kpi.targets[year]}{kpi.unit}"
    return f"{'①②③④'[at]}{kpi.name}　{target}　実績 {actual}{_unit(actual, kpi.unit)}"


def _unit(printed: str, unit: str) -> str:
    return unit if printed[:1].isdigit() else ""


def _cells(plan: Plan, shown: Callable[[Plan, Kpi], Shown]) -> Cells:
    return {kpi.name: list(shown(plan, kpi)) for one in plan.projects for kpi in one.kpis}


def _all_years(plan: Plan, kpi: Kpi) -> Shown:
    return [
        (None, "baseline", kpi.baseline),
        (None, "target", "－"),
        *((year, "target", kpi.targets[year]) for year in plan.years),
        *((year, "actual", kpi.actuals.get(year, "")) for year in plan.years),
    ]


def _in_years(plan: Plan, kpi: Kpi) -> Shown:
    return [one for one in _all_years(plan, kpi) if one[0] is not None]


def _reported(plan: Plan, kpi: Kpi) -> Shown:
    year = plan.reported
    return [(year, "target", kpi.targets[year]), (year, "actual", kpi.actuals[year])]


WRITERS: Mapping[str, Callable[[Plan, Random], Written]] = {
    "a-block": block,
    "b-row": one_row,
    "b-bullets": bullets,
    "d-strategy": strategy,
    "g-wide": wide,
    "g-yearly": yearly,
    "h-sheet": sheet,
}
