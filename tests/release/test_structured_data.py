"""What a search engine finds in the pages: schema.org/Dataset."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from tests.editions import amount, edition, indicator, measurement, project, withdrawn

from kpi_lod.dataset import MunicipalityData, municipality_data
from kpi_lod.release.catalogue.structured_data import (
    LinkedData,
    catalogue_linked_data,
    municipality_linked_data,
    project_linked_data,
    submission_linked_data,
    whole_linked_data,
)
from kpi_lod.release.summary import summary
from kpi_lod.settings import Publication

WANTED = {
    *("@context", "@type", "@id", "name", "description", "license", "creator", "publisher"),
    *("spatialCoverage", "temporalCoverage", "distribution", "keywords", "identifier", "url"),
    *("inLanguage", "includedInDataCatalog"),
}


@pytest.fixture(scope="module")
def invented(settings: Publication) -> MunicipalityData:
    castle = project(
        indicator(measurement(2022, "target", "5"), measurement(2023, "actual", "3")),
        amounts=(amount(2024, "grant", "1000"),),
    )
    return municipality_data([edition(2023, castle)], settings.iris, settings.licence)


def of_city(settings: Publication, data: MunicipalityData) -> LinkedData:
    paths = [f"dumps/{data.code}.nq.gz", f"tables/{data.code}/results.csv"]
    return municipality_linked_data(settings, summary(data, 1), data.editions, paths)


@pytest.fixture(scope="module")
def all_kinds(settings: Publication, cities: Mapping[str, MunicipalityData]) -> list[LinkedData]:
    chino = cities["202142"]
    summaries = [summary(one, 1) for one in cities.values()]
    return [
        whole_linked_data(settings, summaries),
        of_city(settings, chino),
        project_linked_data(settings, chino.projects[0]),
        submission_linked_data(settings, chino.editions[0]),
    ]


def test_every_wanted_property_is_there(all_kinds: Sequence[LinkedData]) -> None:
    assert [WANTED - set(one) for one in all_kinds] == [set()] * 4
    # Fifty signs at least is what the search engine asks of a description.
    assert all(50 <= len(str(one["description"])) <= 5000 for one in all_kinds)


def test_it_can_be_written_as_json(all_kinds: Sequence[LinkedData]) -> None:
    for one in all_kinds:
        assert json.loads(json.dumps(one))["@type"] == "Dataset"


def test_everything_but_the_whole_is_part_of_something(all_kinds: Sequence[LinkedData]) -> None:
    assert [one.get("isPartOf") for one in all_kinds] == [
        None,
        "https://example.org/kpi/dataset/index.html",
        "https://example.org/kpi/municipality/202142/index.html",
        "https://example.org/kpi/municipality/202142/index.html",
    ]


def test_a_city_is_named_in_both_languages_and_found_by_its_prefecture(
    settings: Publication, invented: MunicipalityData
) -> None:
    found = of_city(settings, invented)
    assert found["name"] == "盛岡市の地方創生事業とKPI（全年度）"
    assert found["alternateName"] == (
        "Regional revitalisation projects and KPIs of Morioka, all years"
    )
    assert found["keywords"] == (
        *("地方創生", "KPI", "事業評価", "交付金", "岩手県", "盛岡市", "地方創生推進交付金"),
    )


def test_the_time_is_that_of_all_cells_also_of_money(
    settings: Publication, invented: MunicipalityData
) -> None:
    assert of_city(settings, invented)["temporalCoverage"] == ("2022-04-01/2025-03-31")
    found = project_linked_data(settings, invented.projects[0])
    assert found["temporalCoverage"] == "2022-04-01/2025-03-31"


def test_a_calendar_year_begins_in_january(settings: Publication) -> None:
    cell = measurement(2024, "actual", "3")
    calendar = replace(cell, period=replace(cell.period, calendar=True))
    found = submission_linked_data(settings, edition(2023, project(indicator(calendar))))
    assert found["temporalCoverage"] == "2023-04-01/2024-12-31"


def test_the_summaries_tell_the_same_time_as_the_records(
    settings: Publication, invented: MunicipalityData
) -> None:
    found = whole_linked_data(settings, [summary(invented, 1)])
    assert found["temporalCoverage"] == "2022-04-01/2025-03-31"


def test_downloads_are_told_with_what_is_in_them(
    settings: Publication, invented: MunicipalityData
) -> None:
    assert of_city(settings, invented)["distribution"] == [
        {
            "@type": "DataDownload",
            "name": "N-Quads",
            "contentUrl": "https://example.org/kpi/dumps/032018.nq.gz",
            "encodingFormat": ["application/n-quads", "application/gzip"],
        },
        {
            "@type": "DataDownload",
            "name": "結果 CSV",
            "contentUrl": "https://example.org/kpi/tables/032018/results.csv",
            "encodingFormat": "text/csv",
        },
    ]


def test_every_dataset_is_in_the_catalogue_of_the_home_page(
    settings: Publication, all_kinds: Sequence[LinkedData]
) -> None:
    home = catalogue_linked_data(settings)
    for one in all_kinds:
        catalogue = one["includedInDataCatalog"]
        assert isinstance(catalogue, dict)
        assert catalogue["@id"] == home["@id"]


def test_a_withdrawn_submission_is_not_offered(settings: Publication) -> None:
    assert submission_linked_data(settings, withdrawn(edition(2023, project(indicator())))) == {}


def test_a_project_lists_its_indicators_with_their_units(
    settings: Publication, invented: MunicipalityData
) -> None:
    found = project_linked_data(settings, invented.projects[0])
    assert found["variableMeasured"] == [
        {
            "@type": "PropertyValue",
            "@id": "https://example.org/kpi/project/032018/castle/#visitors",
            "name": "来訪者数",
            "unitText": "人",
        }
    ]
