"""The CSV files as an independent reader takes them: valid, and statements of our own graph."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.release.tables.cities import release_of_tables
from tests.release.tables.judged_csv import Statement, published, statements, warnings_of

from kpi_lod.dataset import MunicipalityData
from kpi_lod.register.graph import register_quads
from kpi_lod.release.tables.columns import tables
from kpi_lod.release.tables.metadata import MUNICIPAL, metadata
from kpi_lod.settings import Publication, Text
from kpi_lod.vocabulary import DIMENSION, KPI, PROV, RDF

GROUP = "tables/csv-metadata.json"


def test_the_tables_of_all_are_valid(tables_folder: Path) -> None:
    assert warnings_of(tables_folder / GROUP) == []


def test_the_tables_of_each_municipality_are_valid(tables_folder: Path) -> None:
    found = sorted(tables_folder.glob("tables/*/csv-metadata.json"))
    assert len(found) == 4
    assert [file for file in found if warnings_of(file)] == []


def test_the_metadata_is_found_beside_a_table(tables_folder: Path) -> None:
    assert warnings_of(tables_folder / "tables/032018/results.csv") == []


def replaced(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("file", "spoil"),
    [
        ("results.csv", replaced(",true,", ",perhaps,")),
        ("results.csv", replaced("achievement_rate", "rate")),
        ("measurements.csv", replaced(",actual,", ",Actual!,")),
        ("measurements.csv", lambda text: text + text.splitlines(keepends=True)[-1]),
        ("projects.csv", lambda text: "".join(text.splitlines(keepends=True)[:-1])),
        ("municipalities.csv", lambda text: "".join(text.splitlines(keepends=True)[:-1])),
        ("amounts.csv", replaced(",2023,fiscal,", ",R5,fiscal,")),
    ],
)
def test_a_spoilt_table_is_seen(
    tables_folder: Path, tmp_path: Path, file: str, spoil: Callable[[str], str]
) -> None:
    folder = tmp_path / "tables"
    shutil.copytree(tables_folder / "tables", folder)
    text = (folder / file).read_bytes().decode()
    spoilt = spoil(text)
    assert spoilt != text
    (folder / file).write_bytes(spoilt.encode())
    assert warnings_of(folder / "csv-metadata.json") != []


CLASSES = ("Result", "Measurement", "Amount", "Project", "Indicator")
BEYOND = {
    PROV.wasDerivedFrom.value,
    PROV.wasRevisionOf.value,
    DIMENSION.refArea.value,
    KPI.targetStatus.value,
    KPI.actualStatus.value,
    KPI.partner.value,
    KPI.judged.value,
    KPI.reviewed.value,
}
"""What of such things stands elsewhere: in several rows, or in cells that CSVW cannot turn so."""


def told_about_rows(quads: set[Statement]) -> set[Statement]:
    """What the graph tells about results, measurements, amounts, projects and indicators."""
    classes = {KPI[name].value for name in CLASSES}
    rows = {s for s, p, o in quads if p == RDF.type.value and o in classes}
    of_cubes = {(s, p, o) for s, p, o in quads if "purl.org/linked-data/cube" in f"{p} {o}"}
    return {(s, p, o) for s, p, o in quads - of_cubes if s in rows and p not in BEYOND}


def compared(folder: Path, cities: dict[str, MunicipalityData]) -> set[Statement]:
    """The statements of the tables, which were found to be those of the graph."""
    made = set(statements(folder / GROUP))
    graph = published(quad for city in cities.values() for quad in city.quads)
    assert made - graph - published(register_quads()) == set()
    missing = told_about_rows(graph) - made
    # The time before a project is a node of the project, which no template can name.
    assert [one for one in missing if not str(one[2]).endswith("#before")] == []
    return made


def test_every_row_is_in_the_graph_and_everything_of_the_graph_is_a_row(
    tables_folder: Path, table_cities: dict[str, MunicipalityData]
) -> None:
    made = compared(tables_folder, table_cities)
    classes = {o for _, p, o in made if p == RDF.type.value}
    assert classes == {KPI[name].value for name in (*CLASSES, "Municipality")}
    assert len(made) > 2000


def test_the_same_holds_where_every_feature_is_used(
    featured: MunicipalityData, settings: Publication, tmp_path: Path
) -> None:
    cities = {featured.code: featured}
    compared(release_of_tables(settings, cities, tmp_path), cities)


def test_a_changed_cell_is_seen_beside_the_graph(
    featured: MunicipalityData, settings: Publication, tmp_path: Path
) -> None:
    cities = {featured.code: featured}
    folder = release_of_tables(settings, cities, tmp_path)
    file = folder / "tables/measurements.csv"
    text = file.read_bytes().decode()
    file.write_bytes(text.replace(",measured,", ",estimated,", 1).encode())
    assert text != file.read_bytes().decode()
    with pytest.raises(AssertionError):
        compared(folder, cities)


def test_the_iri_of_a_row_is_what_its_template_says(tables_folder: Path) -> None:
    made = set(statements(tables_folder / GROUP))
    subjects = {subject for subject, _, _ in made}
    for name in MUNICIPAL:
        lines = (tables_folder / f"tables/{name}.csv").read_bytes().decode().split("\r\n")
        iris = {line.partition(",")[0] for line in lines[1:] if line.startswith("https:")}
        assert iris
        assert iris <= subjects


def test_every_column_is_told_in_both_languages(settings: Publication) -> None:
    group = json.loads(metadata(settings, Text("表", "Tables"), tuple(tables())))
    told = [column for table in group["tables"] for column in table["tableSchema"]["columns"]]
    own = [column for column in told if not column.get("virtual")]
    assert len(own) > 80
    for column in own:
        assert set(column["titles"]) == {"und", "ja", "en"}
        assert [text["@language"] for text in column["dc:description"]] == ["ja", "en"]


def test_keys_lead_only_to_tables_of_the_same_group(settings: Publication) -> None:
    group = json.loads(metadata(settings, Text("表", "Tables"), MUNICIPAL))
    files = {table["url"] for table in group["tables"]}
    led = {
        key["reference"]["resource"]
        for table in group["tables"]
        for key in table["tableSchema"]["foreignKeys"]
    }
    assert led == {"projects.csv", "indicators.csv"}
    assert led <= files
