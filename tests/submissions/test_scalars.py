"""What YAML takes plain scalars for (reliability §4 rows 2 to 6 and 11)."""

from __future__ import annotations

import time
from collections.abc import Mapping

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kpi_lod.errors import Place, finding
from kpi_lod.submissions.nodes import ScalarNode
from kpi_lod.submissions.scalars import Problem, number_problem, text_problem

PLACE = Place("a.yaml", 1, 1)
DEADLINE = 1.5  # seconds: ten times the aim, thrice for coverage


def plain(value: str) -> ScalarNode:
    return ScalarNode(value, plain=True, place=PLACE)


def told(problem: Problem | None) -> tuple[str, Mapping[str, object]]:
    """The problem, after seeing that its message can be filled in both languages."""
    assert problem is not None
    made = finding(problem[0], PLACE, **problem[1])  # type: ignore[arg-type]
    assert made.ja
    assert made.en
    return problem


def test_every_unquoted_code_of_a_municipality_names_what_yaml_makes_of_it() -> None:
    problem = ("yaml-ambiguous/octal", {"found": "032034", "read": "13340"})
    assert told(text_problem(plain("032034"))) == told(number_problem(plain("032034"))) == problem
    assert told(text_problem(plain("011002")))[1]["read"] == "4610"


@pytest.mark.parametrize(
    ("value", "kind", "read"),
    [
        *(("no", "boolean", "false"), ("NO", "boolean", "false"), ("Off", "boolean", "false")),
        *(("y", "boolean", "true"), ("N", "boolean", "false"), ("true", "boolean", "true")),
        *(("1:30", "sexagesimal", "90"), ("12:30", "sexagesimal", "750")),
        *(("12:30:45", "sexagesimal", "45045"), ("-1_0:30", "sexagesimal", "-630")),
        *(("1:30.5", "sexagesimal", "90.5"), ("09:30", "sexagesimal", "570")),
        *(("092011", "octal", "92011"), ("-017", "octal", "-15"), ("0o17", "octal", "15")),
        *(("6.10", "number", "6.1"), ("12", "number", "12"), ("+5", "number", "5")),
        *(("0x1F", "number", "31"), ("0x_1f", "number", "31"), ("0b1_01", "number", "5")),
        *(("1_000", "number", "1000"), ("0_17", "number", "15"), ("1_0.50", "number", "10.5")),
        *(("1e5", "number", "100000.0"), ("1.5E+3", "number", "1500.0"), ("-.5", "number", "-0.5")),
        *((".inf", "number", "inf"), ("-.INF", "number", "-inf"), (".NaN", "number", "nan")),
        *(("007.5", "number", "7.5"), ("1e400", "number", "inf")),
    ],
)
def test_where_text_is_due_what_yaml_reads_otherwise_is_a_problem(
    value: str, kind: str, read: str
) -> None:
    expected = (f"yaml-ambiguous/{kind}", {"found": value, "read": read})
    assert told(text_problem(plain(value))) == expected


@pytest.mark.parametrize("value", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_a_problem_wherever_a_value_is_due(value: str) -> None:
    expected = ("yaml-ambiguous/null", {"found": value})
    assert told(text_problem(plain(value))) == told(number_problem(plain(value))) == expected


@pytest.mark.parametrize(
    "value",
    [
        *(
            "R5",
            "令和5年度",
            "16,521,845",
            "1/2",
            "12:99",
            "1.5:30",
            "1:30.x",
            "x:30",
            "集計中",
            "-",
        ),
        *("2024-04-01", "2024-04-01T10:00:00+09:00", "2024-4-1", "nO", "0x_", "0xG", "_1", "１２"),
        *("1.2.3", "71.62%", "1e", ".", "03-1234-5678", "12:３0", "NaN"),
    ],
)
def test_what_every_yaml_tool_reads_as_text_is_no_problem(value: str) -> None:
    assert text_problem(plain(value)) is None
    assert number_problem(plain(value)) is None


@pytest.mark.parametrize(
    "value",
    [
        *("2024-13-01", "2024-02-30", "2023-02-29", "0000-01-01", "2024-02-30T10:00:00Z"),
        *("2024-1-32 10:00:00", "2024-01-01 25:00:00.5 +09:00"),
    ],
)
def test_an_impossible_date_is_told_wherever_it_stands(value: str) -> None:
    expected = ("date-invalid", {"found": value})
    assert told(text_problem(plain(value))) == told(number_problem(plain(value))) == expected


@pytest.mark.parametrize("value", ["12", "-3", "0", "71.62", "6.10", "+5", "1" * 30])
def test_where_a_number_is_due_a_decimal_number_is_no_problem(value: str) -> None:
    assert number_problem(plain(value)) is None


@pytest.mark.parametrize(
    "value", ["0o17", "0x1F", "1_000", ".inf", ".nan", "1e5", ".5", "5.", "007.5", "0b1", "0_7"]
)
def test_where_a_number_is_due_other_ways_to_write_it_are_refused(value: str) -> None:
    assert told(number_problem(plain(value))) == ("number-form", {"found": value})


@pytest.mark.parametrize("value", ["no", "1:30", "011002"])
def test_where_a_number_is_due_yaml_surprises_are_problems_too(value: str) -> None:
    assert told(number_problem(plain(value))) == told(text_problem(plain(value)))


@pytest.mark.parametrize("value", ["no", "", "011002", "1:30", "6.10", "1e5", "2024-13-01"])
def test_a_quoted_scalar_is_never_a_problem(value: str) -> None:
    quoted = ScalarNode(value, plain=False, place=PLACE)
    assert text_problem(quoted) is None
    assert number_problem(quoted) is None


@pytest.mark.parametrize(
    ("value", "digits"),
    [
        *(
            ("1" * 31, 31),
            ("9" * 5000, 5000),
            ("1:" * 80_000 + "1", 80_001),
            ("0" * 99_999, 99_999),
        ),
        *(
            ("0x" + "f" * 160_000, 160_002),
            ("1_" * 80_000, 80_000),
            ("1." + "1" * 160_000, 160_001),
        ),
        *(("1e" + "1" * 160_000, 160_002), ("1:1." + "1" * 160_000, 160_002)),
    ],
)
def test_a_number_too_long_is_told_at_once(value: str, digits: int) -> None:
    begun = time.process_time()
    assert told(number_problem(plain(value))) == (
        "number-too-long",
        {"found": digits, "allowed": 30},
    )
    assert time.process_time() - begun < DEADLINE


@pytest.mark.parametrize(
    "value",
    [
        *("1" * 160_000 + "x", "1:" * 80_000 + "x", "1_" * 80_000 + "x", "-" * 160_000),
        *(
            "1" * 80_000 + "." + "1" * 80_000 + "e",
            "2024-01-01" + " " * 160_000,
            "0b" + "_" * 160_000,
        ),
    ],
)
def test_a_long_text_that_is_nearly_a_number_is_read_at_once(value: str) -> None:
    begun = time.process_time()
    assert text_problem(plain(value)) is number_problem(plain(value)) is None
    assert time.process_time() - begun < DEADLINE


def test_a_long_number_where_text_is_due_needs_quotes() -> None:
    key, fields = told(text_problem(plain("1" * 64)))
    assert (key, fields["read"]) == ("yaml-ambiguous/number", "1" * 64)
    assert told(text_problem(plain("1:" * 80 + "1")))[0] == "number-too-long"


def pyyaml_reading(value: str) -> object:
    loader = yaml.SafeLoader("")
    tag = loader.resolve(yaml.ScalarNode, value, (True, False))  # type: ignore[no-untyped-call]
    return loader.construct_object(yaml.ScalarNode(tag, value))


@given(
    st.from_regex(r"[-+]?[0-9_:]{1,8}([.][0-9_]{0,4})?(e[-+]?[0-9]{1,4})?", fullmatch=True)
    | st.from_regex(r"[-+]?0[xb]?[0-9a-f_]{0,6}", fullmatch=True)
    | st.sampled_from(["yes", "Yes", "YES", "on", "Off", "null", "~", "", "-.inf", ".NaN", "False"])
)
def test_what_pyyaml_reads_as_no_text_is_a_problem_naming_the_same_value(value: str) -> None:
    try:
        read = pyyaml_reading(value)
    except ValueError:  # 0x_ and the like
        return
    if isinstance(read, str):
        return
    key, fields = told(text_problem(plain(value)))
    shown = str(read).lower() if isinstance(read, bool) else str(read)
    assert key == "yaml-ambiguous/null" if read is None else fields["read"] == shown


@given(
    st.from_regex(r"[0-9]{4}-[01][0-9]-[0-3][0-9]([Tt ][0-2][0-9]:[0-6][0-9]:00)?", fullmatch=True)
)
def test_a_date_is_refused_exactly_where_pyyaml_would_fail(value: str) -> None:
    try:
        pyyaml_reading(value)
    except ValueError:
        assert told(text_problem(plain(value)))[0] == "date-invalid"
    else:
        assert text_problem(plain(value)) is None
