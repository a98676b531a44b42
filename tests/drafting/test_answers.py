"""The answers of the corpus are sound: what they say is printed, and each cell stands once."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from tests.drafting.answers import Answer, read_answer
from tests.drafting.measure import CORPUS, documents

from kpi_lod.japanese.characters import folded
from kpi_lod.register.municipalities import municipalities
from kpi_lod.register.schemes import schemes

DOCUMENTS = list(documents([CORPUS]))


def test_all_families_are_there_in_at_least_two_documents() -> None:
    families = Counter(read_answer(one.with_suffix(".json")).family for one in DOCUMENTS)
    assert set(families) == set("abcdefghi")
    assert min(families.values()) >= 2


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.stem)
def test_names_and_numbers_are_printed(document: Path) -> None:
    answer = read_answer(document.with_suffix(".json"))
    text = _plain(document.read_text("utf-8"))
    assert [name for name in _names(answer) if _plain(name) not in text] == []
    missing = [number for number in _numbers(answer) if not _is_printed(number, text)]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.stem)
def test_each_cell_stands_once_and_codes_are_known(document: Path) -> None:
    answer = read_answer(document.with_suffix(".json"))
    cells = Counter(
        (at, kpi.names[0], cell.periods[0], cell.kinds[0])
        for at, project in enumerate(answer.projects)
        for kpi in project.kpis
        for cell in kpi.cells
    )
    assert [cell for cell, count in cells.items() if count > 1] == []
    assert not answer.municipality or answer.municipality in municipalities()
    codes = [schemes()["programme"].code(one) for one in _programmes(answer)]
    assert None not in codes


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


def _programmes(answer: Answer) -> list[str]:
    return [name for one in answer.projects for name in one.programmes]


def _is_printed(number: Decimal, text: str) -> bool:
    forms = {f"{abs(number):f}", f"{abs(number):,f}"}
    large = number / 10**8
    return any(form in text for form in forms) or (number >= 10**8 and f"{large:f}億" in text)
