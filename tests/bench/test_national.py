"""The bench's data: the same every time, of the wanted size, with just the faults it tells of."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import Random

import pytest
from bench.faults import FAULTS, total
from bench.invented import Extent, submission
from bench.national import LICENCE, PUBLISHER, cities, one_submission, write, written_cities
from bench.submission_yaml import submission_yaml

from kpi_lod.checking.check import checked
from kpi_lod.records import Submission
from kpi_lod.submissions.reader import ReadSubmission, read_submission


def read(one: Submission) -> ReadSubmission:
    return read_submission(submission_yaml(one).encode(), f"{one.id}.yaml")


def with_all_faults() -> Submission:
    extent = Extent(projects=(len(FAULTS), len(FAULTS)), indicators=(1, 1))
    sound = submission("131016", random=Random(1), extent=extent)
    pairs = zip(FAULTS.values(), sound.projects, strict=True)
    return replace(sound, projects=tuple(fault.apply(project) for fault, project in pairs))


def results(*submissions: Submission) -> Counter[str]:
    """The results of a check: local name of shape or constraint → how many."""
    found = checked([read(one) for one in submissions], PUBLISHER, LICENCE)
    assert not found.unchecked
    return Counter(str(one.source).strip("<>").rpartition("#")[2] for one in found.results)


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    folders = (tmp_path / "a", tmp_path / "b")
    for folder in folders:
        write(12_000, folder, formats=("nt", "nq"))
    names = ["counts.json", "data.nq", "data.nt"]
    first, second = ([(folder / name).read_bytes() for name in names] for folder in folders)
    assert first == second


@pytest.mark.parametrize("wanted", [10_000, 40_000])
def test_the_number_of_triples_is_the_wanted_one_but_for_half_a_project(
    tmp_path: Path, wanted: int
) -> None:
    written = write(wanted, tmp_path)
    lines = (tmp_path / "data.nt").read_bytes().splitlines()
    assert len(lines) == len(set(lines)) == written.triples
    assert abs(written.triples - wanted) < 1_000


def test_the_account_names_the_cities_that_were_written(tmp_path: Path) -> None:
    written = write(20_000, tmp_path)
    again = list(written_cities(tmp_path))
    account = json.loads((tmp_path / "counts.json").read_text("utf-8"))
    assert sum(len(city.faults) for city in again) == written.projects == account["projects"]
    faults = Counter(fault for city in again for fault in city.faults if fault)
    assert faults == written.faults
    assert account["results"] == total(faults, written.not_stated)


def test_cities_without_faults_give_no_results_and_those_with_faults_the_ones_expected() -> None:
    chosen = list(islice(cities(), 3))
    expected = Counter[str]()
    for city in chosen:
        expected += total(Counter(f for f in city.faults if f), city.not_stated)
    assert results(*(edition for city in chosen for edition in city.editions)) == expected
    assert not results(submission("131016", random=Random(2), extent=Extent((2, 2), (6, 6))))


def test_each_fault_gives_just_its_results() -> None:
    assert results(with_all_faults()) == total(dict.fromkeys(FAULTS, 1), 0)


def test_reading_the_written_yaml_gives_the_submission_back() -> None:
    editions = [edition for city in islice(cities(), 12) for edition in city.editions]
    assert len(editions) > 12
    for edition in (*editions, with_all_faults()):
        assert read(edition).submission == edition


def test_the_one_submission_has_ten_projects_with_five_kpis_over_five_years() -> None:
    one = one_submission()
    assert [len(project.indicators) for project in one.projects] == [5] * 10
    years = {m.period.year for m in one.projects[0].indicators[0].measurements} - {None}
    assert len(years) == 5
