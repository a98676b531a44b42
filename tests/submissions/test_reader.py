"""The two real submissions, cell by cell, and what the reader does with anything else.

One mistake of each kind: tests/mistakes.
"""

from __future__ import annotations

import csv
import hashlib
import json
import time
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi_lod.errors import Severity, UnreadableError
from kpi_lod.records import Amount, Indicator, Measurement, Project, Reading, Submission
from kpi_lod.register.municipalities import municipalities
from kpi_lod.register.schemes import schemes
from kpi_lod.submissions.fields import MAX_FINDINGS
from kpi_lod.submissions.reader import ReadSubmission, read_submission, web_address

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests/golden"
REAL = {
    "032018-morioka-r5": "data/submissions/032018/2023-all.yaml",
    "202142-chino-r5": "data/submissions/202142/2023-promotion.yaml",
}
DEADLINE = 45.0  # seconds of computing: ten times the aim, thrice for coverage

Row = tuple[str, ...]
Json = Mapping[str, Any]


@cache
def read(slug: str) -> ReadSubmission:
    file = REAL[slug]
    return read_submission((ROOT / file).read_bytes(), file)


def made(slug: str) -> Submission:
    submission = read(slug).submission
    assert submission is not None
    return submission


def projects() -> Iterator[tuple[Submission, Project]]:
    for slug in REAL:
        for project in made(slug).projects:
            yield made(slug), project


def cells() -> Iterator[tuple[Submission, Project, Indicator, Measurement]]:
    for submission, project in projects():
        for indicator in project.indicators:
            for measurement in indicator.measurements:
                yield submission, project, indicator, measurement


# --- the two cities -------------------------------------------------------------------------


@pytest.mark.parametrize("slug", REAL)
def test_a_real_submission_is_read_without_a_finding(slug: str) -> None:
    assert read(slug).findings == ()
    assert read(slug).submission is not None
    assert read(slug).lines == tuple((ROOT / REAL[slug]).read_text("utf-8").split("\n"))


def test_both_cities_together_are_9_projects_with_28_indicators_and_82_cells() -> None:
    values = [m.reading.value for *_, m in cells()]
    assert len(list(projects())) == 9
    assert sum(len(project.indicators) for _, project in projects()) == 28
    assert len(values) == 82
    assert sum(value is not None for value in values) == 66
    assert sum(value is None for value in values) == 16


def golden(name: str) -> list[Row]:
    with (GOLDEN / name).open(encoding="utf-8", newline="") as stream:
        _, *rows = csv.reader(stream)
    return [tuple(row) for row in rows]


def shown(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"


def figure_row(
    submission: Submission, project: Project, indicator: Indicator, cell: Measurement
) -> Row:
    reading = cell.reading
    return (
        *(submission.municipality, project.id, indicator.id, cell.period.key, cell.kind),
        *(reading.status, shown(reading.value), schemes()["unit"].labels[reading.unit]),
    )


def amount_row(submission: Submission, project: Project, amount: Amount) -> Row:
    reading = amount.reading
    return (
        *(submission.municipality, project.id, amount.period.key, amount.kind),
        *(reading.status, shown(reading.value)),
    )


def test_every_figure_is_that_of_the_golden_table() -> None:
    rows = golden("figures.csv")
    assert sorted(figure_row(*cell) for cell in cells()) == sorted(rows)
    assert len(rows) == 82


def test_every_amount_is_that_of_the_golden_table() -> None:
    rows = golden("amounts.csv")
    read = [amount_row(s, project, a) for s, project in projects() for a in project.amounts]
    assert sorted(read) == sorted(rows)
    assert len(rows) == 16


def test_every_cell_knows_where_it_stands_in_the_file() -> None:
    readings = [(s, m.reading) for s, *_, m in cells()]
    readings += [(s, a.reading) for s, project in projects() for a in project.amounts]
    lines = {made(slug).municipality: read(slug).lines for slug in REAL}
    assert len(readings) == 98
    for submission, reading in readings:
        line = lines[submission.municipality][reading.places[""].line - 1]
        at = {name: line[place.column - 1 :] for name, place in reading.places.items()}
        assert at[""].startswith("{value: ")
        assert at["value"].startswith(f'"{reading.as_written}"')
        assert at["at"].startswith(f'"{reading.at}"')


def test_figures_of_activities_are_kept_with_the_activities() -> None:
    figures = {
        activity.text: (shown(activity.reading.value), activity.reading.status)
        for _, project in projects()
        for activity in project.activities
        if activity.reading is not None
    }
    assert len(figures) == 11
    assert figures["セミナー"] == ("2", "measured")
    assert figures["学習者用端末へのAI型ドリルの導入"] == ("20936", "measured")
    assert figures["「モリのタネプロジェクト」の学外活動への参加者"] == ("20", "approximate")
    assert {a.year for _, project in projects() for a in project.activities} == {2023}


def test_the_stated_ratio_keeps_its_numerator_and_denominator() -> None:
    stated = [m.reading for *_, m in cells() if m.reading.numerator is not None]
    assert [(r.value, r.numerator, r.denominator) for r in stated] == [
        (Decimal("71.62"), Decimal(217), Decimal(303))
    ]


# --- the hand-checked facts -----------------------------------------------------------------


@pytest.fixture
def expected(shared: Path) -> dict[str, Json]:
    """The facts of both sources, which people took from print."""
    folder = shared / "expected"
    return {slug: json.loads((folder / f"{slug}.json").read_text("utf-8")) for slug in REAL}


def expected_pairs(expected: dict[str, Json]) -> Iterator[tuple[Json, Project]]:
    for slug in REAL:
        by_name = {project.name: project for project in made(slug).projects}
        facts = {fact["name"]: fact for fact in expected[slug]["projects"]}
        assert list(by_name) == list(facts)
        yield from ((facts[name], by_name[name]) for name in facts)


def test_projects_are_those_of_the_sources(expected: dict[str, Json]) -> None:
    pairs = list(expected_pairs(expected))
    assert len(pairs) == 9
    for fact, project in pairs:
        assert " ".join(project.departments) == fact["department"]
        assert schemes()["programme"].code(fact["grant_name"]) == project.programme
        assert [i.name for i in project.indicators] == [kpi["name"] for kpi in fact["kpis"]]


PERIODS = {"R2年度": (2020, 2020), "R4～R8": (2022, 2026)}


def test_periods_and_shares_are_those_of_the_sources(expected: dict[str, Json]) -> None:
    for fact, project in expected_pairs(expected):
        if "period" in fact:
            assert (project.first_year, project.last_year) == PERIODS[fact["period"]]
        if "year_of_project" in fact:
            assert f"{project.programme_year}年目" == fact["year_of_project"]
            assert (project.first_year, project.last_year) == (2022, 2024)
            assert project.subsidy_rate == (1, 2)  # 交付額 is half of 交付対象事業費


def test_municipalities_and_documents_are_those_of_the_sources(
    expected: dict[str, Json], shared: Path
) -> None:
    for slug in REAL:
        submission = made(slug)
        assert municipalities()[submission.municipality].name_ja == expected[slug]["municipality"]
        assert submission.source.file == expected[slug]["source"]
        document = (shared / "sources" / expected[slug]["source"]).read_bytes()
        assert submission.source.sha256 == hashlib.sha256(document).hexdigest()


STATUSES = {"pending": {"being-compiled"}}


def assert_cell(fact: Json, reading: Reading, printed_unit: str) -> None:
    allowed = STATUSES.get(fact["status"], {fact["status"]})
    if "accept_status" in fact:
        allowed = allowed | {"not-yet-due"}
    assert reading.status in allowed
    assert reading.as_written in fact["raw"]
    if fact["value"] is None:
        assert reading.value is None
        return
    assert reading.value == Decimal(str(fact["value"])) * reading.scale
    label = reading.unit_as_written or schemes()["unit"].labels[reading.unit]
    assert label == printed_unit


def test_every_cell_is_that_of_the_sources(expected: dict[str, Json]) -> None:
    compared = 0
    for fact, project in expected_pairs(expected):
        for kpi, indicator in zip(fact["kpis"], project.indicators, strict=True):
            cells = {(m.period.year, m.kind): m.reading for m in indicator.measurements}
            facts = {(value["fiscal_year"], value["kind"]): value for value in kpi["values"]}
            assert cells.keys() == facts.keys()
            for key, value in facts.items():
                assert_cell(value, cells[key], kpi["unit"])
                compared += 1
    assert compared == 82


def test_money_is_that_of_the_sources(expected: dict[str, Json]) -> None:
    compared = 0
    for fact, project in expected_pairs(expected):
        cells = {(a.period.year, a.kind): a.reading.value for a in project.amounts}
        for row in fact["budget"]:
            for kind in ("eligible-expenditure", "grant"):
                value = cells.pop((row["fiscal_year"], kind))
                assert value == row[kind.replace("-", "_")]
                compared += 1
        assert all(value is None and year is None for (year, _), value in cells.items())
    assert compared == 12


def test_what_a_person_decided_is_as_agreed_and_listed_as_judged(shared: Path) -> None:
    agreed = yaml.safe_load((shared / "expected/interpretation.yaml").read_text("utf-8"))
    compared = 0
    for slug in REAL:
        indicators = [i for project in made(slug).projects for i in project.indicators]
        for row, indicator in zip(agreed[slug], indicators, strict=True):
            assert row == {
                **{"name": indicator.name, "direction": indicator.direction},
                **{"level": indicator.level, "area": indicator.area},
                **{"concept": indicator.concept, "match": indicator.match},
            }
            assert "direction" in indicator.judged
            assert indicator.basis is None
            compared += 1
    assert compared == 28


# --- many mistakes at once ------------------------------------------------------------------


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file() -> None:
    text = (ROOT / REAL["202142-chino-r5"]).read_text("utf-8")
    for old, new in (
        ('municipality: "202142"', "municipality: 202142"),
        ("terms: not-stated", "terms: free"),
        ("unit: 社", "unit: ぱん"),
        ('{value: "10"', '{value: "1,0"'),
        ("id: digital-trainees", "id: city-os-trials"),
    ):
        text = text.replace(old, new, 1)
    found = read_submission(text.encode(), "a.yaml")
    assert found.submission is None
    assert [f.code for f in found.findings] == [
        *("yaml-ambiguous", "value-allowed", "code-unknown", "number-grouping", "duplicate-id"),
    ]


def test_two_ids_that_cannot_be_used_are_not_called_the_same() -> None:
    text = (ROOT / REAL["202142-chino-r5"]).read_text("utf-8")
    for name in ("tachikawa", "digital-transformation"):
        text = text.replace(f"id: {name}", f"id: {name.upper()}")
    found = read_submission(text.encode(), "a.yaml")
    assert [f.code for f in found.findings] == ["id-form", "id-form"]


@pytest.mark.parametrize(
    ("key", "item"),
    [
        ("partners", '"x{}"'),
        ("departments", "[{}]"),
        ("activities", "{{zz{}: 1}}"),
        ("activities", "{{text: a, count: 1, unit: 単位{}}}"),
        ("activities", "{{text: a, count: 1, unit: 件, year: zz{}}}"),
    ],
)
def test_thousands_of_mistakes_are_cut_short(key: str, item: str) -> None:
    many = ", ".join(item.format(number) for number in range(5000))
    text = f"projects: [{{id: a, {key}: [{many}]}}]\n"
    began = time.process_time()
    found = read_submission(text.encode(), "a.yaml")
    assert time.process_time() - began < DEADLINE
    assert found.submission is None
    assert len(found.findings) == MAX_FINDINGS + 1
    assert (found.findings[0].code, found.findings[0].place.line) == ("too-many-findings", 0)


def test_an_unusual_address_is_refused_before_it_can_break_the_release() -> None:
    with pytest.raises(UnreadableError) as caught:
        web_address("https://a.example/\ufdd0")
    assert caught.value.key == "url-form"


# --- anything at all ------------------------------------------------------------------------


def assert_bounded(content: bytes) -> None:
    found = read_submission(content, "a.yaml")
    fatal = any(f.severity is Severity.VIOLATION for f in found.findings)
    assert (found.submission is None) == fatal
    for one in found.findings:
        assert one.place.file == "a.yaml"
        assert one.place.line <= len(found.lines) or not found.lines
        assert one.ja
        assert one.en


@given(st.binary(max_size=2000))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_told_about(content: bytes) -> None:
    assert_bounded(content)


@given(st.text(alphabet="abé件5１-:, []{}#\"'&*!|>%@\n\t~?　", max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_or_told_about(text: str) -> None:
    assert_bounded(text.encode())


@given(data=st.data(), slug=st.sampled_from(sorted(REAL)))
@settings(max_examples=200, deadline=None)
def test_a_damaged_submission_is_read_or_told_about(data: st.DataObject, slug: str) -> None:
    content = (ROOT / REAL[slug]).read_bytes()
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(start + 400, len(content))))
        piece = data.draw(
            st.sampled_from([b"", content[start:end] * 2, b"~", b"[]", b"{}", b"- ", b"\n", b'"'])
            | st.binary(max_size=20)
        )
        content = content[:start] + piece + content[end:]
    assert_bounded(content)


WORDS = st.sampled_from(
    [
        "",
        "[]",
        "{}",
        "[[a]]",
        "{a: b}",
        '""',
        "0",
        "-1",
        "R5",
        "no",
        "1:30",
        "before",
        "calendar-R5",
    ]
)


@given(data=st.data(), slug=st.sampled_from(sorted(REAL)))
@settings(max_examples=200, deadline=None)
def test_any_value_under_any_key_is_read_or_told_about(data: st.DataObject, slug: str) -> None:
    lines = list(read(slug).lines)
    keyed = [n for n, line in enumerate(lines) if ": " in line and not line.strip().startswith("#")]
    number = data.draw(st.sampled_from(keyed))
    key = lines[number].partition(": ")[0]
    lines[number] = f"{key}: {data.draw(WORDS)}"
    assert_bounded("\n".join(lines).encode())
