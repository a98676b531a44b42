"""Pages by prefecture: kept while no municipality of theirs changed and each list stays as long."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.release.pages.summaries import KPI, city, country

from kpi_lod.release import kept
from kpi_lod.release.kept import KeptPart
from kpi_lod.release.part import Part
from kpi_lod.release.regional import regional_parts
from kpi_lod.release.summary import Summary
from kpi_lod.release.workshop import kept_or_made
from kpi_lod.settings import Publication

NORTH = country()[150:230]
"""Municipalities of Hokkaido (01), Aomori (02) and Iwate (03)."""

OTHER = city("022021", KPI._replace(name="別の指標"))


@pytest.fixture
def parts(tmp_path: Path) -> Path:
    (tmp_path / "parts").mkdir()
    return tmp_path / "parts"


def cities(parts: Path, summaries: Sequence[Summary]) -> list[KeptPart]:
    made = []
    for one in summaries:
        folder = parts / f"{one.code}-{hash(one) & 0xFFFFFF:x}"
        if not folder.exists():
            folder.mkdir()
            kept.keep(folder, {}, part=Part({}, {}, one))
        made.append(kept.kept_part(folder))
    return [one for one in made if one is not None]


def names(parts: Path, summaries: Sequence[Summary], settings: Publication) -> set[str]:
    return set(regional_parts(settings, cities(parts, summaries)))


def changed(summaries: Sequence[Summary]) -> list[Summary]:
    return [OTHER if one.code == OTHER.code else one for one in summaries]


def test_a_municipality_changes_the_part_of_its_prefecture_alone(
    parts: Path, settings: Publication
) -> None:
    first, second = names(parts, NORTH, settings), names(parts, changed(NORTH), settings)
    assert {name[:12] for name in first} == {f"prefecture{digits}" for digits in ("01", "02", "03")}
    assert {name[:12] for name in first - second} == {"prefecture02"} != set()
    assert len(second - first) == 1


def test_a_list_that_becomes_short_changes_all(parts: Path, settings: Publication) -> None:
    assert names(parts, NORTH[:51], settings)
    assert names(parts, NORTH[:50], settings) == set(), "short lists have no such pages"
    more = [*NORTH[:50], NORTH[50]._replace(projects=())]
    assert names(parts, more, settings) == set()


def test_kept_pages_are_those_that_would_be_made(
    parts: Path, settings: Publication, tmp_path: Path
) -> None:
    kept_or_made(parts, regional_parts(settings, cities(parts, NORTH)))
    again = kept_or_made(parts, regional_parts(settings, cities(parts, changed(NORTH))))
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    anew = kept_or_made(fresh, regional_parts(settings, cities(fresh, changed(NORTH))))
    sums = [
        {path: one.sha256 for part in found for path, one in part.files.items()}
        for found in (again, anew)
    ]
    assert sums[0] == sums[1]
    assert any(path.startswith("concept/participants/02/") for path in sums[0])
    assert any(path.startswith("programme/regional-promotion/03/") for path in sums[0])
