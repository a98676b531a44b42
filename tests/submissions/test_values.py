"""One printed value → one reading; the forms are tested with mistakes/test_accepted.py too."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi_lod.records import Reading
from kpi_lod.register.schemes import schemes, statuses_without_number
from kpi_lod.submissions.fields import Fields
from kpi_lod.submissions.units import YEN, Unit, unit
from kpi_lod.submissions.values import Expectation, reading, scaled
from kpi_lod.submissions.yaml_tree import tree

PERSONS = Expectation(Unit("person", 1, "人"))
THOUSANDS = Expectation(Unit("person", 1000, "千人"))
LATER = Expectation(Unit("person", 1, "人"), not_yet_due=True)


def read(written: str, expectation: Expectation = PERSONS) -> tuple[Reading | None, list[str]]:
    """The reading of what stands behind ``v:``, and the codes of what is told."""
    parsed = tree(f"v: {written}\n".encode(), "a.yaml")
    assert parsed.findings == ()
    assert parsed.root is not None
    owner = Fields(parsed.root, ("v",), [], place=parsed.root.place)
    node = owner.node("v")
    assert node is not None
    return reading(node, owner, expectation), [f.code for f in owner.findings]


def well_read(written: str, expectation: Expectation = PERSONS) -> Reading:
    made, codes = read(written, expectation)
    assert codes == []
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("人", Unit("person", 1, "人")),
        ("person", Unit("person", 1, "人")),
        ("名", Unit("person", 1, "名")),
        ("千人", Unit("person", 1000, "千人")),
        ("百万円", Unit("yen", 1_000_000, "百万円")),
        ("人/試合", Unit("person-per-match", 1, "人/試合")),
        ("％", Unit("percent", 1, "％")),
    ],
)
def test_a_unit_is_its_code_its_scale_and_its_print(text: str, named: Unit) -> None:
    assert unit(text) == named


@pytest.mark.parametrize("text", ["ぱん", "千", "千ぱん", "千千人", "百人円", ""])
def test_what_names_no_unit_is_none(text: str) -> None:
    assert unit(text) is None


@pytest.mark.parametrize(
    ("named", "as_written"), [(YEN, None), (Unit("yen", 1000, "千円"), "千円")]
)
def test_a_unit_is_given_as_written_where_it_differs_from_its_label(
    named: Unit, as_written: str | None
) -> None:
    assert named.as_written == as_written


def test_the_scale_of_the_row_counts_where_the_cell_names_no_unit() -> None:
    made = well_read('"14,700"', THOUSANDS)
    assert made.value == 14_700_000
    assert (made.scale, made.unit_as_written, made.as_written) == (1000, "千人", "14,700")


def test_the_unit_of_the_cell_counts_before_that_of_the_row() -> None:
    made = well_read('"14,700人"', THOUSANDS)
    assert made.value == 14_700
    assert (made.scale, made.unit_as_written) == (1, None)


def test_where_there_is_no_number_there_is_no_scale() -> None:
    made = well_read("集計中", THOUSANDS)
    assert made.value is None
    assert (made.unit, made.scale, made.unit_as_written) == ("person", 1, None)


@pytest.mark.parametrize(
    ("written", "value", "status", "as_written"),
    [
        ("0", Decimal(0), "measured", "0"),
        ('"0"', Decimal(0), "measured", "0"),
        ("{value: 0}", Decimal(0), "measured", "0"),
        ("{value: 5, status: 速報}", Decimal(5), "provisional", "5"),
        ('{value: "-", status: 集計中}', None, "being-compiled", "-"),
        ('{value: ""}', None, "blank-in-source", ""),
        ("{status: 未計測}", None, "not-measured", ""),
        ("{status: 未計測, as-written: 今年は休止}", None, "not-measured", "今年は休止"),
        ('{value: 7, as-written: ""}', Decimal(7), "measured", ""),
        ("{value: 3校で実施, status: qualitative}", None, "qualitative", "3校で実施"),
        ("{value: 20人, status: qualitative}", Decimal(20), "qualitative", "20人"),
    ],
)
def test_a_mapping_says_what_the_print_does_not(
    written: str, value: Decimal | None, status: str, as_written: str
) -> None:
    made = well_read(written)
    assert (made.value, made.status, made.as_written) == (value, status, as_written)


def test_everything_about_a_value_is_kept_with_its_place() -> None:
    made = well_read(
        "{value: 71.620, numerator: 217, denominator: '1,303', note: 回答者, at: p.1 table 2}",
        Expectation(Unit("percent", 1, "%")),
    )
    assert (made.value, made.numerator, made.denominator) == (
        Decimal("71.62"),
        Decimal(217),
        Decimal(1303),
    )
    assert str(made.value) == "71.62"
    assert (made.note, made.at) == ("回答者", "p.1 table 2")
    assert {key: place.column for key, place in made.places.items()} == {
        **{"": 4, "value": 12, "numerator": 31},
        **{"denominator": 49, "note": 64, "at": 73},
    }


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ('"-"', "not-yet-due"),
        ("{value: －}", "not-yet-due"),
        ("{status: 該当なし}", "not-applicable"),
    ],
)
def test_a_dash_before_its_time_is_not_yet_due_unless_a_status_says_otherwise(
    written: str, status: str
) -> None:
    assert well_read(written, LATER).status == status


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("[1]", ["value-type"]),
        ("no", ["yaml-ambiguous"]),
        ('"1,2"', ["number-grouping"]),
        ("5ぱん", ["value-trailing-text"]),
        ("{value: 5ぱん}", ["value-trailing-text"]),
        ("{value: 5ぱん, status: 速報}", ["value-trailing-text"]),
        ("5ポインド", ["code-unknown"]),
        ("延べ25人", ["number-in-words"]),
        ("{value: 延べ25人}", ["number-in-words"]),
        ("{value: 延べ25人, status: qualitative}", []),
        ("{value: [1]}", ["value-type"]),
        ("{value: '1,2', status: qualitative}", []),
        ("{note: 未定}", ["missing-key"]),
        ("{status: 未定}", ["code-unknown"]),
        ("{status: [1], value: 5}", ["value-type"]),
        ("{value: 5, as-written: {a: b}}", ["value-type"]),
        ("{value: 5, as-written: no}", ["yaml-ambiguous"]),
        ("{value: 5, numerator: 多数}", ["number-form"]),
        ("{value: 5, denominator: [1]}", ["value-type"]),
        ("{value: 5, wert: 6}", ["unknown-key"]),
        ("{}", ["missing-key"]),
    ],
)
def test_what_cannot_be_read_is_told_once(written: str, codes: list[str]) -> None:
    assert read(written)[1] == codes


@given(st.sampled_from(sorted(schemes()["status"].labels)))
@settings(deadline=None)
def test_a_status_by_itself_never_makes_a_number(status: str) -> None:
    made = well_read(f"{{status: {status}}}")
    assert made.value is None
    assert made.status == status


@given(st.sampled_from(sorted(statuses_without_number())), st.text("実施中みん", min_size=1))
@settings(deadline=None)
def test_words_never_make_a_number(status: str, words: str) -> None:
    assert well_read(f'{{value: "{words}", status: {status}}}').value is None
    assert well_read(f'"{words}"').value is None


@given(
    st.decimals(min_value=-(10**15), max_value=10**15, places=6),
    st.sampled_from([1, 10**3, 10**12]),
)
@settings(deadline=None)
def test_scaling_is_exact(value: Decimal, factor: int) -> None:
    assert Fraction(scaled(value, factor)) == Fraction(value) * factor


def test_a_scale_word_alone_counts_in_the_unit_of_the_row() -> None:
    made = well_read('"約1.2万"')
    assert (made.status, str(made.value), made.unit) == ("approximate", "12000", "person")
    assert (made.scale, made.unit_as_written) == (10000, "万")


@pytest.mark.parametrize("text", ["一部", "十分", "三者が協議", "千人", "一定の効果", "実施"])
def test_words_that_only_look_like_numbers_are_no_warning(text: str) -> None:
    assert well_read(f'"{text}"').status == "qualitative"
