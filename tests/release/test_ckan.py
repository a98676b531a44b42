"""What a CKAN portal keeps of the catalogue when it harvests it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdflib.namespace import DCAT, DCTERMS, RDF

from kpi_lod.release.build import Release

SCRIPT = Path(__file__).with_name("ckan_datasets.py")


def python_of_ckan() -> Path | None:
    """The interpreter of a real CKAN, as ../shared/tools/ckan/run.sh installs it."""
    folder = os.environ.get("KPI_CKAN_DIR") or Path(tempfile.gettempdir()) / "kpi-ckan"
    python = Path(folder) / "venv/bin/python"
    return python if python.exists() else None


@pytest.fixture(scope="module", params=["surroundings", "ckan"])
def datasets(request: pytest.FixtureRequest, built: Release) -> Mapping[str, Mapping[str, Any]]:
    """IRI → dataset as the harvester has it."""
    python = sys.executable if request.param == "surroundings" else python_of_ckan()
    if python is None:
        pytest.skip("no CKAN is installed: ../shared/tools/ckan/run.sh up")
    command = [str(python), str(SCRIPT), str(built.folder / "catalogue/index.ttl")]
    done = subprocess.run(command, capture_output=True, check=True)
    return {extra(one, "uri"): one for one in json.loads(done.stdout)}


@pytest.fixture(scope="module")
def catalogue(built: Release) -> rdflib.Graph:
    return rdflib.Graph().parse(built.folder / "catalogue/index.ttl")


def extra(dataset: Mapping[str, Any], key: str) -> str:
    return next((one["value"] for one in dataset["extras"] if one["key"] == key), "")


def test_every_dataset_arrives_with_every_file(
    datasets: Mapping[str, Mapping[str, Any]], catalogue: rdflib.Graph
) -> None:
    told = {str(node): node for node in catalogue.subjects(RDF.type, DCAT.Dataset)}
    assert set(datasets) == set(told)
    assert len(told) == 5
    for iri, one in datasets.items():
        wanted = {
            str(catalogue.value(node, DCAT.downloadURL))
            for node in catalogue.objects(told[iri], DCAT.distribution)
        }
        assert {resource["url"] for resource in one["resources"]} == wanted != set()
        assert all(len(resource["hash"]) == 64 for resource in one["resources"])


def test_title_publisher_and_licence_are_kept(
    datasets: Mapping[str, Mapping[str, Any]], catalogue: rdflib.Graph
) -> None:
    for iri, one in datasets.items():
        titles = list(catalogue.objects(rdflib.URIRef(iri), DCTERMS.title))
        assert rdflib.Literal(one["title"], lang="ja") in titles
        assert one["notes"]
        assert extra(one, "publisher_name") == "kpi-lod 実演"
        assert extra(one, "contact_name") == "kpi-lod 実演の窓口"
        assert one["license_id"] == "cc-by"
        licences = {resource["license"] for resource in one["resources"]}
        assert licences == {"https://creativecommons.org/licenses/by/4.0/"}


def test_time_place_and_words_are_kept(datasets: Mapping[str, Mapping[str, Any]]) -> None:
    city = datasets["https://example.org/kpi/catalogue/202142#submission.2023-promotion"]
    assert (extra(city, "temporal_start"), extra(city, "temporal_end")) == (
        *("2022-04-01", "2025-03-31"),
    )
    assert extra(city, "spatial_text") == "長野県茅野市"
    assert extra(city, "creator_name") == "茅野市"
    assert {"茅野市", "長野県", "地方創生"} <= {tag["name"] for tag in city["tags"]}
    assert (city["version"], city["url"]) == (
        *("1", "https://example.org/kpi/submission/202142/2023-promotion/index.html"),
    )
