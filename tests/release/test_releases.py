"""What one does with releases: list, verify, roll back, prune; and the feed that tells of it."""

from __future__ import annotations

import json
import time
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from tests.release.small import FILES, NEWER, published, seen

from kpi_lod.cli import main
from kpi_lod.errors import KpiLodError
from kpi_lod.release import history, releases
from kpi_lod.release.manifest import faults

ATOM = "{http://www.w3.org/2005/Atom}"
NEWEST = {"d.nq": b"d"}


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """Three releases, the newest current."""
    for files in (FILES, NEWER, NEWEST):
        published(files, tmp_path, keep=3)
    return tmp_path


def ids(folder: Path) -> list[str]:
    """Of the releases, oldest first, as the log has them."""
    return [one.release for one in history.entries(folder)]


def test_the_list_has_the_newest_first_and_marks_the_current(public: Path) -> None:
    lines = releases.listed(public).splitlines()
    assert [line[2:18] for line in lines] == ids(public)[::-1]
    assert [line[0] for line in lines] == ["*", " ", " "]


def test_the_list_does_without_a_log(public: Path) -> None:
    (public / history.LOG).unlink()
    lines = releases.listed(public).splitlines()
    assert len(lines) == 3
    assert all("not in the log" in line for line in lines)


def test_verbs_say_so_where_there_is_no_release(tmp_path: Path) -> None:
    for verb in (releases.listed, releases.verified, releases.rolled_back):
        with pytest.raises(KpiLodError, match="release-unknown"):
            verb(tmp_path)


@pytest.mark.parametrize(
    ("kind", "word"),
    [("change", "changed"), ("swap", "changed"), ("cut", "changed"), ("remove", "missing"),
     ("add", "extra"), ("manifest", "cannot be read")],
)  # fmt: skip
def test_verify_names_every_bad_file(
    public: Path, capsys: pytest.CaptureFixture[str], kind: str, word: str
) -> None:
    release = public / "releases" / ids(public)[0]
    name = "manifest.json" if kind == "manifest" else "stray" if kind == "add" else "b.nq"
    file = release / name
    if kind == "remove":
        file.unlink()
    elif kind == "swap":
        file.write_bytes((release / "a/index.ttl").read_bytes())
    else:
        file.write_bytes({"change": b"x", "cut": b"", "add": b"", "manifest": b"{}"}[kind])
    assert main(["releases", "verify", release.name, "--in", str(public)]) == 1
    out = capsys.readouterr().out
    assert f"{name}: " in out
    assert word in out
    assert main(["releases", "verify", "--in", str(public)]) == 0


def test_an_unknown_release_is_answered_with_those_there_are(public: Path) -> None:
    with pytest.raises(KpiLodError, match=ids(public)[1]):
        releases.verified(public, "0" * 16)


def test_rollback_goes_back_step_by_step_and_is_written_down(public: Path) -> None:
    before = time.monotonic()
    releases.rolled_back(public)
    assert time.monotonic() - before < 5
    assert seen(public) == NEWER
    releases.rolled_back(public)
    assert seen(public) == FILES
    with pytest.raises(KpiLodError, match="no former release"):
        releases.rolled_back(public)
    assert [one.action for one in history.entries(public)] == ["publish"] * 3 + ["rollback"] * 2
    assert len(ET.parse(public / "current/changes.atom").findall(f"{ATOM}entry")) == 5


def test_rollback_goes_to_the_release_that_is_named(public: Path) -> None:
    releases.rolled_back(public, ids(public)[0])
    assert seen(public) == FILES
    assert "is current already" in releases.rolled_back(public, ids(public)[0])


def test_a_damaged_release_is_not_gone_back_to(public: Path) -> None:
    (public / "releases" / ids(public)[1] / "c.nq").unlink()
    with pytest.raises(KpiLodError, match="damaged"):
        releases.rolled_back(public)
    assert seen(public) == NEWEST


def test_the_list_keeps_the_time_of_publishing_when_one_goes_back(
    public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "now", lambda: "2099-01-01T00:00:00Z")
    times = [one.at for one in history.entries(public)]
    releases.rolled_back(public)
    first, *others = releases.listed(public).splitlines()
    assert first.startswith(f"* {ids(public)[1]}  {times[1]} ")
    assert "rolled back to at 2099-01-01T00:00:00Z" in first
    assert "2099" not in "".join(others)


def test_after_a_rollback_diff_compares_with_what_was_published_just_before(public: Path) -> None:
    newest = (public / "current").resolve().name
    releases.rolled_back(public)
    found = releases.compared(public, None)
    assert (found.before, found.after) == (newest, ids(public)[1])
    releases.pruned(public, 1)
    with pytest.raises(KpiLodError, match="to compare with"):
        releases.compared(public, None)


def test_a_first_release_has_none_to_compare_with(tmp_path: Path) -> None:
    published(FILES, tmp_path)
    with pytest.raises(KpiLodError, match="no former release to compare with"):
        releases.compared(tmp_path, None)


def test_prune_keeps_the_current_one_whatever_its_age(public: Path) -> None:
    releases.rolled_back(public, ids(public)[0])
    told = releases.pruned(public, 1)
    assert told.count("removed") == 2
    assert seen(public) == FILES
    assert [path.name for path in (public / "releases").iterdir()] == [ids(public)[0]]
    assert "nothing" in releases.pruned(public, 1)


def test_prune_removes_the_parts_that_no_release_is_made_of(public: Path) -> None:
    before = {path.name for path in (public / ".work/parts").iterdir()}
    releases.pruned(public, 1)
    after = {path.name for path in (public / ".work/parts").iterdir()}
    assert len(before) == 3
    assert len(after) == 1


def test_the_cache_may_be_deleted(public: Path) -> None:
    import shutil  # noqa: PLC0415

    shutil.rmtree(public / ".work")
    assert faults((public / "current").resolve()) == []
    assert published(NEWER, public).name == ids(public)[1]


def test_the_feed_is_valid_atom(public: Path) -> None:
    """RFC 4287, sections 4.1.1 and 4.1.2: what a feed and an entry must have, and how often."""
    feed = ET.parse(public / "current/changes.atom").getroot()
    entries = feed.findall(f"{ATOM}entry")
    assert feed.tag == f"{ATOM}feed"
    for element in (feed, *entries):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
        assert element.findall(f"{ATOM}link[@rel='alternate']")
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    found = [element.findtext(f"{ATOM}id") for element in entries]
    assert len(set(found)) == len(found) == 3
    times = [element.findtext(f"{ATOM}updated") or "" for element in entries]
    assert times == sorted(times, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == times[0]
    for content in feed.findall(f".//{ATOM}content"):
        assert content.get("type") == "xhtml"
        assert [child.tag for child in content] == ["{http://www.w3.org/1999/xhtml}div"]


def test_the_json_feed_tells_the_same(public: Path) -> None:
    feed = json.loads((public / "current/changes.json").read_bytes())
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    atom = ET.parse(public / "current/changes.atom")
    assert [item["id"] for item in feed["items"]] == [
        element.text for element in atom.findall(f"{ATOM}entry/{ATOM}id")
    ]


def test_what_was_published_but_not_written_down_is_written_later(public: Path) -> None:
    log = public / history.LOG
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join(lines[:-1]))
    published(FILES, public)
    assert ids(public)[2:] == [json.loads(lines[2])["release"], ids(public)[0]]
