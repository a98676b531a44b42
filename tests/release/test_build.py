"""The whole release of the two cities."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from kpi_lod.errors import DataError, KpiLodError
from kpi_lod.release.build import Release, build
from kpi_lod.release.documents import Layout
from kpi_lod.release.names import BESIDE_MANIFEST
from kpi_lod.release.workshop import NOT_REVIEWED
from kpi_lod.vocabulary import KPI

LAYOUT = Layout("https://example.org/kpi/")


@pytest.fixture(scope="module")
def quads(built: Release) -> list[Quad]:
    file = built.folder / "dumps/kpi-lod.nq.gz"
    return list(parse(gzip.decompress(file.read_bytes()), format=RdfFormat.N_QUADS))


def in_two_graphs(quads: Iterable[Quad]) -> int:
    """How many quads repeat a triple of another graph, which would multiply sums."""
    listed = list(quads)
    return len(listed) - len({quad.triple for quad in listed})


def test_the_version_of_the_shapes_resolves(built: Release) -> None:
    shapes, version = (built.folder / f"shared/shapes{end}" for end in ("", "/0.1.0"))
    assert (version / "index.ttl").read_bytes() == (shapes / "index.ttl").read_bytes()
    assert "shapes/0.1.0" in (version / "index.html").read_text("utf-8")


def test_every_triple_stands_in_exactly_one_graph(quads: list[Quad]) -> None:
    assert len(quads) > 30_000
    assert in_two_graphs(quads) == 0


def test_a_triple_in_two_graphs_is_seen_to_fail(quads: list[Quad]) -> None:
    first = quads[0]
    again = Quad(first.subject, first.predicate, first.object, NamedNode("urn:another"))
    assert in_two_graphs([first, again]) == 1


def test_no_blank_node_is_published(quads: list[Quad]) -> None:
    nodes = {kind for q in quads for kind in (type(q.subject), type(q.object), type(q.graph_name))}
    assert BlankNode not in nodes


def test_the_turtle_of_all_holds_the_same_triples(built: Release, quads: list[Quad]) -> None:
    content = gzip.decompress((built.folder / "dumps/kpi-lod.ttl.gz").read_bytes())
    assert {q.triple for q in parse(content, format=RdfFormat.TURTLE)} == {
        quad.triple for quad in quads
    }


def test_every_iri_of_ours_has_its_file(built: Release, quads: list[Quad]) -> None:
    """A crawl: subjects, predicates, objects and graphs, without their fragments."""
    terms = {t for q in quads for t in (q.subject, q.predicate, q.object, q.graph_name)}
    ours = {t.value.partition("#")[0] for t in terms if isinstance(t, NamedNode)}
    folders = {iri: LAYOUT.folder(iri) for iri in ours}
    wanted = {iri: folder for iri, folder in folders.items() if folder}
    assert len(wanted) > 2000
    missing = [iri for iri, f in wanted.items() if not (built.folder / f / "index.ttl").is_file()]
    assert missing == []


def test_each_file_tells_about_its_own_iri(built: Release, quads: list[Quad]) -> None:
    for document in (
        "https://w3id.org/kpi-lod/municipality/032018",
        "https://example.org/kpi/cube",
    ):
        folder = LAYOUT.folder(document)
        assert folder is not None
        content = (built.folder / folder / "index.ttl").read_bytes()
        told = {q.triple for q in parse(content, format=RdfFormat.TURTLE)}
        about = {q.triple for q in quads if str(q.subject).strip("<>").split("#")[0] == document}
        assert told == about


def test_a_second_parser_counts_the_same_triples(
    built: Release, quads: list[Quad], part: Callable[[str], str], tmp_path: Path
) -> None:
    rapper = part("rapper")
    file = tmp_path / "kpi-lod.ttl"
    file.write_bytes(gzip.decompress((built.folder / "dumps/kpi-lod.ttl.gz").read_bytes()))
    ran = subprocess.run(
        [rapper, "-q", "-i", "turtle", "-o", "ntriples", str(file)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert len(set(ran.stdout.splitlines())) == len(quads)


def test_the_manifest_lists_every_file(built: Release) -> None:
    listed = json.loads((built.folder / "manifest.json").read_bytes())
    there = {f.relative_to(built.folder).as_posix() for f in built.folder.rglob("*") if f.is_file()}
    assert there == {*listed["files"], *BESIDE_MANIFEST}
    assert listed["release"] == built.folder.name
    assert built.files == len(listed["files"])


@pytest.mark.parametrize(
    "surroundings",
    [
        {"PYTHONHASHSEED": "0", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "4242", "TZ": "America/New_York", "LC_ALL": "C.UTF-8"},
    ],
)
def test_the_same_bytes_come_out_elsewhere(
    built: Release, root: Path, tmp_path: Path, surroundings: dict[str, str]
) -> None:
    data = tmp_path / "another place/data"
    shutil.copytree(root / "data", data)
    subprocess.run(
        [sys.executable, "-m", "kpi_lod", "build", str(data), "--to", str(tmp_path / "out")],
        env={**os.environ, **surroundings},
        check=True,
        capture_output=True,
    )
    made = (tmp_path / "out/current/manifest.json").read_bytes()
    assert made == (built.folder / "manifest.json").read_bytes()


def test_a_violation_blocks_publishing_and_leaves_the_old_release(
    root: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(root / "data", data)
    old = build(data, tmp_path / "public")
    file = data / "submissions/202142/2023-promotion.yaml"
    file.write_text(file.read_text("utf-8").replace('"5,086,950"', '"5,086,951"'), "utf-8")
    with pytest.raises(DataError) as raised:
        build(data, tmp_path / "public")
    assert {f.code for f in raised.value.findings} == {"grant-rate"}
    assert (tmp_path / "public/current").resolve() == old.folder


def test_what_nobody_has_looked_at_is_not_published(root: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(root / "data", data)
    file = data / "submissions/202142/2023-promotion.yaml"
    text = file.read_text("utf-8").replace("reviewed: true", "reviewed: false", 1)
    file.write_text(text, "utf-8")
    with pytest.raises(DataError) as raised:
        build(data, tmp_path / "public")
    assert {f.code for f in raised.value.findings} == {NOT_REVIEWED}


def test_a_folder_without_submissions_is_an_error(root: Path, tmp_path: Path) -> None:
    shutil.copy(root / "data/publication.yaml", tmp_path)
    with pytest.raises(KpiLodError, match="no-submissions"):
        build(tmp_path, tmp_path / "public")


def test_a_folder_that_cannot_be_written_is_an_error(root: Path, tmp_path: Path) -> None:
    (tmp_path / "public").write_text("a file")
    with pytest.raises(KpiLodError, match="disk"):
        build(root / "data", tmp_path / "public")


def test_a_base_with_current_in_its_path_gets_no_other_documents() -> None:
    base = "https://city.example/current/kpi/"
    cell = NamedNode(f"{base}project/032018/x/#reach.2023.actual.a")
    printed = Quad(cell, KPI.place, Literal("p.1"), NamedNode(f"{base}submission/032018/a"))
    derived = Quad(cell, KPI.place, Literal("p.2"), NamedNode(f"{base}current/032018"))
    folders = {path.rpartition("/")[0] for path, _ in Layout(base).files([printed, derived])}
    assert folders == {"project/032018/x", "current/032018", "submission/032018/a"}
