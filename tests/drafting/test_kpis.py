"""A KPI as it was found, and its words: every figure in its place, or a doubt."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.drafting.given import (
    R4,
    R5,
    R6,
    codes,
    drafted,
    figure,
    kpi,
    kpi_of,
    project,
    project_of,
)

from kpi_lod.records import BEFORE, Period
from kpi_lod.submissions.reader import read_submission


def test_a_figure_is_a_number_with_its_print_and_its_place() -> None:
    words = kpi_of(figure("14,700", "target", unit="千人", as_written="14,700 千人"), unit="千人")
    assert words["values"] == {
        "R5": {
            "target": {
                "value": "14700",
                "as-written": "14,700 千人",
                "at": "table 1 row 2 column 3",
            }
        }
    }
    assert (words["unit"], words["reviewed"]) == ("千人", "false")


def test_periods_have_their_keys_and_stand_in_order() -> None:
    periods = (R6, Period(2018), Period(2023, calendar=True), BEFORE, R5)
    words = kpi_of(*(figure("1", period=one) for one in periods))
    assert list(words["values"]) == ["before", "H30", "calendar-2023", "R5", "R6"]


def test_a_year_that_is_not_printed_is_judged() -> None:
    made = drafted(project(kpi(figure("5", period=None))))
    (words,) = project_of(made)["kpis"]
    assert (list(words["values"]), words["judged"]) == (["R5"], ["year"])
    assert "draft-year-judged" in codes(made)


def test_a_printed_year_is_not_judged() -> None:
    assert "judged" not in kpi_of(figure("5"))


def test_a_baseline_without_a_year_is_that_before_the_project() -> None:
    words = kpi_of(figure("5", "baseline", period=None))
    assert list(words["values"]) == ["before"]
    assert "judged" not in words


def test_without_any_year_a_figure_has_no_place() -> None:
    made = drafted(
        project(kpi(figure("5", period=None), figure("6", period=R5))), reporting_year=None
    )
    assert "draft-no-period" in codes(made)
    assert "reporting-year" not in made.words


@pytest.mark.parametrize(
    ("value", "more", "words"),
    [
        ("集計中", {}, {"value": "集計中"}),
        ("", {}, {"value": ""}),
        ("-", {}, {"value": "-"}),
        ("約20", {}, {"value": "20", "status": "approximate"}),
        ("77", {"status": "provisional"}, {"value": "77", "status": "provisional"}),
        ("未公表", {"status": "being-compiled"}, {"value": "未公表", "status": "being-compiled"}),
        ("50～60", {}, {"status": "qualitative"}),
        ("年2回の開催", {}, {"value": "年2回の開催", "status": "qualitative"}),
        ("71.60", {}, {"value": "71.60"}),
        ("△5", {}, {"value": "-5"}),
        ("7", {"numerator": "217", "denominator": "3,003"}, {"denominator": "3003"}),
        ("7", {"numerator": "217"}, {"value": "7"}),
    ],
)
def test_what_is_printed_becomes_number_word_or_status(
    value: str, more: dict[str, Any], words: dict[str, str]
) -> None:
    made = kpi_of(figure(value, **more), figure("1", "target"))["values"]["R5"]["actual"]
    assert {key: made[key] for key in words} == words
    assert made["as-written"] == value
    assert ("status" in words) == ("status" in made)
    assert ("denominator" in words) == ("numerator" in made)


@pytest.mark.parametrize(
    ("own", "of_kpi", "value", "doubt"),
    [
        ("人", "人", "5", False),
        ("千人", "人", "5千人", False),
        ("人", "千人", "5人", False),
        ("％", "%", "5", False),
        ("件", "人", "5件", True),
        ("ふしぎな単位", "人", "5", True),
        ("", "人", "5", False),
    ],
)
def test_a_unit_of_its_own_stands_in_the_value(
    own: str, of_kpi: str, value: str, doubt: bool
) -> None:
    made = drafted(project(kpi(figure("5", unit=own), unit=of_kpi)))
    assert f"value: {value}" in made.text.replace('"', "")
    assert ("draft-unit-differs" in codes(made)) == doubt


def test_the_unit_is_that_of_the_figures_where_the_kpi_has_none() -> None:
    assert kpi_of(figure("5", unit="社"), unit="")["unit"] == "社"


def test_a_unit_that_is_nowhere_is_a_doubt_and_not_invented() -> None:
    made = drafted(project(kpi(figure("5"), unit="")))
    assert "draft-unit" in codes(made)
    assert "unit:" not in made.text


def test_of_two_values_for_one_cell_the_first_stays() -> None:
    made = drafted(project(kpi(figure("5"), figure("6"))))
    assert "value: 5" in made.text
    assert "value: 6" not in made.text
    assert "draft-two-values" in codes(made)


def test_the_same_value_twice_is_no_doubt() -> None:
    assert "draft-two-values" not in codes(drafted(project(kpi(figure("5"), figure("5")))))


def test_a_printed_year_wins_over_the_year_of_the_document() -> None:
    made = drafted(project(kpi(figure("5", period=None), figure("6", period=R5))))
    assert "value: 6" in made.text
    assert "judged" not in made.text


def test_a_number_beside_words_for_no_number_is_a_doubt() -> None:
    made = drafted(project(kpi(figure("5", status="being-compiled"))))
    assert "draft-status-number" in codes(made)
    assert "status:" not in made.text


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (kpi(figure("10", "target"), figure("100")), "draft-far-apart"),
        (kpi(figure("120"), unit="%"), "draft-percent"),
        (kpi(figure("9", period=R4), figure("8"), basis="cumulative"), "draft-fell"),
    ],
)
def test_figures_that_were_perhaps_misread_are_doubts(one: object, code: str) -> None:
    assert isinstance(one, type(kpi()))
    assert code in codes(drafted(project(one)))


def test_figures_as_they_should_be_are_none() -> None:
    one = kpi(figure("10", "target"), figure("99"), figure("10", period=R4), basis="cumulative")
    assert codes(drafted(project(one, kpi(figure("100"), unit="%", name="割合")))) == []


def test_zero_is_not_far_from_anything() -> None:
    assert codes(drafted(project(kpi(figure("10", "target"), figure("0"))))) == []


def test_level_basis_and_direction_are_only_what_is_printed() -> None:
    stated = kpi_of(figure("1"), level="outcome", basis="cumulative", direction="decrease")
    assert [stated[key] for key in ("level", "basis", "direction")] == [
        *("outcome", "cumulative", "decrease"),
    ]
    assert not {"level", "basis", "direction"} & kpi_of(figure("1")).keys()


def test_a_draft_reads_as_what_was_printed() -> None:
    made = drafted(
        project(
            kpi(figure("14.7", unit="千人", as_written="14.7千人"), figure("-", period=R6)),
        )
    )
    read = read_submission(made.text.encode(), "draft.yaml")
    assert read.submission is not None
    first, second = read.submission.projects[0].indicators[0].measurements
    assert (first.reading.value, first.reading.as_written) == (Decimal(14700), "14.7千人")
    assert second.reading.status == "not-yet-due"
    assert read.submission.projects[0].indicators[0].reviewed is False


def test_hostile_texts_make_yaml_that_can_be_read() -> None:
    name = "来場者\x00数\u202e: [{'\"\n- x: &a *b\ud800"
    made = drafted(project(kpi(figure("5", as_written="5\n: #"), name=name, unit="人\u2028")))
    assert read_submission(made.text.encode(), "draft.yaml").submission is not None
