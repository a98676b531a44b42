"""(f) Target and actual with their years in one cell: 目標 14,000人（R6） 実績 13,491人（R6）."""

from __future__ import annotations

from collections.abc import Callable

from tests.drafting.generated import noise
from tests.drafting.generated.paper import Box
from tests.drafting.generated.printing import Printing

Where = tuple[int, int]
Row = list[Box | str]

_HEADS = (
    ("事業名", "指標", "目標・実績", "評価"),
    ("取組", "KPI", "目標値／実績値", "今後の方針"),
    ("事業名称", "重要業績評価指標", "達成状況", "備考"),
    ("施策・事業", "成果指標", "進捗", "判定"),
)
_WITH_NAME = (
    ("事業名", "KPIと達成状況", "評価"),
    ("事業名称", "重要業績評価指標（KPI）", "備考"),
    ("取組", "KPI（目標・実績）", "判定"),
)


def lay_out(printing: Printing) -> None:
    """One table with a row for each KPI, the project's name merged over its rows."""
    random = printing.random
    form = random.choice(FORMS)
    with_name = random.random() < 0.3
    head = random.choice(_WITH_NAME if with_name else _HEADS)
    base = random.random() < 0.4
    noise.title(printing)
    noise.opening(printing)
    rows: list[Row] = [list(head)]
    for project, one in enumerate(printing.truth.projects):
        for index in range(len(one.kpis)):
            cell = form(printing, (project, index), base)
            name = printing.at(project, index).name
            row: Row = [f"{name}\n{cell}"] if with_name else [name, cell]
            begun: Row = [Box(one.name, len(one.kpis))] if not index else []
            rows.append([*begun, *row, _last(printing, head[-1])])
    noise.paged(printing, rows)
    noise.closing(printing)


def _last(printing: Printing, heading: str) -> str:
    if heading in ("評価", "判定"):
        return noise.grade(printing)
    return noise.reason(printing) if printing.random.random() < 0.4 else ""


def _values(printing: Printing, where: Where, base: bool) -> list[tuple[str, int, str]]:
    """(kind in words, year, value)."""
    truth = printing.truth
    year = truth.year
    keys = [("目標", (year, "target")), ("実績", (year, "actual"))]
    if base:
        keys.insert(0, ("基準", (truth.years[0] - 1, "baseline")))
    return [(word, key[0], printing.value(where, key, unit=True)) for word, key in keys]


def _behind(printing: Printing, where: Where, base: bool) -> str:
    short = printing.style.brief
    return "\n".join(
        f"{word} {value}（{short(year)}）" for word, year, value in _values(printing, where, base)
    )


def _behind_in_line(printing: Printing, where: Where, base: bool) -> str:
    short = printing.style.brief
    return "　".join(
        f"{word} {value}（{short(year)}）" for word, year, value in _values(printing, where, base)
    )


def _colon(printing: Printing, where: Where, base: bool) -> str:
    return "／".join(
        f"{word}値：{value}（{printing.style.title(year)}）"
        for word, year, value in _values(printing, where, base)
    )


def _before(printing: Printing, where: Where, base: bool) -> str:
    short = printing.style.brief
    return "\n".join(
        f"{short(year)}{word}：{value}" for word, year, value in _values(printing, where, base)
    )


def _arrow(printing: Printing, where: Where, base: bool) -> str:
    short = printing.style.brief
    return " → ".join(
        f"{value}（{short(year)}{word}）" for word, year, value in _values(printing, where, base)
    )


def _corner(printing: Printing, where: Where, base: bool) -> str:
    return "\n".join(
        f"【{word}】{value}（{printing.style.title(year)}）"
        for word, year, value in _values(printing, where, base)
    )


FORMS: tuple[Callable[[Printing, Where, bool], str], ...] = (
    _behind,
    _behind_in_line,
    _colon,
    _before,
    _arrow,
    _corner,
)
