"""A correction end to end: built, corrected, built again, and what a reader is told of it."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kpi_lod.cli import main
from kpi_lod.release import releases
from kpi_lod.release.build import build
from kpi_lod.release.diff import Diff, diff
from kpi_lod.vocabulary import KPI, MEASURE, PROV, QB, RDF

CHINO = "submissions/202142/2023-promotion.yaml"
CELL = "https://example.org/kpi/project/202142/digital-transformation/#city-os-users.2023.actual."


@pytest.fixture(scope="module")
def first(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data as it is, published: made once."""
    folder = tmp_path_factory.mktemp("public")
    build(root / "data", folder, jobs=1)
    return folder


@pytest.fixture
def data(root: Path, tmp_path: Path) -> Path:
    shutil.copytree(root / "data", tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def public(first: Path, tmp_path: Path) -> Path:
    shutil.copytree(first, tmp_path / "public", symlinks=True)
    return tmp_path / "public"


def quads(public: Path, code: str = "202142") -> list[Quad]:
    content = gzip.decompress((public / f"current/dumps/{code}.nq.gz").read_bytes())
    return list(parse(content, format=RdfFormat.N_QUADS))


def corrected(data: Path) -> None:
    """Revision 2 of the submission, beside the first: another actual."""
    text = (data / CHINO).read_text("utf-8")
    assert '"1,010"' in text
    text = text.replace("id: 2023-promotion", "id: 2023-promotion-2", 1)
    text = text.replace("revision: 1", "revision: 2", 1)
    text = text.replace('"1,010"', '"1,001"')
    (data / CHINO).with_name("2023-promotion-2.yaml").write_text(text, "utf-8")


def withdrawn(data: Path) -> None:
    text = (data / CHINO).read_text("utf-8")
    reason = "reporting-year: R5\nwithdrawn: 集計の誤り"
    (data / CHINO).write_text(text.replace("reporting-year: R5", reason, 1), "utf-8")


def last(public: Path) -> Diff:
    return releases.compared(public, None)


def test_a_higher_revision_speaks_and_the_older_value_stays_traceable(
    data: Path, public: Path
) -> None:
    corrected(data)
    made = build(data, public, jobs=1)
    assert made.made == 1
    cells = {q.subject.value: q.object for q in quads(public) if q.predicate == MEASURE.obsValue
             and isinstance(q.subject, NamedNode)}  # fmt: skip
    old, new = (cells[CELL + name] for name in ("2023-promotion", "2023-promotion-2"))
    assert [one.value for one in (old, new) if isinstance(one, Literal)] == ["1010", "1001"]
    told = {(str(q.subject), q.predicate, str(q.object)) for q in quads(public)}
    older, newer = f"<{CELL}2023-promotion>", f"<{CELL}2023-promotion-2>"
    assert (newer, PROV.wasRevisionOf, older) in told
    assert (newer, RDF.type, str(QB.Observation)) in told
    assert (older, RDF.type, str(QB.Observation)) not in told


def test_the_diff_tells_a_restated_value_first_with_both_submissions(
    data: Path, public: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corrected(data)
    build(data, public, jobs=1)
    found = last(public)
    assert found.changed == ["202142"]
    (change,) = found.listed["restated"]
    assert (change.kpi, change.period, change.kind) == ("city-os-users", "2023", "actual")
    assert (change.before, change.after) == ("1010", "1001")
    assert (change.before_submission, change.after_submission) == (
        "2023-promotion",
        "2023-promotion-2",
    )
    assert found.numbers == {"restated": 1, "submissions-new": 1}
    assert found.counts["values"][0] == found.counts["values"][1]
    assert main(["releases", "diff", "--in", str(public)]) == 0
    out = capsys.readouterr().out
    assert out.index("■ 値の修正 1") < out.index("■ 新しい提出データ 1")
    assert "1,010 人（2023-promotion） → 1,001 人（2023-promotion-2）" in out
    assert "1,010 person (2023-promotion) → 1,001 person (2023-promotion-2)" in out
    assert "令和5年度 第2版" in out
    assert "FY2023 edition 2" in out
    assert main(["releases", "diff", "--in", str(public), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == found.json()


def test_the_feed_tells_of_the_correction(data: Path, public: Path) -> None:
    corrected(data)
    build(data, public, jobs=1)
    newest = json.loads((public / "current/changes.json").read_bytes())["items"][0]
    assert newest["title"] == "更新: 値の修正 1、新しい提出データ 1"
    assert "1,010 人" in newest["content_text"]


def test_the_feed_tells_the_values_that_a_rollback_takes_back(data: Path, public: Path) -> None:
    corrected(data)
    build(data, public, jobs=1)
    assert main(["releases", "rollback", "--in", str(public)]) == 0
    newest = json.loads((public / "current/changes.json").read_bytes())["items"][0]
    assert "に戻しました: 値の修正 1、" in newest["title"]
    first = newest["content_text"].splitlines()[1]
    assert first.startswith("値の修正: ")
    assert "1,001 人（2023-promotion-2） → 1,010 人（2023-promotion）" in first


def test_a_build_tells_which_release_it_removed(
    data: Path, public: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = (public / "current").resolve().name
    corrected(data)
    command = ["build", str(data), "--to", str(public), "--jobs", "1", "--quiet"]
    assert main([*command, "--keep", "1"]) == 0
    told = capsys.readouterr()
    assert f"{old} を消しました / removed" in told.err
    assert old not in told.out
    assert [path.name for path in (public / "releases").iterdir()] != [old]
    assert main(command) == 0
    assert "removed" not in capsys.readouterr().err


def test_a_withdrawn_submission_keeps_its_reason_and_loses_its_values(
    data: Path, public: Path
) -> None:
    withdrawn(data)
    build(data, public, jobs=1)
    told = quads(public)
    assert [str(q.object) for q in told if q.predicate == KPI.withdrawalReason] == [
        '"集計の誤り"@ja'
    ]
    page = public / "current/document/202142/2023-promotion/index.html"
    assert "取り下げられました。理由: 集計の誤り" in page.read_text("utf-8")
    assert not [q for q in told if q.object in (QB.Observation, KPI.Measurement, KPI.Result)]
    found = last(public)
    (change,) = found.listed["withdrawn"]
    assert (change.submission, change.after) == ("2023-promotion", "集計の誤り")
    assert found.numbers["projects-gone"] == 2
    assert found.counts["projects"] == [2, 0]
    assert found.counts["submissions"] == [1, 1]


def test_what_is_withdrawn_may_be_sent_again(data: Path, public: Path) -> None:
    before = (public / "current").resolve()
    text = (data / CHINO).read_text("utf-8")
    withdrawn(data)
    build(data, public, jobs=1)
    (data / CHINO).write_text(text, "utf-8")
    assert build(data, public, jobs=1).folder == before
    assert last(public).numbers["projects-new"] == 2


def test_a_description_that_changed_is_told_and_no_number_is(data: Path, public: Path) -> None:
    text = (data / CHINO).read_text("utf-8")
    (data / CHINO).write_text(text.replace("立川市を起点とし", "立川を起点とし"), "utf-8")
    build(data, public, jobs=1)
    found = last(public)
    assert found.numbers == {"descriptions": 1}
    (change,) = found.listed["descriptions"]
    assert (change.project, change.property) == ("tachikawa", "title")
    assert change.before.startswith("立川市を")
    assert change.after.startswith("立川を")


def test_a_municipality_that_came_and_one_that_went(data: Path, public: Path) -> None:
    shutil.rmtree(data / "submissions/202142")
    build(data, public, jobs=1)
    assert last(public).numbers["projects-gone"] == 2
    assert not (public / "current/dumps/202142.ttl").exists()


def test_a_release_does_not_differ_from_itself(public: Path) -> None:
    live = (public / "current").resolve()
    assert diff(live, live).json()["numbers"] == {}
