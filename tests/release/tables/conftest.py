"""The tables of several municipalities, written once."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.release.tables.cities import city, corrected, every_feature, odd, release_of_tables

from kpi_lod.dataset import MunicipalityData
from kpi_lod.settings import Publication


@pytest.fixture(scope="session")
def table_cities(
    cities: dict[str, MunicipalityData], settings: Publication
) -> dict[str, MunicipalityData]:
    """The two cities, one with two editions, and one with odd figures."""
    more = [city(settings, *corrected()), city(settings, odd())]
    return {**cities, **{one.code: one for one in more}}


@pytest.fixture(scope="session")
def featured(settings: Publication) -> MunicipalityData:
    """The city of the golden case, which has everything a submission can have."""
    return city(settings, every_feature())


@pytest.fixture(scope="session")
def tables_folder(
    table_cities: dict[str, MunicipalityData],
    settings: Publication,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A release of nothing but their tables."""
    return release_of_tables(settings, table_cities, tmp_path_factory.mktemp("release"))
