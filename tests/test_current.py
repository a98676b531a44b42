"""What holds now: restatements, observations and results over several editions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad

from kpi_lod.current import Rates, current_projects, rates, ratio
from kpi_lod.current_graph import current_graph
from kpi_lod.dataset import municipality_data
from kpi_lod.records import Submission
from kpi_lod.terms import number
from kpi_lod.vocabulary import DCT, DIMENSION, KPI, MEASURE, PROV, QB, RDF
from tests.editions import (
    PUBLISHER,
    amount,
    edition,
    indicator,
    measurement,
    project,
    withdrawn,
)

OWN = "https://example.org/kpi/project/032018/castle/#"

FIRST = edition(
    2023,
    project(
        indicator(
            measurement(None, "baseline", "100"),
            measurement(2022, "actual", "110"),
            measurement(2023, "target", "120"),
            measurement(2023, "actual", None, "being-compiled"),
            measurement(2024, "actual", None, "not-yet-due"),
        ),
        amounts=(amount(2023, "grant", "5000"),),
    ),
)
SECOND = edition(
    2024,
    project(
        indicator(
            measurement(2022, "actual", "110"),  # unchanged
            measurement(2023, "target", "118"),  # changed
            measurement(2023, "actual", "119"),  # measured at last
            measurement(2024, "target", "130"),
            measurement(2024, "actual", "91"),
        ),
        amounts=(amount(2023, "grant", "4800"),),
    ),
)


def current(*editions: Submission) -> Sequence[Quad]:
    code, projects = editions[0].municipality, current_projects(editions, PUBLISHER)
    return current_graph(code, projects, PUBLISHER).quads


def objects(quads: Sequence[Quad], subject: str, predicate: NamedNode) -> list[str]:
    return [
        q.object.value.removeprefix(OWN)
        for q in quads
        if q.subject == NamedNode(OWN + subject)
        and q.predicate == predicate
        and not isinstance(q.object, type(None))
        and hasattr(q.object, "value")
    ]


def observations(quads: Sequence[Quad]) -> set[str]:
    found = (q for q in quads if q.predicate == RDF.type and q.object == QB.Observation)
    return {q.subject.value.removeprefix(OWN) for q in found if isinstance(q.subject, NamedNode)}


def test_only_the_newest_number_of_each_cell_is_an_observation() -> None:
    assert observations(current(FIRST, SECOND)) == {
        "visitors.before.baseline.2023-all",
        "visitors.2022.actual.2024-all",
        "visitors.2023.target.2024-all",
        "visitors.2023.actual.2024-all",
        "visitors.2024.target.2024-all",
        "visitors.2024.actual.2024-all",
        "budget.2023.grant.2024-all",
    }


def test_a_changed_cell_is_the_revision_of_the_older_one_and_an_unchanged_is_not() -> None:
    quads = current(FIRST, SECOND)
    revisions = {
        (q.subject.value.removeprefix(OWN), q.object.value.removeprefix(OWN))
        for q in quads
        if q.predicate == PROV.wasRevisionOf
        and isinstance(q.subject, NamedNode)
        and isinstance(q.object, NamedNode)
    }
    assert revisions == {
        ("visitors.2023.target.2024-all", "visitors.2023.target.2023-all"),
        ("visitors.2023.actual.2024-all", "visitors.2023.actual.2023-all"),
        ("visitors.2024.actual.2024-all", "visitors.2024.actual.2023-all"),
        ("budget.2023.grant.2024-all", "budget.2023.grant.2023-all"),
    }


def test_the_old_value_is_kept_and_nothing_is_summed_twice() -> None:
    data = municipality_data((FIRST, SECOND), PUBLISHER, "CC-BY-4.0")
    assert len(data.quads) == len({quad.triple for quad in data.quads})
    values = {
        q.subject.value.removeprefix(OWN): q.object.value
        for q in data.quads
        if q.predicate == MEASURE.obsValue
        and isinstance(q.subject, NamedNode)
        and not isinstance(q.object, NamedNode)
        and hasattr(q.object, "value")
    }
    assert values["budget.2023.grant.2023-all"] == "5000"
    observed = observations([quad for quad in data.quads])
    grants = [int(v) for node, v in values.items() if node in observed and "grant" in node]
    assert sum(grants) == 4800


def test_results_follow_the_newest_numbers() -> None:
    quads = current(FIRST, SECOND)
    assert objects(quads, "visitors.2023", KPI.target) == ["118"]
    assert objects(quads, "visitors.2023", KPI.actual) == ["119"]
    assert objects(quads, "visitors.2023", KPI.attained) == ["true"]
    assert objects(quads, "visitors.2023", KPI.achievementRate) == ["1.008475"]
    assert objects(quads, "visitors.2023", KPI.progressRate) == ["1.055556"]
    assert objects(quads, "visitors.2024", KPI.achievementRate) == ["0.7"]
    assert sorted(objects(quads, "visitors.2023", PROV.wasDerivedFrom)) == [
        "visitors.2023.actual.2024-all",
        "visitors.2023.target.2024-all",
        "visitors.before.baseline.2023-all",
    ]


def test_without_the_second_edition_the_reasons_are_given() -> None:
    quads = current(FIRST)
    reason = "https://w3id.org/kpi-lod/reason/"
    assert objects(quads, "visitors.2022", KPI.notComputable) == [reason + "no-target"]
    assert objects(quads, "visitors.2023", KPI.notComputable) == [reason + "no-actual"]
    assert objects(quads, "visitors.2024", KPI.notComputable) == [reason + "not-yet-due"]
    status = "https://w3id.org/kpi-lod/status/being-compiled"
    assert objects(quads, "visitors.2023", KPI.actualStatus) == [status]


def test_the_time_before_a_project_has_no_result() -> None:
    assert not objects(current(FIRST), "visitors.before", DIMENSION.refPeriod)


def test_a_revised_target_takes_the_place_of_the_target() -> None:
    kpi = indicator(
        measurement(2023, "target", "100"),
        measurement(2023, "revised-target", "80"),
        measurement(2023, "actual", "90"),
    )
    quads = current(edition(2023, project(kpi)))
    assert objects(quads, "visitors.2023", KPI.target) == ["80"]
    assert objects(quads, "visitors.2023", KPI.attained) == ["true"]


def test_a_revised_target_without_a_number_leaves_the_target_or_says_why() -> None:
    blank = measurement(2023, "revised-target", None, "not-applicable")
    kept = indicator(measurement(2023, "target", "100"), blank)
    assert objects(current(edition(2023, project(kept))), "visitors.2023", KPI.target) == ["100"]
    alone = current(edition(2023, project(indicator(blank))))
    assert objects(alone, "visitors.2023", KPI.targetStatus)[0].endswith("/not-applicable")


def test_a_newer_dash_does_not_take_away_an_older_number() -> None:
    dash = edition(2024, project(indicator(measurement(2022, "actual", None, "not-applicable"))))
    quads = current(FIRST, dash)
    assert "visitors.2022.actual.2023-all" in observations(quads)
    assert objects(quads, "visitors.2022", KPI.actual) == ["110"]


def test_a_higher_revision_speaks_for_the_cells_it_prints() -> None:
    mended = edition(2023, project(indicator(measurement(2022, "actual", "111"))), revision=2)
    quads = current(FIRST, mended)
    assert "visitors.2022.actual.2023-all-2" in observations(quads)
    assert "visitors.2023.target.2023-all" in observations(quads)


def test_a_withdrawn_submission_holds_nothing_but_stays_named() -> None:
    data = municipality_data((FIRST, withdrawn(SECOND)), PUBLISHER, "CC-BY-4.0")
    assert not [q for q in data.quads if "2024-all" in str(q.subject) and OWN in str(q.subject)]
    reasons = [q.object for q in data.quads if q.predicate == KPI.withdrawalReason]
    assert len(reasons) == 1
    alone = municipality_data((withdrawn(FIRST),), PUBLISHER, "CC-BY-4.0")
    assert {str(q.graph_name) for q in alone.quads} == {
        "<https://example.org/kpi/submission/032018/2023-all>"
    }


def test_an_indicator_that_is_no_longer_reported_keeps_its_description() -> None:
    other = edition(2024, project(indicator(measurement(2024, "actual", "1"), name="shops")))
    data = municipality_data((FIRST, other), PUBLISHER, "CC-BY-4.0")
    described = {q.subject for q in data.quads if q.object == KPI.Indicator}
    assert described == {NamedNode(OWN + "visitors"), NamedNode(OWN + "shops")}


@pytest.mark.parametrize(
    ("direction", "target", "actual", "baseline", "expected"),
    [
        ("increase", "10", "5", None, Rates(False, Decimal("0.5"))),
        ("maintain", "10", "10", None, Rates(True, Decimal(1))),
        ("decrease", "10", "5", None, Rates(True, Decimal(2))),
        ("decrease", "10", "20", "30", Rates(False, Decimal("0.5"), Decimal("0.5"))),
        ("increase", "0", "5", None, Rates(True, None, None, "zero-divisor")),
        ("decrease", "0", "0", None, Rates(True, None, None, "zero-divisor")),
        ("decrease", "3", "0", None, Rates(True, None, None, "zero-divisor")),
        ("increase", "-10", "-5", "-20", Rates(True, None, Decimal("1.5"), "negative-number")),
        ("increase", "10", "5", "10", Rates(False, Decimal("0.5"), None)),
        (None, "10", "5", None, Rates(reason="no-direction")),
        (None, "10", "5", "0", Rates(progress=Decimal("0.5"), reason="no-direction")),
        ("increase", None, "5", None, Rates(reason="no-target")),
        ("increase", "5", None, None, Rates(reason="no-actual")),
    ],
)
def test_rates_follow_the_formulas(
    direction: str | None,
    target: str | None,
    actual: str | None,
    baseline: str | None,
    expected: Rates,
) -> None:
    def number(text: str | None) -> Decimal | None:
        return None if text is None else Decimal(text)

    found = rates(
        direction,
        target=number(target),
        actual=number(actual),
        baseline=number(baseline),
        due=True,
    )
    assert found == expected


def test_a_year_that_is_not_over_is_not_yet_due_with_or_without_a_dash() -> None:
    reason = "https://w3id.org/kpi-lod/reason/not-yet-due"
    kpi = indicator(measurement(2024, "target", "5"), measurement(2025, "target", "6"))
    quads = current(edition(2023, project(kpi)))
    assert objects(quads, "visitors.2024", KPI.notComputable) == [reason]
    assert objects(quads, "visitors.2025", KPI.notComputable) == [reason]


def test_an_older_edition_keeps_the_area_it_speaks_of() -> None:
    then = replace(indicator(measurement(2023, "actual", "1")), area="駅周辺")
    joint = replace(indicator(measurement(2023, "actual", "2"), name="stays"), area="partners")
    first = edition(2023, replace(project(then, joint), partners=("202142",)))
    second = edition(2024, project(indicator(measurement(2024, "actual", "3"))))
    quads = municipality_data((first, second), PUBLISHER, "CC-BY-4.0").quads
    used = {q.object for q in quads if q.predicate == DIMENSION.refArea}
    described = {q.subject for q in quads if q.object == DCT.Location}
    assert described == {NamedNode(OWN + "area"), NamedNode(OWN + "visitors.area")}
    assert described < used


def test_halves_are_rounded_to_even() -> None:
    assert ratio(Decimal("0.0000005"), Decimal(1)) == Decimal("0.000000")
    assert ratio(Decimal("0.0000015"), Decimal(1)) == Decimal("0.000002")


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**28)),
    st.decimals(allow_nan=False, allow_infinity=False, places=3, max_value=10**28),
)
def test_a_ratio_is_exact_to_half_of_the_last_place(over: Decimal, under: Decimal) -> None:
    found = ratio(over, under)
    if under == 0:
        assert found is None
    else:
        assert found is not None
        exact = Fraction(over) / Fraction(under)
        assert abs(Fraction(found) - exact) <= Fraction(1, 2_000_000)


@pytest.mark.parametrize(
    ("value", "text", "datatype"),
    [
        ("796.0", "796", "integer"),
        ("1E+3", "1000", "integer"),
        ("71.620", "71.62", "decimal"),
        ("-0.5", "-0.5", "decimal"),
        ("12345678901234567890123456789.5", "12345678901234567890123456789.5", "decimal"),
    ],
)
def test_numbers_are_canonical_and_never_rounded(value: str, text: str, datatype: str) -> None:
    made = number(Decimal(value))
    assert made == f'"{text}"^^<http://www.w3.org/2001/XMLSchema#{datatype}>'


def test_a_report_about_another_project_makes_no_year_late() -> None:
    kpi = indicator(measurement(2024, "target", "5"))
    other = replace(project(indicator(measurement(2024, "actual", "1"))), id="fair")
    quads = current(edition(2023, project(kpi)), edition(2024, other))
    reason = "https://w3id.org/kpi-lod/reason/not-yet-due"
    assert reason in objects(quads, "visitors.2024", KPI.notComputable)
