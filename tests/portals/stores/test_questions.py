"""The twelve questions, asked of real stores after a push: the answers of the release itself."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import httpx
import pytest
from tests.portals.stores.servers import PASSWORD, oxigraph, virtuoso

from kpi_lod.portals.outcome import Did
from kpi_lod.portals.stores.finding import Address
from kpi_lod.portals.stores.push import Wanted, push
from kpi_lod.querying.questions import questions
from kpi_lod.release.build import Release

ANSWERS = Path(__file__).resolve().parents[2] / "questions"
Asking = Callable[[str], list[list[str]]]
Part = Callable[[str], str]

each_question = pytest.mark.parametrize("name", sorted(questions()))


def expected(name: str) -> list[list[str]]:
    (file,) = ANSWERS.glob(f"??-{name}.csv")
    return list(csv.reader(file.read_text("utf-8").splitlines()))


def asking(endpoint: str) -> Asking:
    """The endpoint's answer as the rows of a table, numbers as they are printed."""

    def asked(name: str) -> list[list[str]]:
        headers = {"Accept": "application/sparql-results+json"}
        query = {"query": questions()[name].text}
        answer = httpx.post(endpoint, data=query, headers=headers, timeout=60)
        assert answer.status_code == 200, answer.text
        found = answer.json()
        names = found["head"]["vars"]
        rows = found["results"]["bindings"]
        return [names, *([_shown(row.get(name)) for name in names] for row in rows)]

    return asked


def _shown(term: dict[str, str] | None) -> str:
    """Virtuoso writes a boolean as 1, and 50.0 for the decimal 50."""
    if term is None:
        return ""
    kind, value = term.get("datatype", "").rpartition("#")[2], term["value"]
    if kind == "decimal":
        return f"{Decimal(value).normalize():f}"
    return _TRUTH.get(value, value) if kind == "boolean" else value


_TRUTH = {"1": "true", "0": "false"}


def pushed(built: Release, url: str) -> None:
    """Push, twice: the second time there is nothing to do."""
    done = push(built.folder.parents[1], Address(url), Wanted(waiting=0))
    assert {item.did for item in done.items} == {Did.ADDED}
    again = push(built.folder.parents[1], Address(url), Wanted(waiting=0))
    assert {item.did for item in again.items} == {Did.UNCHANGED}


@pytest.fixture(scope="module")
def of_oxigraph(built: Release, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asking]:
    with oxigraph(tmp_path_factory.mktemp("oxigraph")) as url:
        pushed(built, url)
        yield asking(f"{url}/query")


@pytest.fixture(scope="module")
def of_virtuoso(
    built: Release, part: Part, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Asking]:
    programs = part("virtuoso-t"), part("isql-vt")
    with virtuoso(*programs, tmp_path_factory.mktemp("virtuoso")) as url:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("KPI_LOD_USER", "dba")
            patch.setenv("KPI_LOD_PASSWORD", PASSWORD)
            pushed(built, url)
        yield asking(f"{url}/sparql")


@each_question
def test_oxigraph_answers_as_the_release(of_oxigraph: Asking, name: str) -> None:
    assert of_oxigraph(name) == expected(name)


@each_question
def test_virtuoso_answers_as_the_release(of_virtuoso: Asking, name: str) -> None:
    assert of_virtuoso(name) == expected(name)
