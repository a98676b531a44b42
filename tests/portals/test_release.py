"""What both kinds of push stand on: the release, its terms, the journal, the report."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kpi_lod.errors import KpiLodError
from kpi_lod.portals.journal import journal
from kpi_lod.portals.outcome import Did, Item, Outcome
from kpi_lod.portals.pushed import pushed
from kpi_lod.portals.terms import source_terms
from kpi_lod.release.build import Release

URL = "https://portal.example.jp"


@pytest.fixture
def public(built: Release, tmp_path: Path) -> Path:
    shutil.copytree(built.folder.parent.parent, tmp_path / "public", symlinks=True)
    return tmp_path / "public"


def code_of(caught: pytest.ExceptionInfo[KpiLodError]) -> str:
    return caught.value.finding.code


def test_the_current_release_is_what_is_pushed(public: Path) -> None:
    release = pushed(public)
    assert release.id == (public / "current").resolve().name
    assert release.codes == ("032018", "202142")
    assert release.base == "https://example.org/kpi/"
    assert release.at.endswith("Z")


def test_a_file_that_is_not_as_listed_is_not_given_whole(public: Path) -> None:
    release = pushed(public)
    file = release.file("dumps/032018.ttl")
    assert release.read("dumps/032018.ttl") == file.read_bytes()
    file.write_bytes(file.read_bytes()[:-1] + b" ")
    with pytest.raises(KpiLodError) as caught:
        release.read("dumps/032018.ttl")
    assert code_of(caught) == "push-damaged"
    file.unlink()
    with pytest.raises(KpiLodError) as caught:
        release.read("dumps/032018.ttl")
    assert code_of(caught) == "push-damaged"


@pytest.mark.parametrize("file", ["manifest.json", "changes.json"])
def test_a_release_that_is_not_whole_is_not_pushed(file: str, public: Path) -> None:
    (public / "current" / file).write_bytes(b"{}")
    with pytest.raises(KpiLodError) as caught:
        pushed(public)
    assert code_of(caught) == "push-damaged"


def test_where_there_is_no_release_nothing_is_pushed(tmp_path: Path) -> None:
    with pytest.raises(KpiLodError) as caught:
        pushed(tmp_path)
    assert code_of(caught) == "push-nothing"


def test_the_terms_of_each_source_are_read_from_the_release(public: Path) -> None:
    release = pushed(public)
    assert source_terms(release, "032018") == {"2023-all": "not-stated"}
    assert source_terms(release, "999999") == {}


def test_the_journal_remembers_what_an_ended_push_did(tmp_path: Path) -> None:
    with journal(tmp_path, URL, "a") as book:
        book.note("added x")
        book.note("added x")
    with journal(tmp_path, URL, "a") as book:
        assert book.is_done("added x")
        assert not book.is_done("added y")
        book.close()
    with journal(tmp_path, URL, "a") as book:
        assert not book.is_done("added x")


def test_journals_of_other_targets_and_releases_are_others(tmp_path: Path) -> None:
    with journal(tmp_path, URL, "a") as book:
        book.note("added x")
    with journal(tmp_path, URL + "/other", "a") as book:
        assert not book.is_done("added x")
    with journal(tmp_path, URL, "b") as book:
        assert not book.is_done("added x")
    with journal(tmp_path, URL, "a") as book:
        assert not book.is_done("added x")


def test_half_a_line_of_a_killed_push_is_no_step(tmp_path: Path) -> None:
    with journal(tmp_path, URL, "a") as book:
        book.note("added x")
    (file,) = (tmp_path / ".work/pushes").glob("*.txt")
    file.write_bytes(file.read_bytes() + b"added y")
    with journal(tmp_path, URL, "a") as book:
        assert book.is_done("added x")
        assert not book.is_done("added y")
        book.note("added z")
    with journal(tmp_path, URL, "a") as book:
        assert book.is_done("added z")


def test_two_pushes_to_one_target_do_not_run_at_once(tmp_path: Path) -> None:
    with (
        journal(tmp_path, URL, "a"),
        pytest.raises(KpiLodError) as caught,
        journal(tmp_path, URL, "b"),
    ):
        pass
    assert code_of(caught) == "push-running"


def outcome(*did: Did, is_plan: bool = False) -> Outcome:
    items = [Item(one, f"n{place}", f"{URL}/n{place}") for place, one in enumerate(did)]
    return Outcome(URL, "r", "2026-01-01T00:00:00Z", items, is_plan)


def test_the_report_tells_what_is_where_and_counts_what_is_unchanged() -> None:
    told = outcome(Did.ADDED, Did.UNCHANGED, Did.UNCHANGED, Did.PENDING)
    text = told.text()
    assert f"追加 / added: n0 {URL}/n0" in text
    assert "n1" not in text
    assert text.endswith(
        "追加 / added 1、変更なし / unchanged 2、まだ送っていない / not sent yet 1"
    )
    assert json.loads(told.json())["counts"] == {"added": 1, "unchanged": 2, "pending": 1}
    assert "計画" in outcome(Did.ADDED, is_plan=True).text()
    assert "nothing to push" in outcome().text()


@pytest.mark.parametrize(
    ("did", "status"),
    [
        ([Did.ADDED, Did.UNCHANGED], 0),
        ([Did.ADDED, Did.HELD_BACK], 1),
        ([Did.HELD_BACK, Did.FAILED], 2),
        ([Did.PENDING], 2),
        ([], 0),
    ],
)
def test_the_exit_status_tells_whether_all_is_there(did: list[Did], status: int) -> None:
    assert outcome(*did).exit_status == status


def test_a_failure_is_told_with_its_remedy() -> None:
    item = Item(Did.ADDED, "n", "w").as_failed(KpiLodError("ckan-taken", found="n"))
    assert (item.did, item.where) == (Did.FAILED, "w")
    assert "上書きしていません" in item.ja
    assert "push again" in item.en
