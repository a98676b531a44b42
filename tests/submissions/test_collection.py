"""Submissions side by side; the mistakes themselves: tests/mistakes/test_between_submissions.py."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.editions import findings_between

from kpi_lod.errors import Place
from kpi_lod.records import Indicator, Project, Source, Submission
from kpi_lod.submissions.collection import by_municipality


def submission(name: str, year: int = 2023, revision: int = 1, code: str = "032018") -> Submission:
    return Submission(
        municipality=code,
        id=name,
        reporting_year=year,
        revision=revision,
        source=Source("t", "not-stated"),
        projects=(),
        places={"id": Place(f"{name}-{year}-{revision}.yaml", 3, 5)},
    )


def project(name: str, *indicators: Indicator, file: str = "p.yaml") -> Project:
    return Project(name, name, "p", indicators, places={"id": Place(file, 9, 9)})


def indicator(unit: str = "person", basis: str | None = None, file: str = "p.yaml") -> Indicator:
    return Indicator("k", "名", unit, None, (), basis=basis, places={"id": Place(file, 20, 13)})


def codes(*submissions: Submission) -> list[str]:
    return [f.code for f in findings_between(submissions)]


OLD_TO_NEW = [
    submission("b", 2022, 3),
    submission("a", 2023, 1),
    submission("c", 2023, 1),
    submission("a2", 2023, 2),
]


@given(st.permutations(OLD_TO_NEW))
@settings(deadline=None)
def test_submissions_are_grouped_by_code_and_ordered_by_edition(order: list[Submission]) -> None:
    other = submission("z", code="011002")
    grouped = by_municipality([*order, other])
    assert list(grouped) == ["011002", "032018"]
    assert grouped["032018"] == OLD_TO_NEW
    assert grouped["011002"] == [other]


def test_nothing_is_wrong_with_no_submissions() -> None:
    assert by_municipality([]) == {}
    assert findings_between([]) == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (submission("a", 2022), submission("a", 2023), ["duplicate-submission"]),
        (submission("a"), submission("a", revision=2), ["duplicate-submission"]),
        (submission("a"), submission("a", code="202142"), []),
        (submission("a"), submission("b"), []),
    ],
)
def test_an_id_is_used_once_in_a_municipality(
    first: Submission, second: Submission, expected: list[str]
) -> None:
    assert codes(first, second) == expected


@pytest.mark.parametrize(
    ("year", "revision", "withdrawn", "expected"),
    [
        (2023, 1, None, ["duplicate-project"]),
        (2023, 2, None, []),
        (2024, 1, None, []),
        (2023, 1, "誤り", []),
    ],
)
def test_a_project_is_reported_once_in_an_edition(
    year: int, revision: int, withdrawn: str | None, expected: list[str]
) -> None:
    first = replace(submission("a"), projects=(project("p", file="a.yaml"),))
    second = replace(
        submission("b", year, revision),
        withdrawn=withdrawn,
        projects=(project("p", file="b.yaml"), project("q", file="b.yaml")),
    )
    assert codes(first, second) == expected


UNITS = [
    (indicator(), indicator(), []),
    (indicator(), indicator("case"), ["indicator-changed"]),
    (indicator(basis="cumulative"), indicator(basis="increment"), ["indicator-changed"]),
    (indicator(), indicator("case", "increment"), ["indicator-changed"]),
    (indicator(basis="increment"), indicator(), []),
]


@pytest.mark.parametrize(("old", "new", "expected"), UNITS)
def test_an_indicator_keeps_its_unit_and_basis(
    old: Indicator, new: Indicator, expected: list[str]
) -> None:
    before = replace(submission("a", 2022), projects=(project("p", old, file="a.yaml"),))
    after = replace(submission("b", 2023), projects=(project("p", new, file="b.yaml"),))
    assert codes(before, after) == expected
    assert codes(after, before) == expected
    elsewhere = replace(after, projects=(project("q", new, file="b.yaml"),))
    assert codes(before, elsewhere) == []
    assert codes(replace(before, withdrawn="誤り"), after) == []


def test_a_change_is_told_against_the_year_before_and_once(tmp_path: Path) -> None:
    units = ("person", "case", "case")
    editions = [
        replace(submission(f"s{n}", 2021 + n), projects=(project("p", indicator(unit)),))
        for n, unit in enumerate(units)
    ]
    (found,) = findings_between(editions)
    assert "s0-2021-1.yaml" in found.ja
    assert "「person（人）」から「case（件）」に" in found.ja
    assert found.place == Place("p.yaml", 20, 13)
