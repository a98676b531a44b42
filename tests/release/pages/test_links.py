"""Every link, anchor and IRI of the built release leads somewhere; each check is seen to fail."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.release.pages.links import (
    LinkedPage,
    bare_pages,
    broken_links,
    linked_pages,
    own_iris,
    targets,
    unlinked_pages,
    unresolved_iris,
)

from kpi_lod.release.build import Release
from kpi_lod.release.documents import Layout

LAYOUT = Layout("https://example.org/kpi/")
SHARED_NODES = 2_400


@pytest.fixture(scope="module")
def pages(built: Release) -> Mapping[str, LinkedPage]:
    return linked_pages(built.folder)


def test_every_link_leads_to_a_file_and_an_anchor(
    built: Release, pages: Mapping[str, LinkedPage]
) -> None:
    checked = [target for path, page in pages.items() for target in targets(path, page)]
    assert len(checked) > 30_000
    assert sum(bool(fragment) for _, fragment in checked) > 1_000
    assert list(broken_links(built.folder, pages)) == []


def test_every_page_is_linked_from_another(pages: Mapping[str, LinkedPage]) -> None:
    assert len(pages) > SHARED_NODES
    assert list(unlinked_pages(pages)) == []


def test_every_page_has_title_description_language_and_twin(
    pages: Mapping[str, LinkedPage],
) -> None:
    assert sum(path.endswith("index.en.html") for path in pages) > 150
    assert list(bare_pages(pages)) == []


def test_every_iri_of_ours_has_a_page_and_turtle(
    built: Release, pages: Mapping[str, LinkedPage]
) -> None:
    iris = own_iris(built.folder, LAYOUT)
    assert sum("#" in iri for iri in iris) > 250
    assert sum("#" not in iri for iri in iris) > SHARED_NODES
    assert list(unresolved_iris(built.folder, LAYOUT, iris, pages)) == []


PAGE = """<!DOCTYPE html><html lang="ja"><head><title>頁</title>
<meta name="description" content="説明"><link rel="alternate" hreflang="en" href="index.en.html">
</head><body id="top">{}</body></html>"""


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A release with a page each of whose links is broken in its own way."""
    (tmp_path / "cube").mkdir()
    (tmp_path / "dumps").mkdir()
    links = '<a href="cube/none.ttl"></a><a href="#no"></a><a href="javascript:x"></a>'
    (tmp_path / "index.html").write_text(PAGE.format(links + '<i id="top"></i>'), "utf-8")
    (tmp_path / "cube/index.html").write_text("<html><title></title></html>", "utf-8")
    quads = '<https://example.org/kpi/cube#kpi> <x:p> "<https://example.org/kpi/text>" .\n'
    (tmp_path / "dumps/kpi-lod.nq.gz").write_bytes(gzip.compress(quads.encode()))
    return tmp_path


def test_broken_links_are_seen(broken: Path) -> None:
    assert sorted(broken_links(broken, linked_pages(broken))) == [
        "index.html: javascript:x",
        "index.html: no anchor index.html#no",
        "index.html: no file cube/none.ttl",
        "index.html: no file index.en.html",
    ]


def test_pages_that_nobody_links_are_seen(broken: Path) -> None:
    assert list(unlinked_pages(linked_pages(broken))) == ["cube/index.html", "index.html"]


def test_bare_pages_are_seen(broken: Path) -> None:
    assert sorted(bare_pages(linked_pages(broken))) == [
        "cube/index.html: '', '', ''",
        "cube/index.html: no twin",
        "index.html: ids twice: ['top']",
        "index.html: no twin",
    ]


def test_iris_that_lead_nowhere_are_seen(broken: Path) -> None:
    iris = own_iris(broken, LAYOUT)
    assert iris == {"https://example.org/kpi/cube#kpi"}
    pages = linked_pages(broken)
    no_turtle = "https://example.org/kpi/cube#kpi: no page or no Turtle in cube"
    assert list(unresolved_iris(broken, LAYOUT, iris, pages)) == [no_turtle]
    (broken / "cube/index.ttl").touch()
    no_anchor = "https://example.org/kpi/cube#kpi: no anchor"
    assert list(unresolved_iris(broken, LAYOUT, iris, pages)) == [no_anchor]
