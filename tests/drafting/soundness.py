"""Whether an answer can be true of its document: what it says is printed, each cell stands once."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

from tests.drafting.answers import Answer, read_answer

from kpi_lod.japanese.characters import folded
from kpi_lod.register.municipalities import municipalities
from kpi_lod.register.schemes import schemes


def unprinted(document: Path) -> list[str]:
    """Names and numbers of the answer that the document does not print."""
    answer = read_answer(document.with_suffix(".json"))
    text = _plain(document.read_text("utf-8"))
    names = [name for name in _names(answer) if _plain(name) not in text]
    return names + [str(number) for number in _numbers(answer) if not _is_printed(number, text)]


def unsound_cells(document: Path) -> list[tuple[int, str, str, str]]:
    """Cells that the answer has twice: project, KPI, period and kind."""
    answer = read_answer(document.with_suffix(".json"))
    cells = Counter(
        (at, kpi.names[0], cell.periods[0], cell.kinds[0])
        for at, project in enumerate(answer.projects)
        for kpi in project.kpis
        for cell in kpi.cells
    )
    return [cell for cell, count in cells.items() if count > 1]


def unknown_codes(document: Path) -> list[str]:
    """Municipalities and programmes of the answer that nobody knows."""
    answer = read_answer(document.with_suffix(".json"))
    programmes = [name for one in answer.projects for name in one.programmes]
    unknown = [one for one in programmes if schemes()["programme"].code(one) is None]
    code = answer.municipality
    return unknown + [code] * bool(code and code not in municipalities())


def _plain(text: str) -> str:
    """Folded, without tags and table signs: a name may be torn over the lines of a cell."""
    for sign in ("<br>", '"', "|"):
        text = text.replace(sign, "")
    return folded(text)


def _names(answer: Answer) -> list[str]:
    kpis = [kpi.names[0] for project in answer.projects for kpi in project.kpis]
    return kpis + ([] if answer.any_project else [one.names[0] for one in answer.projects])


def _numbers(answer: Answer) -> list[Decimal]:
    cells = [cell for one in answer.projects for kpi in one.kpis for cell in kpi.cells]
    return [cell.numbers[0] for cell in cells if cell.numbers and not cell.optional]


def _is_printed(number: Decimal, text: str) -> bool:
    forms = {f"{abs(number):f}", f"{abs(number):,f}"}
    large = number / 10**8
    return any(form in text for form in forms) or (number >= 10**8 and f"{large:f}億" in text)
