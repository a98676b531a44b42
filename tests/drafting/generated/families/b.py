"""(b) A row for each project, its results as free text in one cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.drafting.generated import noise
from tests.drafting.generated.paper import Box
from tests.drafting.generated.printing import Printing

_HEADS = (
    ("事業の名称", "実施内容", "実績（KPI等）", "備考"),
    ("事業名", "事業概要", "KPIの達成状況", "担当課"),
    ("交付対象事業", "取組内容", "重要業績評価指標（KPI）と実績", "所管課"),
    ("事業名称", "主な取組", "成果（KPI）", "担当部署"),
    ("No.", "事業名", "事業内容", "KPI・実績値"),
    ("事業名", "KPI及び実績", "評価・課題", "担当"),
)
_DEPARTMENT = ("担当課", "所管課", "担当部署", "担当")

Where = tuple[int, int]


def lay_out(printing: Printing) -> None:
    """One table, or one for each project."""
    random = printing.random
    head = random.choice(_HEADS)
    text = random.choice(TEXTS)
    noise.title(printing)
    noise.opening(printing)
    rows = [_row(printing, project, head, text) for project in range(len(printing.truth.projects))]
    if random.random() < 0.7:
        printing.paper.grid([head, *rows])
    else:
        told = random.random() < 0.5
        for project, row in enumerate(rows):
            if told:
                _programme(printing, project)
            printing.paper.grid([head, row])
    noise.closing(printing)


def _programme(printing: Printing, project: int) -> None:
    """The grant's name in a line above the table."""
    printing.paper.line(f"交付金名称：{printing.truth.projects[project].programme[0]}")
    printing.tell(project, "programme")


def _row(
    printing: Printing, project: int, head: Sequence[str], text: Callable[[Printing, Where], str]
) -> list[Box | str]:
    one = printing.truth.projects[project]
    if any(heading in _DEPARTMENT for heading in head):
        printing.tell(project, "department")
    row: list[Box | str] = []
    for heading in head:
        if heading == "No.":
            row.append(str(project + 1))
        elif heading in _DEPARTMENT:
            row.append(one.department)
        elif "KPI" in heading:
            row.append(_results(printing, project, text))
        elif heading == "備考":
            row.append("")
        elif heading.startswith(("事業の名", "事業名", "交付対象")):
            row.append(one.name)
        else:
            row.append(one.summary if "評価" not in heading else noise.reason(printing))
    return row


def _results(printing: Printing, project: int, text: Callable[[Printing, Where], str]) -> str:
    random = printing.random
    bullet = random.choice(("number", "○", "・", "■", "(1)"))
    if bullet == "・" and text in (_listed, _two_lines):
        bullet = "○"
    pieces = []
    for index in range(len(printing.truth.projects[project].kpis)):
        sign = {"number": "①②③④⑤"[index], "(1)": f"({index + 1}) "}.get(bullet, bullet)
        pieces.append(sign + text(printing, (project, index)))
        if random.random() < 0.15:
            pieces.append(f"※{noise.reason(printing)}")
    return "\n".join(pieces)


def _both(printing: Printing, where: Where) -> tuple[str, str, str]:
    """Name, target and actual of the year that is reported."""
    year = printing.truth.year
    target = printing.value(where, (year, "target"), unit=True)
    actual = printing.value(where, (year, "actual"), unit=True)
    return printing.at(*where).name, target, actual


def _only_actual(printing: Printing, where: Where) -> str:
    actual = printing.value(where, (printing.truth.year, "actual"), unit=True)
    return f"{printing.at(*where).name}：{actual}"


def _kpi_line(printing: Printing, where: Where) -> str:
    name, target, actual = _both(printing, where)
    return f"{name}\nKPI {target}（{printing.style.brief(printing.truth.year)}実績：{actual}）"


def _listed(printing: Printing, where: Where) -> str:
    name, target, actual = _both(printing, where)
    return f"{name}\n・目標値：{target}\n・実績値：{actual}"


def _arrow(printing: Printing, where: Where) -> str:
    name, target, actual = _both(printing, where)
    return f"{name}　目標 {target} → 実績 {actual}"


def _bracketed(printing: Printing, where: Where) -> str:
    name, target, actual = _both(printing, where)
    return f"{name}（目標：{target}／実績：{actual}）"


def _marked(printing: Printing, where: Where) -> str:
    name, target, actual = _both(printing, where)
    return f"{name}　{target}（目標値）　【実績】{actual}"


def _rated(printing: Printing, where: Where) -> str:
    name, target, actual = _both(printing, where)
    return f"{name}：目標値{target}、実績値{actual}（達成率{noise.rate(printing)}）"


def _two_lines(printing: Printing, where: Where) -> str:
    name, target, actual = _both(printing, where)
    year = printing.style.title(printing.truth.year)
    return f"{name}\n　目標（{year}）：{target}\n　実績（{year}）：{actual}"


TEXTS = (_only_actual, _kpi_line, _listed, _arrow, _bracketed, _marked, _rated, _two_lines)
