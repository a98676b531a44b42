"""Minting IRIs: the forms of design §5.1, and that two things never share one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kpi_lod import iris
from kpi_lod.iris import ProjectIris, PublisherIris
from kpi_lod.records import BEFORE, Period
from kpi_lod.terms import iri_value

IDS = st.from_regex(iris.ID, fullmatch=True)
PERIODS = st.one_of(
    st.just(BEFORE), st.builds(Period, st.integers(1989, 2050), calendar=st.booleans())
)
OWN = ProjectIris("https://example.org/kpi/project/202142/tachikawa/")
PUBLISHER = PublisherIris("https://example.org/kpi/")


def test_a_project_is_a_folder_and_everything_in_it_a_fragment() -> None:
    own = PUBLISHER.project("202142", "tachikawa")
    assert own.it == "<https://example.org/kpi/project/202142/tachikawa/#it>"
    node = own.measurement("reach", Period(2023), kind="actual", submission="2023-promotion")
    assert node.endswith("/#reach.2023.actual.2023-promotion>")
    assert iris.document_of(iri_value(node)) == iri_value(own.graph)


def test_years_are_shared_but_the_time_before_a_project_is_its_own() -> None:
    assert OWN.period(Period(2023)) == "<https://w3id.org/kpi-lod/fiscal-year/2023>"
    assert OWN.period(Period(2023, calendar=True)).endswith("/calendar-year/2023>")
    assert OWN.period(BEFORE) == OWN.before


@given(IDS, PERIODS, IDS, IDS)
def test_the_parts_of_a_measurement_can_be_read_back_from_its_iri(
    indicator: str, period: Period, kind: str, submission: str
) -> None:
    node = OWN.measurement(indicator, period, kind=kind, submission=submission)
    assert iri_value(node).partition("#")[2].split(".") == [indicator, period.key, kind, submission]


@given(st.lists(st.tuples(IDS, PERIODS), min_size=2, max_size=2, unique=True))
def test_two_results_never_share_an_iri(pairs: list[tuple[str, Period]]) -> None:
    first, second = (OWN.result(indicator, period) for indicator, period in pairs)
    assert first != second


def test_no_indicator_can_take_the_name_of_something_else_in_the_project() -> None:
    fixed = {
        OWN.it,
        OWN.area,
        OWN.before,
        OWN.amount(Period(2023), kind="grant", submission="s"),
        OWN.activity(2023, 1, submission="s"),
        OWN.evaluation(2023, submission="s"),
    }
    heads = {iri_value(node).partition("#")[2].partition(".")[0] for node in fixed}
    assert heads == iris.RESERVED_IDS


def test_periods_sort_by_the_day_they_begin() -> None:
    mixed = [Period(2023), Period(2023, calendar=True), BEFORE, Period(2022)]
    ordered = sorted(mixed, key=lambda p: p.order)
    assert [p.key for p in ordered] == ["before", "2022", "calendar-2023", "2023"]
    assert Period(2024).begins_after(2023)
    assert not BEFORE.begins_after(2023)
