"""A submission beside last year's: what changed without a word, at this year's lines only."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.editions import edition, indicator, measurement, project, withdrawn
from tests.mistakes.year_mistakes import (
    MISTAKES,
    NEXT,
    Edits,
    YearMistake,
    after,
    between,
    findings_between,
)
from tests.submissions.workbook.test_rows import said

from kpi_lod.errors import Severity
from kpi_lod.records import Project, Submission
from kpi_lod.submissions.reader import submission_of
from kpi_lod.submissions.years import year_findings

_R6 = '{value: "-", at: "table 1 row 5 column 8"}'
_TARGET = '{value: "1", at: "table 1 row 5 column 8"}'
_REVISED = f"{_TARGET}\n            revised-target: "
_SECOND = after(())[after(()).index("  - id: digital-transformation") :]
_OVER = ("period: {from: R4, to: R6}", "period: {from: R4, to: R5}")
_ONE = ("      - id: satellite-offices", "      - id: offices")


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_change_without_a_word_is_told_once_at_its_place(mistake: YearMistake) -> None:
    (found,) = between(mistake)
    assert (found.code, found.severity) == (mistake.code, mistake.severity)
    line = mistake.texts[1].split("\n")[found.place.line - 1]
    assert found.place.file == "this-year.yaml"
    assert line[found.place.column - 1 :].startswith(mistake.at)
    assert mistake.ja in f"{found.ja} {found.fix_ja}"
    assert mistake.en in f"{found.en} {found.fix_en}"
    assert "last-year.yaml" in found.ja


@pytest.mark.parametrize(
    ("last", "now"),
    [
        ((), ()),
        ((), ((_R6, '{value: "3"}'),)),
        ((), ((_TARGET, f'{_REVISED}{{value: "3"}}'),)),
        ((), ((_TARGET, '{value: "2"}\n            revised-target: {value: "3"}'),)),
        ((('value: "1", at', 'value: "1", status: estimated, at'),), ()),
        ((("direction: increase", "level: output"),), ()),
        ((), (("direction: increase", "level: output"),)),
        ((), (_OVER, _ONE, ("name: IT関連企業の首都圏等からのサテライト", "name: 全く別の事柄"))),
        ((), (_ONE, ("unit: 社", "unit: 件"))),
        ((), (("企業の首都圏等からのサテライト", "企業の首都圏からのサテライト"),)),
    ],
    ids=[
        "nothing changed",
        "a year that was to come",
        "a target that was revised",
        "both targets",
        "a status",
        "a direction stated at last",
        "a direction left out",
        "a project that is over",
        "another unit under a new id",
        "a name mended",
    ],
)
def test_what_is_as_it_should_be_is_not_told(last: Edits, now: Edits) -> None:
    assert findings_between(after(last), after(now, after(NEXT))) == []


_KPI = replace(
    indicator(measurement(2022, "actual", "5")),
    level="outcome", basis="per-period", concept="trials", match="exact",
)  # fmt: skip
_POOR = replace(_KPI, level=None, concept=None, match=None)
_PROJECT = replace(
    project(_KPI), summary="体験会を開く", first_year=2022, last_year=2024, subsidy_rate=(1, 2)
)


def test_a_correction_that_leaves_out_the_description_is_told_what_goes() -> None:
    poor = replace(_PROJECT, indicators=(_POOR,), summary=None, first_year=None, last_year=None)
    first = edition(2023, _PROJECT)
    found = year_findings(edition(2023, poor, revision=2), [first])
    assert [(f.code, f.severity) for f in found] == [("left-out", Severity.WARNING)] * 2
    assert "同じ年度の別の報告が述べた 期間、概要 が、今回はありません" in found[0].ja
    assert "is missing now: level, concept" in found[1].en
    assert year_findings(edition(2023, _PROJECT, revision=2), [first]) == []


def test_next_year_only_the_harmonised_indicator_is_missed() -> None:
    poor = replace(_PROJECT, indicators=(_POOR,), summary=None)
    found = year_findings(edition(2024, poor), [edition(2023, _PROJECT)])
    assert [f.code for f in found] == ["left-out"]
    assert "昨年度の報告が述べた 共通指標 が、今年度はありません" in found[0].ja


def test_a_document_that_does_not_follow_misses_nothing() -> None:
    other = (
        after(NEXT).replace("id: tachikawa", "id: other").replace("name: 立川市を", "name: 湖を")
    )
    first = after(()).replace(_SECOND, "")
    last = first
    now = other.replace(
        "交流人口・関係人口の拡大及び地域資源への関わりを通じた関係人口創出", "掃除する"
    )
    now = now.replace("起点とし多摩地区及び首都圏からの", "")
    assert findings_between(last, now) == []


def series(year: int, actuals: dict[int, str], *, revision: int = 1) -> Submission:
    """A cumulative KPI with these actuals."""
    printed = [measurement(when, "actual", value) for when, value in actuals.items()]
    kpi = replace(indicator(*printed), basis="cumulative")
    return edition(year, project(kpi), revision=revision)


@pytest.mark.parametrize(
    ("older", "now", "told"),
    [
        ([series(2021, {2021: "5"})], {2022: "4"}, ["cumulative-fell"]),
        ([series(2020, {2020: "9"}), series(2021, {2021: "5"})], {2022: "6"}, ["cumulative-fell"]),
        ([series(2021, {2021: "5"})], {2022: "5"}, []),
        # The shape cumulative-falls tells what falls within one submission.
        ([series(2021, {2021: "5"})], {2021: "5", 2022: "4"}, []),
        # Restated upwards below a year that is not printed again.
        ([series(2021, {2020: "3", 2021: "5"})], {2020: "6", 2022: "7"}, ["cumulative-fell"]),
        # The newest number of a year counts, not all that was ever printed.
        ([series(2020, {2020: "9"}), series(2021, {2020: "3", 2021: "5"})], {2022: "6"}, []),
    ],
)
def test_a_cumulative_series_does_not_fall_from_one_submission_to_another(
    older: list[Submission], now: dict[int, str], told: list[str]
) -> None:
    found = year_findings(series(2022, now), older)
    assert [f.code for f in found if f.severity is Severity.WARNING] == told


def test_what_was_taken_back_counts_no_more() -> None:
    old, new = series(2021, {2021: "5"}), series(2022, {2021: "4"})
    assert [f.code for f in year_findings(new, [old])] == ["value-restated"]
    assert year_findings(new, [withdrawn(old)]) == []
    assert year_findings(withdrawn(new), [old]) == []


def test_a_report_of_a_later_year_tells_nothing_about_an_earlier_one() -> None:
    old, new = series(2021, {2021: "5"}), series(2022, {2021: "4"})
    assert year_findings(old, [new]) == []


def test_a_correction_is_compared_and_may_leave_things_out() -> None:
    old = replace(series(2022, {2021: "5"}), projects=(lasting(), lasting("tower")))
    corrected = replace(series(2022, {}, revision=2), projects=(lasting(),))
    assert year_findings(corrected, [old]) == []
    assert [f.code for f in year_findings(replace(corrected, revision=1), [lasted(old)])] == [
        "vanished"
    ]
    restated = series(2022, {2021: "4"}, revision=2)
    (found,) = year_findings(restated, [series(2022, {2021: "5"})])
    assert "同じ年度の別の報告では5、今回は4です" in found.ja


def test_another_document_of_the_same_year_may_hold_the_rest() -> None:
    last = replace(series(2021, {}), projects=(lasting(), lasting("tower")))
    now, beside = edition(2022, lasting()), replace(edition(2022, lasting("tower")), id="b")
    assert [f.code for f in year_findings(now, [last])] == ["vanished"]
    assert year_findings(now, [last, beside]) == []


def lasting(name: str = "castle") -> Project:
    """A project until 2025."""
    return replace(project(), id=name, name=f"{name}の公開" * 3, last_year=2025)


def lasted(one: Submission) -> Submission:
    """The same, a year before."""
    return replace(one, reporting_year=one.reporting_year - 1)


def test_a_workbook_is_compared_at_its_cells() -> None:
    first = submission_of(said({"period": "R5", "actual": "120"}), "a.xlsx").submission
    assert first is not None
    second = said({"period": "R5", "target": "100", "actual": "118"})
    now = submission_of(second, "a.xlsx").submission
    assert now is not None
    (found,) = year_findings(now, [lasted(first)])
    assert (found.code, str(found.place)) == ("value-restated", "a.xlsx:実績!E5")
    assert "（a.xlsx:実績!D5）" in found.ja
