"""Dates in expressions: casts to xsd:date and xsd:dateTime, and YEAR, MONTH and DAY.

In: values and their scope. Out: values, unbound where what is written is no date
(https://www.w3.org/TR/xmlschema11-2/#dateTime): 30 February is none, and 24:00:00 is the next
midnight.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kpi_lod.columns.temporal import FORMS
from kpi_lod.shacl.sparql import arithmetic
from kpi_lod.shacl.sparql.blocks import Scope
from kpi_lod.shacl.sparql.conversions import collapsed, is_string, literal_struct, spelled
from kpi_lod.shacl.sparql.sql import refused, text_sql
from kpi_lod.shacl.sparql.values import Value
from kpi_lod.vocabulary import XSD

Function = Callable[[Scope, Value], Value]

_DATED = ("date", "dateTime", "dateTimeStamp")
_TIMES = ", ".join(text_sql(XSD[name].value) for name in _DATED)
_PARTS = "(-?[0-9]+)-([0-9]+)-([0-9]+)"


@dataclass(frozen=True, slots=True)
class _Day:
    """A day as SQL numbers; NULL where there is none. ``late``: whether it is written as 24:00."""

    year: str
    month: str
    day: str
    late: str

    def last(self) -> str:
        """SQL: the last day of its month."""
        leap = f"{self.year} % 4 = 0 AND ({self.year} % 100 <> 0 OR {self.year} % 400 = 0)"
        return (
            f"(CASE WHEN {self.month} IN (4, 6, 9, 11) THEN 30 WHEN {self.month} <> 2 THEN 31"
            f" WHEN {leap} THEN 29 ELSE 28 END)"
        )

    def begun(self) -> tuple[str, str, str]:
        """SQL: year, month and day; of 24:00 the next."""
        turns = f"{self.late} AND {self.day} = {self.last()}"
        year = (
            f"(CASE WHEN {turns} AND {self.month} = 12 THEN {self.year} + 1 ELSE {self.year} END)"
        )
        month = f"(CASE WHEN {turns} THEN {self.month} % 12 + 1 ELSE {self.month} END)"
        day = f"(CASE WHEN {turns} THEN 1 WHEN {self.late} THEN {self.day} + 1 ELSE {self.day} END)"
        return year, month, day


def _day(scope: Scope, written: str) -> _Day:
    """What is written as a day; only of what has the form of a date."""
    columns = [
        f"TRY_CAST(regexp_extract({written}, '^{_PARTS}', {place}) AS HUGEINT)"
        for place in (1, 2, 3)
    ]
    return _Day(*scope.named([*columns, f"contains({written}, 'T24')"]))


def date_part(position: int) -> Function:
    """YEAR (1), MONTH (2), DAY (3) of an xsd:dateTime or xsd:date."""

    def result(scope: Scope, value: Value) -> Value:
        struct = spelled(value, scope).sql
        cases = " ".join(
            f"WHEN ({struct}).datatype = {text_sql(XSD[name].value)}"
            f" AND regexp_full_match(({struct}).lexical, {text_sql(FORMS[name])})"
            f" THEN ({struct}).lexical"
            for name in _DATED
        )
        (written,) = scope.named([f"(CASE {cases} END)"])
        day = _day(scope, written)
        (part,) = scope.named([day.begun()[position - 1]])
        return arithmetic.exact(f"(CASE WHEN {day.day} <= {day.last()} THEN {part} END)")

    return result


def to_time(name: str) -> Function:
    """A cast of strings to xsd:date or xsd:dateTime, and of what has the type already."""
    datatype = text_sql(XSD[name].value)

    def result(scope: Scope, value: Value) -> Value:
        struct = spelled(value, scope).sql
        has_type = f"({struct}).datatype = {datatype}"
        other = f"({struct}).datatype IN ({_TIMES}) AND NOT coalesce({has_type}, FALSE)"
        given = f"WHEN {is_string(value, scope)} OR {has_type} THEN {collapsed(value, scope)}"
        stop = refused("cast between times", f"({struct}).lexical")
        (written,) = scope.named([f"(CASE WHEN {other} THEN {stop} {given} END)"])
        day = _day(scope, written)
        readable = f"regexp_full_match({written}, {text_sql(FORMS[name])})"
        shown = f"(CASE WHEN {day.late} THEN {_next_midnight(day, written)} ELSE {written} END)"
        sql = f"(CASE WHEN {readable} AND {day.day} <= {day.last()} THEN {shown} END)"
        (cast,) = scope.named([sql])
        return literal_struct(cast, datatype)

    return result


def _next_midnight(day: _Day, written: str) -> str:
    """SQL: how the next midnight is written, in the same time zone."""
    year, month, number = day.begun()
    sign = f"(CASE WHEN {year} < 0 THEN '-' ELSE '' END)"
    digits = f"CAST(abs({year}) AS VARCHAR)"
    shown = f"lpad({digits}, CAST(greatest(length({digits}), 4) AS INTEGER), '0')"
    two = [f"lpad(CAST({one} AS VARCHAR), 2, '0')" for one in (month, number)]
    zone = f"regexp_extract({written}, 'T24:00:00[.0]*(.*)$', 1)"
    return f"{sign} || {shown} || '-' || {two[0]} || '-' || {two[1]} || 'T00:00:00' || {zone}"
