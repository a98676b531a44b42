"""Rows of the tables, where the graph does not judge them: statuses, what is current, odd texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from tests.editions import amount, edition, indicator, measurement, project, withdrawn
from tests.release.tables.cities import HOSTILE, LONG, SMALL, city, odd

from kpi_lod.dataset import MunicipalityData
from kpi_lod.records import Submission
from kpi_lod.release.summary import summary
from kpi_lod.release.tables.columns import Column, full_iri, tables
from kpi_lod.release.tables.csv_files import csv_body, csv_head
from kpi_lod.release.tables.rows import municipal_rows, municipality_row
from kpi_lod.settings import Publication
from kpi_lod.vocabulary import QB, RDF

Named = Mapping[str, str]


def named(data: MunicipalityData, table: str) -> list[Named]:
    """The rows of a table, each as name → text."""
    header = tables()[table].header
    return [dict(zip(header, row, strict=True)) for row in municipal_rows(data)[table]]


@pytest.fixture
def revised(settings: Publication) -> MunicipalityData:
    """The actual of 2022 is corrected a year later, that of 2023 is not there yet."""
    first = edition(
        2022,
        project(
            indicator(measurement(2022, "target", "10"), measurement(2022, "actual", "9")),
            amounts=(amount(2022, "grant", "500"),),
        ),
    )
    second = edition(
        2023,
        project(
            indicator(
                measurement(2022, "actual", "8", "provisional"),
                measurement(2023, "target", "12"),
                measurement(2023, "actual", None, "being-compiled"),
            ),
            amounts=(amount(2022, "grant", None, "suppressed"),),
        ),
    )
    return city(settings, first, second)


def test_a_corrected_value_stays_and_the_newest_is_current(revised: MunicipalityData) -> None:
    found = [
        (row["submission"], row["value"], row["current"])
        for row in named(revised, "measurements")
        if (row["period"], row["kind"]) == ("2022", "actual")
    ]
    assert found == [("2022-all", "9", "false"), ("2023-all", "8", "true")]


def test_a_newer_cell_without_number_does_not_make_the_older_one_past(
    revised: MunicipalityData,
) -> None:
    found = [(row["yen"], row["status"], row["current"]) for row in named(revised, "amounts")]
    assert found == [("500", "measured", "true"), ("", "suppressed", "false")]


def test_a_result_has_the_status_of_its_number_and_of_a_missing_one(
    revised: MunicipalityData,
) -> None:
    found = [
        (row["period"], row["actual"], row["actual_status"], row["achievement_rate"])
        for row in named(revised, "results")
    ]
    assert found == [("2022", "8", "provisional", "0.8"), ("2023", "", "being-compiled", "")]


def test_what_is_current_is_what_the_graph_calls_an_observation(
    table_cities: dict[str, MunicipalityData],
) -> None:
    seen = 0
    for data in table_cities.values():
        observed = {
            str(quad.subject).strip("<>")
            for quad in data.quads
            if quad.predicate == RDF.type and quad.object == QB.Observation
        }
        rows = [*named(data, "measurements"), *named(data, "amounts")]
        assert {row["iri"] for row in rows if row["current"] == "true"} == observed
        seen += len(observed)
    assert seen > 100


def test_no_missing_number_is_written_as_0(table_cities: dict[str, MunicipalityData]) -> None:
    seen = 0
    for data in table_cities.values():
        for row in named(data, "measurements"):
            if row["status"] in ("not-applicable", "not-yet-due", "being-compiled"):
                assert row["value"] == ""
                seen += 1
    assert seen > 10


def test_every_digit_is_kept(settings: Publication) -> None:
    values = [row["value"] for row in named(city(settings, odd()), "measurements")]
    assert values == ["0", "-5.5", SMALL, LONG]


def test_a_separator_within_a_value_is_written_full_width(settings: Publication) -> None:
    one = replace(project(indicator()), departments=("企画;財政課", "農政課"))
    (row,) = named(city(settings, edition(2023, one)), "projects")
    assert row["departments"] == "企画；財政課;農政課"


def test_an_area_of_its_own_has_a_kind_and_a_label(settings: Publication) -> None:
    (row,) = named(city(settings, odd()), "indicators")
    assert (row["area"], row["area_label"]) == ("own", "城の周り")


def test_a_city_whose_submissions_are_withdrawn_has_no_rows(settings: Publication) -> None:
    gone: Sequence[Submission] = [withdrawn(edition(2023, project(indicator())))]
    assert {len(rows) for rows in municipal_rows(city(settings, *gone)).values()} == {0}


def test_the_row_of_a_municipality_counts(revised: MunicipalityData) -> None:
    row = dict(
        zip(
            tables()["municipalities"].header,
            municipality_row(summary(revised, 1234)),
            strict=True,
        )
    )
    assert row["name_ja"] == "盛岡市"
    counts = [row[name] for name in ("projects", "indicators", "submissions", "triples")]
    assert counts == ["1", "1", "2", "1234"]


def test_csv_is_exact_and_follows_the_rfc() -> None:
    table = tables()["municipalities"]
    assert csv_head(table).endswith(b",submissions,triples\r\n")
    assert csv_body([[HOSTILE, "-", 'a "b"', "1\n2", ""]]) == b'=1+1,-,"a ""b""","1\n2",\r\n'


def test_rows_are_as_wide_as_their_tables(table_cities: dict[str, MunicipalityData]) -> None:
    for data in table_cities.values():
        for name, rows in municipal_rows(data).items():
            assert {len(row) for row in rows} <= {len(tables()[name].columns)}


def columns() -> list[tuple[str, Column]]:
    return [(table.name, column) for table in tables().values() for column in table.columns]


def test_every_column_of_a_sheet_is_one_of_the_table_and_stands_there_once() -> None:
    for table in tables().values():
        assert set(table.sheet) <= set(table.columns)
        assert len(set(table.sheet)) == len(table.sheet)


def test_every_required_cell_is_filled(table_cities: dict[str, MunicipalityData]) -> None:
    required = {(table, column.name) for table, column in columns() if column.required}
    assert len(required) > 30
    for data in table_cities.values():
        for table in municipal_rows(data):
            for row in named(data, table):
                assert [
                    key
                    for key, text in row.items()
                    if (table, key) in required - {(table, "as_written")} and not text
                ] == []


def test_every_template_names_columns_of_its_table() -> None:
    for table, column in columns():
        row = {one.name: "x" for one in tables()[table].columns}
        if column.value_template:
            full_iri(column.value_template, "https://example.org/").format(**row)
