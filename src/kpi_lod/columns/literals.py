"""The table ``literal``: which literals are valid, and SQL that compares their values.

In: the table ``term``. Out: ``literal(id, valid, family, precision, key, single, number, low,
high)``, one row a literal. ``valid`` is NULL where the datatype is not known to us; ``family`` is
NULL where SPARQL has no value to compare (unknown or ill-typed, or beyond what we hold: years of
more than 11 digits, durations with fields of more than 18).

============== ================== ============================= ==================================
family         key                precision, single, number     low, high
============== ================== ============================= ==================================
numeric        exact value¹ ²     0 exact, 1 float, 2 double;
                                  the value as float, as double
string         the text
langString
boolean        '0', '1'
duration       exact seconds¹     ends: the second it ends, from  both the months
                                  each of four dates
dateTime …     fraction of second                               earliest, latest second³
============== ================== ============================= ==================================

¹ as text whose order is that of the numbers. ² for exact numbers, and only where some literal has
more than 15 characters: else none are needed. ³ different where there is no time zone.
NaN has a precision, but ``single`` and ``number`` NULL.

The comparisons are those of SPARQL 1.1, section 17.3 (https://www.w3.org/TR/sparql11-query/
#OperatorMapping), with the order of XML Schema 1.1 part 2 for the types SPARQL leaves out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from duckdb import DuckDBPyConnection

from kpi_lod.columns.datatypes import DATATYPES, Reading
from kpi_lod.columns.numbers import EXACT, LONG, SINGLE, Stage

_COLUMNS = {
    "family": "VARCHAR",
    "precision": "UTINYINT",
    "key": "VARCHAR",
    "single": "FLOAT",
    "number": "DOUBLE",
    "low": "BIGINT",
    "high": "BIGINT",
    "ends": "DOUBLE[]",
}


def create_literal_table(connection: DuckDBPyConnection) -> None:
    """Writes ``literal`` for all literals of ``term``, in place of the one that was there."""
    columns = ", ".join(f"{name} {sql_type}" for name, sql_type in _COLUMNS.items())
    connection.execute(f"CREATE OR REPLACE TABLE literal (id INTEGER, valid BOOLEAN, {columns})")
    in_use = _datatypes_in_use(connection)
    exactly = _has_long_numbers(connection, in_use)
    for datatype, readings in in_use.items():
        for reading in readings:
            connection.execute(_insertion(reading, exactly=exactly), [datatype])
    connection.execute(
        "INSERT INTO literal (id) SELECT id FROM term"
        " WHERE kind = 2 AND NOT list_contains($1::INTEGER[], datatype)",
        [list(in_use)],
    )


def _datatypes_in_use(connection: DuckDBPyConnection) -> dict[int, tuple[Reading, ...]]:
    rows: list[tuple[int, str]] = connection.execute(
        "SELECT id, lexical FROM term WHERE id IN (SELECT DISTINCT datatype FROM term) ORDER BY id"
    ).fetchall()
    return {datatype: DATATYPES[iri] for datatype, iri in rows if iri in DATATYPES}


def _has_long_numbers(
    connection: DuckDBPyConnection, in_use: Mapping[int, tuple[Reading, ...]]
) -> bool:
    exact = [datatype for datatype, readings in in_use.items() if readings[0].exact_key]
    row = connection.execute(
        "SELECT coalesce(max(length(lexical)), 0) FROM term"
        " WHERE kind = 2 AND list_contains($1::INTEGER[], datatype)",
        [exact],
    ).fetchone()
    return row is not None and row[0] > LONG


def _insertion(reading: Reading, *, exactly: bool) -> str:
    """The literals of one datatype, whose id is the parameter, with their values."""
    stages = (*reading.stages, *(reading.exact_key if exactly else ()))
    made = {column for stage in stages for column in stage}
    has_value = "valid AND known" if "known" in made else "valid"
    family = f"'{reading.family}'" if reading.family else "NULL"
    values = {column: column for column in _COLUMNS if column in made} | {"family": family}
    chosen = ", ".join(f"CASE WHEN {has_value} THEN {sql} END" for sql in values.values())
    source = (
        "SELECT id, lexical, language FROM term"
        f" WHERE kind = 2 AND datatype = $1 AND ({reading.where})"
    )
    stages = (*stages, {"valid": reading.valid})
    return (
        f"INSERT INTO literal (id, valid, {', '.join(values)})"
        f" SELECT id, valid, {chosen} FROM ({_staged(source, stages)})"
    )


def _staged(source: str, stages: Iterable[Stage]) -> str:
    for stage in stages:
        made = ", ".join(f"{expression} AS {name}" for name, expression in stage.items())
        source = f"SELECT *, {made} FROM ({source})"
    return source


def less_than(left: str, right: str) -> str:
    """SQL for ``left < right`` over two aliases of ``literal``; NULL where they have no order."""
    return _ordered("<").format(l=left, r=right)


def less_or_equal(left: str, right: str) -> str:
    """SQL for ``left <= right`` over two aliases of ``literal``; NULL where they have no order."""
    return _ordered("<=").format(l=left, r=right)


def equal_value(left: str, right: str) -> str:
    """SQL for ``left = right`` over two aliases of ``literal``; NULL where it is a type error.

    Values of different families are different; a literal without a value equals only itself.
    """
    same_key = "{l}.key = {r}.key"
    same_place = f"{{l}}.low = {{r}}.low AND {same_key}"
    branches = {
        "numeric": _numeric("="),
        "string": same_key,
        "boolean": same_key,
        "langString": "{l}.id = {r}.id",
        "duration": same_place,
    }
    same_family = _by_family(branches, same_place, earlier="FALSE")
    return (
        f"CASE WHEN {{l}}.family <> {{r}}.family THEN FALSE WHEN {{l}}.family IS NULL"
        f" OR {{r}}.family IS NULL THEN CASE WHEN {{l}}.id = {{r}}.id THEN TRUE END"
        f" ELSE {same_family} END"
    ).format(l=left, r=right)


def _ordered(operator: str) -> str:
    plain = f"{{l}}.key {operator} {{r}}.key"
    branches = {
        "numeric": _numeric(operator),
        "string": plain,
        "boolean": plain,
        "langString": "NULL",
        "duration": _both_parts(operator),
    }
    in_second = f"{{l}}.low < {{r}}.low OR ({{l}}.low = {{r}}.low AND {plain})"
    return f"CASE WHEN {{l}}.family = {{r}}.family THEN {_by_family(branches, in_second)} END"


def _by_family(branches: Mapping[str, str], on_time_line: str, earlier: str = "TRUE") -> str:
    cases = " ".join(f"WHEN '{family}' THEN {sql}" for family, sql in branches.items())
    return f"CASE {{l}}.family {cases} ELSE {_on_time_line(on_time_line, earlier)} END"


def _numeric(operator: str) -> str:
    """At the higher precision; decimals that are the same double differ by their keys, if any."""
    if_same = "TRUE" if "=" in operator else "FALSE"
    exact = (
        f"CASE WHEN {{l}}.number <> {{r}}.number THEN {{l}}.number {operator} {{r}}.number"
        f" ELSE coalesce({{l}}.key {operator} {{r}}.key, {if_same}) END"
    )
    return (
        f"CASE greatest({{l}}.precision, {{r}}.precision) WHEN {EXACT} THEN {exact}"
        f" WHEN {SINGLE} THEN coalesce({{l}}.single {operator} {{r}}.single, FALSE)"
        f" ELSE coalesce({{l}}.number {operator} {{r}}.number, FALSE) END"
    )


def _on_time_line(comparison: str, earlier: str = "TRUE") -> str:
    """``comparison`` where both or neither have a zone, else what all zones agree upon."""
    return (
        "CASE WHEN ({l}.low = {l}.high) = ({r}.low = {r}.high) THEN "
        f"({comparison})"
        f" WHEN {_before('{l}', '{r}')} THEN {earlier} WHEN {_before('{r}', '{l}')} THEN FALSE END"
    )


def _before(left: str, right: str) -> str:
    return (
        f"({left}.high < {right}.low OR ({left}.high = {right}.low AND {left}.key < {right}.key))"
    )


def _both_parts(operator: str) -> str:
    """The order of XML Schema 1.1, section 3.3.6.1: months and seconds do not convert.

    One of two is less where it ends earlier from each of four dates.
    """
    ends = "TRUE" if operator == "<=" else "FALSE"
    return (
        f"CASE WHEN {{l}}.low = {{r}}.low AND {{l}}.key = {{r}}.key THEN {ends}"
        " WHEN {l}.low <= {r}.low AND {l}.key <= {r}.key THEN TRUE"
        " WHEN {l}.low >= {r}.low AND {l}.key >= {r}.key THEN FALSE"
        f" WHEN {_ends_earlier('{l}', '{r}')} THEN TRUE"
        f" WHEN {_ends_earlier('{r}', '{l}')} THEN FALSE END"
    )


def _ends_earlier(left: str, right: str) -> str:
    return " AND ".join(f"{left}.ends[{n}] < {right}.ends[{n}]" for n in range(1, 5))
