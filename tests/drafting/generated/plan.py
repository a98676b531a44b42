"""A random report before it has a layout: projects, KPIs and what each year's cell prints.

Words and forms here are the tests' own; nothing is taken from the reader, so that neither can hide
what the other lacks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

PLACES = ("駅前", "里山", "港まち", "温泉郷", "城下町", "湖畔", "高原", "棚田", "商店街", "川辺")
AIMS = ("にぎわい創出", "関係人口拡大", "担い手育成", "周遊促進", "起業支援", "移住定住")
ENDS = ("事業", "プロジェクト", "推進事業")
OFFICES = ("企画課", "観光課", "商工振興課", "農林課", "まちづくり推進課", "こども未来課")
MEASURES: Sequence[tuple[str, str, int, int]] = (
    ("来訪者数", "人", 900, 90000),
    ("新規開業件数", "件", 1, 30),
    ("参加者数", "人", 20, 900),
    ("宿泊者数", "人泊", 300, 40000),
    ("出荷額", "千円", 2000, 90000),
    ("満足度", "％", 40, 98),
    ("登録企業数", "社", 3, 80),
    ("体験会の開催数", "回", 2, 40),
    ("空き家の活用数", "棟", 1, 25),
    ("移住世帯数", "世帯", 2, 60),
)
PENDING = ("集計中", "－", "")


@dataclass(frozen=True, slots=True)
class Kpi:
    """``baseline``, ``targets`` and ``actuals`` as printed without their unit, by year."""

    name: str
    unit: str
    baseline: str
    targets: Mapping[int, str]
    actuals: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Project:
    """A project of the report."""

    name: str
    office: str
    kpis: tuple[Kpi, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole report: the last of ``years`` but one is that it reports."""

    years: tuple[int, ...]
    projects: tuple[Project, ...]
    form: int

    @property
    def reported(self) -> int:
        """The year the report is about."""
        return self.years[-2]

    def year(self, year: int) -> str:
        """A year in the form that this report prints."""
        return year_forms(year)[self.form]


def year_forms(year: int) -> tuple[str, ...]:
    """R5, 令和5年度, 令和５年度, 2023年度."""
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    short = f"R{year - 2018}" if year > 2018 else f"H{year - 1988}"
    long = f"令和{'元' if year == 2019 else year - 2018}" if year > 2018 else f"平成{year - 1988}"
    return short, f"{long}年度", f"{long.translate(wide)}年度", f"{year}年度"


def plan(random: Random) -> Plan:
    """A random report."""
    first = random.randint(2016, 2022)
    years = tuple(range(first, first + random.randint(3, 5)))
    places = random.sample(PLACES, random.randint(1, 3))
    projects = tuple(_project(random, (one, random.choice(AIMS)), years) for one in places)
    return Plan(years, projects, random.randrange(4))


def _project(random: Random, name: tuple[str, str], years: Sequence[int]) -> Project:
    place, aim = name
    measures = random.sample(MEASURES, random.randint(2, 4))
    kpis = tuple(_kpi(random, place, measure, years) for measure in measures)
    return Project(f"{place}{aim}{random.choice(ENDS)}", random.choice(OFFICES), kpis)


def _kpi(
    random: Random, place: str, measure: tuple[str, str, int, int], years: Sequence[int]
) -> Kpi:
    name, unit, least, most = measure
    figures = [_figure(random, unit, least, most) for _ in range(2 * len(years) + 1)]
    targets = dict(zip(years, figures, strict=False))
    actuals = dict(zip(years[:-1], figures[len(years) :], strict=False))
    if random.random() < 0.2:
        actuals[years[-2]] = random.choice(PENDING)
    return Kpi(f"{place}の{name}", unit, figures[-1], targets, actuals)


def _figure(random: Random, unit: str, least: int, most: int) -> str:
    if unit == "％":
        return f"{random.randint(10 * least, 10 * most) / 10:.1f}"
    return f"{random.randint(least, most):,}"


Shown = Sequence[tuple[int | None, str, str]]
"""Cells that a layout shows of a KPI: year (None before the project), kind, what is printed."""


def answer(made: Plan, cells: Mapping[str, Shown]) -> dict[str, Any]:
    """The answer to a report that shows these cells of its KPIs, by their names."""
    return {
        "reporting_years": [],
        "projects": [
            {
                "name": project.name,
                "programme": "regional-promotion",
                "departments": [project.office],
                "kpis": [
                    {"name": kpi.name, "unit": kpi.unit, "values": list(_values(cells[kpi.name]))}
                    for kpi in project.kpis
                ],
            }
            for project in made.projects
        ],
    }


_STATUS = {"集計中": "pending", "－": "not-applicable", "": "blank"}
_ALIKE = ("pending", "not-applicable", "blank")


def _values(cells: Shown) -> Iterator[dict[str, Any]]:
    for year, kind, printed in cells:
        told = {"fiscal_year": year, "kind": kind}
        if printed in _STATUS:
            alike = list(_ALIKE) if _STATUS[printed] != "pending" else []
            yield told | {"value": None, "status": _STATUS[printed], "accept_status": alike}
        else:
            yield told | {"value": printed.replace(",", ""), "status": "measured"}
