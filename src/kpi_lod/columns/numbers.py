"""Numbers and durations as SQL: the columns by which they are compared, exactly.

In: nothing. Out: stages of SQL over the column ``lexical`` (see :mod:`.datatypes`). The forms are
those of XML Schema 1.1 part 2 (https://www.w3.org/TR/xmlschema11-2/), sections 3.3 and 3.4; the
order of floats and doubles is that of IEEE 754, where NaN compares false with everything.
"""

from __future__ import annotations

from collections.abc import Mapping

Stage = Mapping[str, str]
"""Column → SQL expression over the columns of the stages before."""

INTEGER = r"[+-]?[0-9]+"
DECIMAL = r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)"
FLOAT = r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([Ee][+-]?[0-9]+)?|[+-]?INF|NaN"
_CLOCK = r"(T([0-9]+H)?([0-9]+M)?([0-9]+(\.[0-9]+)?S)?)?"
DURATION = rf"-?P([0-9]+Y)?([0-9]+M)?([0-9]+D)?{_CLOCK}"
YEAR_MONTH_DURATION = r"-?P([0-9]+Y)?([0-9]+M)?"
DAY_TIME_DURATION = rf"-?P([0-9]+D)?{_CLOCK}"

EXACT, SINGLE, DOUBLE = 0, 1, 2
"""Values of the column ``precision``: a comparison is made at the higher of the two."""


LONG = 15
"""Up to so many digits, different decimals are different doubles: they need no exact key."""

EXACT_KEY: tuple[Stage, ...] = (
    # The length of the whole part comes first, led by the number of its own digits: as text, a
    # longer number is then greater.
    {
        "digits": "concat(length(length(whole)::VARCHAR), length(whole), whole, fraction)",
        "below": "negative AND (whole <> '' OR fraction <> '')",
    },
    # ~ sorts behind every digit: of two negative numbers that begin alike the longer is smaller.
    {
        "key": "CASE WHEN below"
        " THEN concat('0', translate(digits, '0123456789', '9876543210'), '~')"
        " ELSE concat('1', digits) END"
    },
)
_EXACT: Stage = {
    "precision": f"{EXACT}::UTINYINT",
    "single": "try_cast(lexical AS FLOAT)",
    "number": "try_cast(lexical AS DOUBLE)",
}
INTEGER_STAGES: tuple[Stage, ...] = (
    {
        **_EXACT,
        "negative": "starts_with(lexical, '-')",
        "whole": "ltrim(lexical, '+-0')",
        "fraction": "''",
    },
)
DECIMAL_STAGES: tuple[Stage, ...] = (
    {
        **_EXACT,
        "negative": "starts_with(lexical, '-')",
        "whole": "ltrim(split_part(lexical, '.', 1), '+-0')",
        "fraction": "rtrim(split_part(lexical, '.', 2), '0')",
    },
)


def _approximate(sql_type: str, precision: int) -> tuple[Stage, ...]:
    value = f"CASE WHEN lexical <> 'NaN' THEN try_cast(lexical AS {sql_type}) END"
    return (
        {
            "precision": f"{precision}::UTINYINT",
            "single": value if precision == SINGLE else "NULL::FLOAT",
            "number": f"CAST({value} AS DOUBLE)",
        },
    )


FLOAT_STAGES = _approximate("FLOAT", SINGLE)
DOUBLE_STAGES = _approximate("DOUBLE", DOUBLE)


def _field(pattern: str) -> str:
    """The number before a letter of a duration, 0 where it has none.

    BIGINT holds 18 digits of any field, and HUGEINT the sums; a longer one has no value here.
    """
    found = f"coalesce(nullif(regexp_extract(lexical, '{pattern}', 1), ''), '0')"
    return f"try_cast({found} AS BIGINT)::HUGEINT"


_MONTHS = 1_000_000
_STARTS = ("1696-09-01", "1697-02-01", "1903-03-01", "1903-07-01")
"""The dates that XML Schema 1.1, section 3.3.6.1, lets durations begin at."""


def _end(start: str) -> str:
    """SQL: seconds from a date to the end of a duration that begins there."""
    days = f"date_diff('day', DATE '{start}', (DATE '{start}' + span)::DATE)"
    return f"{days} * 86400 + duration"


DURATION_STAGES: tuple[Stage, ...] = (
    {
        "years": _field("([0-9]+)Y"),
        "months": _field("^[^T]*?([0-9]+)M"),
        "days": _field("([0-9]+)D"),
        "hours": _field("([0-9]+)H"),
        "minutes": _field("T[^M]*?([0-9]+)M"),
        "seconds": _field(r"([0-9]+)(?:\.[0-9]+)?S"),
        "fraction": r"rtrim(regexp_extract(lexical, '\.([0-9]+)S', 1), '0')",
        "negative": "starts_with(lexical, '-')",
    },
    {
        "low": "try_cast((years * 12 + months) * CASE WHEN negative THEN -1 ELSE 1 END AS BIGINT)",
        "whole": "ltrim((((days * 24 + hours) * 60 + minutes) * 60 + seconds)::VARCHAR, '0')",
    },
    {
        "high": "low",
        "known": "low IS NOT NULL AND whole IS NOT NULL",
        "duration": "try_cast(whole || '.' || fraction || '0' AS DOUBLE)"
        " * CASE WHEN negative THEN -1 ELSE 1 END",
        "span": f"to_months(CASE WHEN abs(low) <= {_MONTHS} THEN low::INTEGER END)",
    },
    {"ends": f"[{', '.join(map(_end, _STARTS))}]"},
    *EXACT_KEY,
)
"""``low`` = ``high`` is the months, ``key`` the seconds: the two parts that do not convert.
``ends`` is NULL of what is too long for a calendar."""
