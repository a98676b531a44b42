"""Negative and broken counts are told; changes, averages and shares are not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kpi_lod.errors import Place, Severity
from kpi_lod.records import Indicator, Measurement, Period, Reading
from kpi_lod.submissions.counts import odd_counts


def codes(value: str, *, name: str = "参加者数", unit: str = "person", **more: str) -> list[str]:
    reading = Reading(
        status="measured",
        value=Decimal(value),
        unit=unit,
        as_written=more.pop("written", value),
        scale=1,
        unit_as_written=None,
        denominator=Decimal(3) if more.pop("share", "") else None,
        places={"": Place("a.yaml", 1, 1)},
    )
    cell = Measurement(Period(2024), more.pop("kind", "actual"), reading)
    kpi = Indicator(
        id="k",
        name=name,
        unit=unit,
        area="municipality",
        level=None,
        direction=None,
        basis=more.pop("basis", None),
        judged=(),
        concept=None,
        match=None,
        reviewed=True,
        measurements=(cell,),
        places={},
    )
    found = list(odd_counts(kpi))
    assert all(one.severity is Severity.WARNING for one in found)
    return [f"{one.code} {one.ja}" for one in found]


@pytest.mark.parametrize("kind", ["actual", "target", "revised-target"])
@pytest.mark.parametrize("unit", ["person", "case", "company", "site"])
def test_a_negative_count_is_told(kind: str, unit: str) -> None:
    (found,) = codes("-2", unit=unit, kind=kind)
    assert found.startswith("count-negative ")


@pytest.mark.parametrize(
    "more",
    [
        {"basis": "increment"},
        {"basis": "cumulative-increment"},
        {"name": "人口の増減"},
        {"name": "社会増加数"},
        {"name": "転入と転出の差"},
        {"unit": "percent"},
        {"unit": "yen"},
        {"kind": "baseline"},
    ],
)
def test_what_may_be_below_zero_is_left_alone(more: dict[str, str]) -> None:
    assert codes("-2", **more) == []


def test_a_part_of_a_person_is_told() -> None:
    (found,) = codes("25.5")
    assert found.startswith("count-fraction ")


def test_a_point_between_thousands_is_told_with_what_is_meant() -> None:
    (found,) = codes("1.8", written="１．８００人")
    assert "「1,800」ではありませんか" in found


@pytest.mark.parametrize(
    "more",
    [
        {"name": "1日当たり参加者数"},
        {"name": "平均参加者数"},
        {"unit": "percent"},
        {"unit": "hectare"},
        {"share": "yes"},
    ],
)
def test_averages_and_shares_may_have_parts(more: dict[str, str]) -> None:
    assert codes("25.5", **more) == []


@pytest.mark.parametrize("value", ["0", "25", "1800", "14700"])
def test_whole_numbers_are_fine(value: str) -> None:
    assert codes(value) == []
