"""A submission in, its documents out: compared as graphs (the difference is printed) and as bytes.

``python -m tests.golden.test_golden`` writes the expected files anew; read the diff before you
commit it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from kpi_lod.checking.check import checked
from kpi_lod.errors import Severity
from kpi_lod.iris import PublisherIris
from kpi_lod.release.documents import Layout
from kpi_lod.submissions.reader import read_submission

BASE = "https://example.org/kpi/"
CASES = sorted(file.parent for file in Path(__file__).parent.glob("*/submission.yaml"))
FORMATS = {".ttl": RdfFormat.TURTLE, ".jsonld": RdfFormat.JSON_LD}


def made(case: Path) -> Mapping[str, bytes]:
    """File name → content of the documents that the case's submission makes."""
    read = read_submission((case / "submission.yaml").read_bytes(), "submission.yaml")
    found = checked([read], PublisherIris(BASE), "CC-BY-4.0")
    worst = [f for f in found.findings if f.severity is Severity.VIOLATION]
    assert worst == []
    documents = Layout(BASE).files(found.municipalities[0].quads)
    return {path.replace("/", "_"): content for path, content in documents}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_documents_are_as_expected(case: Path) -> None:
    expected = {f.name: f.read_bytes() for f in (case / "expected").iterdir()}
    documents = made(case)
    assert len(documents) > 4
    assert set(documents) == set(expected)
    for name, content in documents.items():
        form = FORMATS[Path(name).suffix]
        ours, theirs = set(parse(content, format=form)), set(parse(expected[name], format=form))
        assert sorted(map(str, ours - theirs)) == sorted(map(str, theirs - ours)), name
        assert content == expected[name], name


def test_there_is_a_case() -> None:
    assert len(CASES) >= 1


if __name__ == "__main__":
    for folder in CASES:
        (folder / "expected").mkdir(exist_ok=True)
        for stale in (folder / "expected").iterdir():
            stale.unlink()
        for name, content in made(folder).items():
            (folder / "expected" / name).write_bytes(content)
