"""Dates and times as SQL: the columns that put them on the time line.

In: nothing. Out: for each datatype the pattern of its forms and stages of SQL over the column
``lexical`` (see :mod:`.datatypes`). XML Schema 1.1 part 2, sections 3.3.7 to 3.3.15 and appendix
D.2 (https://www.w3.org/TR/xmlschema11-2/#rf-dateTimeSpace): the year 0000 exists, 24:00:00 is the
next midnight, and what has no time zone may lie anywhere from 14 hours before to 14 hours after.
"""

from __future__ import annotations

from kpi_lod.columns.numbers import Stage

_YEAR = r"-?([1-9][0-9]{3,}|0[0-9]{3})"
_MONTH = r"(0[1-9]|1[0-2])"
_DAY = r"(0[1-9]|[12][0-9]|3[01])"
_MONTH_DAY = (
    r"((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
    r"|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))"
)
_CLOCK = r"(([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?|24:00:00(\.0+)?)"
_ZONE = r"(Z|[+-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00))"

FORMS = {
    "dateTime": f"{_YEAR}-{_MONTH_DAY}T{_CLOCK}{_ZONE}?",
    "dateTimeStamp": f"{_YEAR}-{_MONTH_DAY}T{_CLOCK}{_ZONE}",
    "date": f"{_YEAR}-{_MONTH_DAY}{_ZONE}?",
    "time": f"{_CLOCK}{_ZONE}?",
    "gYear": f"{_YEAR}{_ZONE}?",
    "gYearMonth": f"{_YEAR}-{_MONTH}{_ZONE}?",
    "gMonth": f"--{_MONTH}{_ZONE}?",
    "gMonthDay": f"--{_MONTH_DAY}{_ZONE}?",
    "gDay": f"---{_DAY}{_ZONE}?",
}
"""Local name of the datatype → the pattern of its forms; 29 February is left to ``possible``."""

_SPLIT: tuple[Stage, ...] = (
    {
        "zone": "CASE WHEN ends_with(lexical, 'Z') THEN 'Z' WHEN lexical[-3] = ':'"
        " AND lexical[-6] IN ('+', '-') THEN right(lexical, 6) ELSE '' END"
    },
    {
        "local": "left(lexical, length(lexical) - length(zone))",
        "shift": "CASE WHEN zone IN ('', 'Z') THEN 0 ELSE (44 - ascii(zone))"
        " * (try_cast(substring(zone, 2, 2) AS INTEGER) * 3600"
        " + try_cast(right(zone, 2) AS INTEGER) * 60) END",
    },
)
"""What stands before the zone, and the zone in seconds: ``+`` is 43, ``-`` is 45 in ASCII."""

_NO_CLOCK = {"seconds": "0", "fraction": "''"}
_AT_DATE_TIME = {"day_part": "split_part(local, 'T', 1)", "clock": "split_part(local, 'T', 2)"}
_CLOCK_PARTS = {
    "seconds": "try_cast(left(clock, 2) AS BIGINT) * 3600"
    " + try_cast(substring(clock, 4, 2) AS BIGINT) * 60"
    " + try_cast(substring(clock, 7, 2) AS BIGINT)",
    "fraction": "rtrim(substring(clock, 10), '0')",
}
_FULL_DATE = {
    "year_text": "left(day_part, length(day_part) - 6)",
    "month": "try_cast(substring(day_part, -5, 2) AS BIGINT)",
    "day": "try_cast(right(day_part, 2) AS BIGINT)",
}
_LEAP_YEAR, _JANUARY = "'1972'", "1"

_PARTS: dict[str, tuple[Stage, ...]] = {
    "dateTime": (_AT_DATE_TIME, {**_FULL_DATE, **_CLOCK_PARTS}),
    "date": ({"day_part": "local"}, {**_FULL_DATE, **_NO_CLOCK}),
    "time": (
        # 24:00:00 without a day is 00:00:00.
        {"clock": "CASE WHEN starts_with(local, '24') THEN '00:00:00' ELSE local END"},
        {"year_text": _LEAP_YEAR, "month": _JANUARY, "day": "1", **_CLOCK_PARTS},
    ),
    "gYear": ({"year_text": "local", "month": _JANUARY, "day": "1", **_NO_CLOCK},),
    "gYearMonth": (
        {
            "year_text": "left(local, length(local) - 3)",
            "month": "try_cast(right(local, 2) AS BIGINT)",
            "day": "1",
            **_NO_CLOCK,
        },
    ),
    "gMonth": (
        {
            "year_text": _LEAP_YEAR,
            "month": "try_cast(right(local, 2) AS BIGINT)",
            "day": "1",
            **_NO_CLOCK,
        },
    ),
    "gMonthDay": (
        {
            "year_text": _LEAP_YEAR,
            "month": "try_cast(substring(local, 3, 2) AS BIGINT)",
            "day": "try_cast(right(local, 2) AS BIGINT)",
            **_NO_CLOCK,
        },
    ),
    "gDay": (
        {
            "year_text": _LEAP_YEAR,
            "month": _JANUARY,
            "day": "try_cast(right(local, 2) AS BIGINT)",
            **_NO_CLOCK,
        },
    ),
}
_PARTS["dateTimeStamp"] = _PARTS["dateTime"]

# Seconds are counted from a year far back, whose days Howard Hinnant's days_from_civil counts from
# 1 March: positive numbers only, so that // rounds down. BIGINT holds them for 11 digits of years.
_FAR_BACK = 100_000_000_000
_EPOCH = 3_155_695_262_162_035_200
"""1970-01-01T00:00:00Z on this line."""

_TIME_LINE: tuple[Stage, ...] = (
    {
        "year": "try_cast(year_text AS BIGINT)",
        # The last four digits tell a leap year, however many there are.
        "in_cycle": "try_cast(right(year_text, 4) AS INTEGER)",
    },
    {
        "possible": "NOT (month = 2 AND day = 29)"
        " OR (in_cycle % 4 = 0 AND (in_cycle % 100 <> 0 OR in_cycle % 400 = 0))",
        "march_year": f"CASE WHEN year BETWEEN {1 - _FAR_BACK} AND {_FAR_BACK}"
        f" THEN year + {_FAR_BACK} - (month <= 2)::BIGINT END",
    },
    {
        "days": "march_year * 365 + march_year // 4 - march_year // 100 + march_year // 400"
        " + (153 * ((month + 9) % 12) + 2) // 5 + day - 1",
        "span": "CASE WHEN zone = '' THEN 14 * 3600 ELSE 0 END",
    },
    {"instant": "days * 86400 + seconds - shift"},
    {
        "low": "instant - span",
        "high": "instant + span",
        "key": "fraction",
        "known": "instant IS NOT NULL",
    },
)


def _usual(instant: str, span: int) -> tuple[Stage, ...]:
    return (
        {"instant": f"{_EPOCH} + {instant}"},
        {
            "low": f"instant - {span}",
            "high": f"instant + {span}",
            "key": "''",
            "known": "instant IS NOT NULL",
        },
    )


USUAL_DATE = _usual("(try_cast(lexical AS DATE) - DATE '1970-01-01') * 86400", 14 * 3600)
"""For forms of ten characters: no zone, four digits of year."""
USUAL_DATE_TIME = _usual("epoch_us(try_cast(left(lexical, 19) AS TIMESTAMP)) // 1000000", 0)
"""For forms of twenty characters that end in Z: no fraction."""


def stages(datatype: str) -> tuple[Stage, ...]:
    """From ``lexical`` to the earliest second ``low``, the latest ``high``, and the fraction."""
    return (*_SPLIT, *_PARTS[datatype], *_TIME_LINE)
