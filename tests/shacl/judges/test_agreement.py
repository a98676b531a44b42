"""Our own shapes over real data and over every case, and DCAT-AP over our catalogue: three judges.

What each finds is compared as a multiset; no known fault of a judge comes into play here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, Triple, parse
from tests.shacl.judges.jena_judge import JenaJudge
from tests.shacl.judges.pyshacl_judge import pyshacl_rows
from tests.shacl.judges.rows import Rows, our_rows

from kpi_lod.checking.shapes import core_shapes, shapes_in
from kpi_lod.packaged import packaged
from kpi_lod.register.described import described
from kpi_lod.release.build import Release
from kpi_lod.shacl.validate import validate

pytestmark = pytest.mark.usefixtures("_each_query_is_parsed_once")

CASES = sorted(
    file
    for file in (Path(__file__).parents[2] / "shapes").glob("*/*.ttl")
    if not file.name.endswith(".report.ttl")
)
DCAT_AP = ("shapes.ttl", "shapes_recommended.ttl", "range.ttl", "mdr-vocabularies.shape.ttl")


@cache
def turtle(file: Path) -> tuple[Triple, ...]:
    return tuple(quad.triple for quad in parse(file.read_bytes(), format=RdfFormat.TURTLE))


def ours(data: Iterable[Triple], shapes: Iterable[Triple]) -> Rows:
    return our_rows(validate(data, shapes))


@pytest.fixture(scope="module")
def city_data(city_quads: Sequence[Quad]) -> tuple[Triple, ...]:
    """The two cities and what the register tells of the nodes they lead to."""
    known = described({str(quad.object) for quad in city_quads})
    text = "".join(f"{' '.join(row)} .\n" for row in known)
    register = (quad.triple for quad in parse(text, format=RdfFormat.N_TRIPLES))
    return tuple({*(quad.triple for quad in city_quads), *register})


def thinned(data: Iterable[Triple], every: int) -> list[Triple]:
    """The data with one triple in so many left out, so that there is much to find."""
    return [triple for place, triple in enumerate(sorted(data, key=str)) if place % every]


def all_agree(data: Sequence[Triple], shapes: Sequence[Triple], jena: JenaJudge) -> Rows:
    found = ours(data, shapes)
    assert found == pyshacl_rows(data, shapes)
    assert found == jena.rows(data, shapes)
    return found


def test_all_find_the_same_in_the_two_cities(
    city_data: tuple[Triple, ...], jena: JenaJudge
) -> None:
    found = all_agree(city_data, core_shapes(), jena)
    assert found.total() > 20


def test_all_find_the_same_where_triples_are_missing(
    city_data: tuple[Triple, ...], jena: JenaJudge
) -> None:
    found = all_agree(thinned(city_data, 10), core_shapes(), jena)
    assert found.total() > 200


@pytest.mark.parametrize("case", CASES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_all_find_the_same_in_a_case(case: Path, jena: JenaJudge) -> None:
    folder = packaged("shapes")
    shapes = shapes_in([folder / "shapes.ttl", folder / f"{case.parent.name}.ttl"])
    found = all_agree(turtle(case), shapes, jena)
    assert bool(found) == case.name.startswith("invalid-")


def test_the_cases_are_all_there() -> None:
    assert len(CASES) > 150


@pytest.fixture(scope="module")
def catalogue(built: Release) -> tuple[Triple, ...]:
    return turtle(built.folder / "catalogue/index.ttl")


@pytest.mark.parametrize("name", DCAT_AP)
def test_all_find_the_same_in_the_catalogue(
    catalogue: tuple[Triple, ...], shared: Path, jena: JenaJudge, name: str
) -> None:
    all_agree(catalogue, turtle(shared / "suites/dcat-ap-3.0.1" / name), jena)


@pytest.mark.parametrize("name", DCAT_AP)
def test_all_find_the_same_in_a_spoilt_catalogue(
    catalogue: tuple[Triple, ...], shared: Path, jena: JenaJudge, name: str
) -> None:
    spoilt = thinned(catalogue, 3)
    assert all_agree(spoilt, turtle(shared / "suites/dcat-ap-3.0.1" / name), jena)
