"""(g) Wide sheets: a row for each project, columns of an indicator repeated to the right."""

from __future__ import annotations

from collections.abc import Sequence

from tests.drafting.generated import noise
from tests.drafting.generated.paper import Box
from tests.drafting.generated.printing import Printing

Where = tuple[int, int]
Row = list[Box | str]

_PARTS = (
    ("指標名", "単位", "目標値", "実績値"),
    ("指標", "単位", "目標", "実績"),
    ("KPI", "単位", "目標値", "実績値"),
    ("名称", "単位", "計画値", "実績値"),
    ("成果指標", "単位", "目標値", "実績"),
    ("指標名", "単位", "当初目標", "実績値"),
)
_GROUPS = ("指標{}", "KPI{}", "指標{}", "重要業績評価指標{}")
_NAMES = ("事業名", "事業の名称", "交付対象事業名", "事務事業名")


def lay_out(printing: Printing) -> None:
    """One table; a project with fewer indicators has empty columns."""
    random = printing.random
    form = random.choice((_by_indicator, _by_indicator, _by_year, _with_years))
    parts = random.choice(_PARTS)
    noise.title(printing)
    noise.opening(printing)
    noise.paged(printing, form(printing, parts), 2)
    noise.closing(printing)


def _sizes(printing: Printing) -> Sequence[int]:
    """How many indicators of each project are shown; nobody prints five of them in a row."""
    return [min(len(one.kpis), 3) for one in printing.truth.projects]


def _begin(printing: Printing, rows: int) -> Row:
    name = printing.random.choice(_NAMES)
    return [
        Box("No", rows),
        Box(name, rows),
        Box(printing.random.choice(("担当課", "所管課")), rows),
    ]


def _own(printing: Printing, project: int) -> Row:
    one = printing.truth.projects[project]
    printing.tell(project, "department")
    return [str(project + 1), one.name, one.department]


def _by_indicator(printing: Printing, parts: Sequence[str]) -> Sequence[Row]:
    """指標① 名称 単位 目標値 実績値 | 指標② …, of the year that is reported."""
    most = max(_sizes(printing))
    label = printing.random.choice(_GROUPS)
    year = printing.style.year(printing.truth.year)
    dated = [*parts[:2], *(f"{year}{part}" for part in parts[2:])]
    shown = dated if printing.random.random() < 0.5 else list(parts)
    rows: list[Row] = [
        [*_begin(printing, 2), *(Box(label.format("①②③"[at]), columns=4) for at in range(most))],
        [part for _ in range(most) for part in shown],
    ]
    for project, size in enumerate(_sizes(printing)):
        row = _own(printing, project)
        for index in range(most):
            row += _indicator(printing, (project, index)) if index < size else [""] * 4
        rows.append(row)
    return rows


def _indicator(printing: Printing, where: Where) -> Row:
    year = printing.truth.year
    values = [printing.value(where, (year, kind)) for kind in ("target", "actual")]
    return [printing.name(where), printing.unit(where), *values]


def _past(printing: Printing) -> list[int]:
    return [year for year in printing.truth.years if year <= printing.truth.year][-3:]


def _by_year(printing: Printing, parts: Sequence[str]) -> Sequence[Row]:
    """A block of name, unit, target and actual for each year; one indicator for each row."""
    years = _past(printing)
    rows: list[Row] = [
        [*_begin(printing, 2), *(Box(printing.style.year(year), columns=4) for year in years)],
        [part for _ in years for part in parts],
    ]
    for project, size in enumerate(_sizes(printing)):
        for index in range(size):
            where = (project, index)
            row = _own(printing, project)
            for year in years:
                values = [printing.value(where, (year, kind)) for kind in ("target", "actual")]
                row += [printing.name(where), printing.unit(where), *values]
            rows.append(row)
    return rows


def _with_years(printing: Printing, parts: Sequence[str]) -> Sequence[Row]:
    """Name and unit once, then target and actual of each year; projects merged over their rows."""
    years = _past(printing)
    top = [*_begin(printing, 2), Box(parts[0], 2), Box(parts[1], 2)]
    rows: list[Row] = [
        [*top, *(Box(printing.style.year(year), columns=2) for year in years)],
        [part for _ in years for part in parts[2:]],
    ]
    for project, size in enumerate(_sizes(printing)):
        own: Row = [Box(str(text), size) for text in map(_text, _own(printing, project))]
        for index in range(size):
            where = (project, index)
            values = [
                printing.value(where, (year, kind))
                for year in years
                for kind in ("target", "actual")
            ]
            row: Row = [printing.name(where), printing.unit(where), *values]
            rows.append([*own, *row] if not index else row)
    return rows


def _text(box: Box | str) -> str:
    return box if isinstance(box, str) else box.text
