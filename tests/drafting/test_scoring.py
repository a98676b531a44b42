"""The scoring itself: what counts as right, wrong, missing and too much."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.drafting.answers import answer_of, read_answer
from tests.drafting.measure import by_family, documents, table
from tests.drafting.scoring import score

from kpi_lod.layouts.found import Figure, Found, FoundKpi, FoundProject, Money
from kpi_lod.records import BEFORE, Period, Submission

ANSWER: Mapping[str, Any] = {
    "municipality_code": "032018",
    "reporting_years": [2023],
    "projects": [
        {
            "name": "まちなか回遊事業",
            "departments": ["観光課"],
            "programme": "regional-promotion",
            "budget": [{"fiscal_year": 2023, "eligible_expenditure": 1201000, "grant": None}],
            "kpis": [
                {
                    "name": "延べ宿泊者数",
                    "unit": "千人",
                    "values": [
                        {
                            "fiscal_year": None,
                            "kind": "baseline",
                            "value": 12.5,
                            "status": "measured",
                        },
                        {
                            "fiscal_year": 2023,
                            "kind": "target",
                            "value": 14700,
                            "status": "measured",
                        },
                        {"fiscal_year": 2023, "kind": "actual", "value": None, "status": "pending"},
                        {
                            "fiscal_year": 2024,
                            "kind": "actual",
                            "value": None,
                            "status": "not-applicable",
                            "accept_status": ["pending"],
                        },
                    ],
                }
            ],
        }
    ],
}
DRAFT: Mapping[str, Any] = {
    "municipality": "032018",
    "reporting-year": "R5",
    "projects": [
        {
            "name": "まちなか 回遊事業",
            "departments": ["観光課"],
            "programme": "地方創生推進交付金",
            "budget": {"R5": {"eligible-expenditure": {"value": "1,201千円"}}},
            "kpis": [
                {
                    "name": "延べ宿泊者数",
                    "unit": "千人",
                    "values": {
                        "before": {"baseline": "12.50"},
                        "R5": {"target": {"value": "14,700"}, "actual": {"value": "集計中"}},
                        "2024": {"actual": {"value": "-"}},
                    },
                }
            ],
        }
    ],
}


def _draft() -> dict[str, Any]:
    return copy.deepcopy(dict(DRAFT))


def _kpi(draft: Mapping[str, Any]) -> dict[str, Any]:
    kpi: dict[str, Any] = draft["projects"][0]["kpis"][0]
    return kpi


def _counts(draft: Mapping[str, Any], answer: Mapping[str, Any] = ANSWER) -> tuple[int, int, int]:
    cells = score(answer_of(answer), draft).cells
    return cells.right, cells.drafted, cells.wanted


def test_a_perfect_draft_is_all_right() -> None:
    scored = score(answer_of(ANSWER), DRAFT)
    assert scored.misses == []
    assert (scored.precision, scored.recall, scored.right) == (1.0, 1.0, 4)
    assert all(part.right == part.drafted == part.wanted for part in scored.parts.values())


def test_an_empty_draft_misses_all_but_the_optional_cell() -> None:
    assert _counts({}) == (0, 0, 3)


@pytest.mark.parametrize("printed", ["14,700千人", "14,700,000人", "１４，７００"])
def test_a_number_is_compared_in_the_printed_unit(printed: str) -> None:
    draft = _draft()
    _kpi(draft)["values"]["R5"]["target"] = printed
    assert _counts(draft) == (4, 4, 4)


@pytest.mark.parametrize("printed", ["14,700人", "14.7", "14,701", "集計中", "1,23"])
def test_another_number_is_wrong(printed: str) -> None:
    draft = _draft()
    _kpi(draft)["values"]["R5"]["target"] = printed
    assert _counts(draft) == (3, 4, 4)


def test_a_number_without_a_unit_is_as_printed() -> None:
    draft = _draft()
    del _kpi(draft)["unit"]
    scored = score(answer_of(ANSWER), draft)
    assert scored.right == 4
    assert scored.parts["units"].right == 0


@pytest.mark.parametrize("printed", ["R6.8月公表予定", "9月公表予定", "未公表"])
def test_a_status_is_compared_by_its_code(printed: str) -> None:
    draft = _draft()
    _kpi(draft)["values"]["R5"]["actual"] = {"value": printed, "status": "being-compiled"}
    assert _counts(draft) == (4, 4, 4)


@pytest.mark.parametrize("printed", ["0", "未計測"])
def test_another_status_or_a_number_for_it_is_wrong(printed: str) -> None:
    draft = _draft()
    _kpi(draft)["values"]["R5"]["actual"] = printed
    assert _counts(draft) == (3, 4, 4)


def test_a_dash_may_be_left_out_unless_it_is_required() -> None:
    draft = _draft()
    del _kpi(draft)["values"]["2024"]
    assert _counts(draft) == (3, 3, 3)
    answer = copy.deepcopy(dict(ANSWER))
    answer["projects"][0]["kpis"][0]["values"][3]["required"] = True
    assert _counts(draft, answer) == (3, 3, 4)


def test_a_number_for_a_dash_is_wrong() -> None:
    draft = _draft()
    _kpi(draft)["values"]["2024"] = {"actual": "0"}
    assert _counts(draft) == (3, 4, 3)


def test_what_should_not_be_there_lowers_precision_only() -> None:
    draft = _draft()
    _kpi(draft)["values"]["R5"]["forecast"] = "3"
    scored = score(answer_of(ANSWER), draft)
    assert (scored.recall, scored.cells.drafted, scored.right) == (1.0, 5, 4)
    assert any(miss.startswith("extra: ") for miss in scored.misses)


def test_a_blank_cell_beside_the_answer_does_no_harm() -> None:
    draft = _draft()
    _kpi(draft)["values"]["R5"]["forecast"] = ""
    assert _counts(draft) == (4, 4, 4)


def test_cells_of_another_project_are_missing_and_too_much() -> None:
    draft = _draft()
    draft["projects"][0]["name"] = "別の事業"
    scored = score(answer_of(ANSWER), draft)
    assert (scored.right, scored.cells.drafted, scored.cells.wanted) == (0, 4, 3)
    together = {**ANSWER, "any_project": True}
    assert _counts(draft, together) == (4, 4, 4)


def test_a_name_is_found_as_a_part_but_counted_as_another_name() -> None:
    draft = _draft()
    _kpi(draft)["name"] = "①延べ宿泊者数"
    scored = score(answer_of(ANSWER), draft)
    assert (scored.right, scored.parts["names"].right) == (4, 0)


def test_a_short_or_ambiguous_part_is_not_found() -> None:
    draft = _draft()
    _kpi(draft)["name"] = "宿泊者数"
    assert _counts(draft)[0] == 0
    twice = _draft()
    _kpi(twice)["name"] = "市内の延べ宿泊者数"
    twice["projects"][0]["kpis"].append({**_kpi(twice), "name": "県内の延べ宿泊者数"})
    assert _counts(twice)[0] == 0


def test_further_readings_are_as_good() -> None:
    answer = copy.deepcopy(dict(ANSWER))
    kpi = answer["projects"][0]["kpis"][0]
    kpi["accept_names"] = ["宿泊者"]
    kpi["values"][0] |= {"accept_periods": ["2021"], "accept_kinds": ["actual"]}
    kpi["values"][1]["accept_value"] = [15000]
    draft = _draft()
    _kpi(draft)["name"] = "宿泊者"
    _kpi(draft)["values"] = {
        "R3": {"actual": "12.5"},
        "R5": {"target": "15,000", "actual": "集計中"},
    }
    assert _counts(draft, answer) == (3, 3, 3)


def test_a_calendar_year_is_not_the_fiscal_year() -> None:
    draft = _draft()
    values = _kpi(draft)["values"]
    values["calendar-2023"] = values.pop("R5")
    assert _counts(draft) == (2, 4, 4)


def test_money_departments_and_programme_are_counted_apart() -> None:
    draft = _draft()
    project = draft["projects"][0]
    project["budget"] = {"R5": {"eligible-expenditure": "1,201", "grant": "600"}}
    project["departments"] = ["観光課", "財政課"]
    project["programme"] = "地方創生加速化交付金"
    scored = score(answer_of(ANSWER), draft)
    parts = {name: (one.right, one.drafted, one.wanted) for name, one in scored.parts.items()}
    assert scored.right == 4
    assert parts["money"] == (0, 2, 1)
    assert parts["departments"] == (1, 2, 1)
    assert parts["programmes"] == (0, 1, 1)


def test_an_amount_of_no_told_kind_may_be_any_or_left_out() -> None:
    answer = copy.deepcopy(dict(ANSWER))
    answer["projects"][0]["budget"] = [{"fiscal_year": 2023, "any": 1201000}]
    draft = _draft()
    for kind, counted in (("settlement", 0), ("eligible-expenditure", 0)):
        draft["projects"][0]["budget"] = {"R5": {kind: "1,201千円"}}
        assert score(answer_of(answer), draft).parts["money"].drafted == counted
    draft["projects"][0]["budget"] = {"R5": {"settlement": "1,202千円"}}
    assert score(answer_of(answer), draft).parts["money"].drafted == 1


def test_a_mark_lost_is_counted_apart() -> None:
    answer = copy.deepcopy(dict(ANSWER))
    answer["projects"][0]["kpis"][0]["values"][1]["status"] = "estimated"
    scored = score(answer_of(answer), DRAFT)
    assert (scored.right, scored.parts["statuses"].right) == (4, 1)


def test_what_a_layout_found_is_scored_alike() -> None:
    figures = (
        Figure("baseline", BEFORE, "12.5", "12.5", "line 1"),
        Figure("target", None, "14,700", "14,700", "line 1"),
        Figure("actual", Period(2023), "集計中", "集計中", "line 1"),
    )
    project = FoundProject(
        name="まちなか回遊事業",
        at="line 1",
        kpis=(FoundKpi("延べ宿泊者数", "千人", figures, "line 1"),),
        programme="地方創生推進交付金",
        departments=("観光課",),
        money=(Money("eligible-expenditure", None, "1,201", "1,201", "line 2", scale=1000),),
    )
    scored = score(answer_of(ANSWER), Found("", "032018", 2023, (project,)))
    assert scored.misses == []
    assert scored.right == 3


@pytest.mark.parametrize("slug", ["032018-morioka-r5", "202142-chino-r5"])
def test_our_own_submissions_are_all_right(
    slug: str, shared: Path, submissions: Sequence[Submission]
) -> None:
    answer = read_answer(shared / "expected" / f"{slug}.json")
    mine = next(one for one in submissions if one.municipality == slug[:6])
    scored = score(answer, mine)
    assert scored.misses == []
    assert scored.right == scored.cells.drafted


def test_every_document_has_an_answer_and_the_table_adds_up() -> None:
    files = list(documents([]))
    scores = [(answer.family, score(answer, {})) for answer in map(_answer, files)]
    families = by_family(scores)
    assert families["all"].cells.wanted == sum(one.cells.wanted for _, one in scores)
    assert len(list(table(families))) == len(families) + 1


def _answer(document: Path) -> Any:
    return read_answer(document.with_suffix(".json"))
