"""Both real sources: everything that people took from them by hand, and nothing more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kpi_lod.documents.reading import read_document
from kpi_lod.japanese.cells import cell
from kpi_lod.layouts.found import Figure, Found, FoundKpi, FoundProject
from kpi_lod.layouts.reading import found

Json = dict[str, Any]
SOURCES = ("032018-morioka-r5", "202142-chino-r5")
PERIODS = {"R2年度": (2020, 2020), "R4～R8": (2022, 2026)}
STATUSES = {"pending": "being-compiled"}


def _read(shared: Path, slug: str) -> tuple[Json, Found]:
    facts = json.loads((shared / "expected" / f"{slug}.json").read_text("utf-8"))
    return facts, found(read_document(shared / "sources" / facts["source"]))


def _pairs(shared: Path, slug: str) -> Iterator[tuple[Json, FoundProject]]:
    facts, made = _read(shared, slug)
    yield from zip(facts["projects"], made.projects, strict=True)


def _kpis(shared: Path) -> Iterator[tuple[Json, FoundKpi]]:
    for slug in SOURCES:
        for fact, project in _pairs(shared, slug):
            yield from zip(fact["kpis"], project.kpis, strict=True)


def test_the_projects_are_all_found(shared: Path) -> None:
    pairs = [pair for slug in SOURCES for pair in _pairs(shared, slug)]
    assert len(pairs) == 9
    for fact, project in pairs:
        assert project.name == fact["name"]
        assert " ".join(project.departments) == fact["department"]
        assert project.programme == fact["grant_name"]
        if "period" in fact:
            assert (project.first_year, project.last_year) == PERIODS[fact["period"]]
        if "year_of_project" in fact:
            assert f"{project.programme_year}年目" == fact["year_of_project"]
            assert project.subsidy_rate == (1, 2)


def test_the_names_and_units_of_all_kpis_are_found(shared: Path) -> None:
    kpis = list(_kpis(shared))
    assert len(kpis) == 28
    for fact, kpi in kpis:
        assert kpi.name == fact["name"]
        assert {kpi.unit, *(f.unit for f in kpi.figures if f.unit)} == {fact["unit"]}
        assert kpi.level == fact.get("level", "")


def _key(figure: Figure) -> tuple[int | None, str]:
    return (2023 if figure.period is None else figure.period.year, figure.kind)


def test_the_values_of_all_kpis_are_found(shared: Path) -> None:
    count = 0
    for fact, kpi in _kpis(shared):
        figures = {_key(figure): figure for figure in kpi.figures}
        facts = {(value["fiscal_year"], value["kind"]): value for value in fact["values"]}
        assert figures.keys() == facts.keys(), fact["name"]
        for key, value in facts.items():
            _assert_value(value, figures[key])
        count += len(facts)
    assert count == 82


def _assert_value(fact: Json, figure: Figure) -> None:
    read = cell(figure.value)
    status = STATUSES.get(fact["status"], fact["status"])
    accepted = {status, *fact.get("accept_status", ())}
    assert read.status in accepted
    number = None if fact["value"] is None else Decimal(str(fact["value"]))
    assert read.number == number or read.number in fact.get("accept_value", ())


def test_the_amounts_are_found(shared: Path) -> None:
    for slug in SOURCES:
        for fact, project in _pairs(shared, slug):
            amounts = {(m.period and m.period.year, m.kind): m for m in project.money}
            for year in fact["budget"]:
                for kind in ("eligible_expenditure", "grant"):
                    money = amounts.pop((year["fiscal_year"], kind.replace("_", "-")))
                    number = cell(money.value).number
                    assert (None if number is None else number * money.scale) == year[kind]
            assert not [m for m in amounts.values() if cell(m.value).number is not None]


@pytest.mark.parametrize("slug", SOURCES)
def test_nothing_is_left_out(shared: Path, slug: str) -> None:
    _, made = _read(shared, slug)
    assert not [d for d in made.doubts if d.key.startswith("draft-left-out")]
