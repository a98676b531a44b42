"""The tables of a project: periods, KPIs, money, evaluations."""

from __future__ import annotations

import pytest

from kpi_lod.errors import UnreadableError
from kpi_lod.records import BEFORE, Evaluation, Indicator, Period
from kpi_lod.submissions.fields import Fields
from kpi_lod.submissions.tables import amounts, evaluations, indicator, period
from kpi_lod.submissions.yaml_tree import tree

KPI = "id: k\nname: 名\nunit: 人\n"


def owner(text: str, *keys: str) -> Fields:
    parsed = tree(text.encode(), "a.yaml")
    assert parsed.findings == ()
    assert parsed.root is not None
    return Fields(parsed.root, keys or None, [], place=parsed.root.place)


def told(asked: Fields) -> list[tuple[str, int, int]]:
    return [(f.code, f.place.line, f.place.column) for f in asked.findings]


def kpi(text: str, *, joint: bool = False) -> tuple[Indicator, list[tuple[str, int, int]]]:
    """The indicator of a submission for R5 and what is told."""
    node = tree(text.encode(), "a.yaml").root
    assert node is not None
    asked = Fields(node, None, [], place=node.place)
    return indicator(node, asked, 2023, joint=joint), told(asked)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("before", BEFORE),
        ("R5", Period(2023)),
        ("令和元年度", Period(2019)),
        ("2023年度", Period(2023)),
        ("calendar-2023", Period(2023, calendar=True)),
        ("calendar-R5", Period(2023, calendar=True)),
    ],
)
def test_a_period_is_a_fiscal_year_a_calendar_year_or_before(text: str, named: Period) -> None:
    assert period(text) == named


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Before", "fiscal-year/period"),
        ("事業開始前", "fiscal-year/period"),
        ("calendar-", "fiscal-year/period"),
        ("calendar-calendar-2023", "fiscal-year/period"),
        ("2023-calendar", "fiscal-year/period"),
        ("平成40年度", "fiscal-year/era"),
        ("calendar-1900", "fiscal-year/range"),
        ("R5(2022)", "fiscal-year/mismatch"),
    ],
)
def test_what_names_no_period_is_told_as_it_was_written(text: str, key: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        period(text)
    assert caught.value.key == key
    assert str(caught.value.fields["found"]) in text


def test_an_indicator_is_read_with_everything_it_states() -> None:
    made, findings = kpi(
        f"{KPI}area: partners\ndirection: 減少\nlevel: アウトカム\nbasis: 累計\n"
        "judged: [direction, year]\nconcept: incidents\nmatch: 近い\nreviewed: false\n"
        "values: {R4: {target: 1}, R5: {target: 2, actual: 3}}\n"
    )
    assert findings == []
    assert (made.id, made.name, made.unit, made.area) == ("k", "名", "person", "partners")
    assert (made.direction, made.level, made.basis) == ("decrease", "outcome", "cumulative")
    assert (made.concept, made.match) == ("incidents", "close")
    assert made.judged == ("direction", "year")
    assert not made.reviewed
    assert [(m.period.key, m.kind, str(m.reading.value)) for m in made.measurements] == [
        ("2022", "target", "1"),
        ("2023", "target", "2"),
        ("2023", "actual", "3"),
    ]
    assert made.places["unit"].line == 3


@pytest.mark.parametrize(
    ("text", "joint", "area"),
    [
        ("", False, "municipality"),
        ("", True, None),
        ("area: partners\n", True, "partners"),
        ("area: 玉山地域\n", False, "玉山地域"),
    ],
)
def test_only_a_project_of_one_city_has_an_area_by_itself(
    text: str, joint: bool, area: str | None
) -> None:
    made, findings = kpi(f"{KPI}{text}values: {{}}\n", joint=joint)
    assert findings == []
    assert made.area == area


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("values: {R5: {actual: 1}, 2023: {actual: 2}}\n", [("duplicate-period", 4, 27)]),
        ("values: {R5: 1, R6: [2]}\n", [("value-type", 4, 14), ("value-type", 4, 21)]),
        ("values: [1]\n", [("value-type", 4, 9)]),
        ("values: {R5: {実績: 1}}\n", [("unknown-key", 4, 15)]),
        ("values: {R99: {actual: 1}}\n", [("fiscal-year", 4, 10)]),
        ("", [("missing-key", 1, 1)]),
        (
            "judged: [mood, [a], no]\nvalues: {}\n",
            [("value-allowed", 4, 10), ("value-type", 4, 16), ("yaml-ambiguous", 4, 21)],
        ),
    ],
)
def test_a_mistake_in_a_kpi_is_told_at_its_place(
    text: str, findings: list[tuple[str, int, int]]
) -> None:
    _, found = kpi(KPI + text)
    assert found == findings


def test_a_kpi_without_a_unit_that_can_be_read_still_tells_about_its_values() -> None:
    _, findings = kpi("id: k\nname: 名\nunit: ぱん\nvalues: {R5: {actual: 1e5}}\n")
    assert findings == [("code-unknown", 3, 7), ("number-form", 4, 23)]


def test_only_an_actual_of_a_later_year_is_not_yet_due() -> None:
    made, _ = kpi(
        f"{KPI}values:\n  before: {{baseline: '-'}}\n  R5: {{actual: '-'}}\n"
        "  calendar-2024: {actual: '-'}\n  R6: {actual: '-', target: '-', forecast: '-'}\n"
    )
    assert {(m.period.key, m.kind): m.reading.status for m in made.measurements} == {
        ("before", "baseline"): "not-applicable",
        ("2023", "actual"): "not-applicable",
        ("calendar-2024", "actual"): "not-yet-due",
        ("2024", "actual"): "not-yet-due",
        ("2024", "target"): "not-applicable",
        ("2024", "forecast"): "not-applicable",
    }


def test_money_is_in_yen_and_what_cannot_be_read_is_left_out() -> None:
    asked = owner("budget:\n  R5: {grant: '1,000', settlement: 2千円, initial: '1,0'}\n", "budget")
    read = [(a.period.key, a.kind, str(a.reading.value)) for a in amounts(asked, "budget", 2023)]
    assert read == [("2023", "grant", "1000"), ("2023", "settlement", "2000")]
    assert told(asked) == [("number-grouping", 2, 50)]


def test_a_project_may_have_neither_money_nor_evaluations() -> None:
    asked = owner("id: p\n", "id", "budget", "evaluation")
    assert list(amounts(asked, "budget", 2023)) == []
    assert list(evaluations(asked, "evaluation")) == []
    assert told(asked) == []


def test_an_evaluation_is_read_by_the_words_of_the_report_form() -> None:
    asked = owner(
        "evaluation:\n  R5: {effect: 地方創生に効果があった, external-review: 有効であった,\n"
        "       comment: よい, next: 事業の継続, reason: 好評}\n  2024: {}\n",
        "evaluation",
    )
    made = list(evaluations(asked, "evaluation"))
    assert told(asked) == []
    assert made == [
        Evaluation(2023, "effective", "effective-for-kpi", "よい", "continue", "好評"),
        Evaluation(2024),
    ]


def test_what_is_wrong_in_a_row_is_told_with_its_wrong_year() -> None:
    asked = owner("evaluation: {before: {effect: x}, ' ': {next: z}}\n", "evaluation")
    assert list(evaluations(asked, "evaluation")) == []
    assert [code for code, _, _ in told(asked)] == ["fiscal-year", "code-unknown"] * 2


@pytest.mark.parametrize("key", ["before", "calendar-2023", "通期"])
def test_an_evaluation_is_of_a_fiscal_year(key: str) -> None:
    asked = owner(f"evaluation:\n  {key}: {{comment: よい}}\n", "evaluation")
    assert list(evaluations(asked, "evaluation")) == []
    assert told(asked) == [("fiscal-year", 2, 3)]
