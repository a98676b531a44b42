"""The catalogue against the official DCAT-AP 3.0.1 shapes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib.namespace import DCAT, SH

from kpi_lod.release.build import Release

SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")


def results(data: rdflib.Graph, shapes: Path) -> list[tuple[str, str]]:
    """Severity and path of each result at the top of the report."""
    _, report, _ = pyshacl.validate(data, shacl_graph=rdflib.Graph().parse(shapes))
    return [
        (str(report.value(r, SH.resultSeverity)), str(report.value(r, SH.resultPath)))
        for r in report.objects(None, SH.result)
    ]


@pytest.fixture(scope="module")
def catalogue(built: Release) -> rdflib.Graph:
    return rdflib.Graph().parse(built.folder / "catalogue/index.ttl")


@pytest.mark.parametrize("name", ["shapes.ttl", "range.ttl", "mdr-vocabularies.shape.ttl"])
def test_there_is_no_violation_of_dcat_ap(catalogue: rdflib.Graph, shared: Path, name: str) -> None:
    found = results(catalogue, shared / "suites/dcat-ap-3.0.1" / name)
    assert [r for r in found if r[0] == str(SH.Violation)] == []


def test_the_judge_sees_a_catalogue_without_title(catalogue: rdflib.Graph, shared: Path) -> None:
    spoilt = rdflib.Graph()
    spoilt += catalogue
    node = next(spoilt.subjects(rdflib.RDF.type, DCAT.Catalog))
    spoilt.remove((node, rdflib.DCTERMS.title, None))
    found = results(spoilt, shared / "suites/dcat-ap-3.0.1/shapes.ttl")
    assert (str(SH.Violation), str(rdflib.DCTERMS.title)) in found


def test_every_distribution_is_a_file_with_the_size_and_checksum_it_states(
    catalogue: rdflib.Graph, built: Release
) -> None:
    distributions = list(catalogue.subjects(rdflib.RDF.type, DCAT.Distribution))
    assert len(distributions) == 8
    for node in distributions:
        url = str(catalogue.value(node, DCAT.downloadURL))
        content = (built.folder / url.removeprefix("https://example.org/kpi/")).read_bytes()
        assert int(str(catalogue.value(node, DCAT.byteSize))) == len(content)
        checksum = catalogue.value(node, SPDX.checksum)
        stated = str(catalogue.value(checksum, SPDX.checksumValue))
        assert stated == hashlib.sha256(content).hexdigest()


def test_no_blank_node_is_in_the_catalogue(catalogue: rdflib.Graph) -> None:
    assert len(catalogue) > 200
    assert not [node for triple in catalogue for node in triple if isinstance(node, rdflib.BNode)]
