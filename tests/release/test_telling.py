"""Whatever changed between two releases is told: in words, and what has none by number."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from tests.editions import amount, edition, indicator, measurement, project, reading

from kpi_lod.dataset import municipality_data
from kpi_lod.iris import PublisherIris
from kpi_lod.records import Activity, Evaluation, Measurement, Period, Source, Submission
from kpi_lod.release.diff import diff
from kpi_lod.release.diff_words import changes_lines, diff_text
from kpi_lod.release.manifest import identity, manifest

BASE = "https://example.org/kpi/"
NAME = "shared/municipality/032018/index.ttl"
CELL = measurement(2023, "actual", "150", "provisional")


def cell(text: str, status: str, value: str | None = None, note: str | None = None) -> Measurement:
    printed = replace(reading(value, status), as_written=text, note=note)
    return Measurement(Period(2023), "actual", printed)


def sent(one: Measurement = CELL, **fields: object) -> Submission:
    told = project(indicator(one), amounts=(amount(2023, "grant", "10"),))
    return edition(2023, replace(told, **fields))  # type: ignore[arg-type]


def release(
    folder: Path,
    *sent: Submission,
    base: str = BASE,
    licence: str = "CC-BY-4.0",
    others: Mapping[str, bytes] | None = None,
) -> Path:
    """A folder with the municipality's dump, a manifest, and the feed's channel."""
    told = municipality_data(sent, PublisherIris(base), licence).nquads()
    files = {"dumps/032018.nq.gz": gzip.compress(told, mtime=0), **(others or {})}
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    sums = {path: (hashlib.sha256(c).hexdigest(), len(c)) for path, c in files.items()}
    (folder / "manifest.json").write_bytes(manifest(sums, identity(sums)))
    channel = {"base": base, "title": "試し", "title_en": "Trial", "author": "試験係"}
    (folder / "changes.json").write_text(json.dumps({"_kpi_lod": channel, "items": []}), "utf-8")
    return folder


def told(tmp_path: Path, old: Submission, new: Submission) -> str:
    """What a reader of the verb is told, in both languages."""
    found = diff(release(tmp_path / "old", old), release(tmp_path / "new", new)).json()
    return "\n".join(diff_text(found, language) for language in ("ja", "en"))


RATED = Evaluation(2023, effect="very-effective", next_step="continue", comment="前の意見")
DONE = Activity("前の活動", 2023)


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        (
            sent(cell("150（速報）", "provisional", "150")),
            sent(cell("約150", "approximate", "150")),
            ["実績値 記載: 150（速報） → 約150\n", "150（速報） (provisional) → 約150 (approx"],
        ),
        (
            sent(cell("集計中", "being-compiled")),
            sent(cell("非公表", "suppressed")),
            ["実績値 記載: 集計中 → 非公表", "集計中 (being compiled) → 非公表 (suppressed)"],
        ),
        (
            sent(cell("前年度を上回る", "not-numeric")),
            sent(cell("前年度を下回る", "not-numeric")),
            ["記載: 前年度を上回る → 前年度を下回る", "as written: 前年度を上回る →"],
        ),
        (
            sent(cell("5", "measured", "5")),
            sent(cell("5", "measured", "5", "注が付いた")),
            ["注: （なし） → 注が付いた", "note: (none) →"],
        ),
        (
            sent(evaluations=(RATED,)),
            sent(evaluations=(replace(RATED, effect="not-effective", comment="後の意見"),)),
            ["令和5年度 評価 事業効果: ", "外部有識者の意見: 前の意見 → 後の意見"],
        ),
        (
            sent(evaluations=(RATED,)),
            sent(evaluations=(replace(RATED, next_step="stop"),)),
            ["今後の方針: ", "next step: continue → stop"],
        ),
        (
            sent(activities=(DONE,)),
            sent(activities=(replace(DONE, text="後の活動"), DONE)),
            ["実施内容 内容: 前の活動 → 後の活動", "text: (none) → 前の活動"],
        ),
        (
            sent(),
            replace(sent(), source=Source("報告", "CC0-1.0", url="https://example.jp/a/r.pdf")),
            ["利用条件: not-stated → CC0-1.0", "URL: （なし） → https://example.jp/a/r.pdf"],
        ),
        (
            sent(first_year=2022),
            sent(first_year=2022, subsidy_rate=(1, 2), programme_year=2),
            ["補助率の分母: （なし） → 2", "year of the programme: (none) → 2"],
        ),
    ],
)  # fmt: skip
def test_a_change_of_a_text_or_a_status_is_told(
    tmp_path: Path, old: Submission, new: Submission, lines: list[str]
) -> None:
    text = told(tmp_path, old, new)
    assert [line for line in lines if line not in text] == []
    assert "The data is the same" not in text
    assert "other statements" not in text


def test_a_restated_number_is_told_once_and_before_the_texts(tmp_path: Path) -> None:
    old, new = (
        replace(
            sent(cell(n, "measured", n)), source=Source("報告", "not-stated"),
            projects=(replace(sent(cell(n, "measured", n)).projects[0], activities=(one,)),),
        )
        for n, one in (("5", DONE), ("6", replace(DONE, text="後の活動")))
    )  # fmt: skip
    found = diff(release(tmp_path / "old", old), release(tmp_path / "new", new))
    assert found.numbers == {"restated": 1, "texts": 1}
    first, second, _ = changes_lines(found.json(), "en", 9)
    assert first.startswith("restated values: ")
    assert second.startswith("changed texts and statuses: ")


def test_what_has_no_words_is_counted_by_municipality(tmp_path: Path) -> None:
    base = sent()
    areas = (replace(base.projects[0].indicators[0], area=text) for text in ("東側", "西側"))
    old, new = (replace(base, projects=(project(one),)) for one in areas)
    text = told(tmp_path, old, new)
    assert "■ そのほかの変更 1\n  盛岡市 ほかの記述の増減 2件" in text
    assert "2 other statements came or went" in text


def test_a_new_submission_brings_no_line_for_each_of_its_statements(tmp_path: Path) -> None:
    later = edition(2024, project(indicator(measurement(2024, "actual", "7"))))
    old = release(tmp_path / "old", sent(activities=(DONE,)))
    found = diff(old, release(tmp_path / "new", sent(activities=(DONE,)), later))
    assert found.numbers == {"submissions-new": 1, "values-new": 1}


def test_a_base_that_changed_is_told_once_and_nothing_else(tmp_path: Path) -> None:
    old = release(tmp_path / "old", sent())
    found = diff(old, release(tmp_path / "new", sent(), base="https://example.jp/kpi/"))
    assert found.numbers == {"settings": 1}
    assert "公開先のIRI: https://example.org/kpi/ → https://example.jp/kpi/" in diff_text(
        found.json(), "ja"
    )


def test_a_licence_that_changed_is_told_once_for_all_municipalities(tmp_path: Path) -> None:
    chino = [replace(sent(), municipality="202142")]
    both = [
        {"dumps/202142.nq.gz": gzip.compress(
            municipality_data(chino, PublisherIris(BASE), licence).nquads()
        )}
        for licence in ("CC-BY-4.0", "CC0-1.0")
    ]  # fmt: skip
    old = release(tmp_path / "old", sent(), others=both[0])
    found = diff(old, release(tmp_path / "new", sent(), licence="CC0-1.0", others=both[1]))
    assert found.numbers == {"settings": 1}
    text = "".join(diff_text(found.json(), language) for language in ("ja", "en"))
    assert "まとめたデータの利用条件: CC-BY-4.0 → CC0-1.0" in text
    assert "licence of the compiled data: CC-BY-4.0 → CC0-1.0" in text
    assert found.changed == []


def test_what_a_person_judged_is_told_by_the_names_of_the_fields(tmp_path: Path) -> None:
    base = sent()
    kpi = base.projects[0].indicators[0]
    fields = (replace(kpi, judged=names) for names in (("direction", "year"), ("area", "unit")))
    old, new = (replace(base, projects=(project(one),)) for one in fields)
    text = told(tmp_path, old, new)
    assert "人が判断した欄: 年度、望ましい方向 → " in text
    assert "fields a person judged: year, direction → " in text
    assert "#" not in text
    assert "refPeriod" not in text


def test_a_municipality_that_is_called_otherwise_is_told(tmp_path: Path) -> None:
    turtle = (
        "<https://w3id.org/kpi-lod/municipality/032018>"
        ' <http://www.w3.org/2004/02/skos/core#prefLabel> "{}"@ja .'
    )
    old, new = (
        release(tmp_path / side, sent(), others={NAME: turtle.format(name).encode()})
        for side, name in (("old", "旧市"), ("new", "新市"))
    )
    text = diff_text(diff(old, new).json(), "ja")
    assert "名称: 旧市 → 新市" in text
    assert "変わったファイル 1（ダンプ 0、共有の定義 1）" in text


def test_the_same_is_not_said_where_a_shared_file_differs(tmp_path: Path) -> None:
    old, new = (
        release(tmp_path / side, sent(), others={"shared/ns/index.ttl": side.encode()})
        for side in ("old", "new")
    )
    text = diff_text(diff(old, new).json(), "en")
    assert "The data is the same" not in text
    assert "1 files changed (0 dumps, 1 shared" in text
    assert "The data is the same" in diff_text(diff(old, old).json(), "en")


def test_changes_tell_as_json_what_they_hold(tmp_path: Path) -> None:
    old, new = sent(cell("5", "measured", "5")), sent(cell("5", "provisional", "5"))
    found = diff(release(tmp_path / "old", old), release(tmp_path / "new", new))
    (change,) = found.listed["texts"]
    filled = {name: text for name, text in asdict(change).items() if text}
    assert found.json()["texts"] == [filled]
    assert (change.before_status, change.after_status) == ("measured", "provisional")
