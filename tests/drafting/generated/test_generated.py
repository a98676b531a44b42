"""The generators are sound: the same each time, every wanted number printed, nothing told of held
families, and a wrong draft scored wrong.
"""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from tests.drafting.answers import answer_of, read_answer
from tests.drafting.drafted import Drafted, DraftedCell, DraftedKpi, DraftedProject
from tests.drafting.generated.documents import FORMATS, paper_and_answer, written
from tests.drafting.generated.families import FAMILIES
from tests.drafting.scoring import score

from kpi_lod.japanese.characters import folded

SEEDS = range(12)


@pytest.mark.parametrize("suffix", ["txt", "html"])
@pytest.mark.parametrize("family", FAMILIES)
def test_the_same_seed_writes_the_same_bytes(family: str, suffix: str, tmp_path: Path) -> None:
    first = written(family, 3, suffix, tmp_path)
    before = first.read_bytes(), first.with_suffix(".json").read_bytes()
    second = written(family, 3, suffix, tmp_path)
    assert second == first
    assert (second.read_bytes(), second.with_suffix(".json").read_bytes()) == before


@pytest.mark.parametrize("family", FAMILIES)
def test_all_formats_have_the_same_answer(family: str, tmp_path: Path) -> None:
    answers = []
    for suffix in FORMATS:
        folder = tmp_path / suffix
        folder.mkdir()
        answers.append(read_answer(written(family, 5, suffix, folder).with_suffix(".json")))
    assert all(one == answers[0] for one in answers)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("seed", SEEDS)
def test_every_wanted_name_and_number_is_printed(family: str, seed: int) -> None:
    paper, answer = paper_and_answer(family, seed)
    text = folded(paper.text.replace("\n", "")).replace(",", "")
    wanted = [kpi for project in answer["projects"] for kpi in project["kpis"]]
    assert bool(wanted) == (family != "i")
    for kpi in wanted:
        assert folded(kpi["name"]) in text
        assert folded(kpi["unit"]) in text
        for cell in kpi["values"]:
            assert cell["value"] is None or str(cell["value"]) in text


@pytest.mark.parametrize("family", FAMILIES)
def test_each_cell_is_wanted_once(family: str) -> None:
    for seed in SEEDS:
        _, answer = paper_and_answer(family, seed)
        for project in answer["projects"]:
            for kpi in project["kpis"]:
                keys = [(cell["fiscal_year"], cell["kind"]) for cell in kpi["values"]]
                assert len(keys) == len(set(keys))


def test_seeds_differ_in_layout_and_words() -> None:
    for family in FAMILIES:
        assert len({paper_and_answer(family, seed)[0].text for seed in SEEDS}) == len(SEEDS)


def _as_drafted(answer: dict[str, Any]) -> Drafted:
    """A draft that has just what is wanted."""
    wanted = answer_of(json.loads(json.dumps(answer, default=str)))
    projects = []
    for project in wanted.projects:
        kpis = [
            DraftedKpi(
                kpi.names[0],
                kpi.units[0],
                tuple(
                    DraftedCell(
                        cell.periods[0],
                        cell.kinds[0],
                        cell.numbers[0] if cell.numbers else None,
                        kpi.units[0],
                        cell.statuses[0],
                    )
                    for cell in kpi.cells
                ),
            )
            for kpi in project.kpis
        ]
        projects.append(DraftedProject(project.names[0], (), "", {}, tuple(kpis)))
    return Drafted("", "", tuple(projects))


@pytest.mark.parametrize("family", [one for one in FAMILIES if one != "i"])
def test_a_right_draft_is_scored_right_and_a_wrong_one_wrong(family: str) -> None:
    _, told = paper_and_answer(family, 1)
    answer = answer_of(json.loads(json.dumps(told, default=str)))
    right = score(answer, _as_drafted(dict(told)))
    assert right.precision == right.recall == 1
    wrong = deepcopy(dict(told))
    cells = [
        cell
        for project in wrong["projects"]
        for kpi in project["kpis"]
        for cell in kpi["values"]
        if cell["value"] is not None
    ]
    cells[0]["value"] += 1
    cells[-1]["kind"] = "forecast"
    spoilt = score(answer, _as_drafted(wrong))
    assert spoilt.right == right.right - (2 if len(cells) > 1 else 1)
    assert spoilt.precision < 1
    assert spoilt.recall < 1
