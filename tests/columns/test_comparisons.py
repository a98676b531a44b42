"""Values of literals, compared against pyoxigraph's SPARQL and exact fractions as oracles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store
from tests.columns.literal_rows import connection_with, literal

from kpi_lod.columns.literals import equal_value, less_or_equal, less_than
from kpi_lod.vocabulary import XSD

Compared = tuple[bool | None, bool | None, bool | None]
CUSTOM = NamedNode("https://example.org/custom")
NAN = Literal("NaN", datatype=XSD.double)


def comparisons(literals: Sequence[Literal]) -> dict[tuple[int, int], Compared]:
    """For all pairs of indexes: <, <= and =."""
    operators = (less_than("a", "b"), less_or_equal("a", "b"), equal_value("a", "b"))
    with connection_with(literals) as connection:
        rows = connection.execute(
            f"SELECT a.id, b.id, {', '.join(operators)} FROM literal a, literal b"
        ).fetchall()
    return {(left, right): (less, less_equal, same) for left, right, less, less_equal, same in rows}


def compared(left: Literal, right: Literal) -> Compared:
    terms = list(dict.fromkeys([left, right]))
    return comparisons(terms)[0, len(terms) - 1]


def oracle_comparisons(literals: Sequence[Literal]) -> dict[tuple[int, int], Compared]:
    """The same by pyoxigraph; an index goes along, because it rewrites the literals."""
    rows = " ".join(f"({number} {each})" for number, each in enumerate(literals))
    solutions = Store().query(
        "SELECT ?i ?j (?a < ?b AS ?less) (?a <= ?b AS ?lessEqual) (?a = ?b AS ?same)"
        f" {{ VALUES (?i ?a) {{ {rows} }} VALUES (?j ?b) {{ {rows} }} }}"
    )

    def truth(term: Literal | None) -> bool | None:
        return None if term is None else term.value == "true"

    return {
        (int(row["i"].value), int(row["j"].value)): (
            truth(row["less"]),
            truth(row["lessEqual"]),
            truth(row["same"]),
        )
        for row in solutions  # type: ignore[union-attr]
    }


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (literal("integer", "2"), literal("integer", "10"), (True, True, False)),
        (literal("integer", "1"), literal("decimal", "1.0"), (False, True, True)),
        (literal("decimal", "0.1"), literal("double", "0.1"), (False, True, True)),
        (literal("decimal", "0.1"), literal("float", "0.1"), (False, True, True)),
        (literal("float", "0.1"), literal("double", "0.1"), (False, False, False)),
        (literal("integer", "16777217"), literal("float", "16777216"), (False, True, True)),
        (literal("integer", "16777217"), literal("double", "16777216"), (False, False, False)),
        (literal("integer", "9007199254740993"), literal("integer", "9007199254740992"),
         (False, False, False)),
        (literal("double", "-0"), literal("integer", "0"), (False, True, True)),
        (literal("double", "INF"), literal("integer", "9" * 400), (False, True, True)),
        (NAN, NAN, (False, False, False)),
        (literal("integer", "1"), NAN, (False, False, False)),
        (literal("boolean", "false"), literal("boolean", "1"), (True, True, False)),
        (literal("boolean", "1"), literal("boolean", "true"), (False, True, True)),
        (Literal("\uffff"), Literal("\U0001f600"), (True, True, False)),
        (Literal("a"), Literal("a"), (False, True, True)),
        (Literal("a", language="ja"), Literal("a", language="ja"), (None, None, True)),
        (Literal("a", language="ja"), Literal("b", language="ja"), (None, None, False)),
        (Literal("a", language="ja"), Literal("a"), (None, None, False)),
        (Literal("1"), literal("integer", "1"), (None, None, False)),
        (literal("integer", "x"), literal("integer", "x"), (None, None, True)),
        (literal("integer", "x"), literal("integer", "1"), (None, None, None)),
        (Literal("a", datatype=CUSTOM), Literal("b", datatype=CUSTOM), (None, None, None)),
        (literal("date", "2024-01-01"), literal("dateTime", "2024-01-01T00:00:00"),
         (None, None, False)),
        (literal("dateTimeStamp", "2024-01-01T00:00:00Z"),
         literal("dateTime", "2024-01-01T09:00:00+09:00"), (False, True, True)),
        (literal("dateTime", "2024-01-01T24:00:00"), literal("dateTime", "2024-01-02T00:00:00"),
         (False, True, True)),
        (literal("dateTime", "2024-01-01T00:00:00"), literal("dateTime", "2024-01-01T14:00:00Z"),
         (None, None, None)),
        (literal("dateTime", "2024-01-01T00:00:00"),
         literal("dateTime", "2024-01-01T14:00:00.01Z"), (True, True, False)),
        (literal("dateTime", "2024-01-01T14:00:00.01Z"),
         literal("dateTime", "2024-01-01T00:00:00"), (False, False, False)),
        (literal("time", "00:00:00.1"), literal("time", "00:00:00.10"),
         (False, True, True)),
        (literal("date", "-0001-12-31"), literal("date", "0000-01-01"), (True, True, False)),
        (literal("date", "99999999999-01-01"), literal("date", "-99999999999-01-01"),
         (False, False, False)),
        (literal("gYear", "1" * 30), literal("gYear", "2024"), (None, None, None)),
        (literal("duration", "P1Y"), literal("yearMonthDuration", "P12M"), (False, True, True)),
        (literal("duration", "P1M"), literal("duration", "P30D"), (None, None, False)),
        (literal("duration", "P1M"), literal("duration", "P32D"), (True, True, False)),
        (literal("duration", "P1Y"), literal("duration", "P367D"), (True, True, False)),
        (literal("duration", "P1Y"), literal("duration", "P366D"), (None, None, False)),
        (literal("duration", "P1M"), literal("duration", "P27D"), (False, False, False)),
        (literal("duration", "-P1M"), literal("duration", "-P27DT0.5S"), (True, True, False)),
        (literal("duration", "P999999999M"), literal("duration", "P9D"), (None, None, False)),
        (literal("duration", "P9999999Y"), literal("duration", "P1M9D"), (None, None, False)),
        (literal("dayTimeDuration", "-PT1.5S"), literal("dayTimeDuration", "-PT1S"),
         (True, True, False)),
        (literal("duration", "P" + "9" * 18 + "D"), literal("duration", "P1D"),
         (False, False, False)),
        (literal("duration", "P" + "9" * 30 + "D"), literal("duration", "P1D"),
         (None, None, None)),
        (literal("token", "a"), literal("token", "b"), (None, None, None)),
    ],
)  # fmt: skip
def test_values_compare_as_sparql_says(left: Literal, right: Literal, expected: Compared) -> None:
    assert compared(left, right) == expected


decimals = st.one_of(
    st.from_regex(r"[+-]?[0-9]{1,4}(\.[0-9]{0,3})?", fullmatch=True),
    st.from_regex(r"[+-]?[09]{15,22}(\.[09]{0,3})?", fullmatch=True),
    st.from_regex(r"[+-]?0{0,3}\.[09]{1,25}", fullmatch=True),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(decimals, min_size=2, max_size=30, unique=True))
def test_decimals_of_any_size_compare_exactly(texts: list[str]) -> None:
    for (left, right), found in comparisons([literal("decimal", t) for t in texts]).items():
        a, b = Fraction(texts[left].rstrip(".")), Fraction(texts[right].rstrip("."))
        assert found == (a < b, a <= b, a == b), (texts[left], texts[right])


def forms(*names_and_patterns: tuple[str, str]) -> st.SearchStrategy[list[Literal]]:
    one = [
        st.builds(literal, st.just(name), st.from_regex(pattern, fullmatch=True))
        for name, pattern in names_and_patterns
    ]
    return st.lists(st.one_of(*one), min_size=15, max_size=50, unique=True)


_ZONE = "(Z|[+-](0[0-9]|1[0-3]):[0-5]0|[+-]14:00)?"
_CLOCK = r"T(([01][0-9]|2[0-3]):[03]0:00(\.[05]{1,2})?|24:00:00)"
_NUMBER = r"[+-]?[0-3]{1,2}(\.[05]{1,2})?"


@pytest.mark.parametrize(
    "literals",
    [
        forms(
            ("integer", "[+-]?[0-9]{1,2}|1677721[5-9]"),
            ("decimal", _NUMBER),
            ("float", _NUMBER + "(E[012])?|-?INF|1677721[5-9]"),
            ("double", _NUMBER + "(E[012])?|-?INF|1677721[5-9]"),
        ),
        forms(("dateTime", "(2000|-?000[04])-(01|02|12)-(01|29)" + _CLOCK + _ZONE)),
        forms(("date", "(2000|-?0004|12000)-(01|02|03)-(01|29)" + _ZONE)),
        forms(("time", _CLOCK[1:] + _ZONE)),
        forms(("gYear", "(200[01]|-?000[01])" + _ZONE)),
        forms(("gYearMonth", "(200[01]|0000)-(01|12)" + _ZONE)),
        forms(("gMonth", "--(01|02|12)" + _ZONE)),
        forms(("gMonthDay", "--(01|02)-(01|02|28)" + _ZONE)),
        forms(("gDay", "---(01|02|31)" + _ZONE)),
        forms(("string", "[a-cあ-う😀]{0,2}")),
        forms(("duration", "-?P[0-2]Y[0-9]{1,2}M[0-2]DT[0-9]{1,2}H"),
              ("yearMonthDuration", "-?P[0-2]Y[0-9]{1,2}M"),
              ("dayTimeDuration", r"-?PT[0-9]{1,2}H[0-6][05]M[0-2](\.5)?S")),
    ],
)  # fmt: skip
@settings(max_examples=5, deadline=None)
@given(sampled=st.data())
def test_values_compare_as_the_oracle_says(
    literals: st.SearchStrategy[list[Literal]], sampled: st.DataObject
) -> None:
    sample = sampled.draw(literals)
    expected = oracle_comparisons(sample)
    for (left, right), found in comparisons(sample).items():
        for ours, theirs in zip(found, expected[left, right], strict=True):
            # Of durations we leave some undecided; pyoxigraph takes two dates whose zones are
            # not both known for different where XSD leaves them undecided; and it has no --02-29.
            assert ours == theirs or ours is None, (sample[left], sample[right])


def orders(literals: Iterable[Literal]) -> list[str]:
    listed = list(literals)
    with connection_with(listed) as connection:
        rows = connection.execute("SELECT id FROM literal ORDER BY number, key").fetchall()
    return [listed[number].value for (number,) in rows]


def test_the_keys_are_in_the_order_of_the_numbers() -> None:
    texts = ["-100", "-10.5", "-10", "-9.25", "-9.2", "-0.01", "0", "0.001", "9", "10", "1" * 30]
    assert orders(literal("decimal", text) for text in reversed(texts)) == texts
