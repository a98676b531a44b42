"""What the reports say, form by form: by project, worst first, at the fault."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kpi_lod.checking.check import checked_files
from kpi_lod.checking.excerpts import columns, line_excerpt, row_excerpt
from kpi_lod.checking.report import FORMS, json_report, report
from kpi_lod.checking.situated import Situated, situated
from kpi_lod.checking.text_report import Look, error_text, text_report
from kpi_lod.errors import DataError, Finding, KpiLodError, Place, Severity, finding
from kpi_lod.submissions.nodes import ShownCell
from kpi_lod.submissions.outline import Named
from kpi_lod.submissions.reader import ReadSubmission, read_submission

CHINO = "data/submissions/202142/2023-promotion.yaml"
YAML = """\
kpi-lod: 1
municipality: "202151"
id: a
reporting-year: R6
source: {title: 題, terms: not-stated}
projects:
- id: p
  name: くらし体験
  programme: 地方創生推進交付金
  kpis:
  - {id: k, name: 利用者数, unit: 人, values: {R6: {target: "２０", actual: "5人以上"}}}
- id: q
  name: みち
  programme: だれかの交付金
  kpis: []
"""


def read(text: str = YAML) -> ReadSubmission:
    return read_submission(text.encode(), "a.yaml")


def told(*findings: Finding, text: str = YAML) -> list[Situated]:
    return situated(findings, [read(text)])


def test_a_finding_knows_its_project_and_its_kpi() -> None:
    found = read().findings
    around = {one.finding.code: one for one in situated(found, [read()])}
    behind = around["value-trailing-text"]
    assert (behind.project, behind.kpi) == (Named("p", "くらし体験"), Named("k", "利用者数"))
    assert (around["code-unknown"].project, around["code-unknown"].kpi) == (
        Named("q", "みち"),
        None,
    )


def test_text_goes_by_project_with_the_worst_one_first_after_the_head() -> None:
    lines = [
        finding("empty", Place("a.yaml", 7, 1, "projects[0].id"), severity=Severity.WARNING),
        finding("empty", Place("a.yaml", 13, 1, "projects[1].name")),
        finding("empty", Place("a.yaml", 1, 1, "kpi-lod"), severity=Severity.INFO),
    ]
    text = text_report(told(*sorted(lines, key=Finding.sort_key)))
    headings = [line for line in text.splitlines() if line.startswith("■")]
    assert headings == [
        "■ a.yaml  提出物全体 / The submission as a whole",
        "■ a.yaml  事業 Project 「みち」（q）",
        "■ a.yaml  事業 Project 「くらし体験」（p）",
    ]


def test_text_marks_the_fault_under_its_line_in_columns_of_a_terminal() -> None:
    text = text_report(situated(read().findings, [read()]))
    lines = text.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("  a.yaml:11:"))
    assert lines[at].endswith("KPI「利用者数」（k）")
    shown, mark = lines[at + 1], lines[at + 2]
    before = shown[: shown.index('"5人以上"')]
    assert mark == " " * columns(before) + "^" * columns('"5人以上"')


def test_a_console_with_wide_symbols_gets_its_marks_further_right() -> None:
    excerpt = line_excerpt(Place("a", 1, 4), ["※※ x"])
    assert excerpt is not None
    assert (excerpt.mark(), excerpt.mark(ambiguous=2)) == ("   ^", "     ^")


@pytest.mark.parametrize(
    ("line", "column", "shown", "marked"),
    [
        ("  unit: 人", 9, "unit: 人", "人"),
        ("a: 1", 99, "a: 1 ", " "),
        ("a: \u202ex\x1b", 4, "a: <U+202E>x<U+001B>", "<U+202E>x<U+001B>"),
        ("x" * 900 + " bad", 902, f"…{'x' * 29} bad", "bad"),
    ],
)
def test_an_excerpt_is_short_and_holds_nothing_invisible(
    line: str, column: int, shown: str, marked: str
) -> None:
    excerpt = line_excerpt(Place("a", 1, column), [line])
    assert excerpt is not None
    assert (str(excerpt), excerpt.marked) == (shown, marked)


def test_a_line_of_a_megabyte_is_cut() -> None:
    excerpt = line_excerpt(Place("a", 1, 500_000), ["実" * 1_000_000])
    assert excerpt is not None
    assert columns(str(excerpt)) <= 82


def test_a_line_that_is_not_there_has_no_excerpt() -> None:
    assert line_excerpt(Place("a", 3, 1), ["x"]) is None
    assert line_excerpt(Place("a"), ["x"]) is None


def test_an_excerpt_of_a_row_tells_whose_it_is_and_which_cell() -> None:
    row = (
        ShownCell(1, "project", "事業ID", "p"),
        ShownCell(4, "period", "年度", "R6"),
        ShownCell(6, "target", "目標値", "9"),
        ShownCell(8, "actual", "実績値", "5人\n以上"),
    )
    shown = {column: str(row_excerpt(Place("a", 5, column), row)) for column in (8, 1, 9)}
    assert shown == {
        8: "事業ID=p  年度=R6 │ 実績値=5人↵以上 ←",
        1: "年度=R6 │ 事業ID=p ←",
        9: "事業ID=p  年度=R6 │ （空） ←",
    }


def test_equal_wordings_stand_once_in_a_project_with_all_their_places() -> None:
    many = [finding("empty", Place("a.yaml", line, 1, "projects[0]")) for line in (7, 8, 9, 10)]
    text = text_report(told(*many))
    assert text.count("ファイルに内容がありません") == 1
    assert "  a.yaml:8:1 | name: くらし体験" in text
    assert text.endswith("違反 4件、警告 0件、参考 0件 / Violation 4, Warning 0, Info 0")


def test_a_wording_and_its_rule_are_explained_once_in_a_report() -> None:
    two = [finding("empty", Place("a.yaml", 7, 1, f"projects[{n}]")) for n in (0, 1)]
    text = text_report(told(*two))
    assert text.count("docs/findings.md#empty") == 1
    assert text.count("Write at least one project.") == 1
    assert text.count("上と同じ / as above") == 1


def test_text_stops_at_a_thousand_findings_and_counts_the_rest() -> None:
    many = [Situated(finding("empty", Place(f"{n}.yaml", 1, 1)), f"{n}.yaml") for n in range(1_203)]
    text = text_report(many)
    assert "ほかに203件あります。 / and 203 more." in text
    assert text.count("\n■ ") == 999


def test_colours_are_on_only_where_they_are_asked_for() -> None:
    found = told(finding("empty", Place("a.yaml", 7, 1)))
    assert "\x1b" not in text_report(found)
    coloured = text_report(found, look=Look(colour=True))
    assert "\x1b[1;31m違反 Violation\x1b[0m [empty]" in coloured


def test_names_cannot_steer_the_terminal() -> None:
    text = YAML.replace("くらし体験", '"\\e[2Jx"')
    shown = text_report(told(finding("empty", Place("a.yaml", 7, 1, "projects[0]")), text=text))
    assert "\x1b" not in shown
    assert "「<U+001B>[2Jx」" in shown


def test_an_error_says_what_stopped_the_program_and_where() -> None:
    assert error_text(KpiLodError("empty", place=Place("a.yaml"))).splitlines() == [
        "エラー Error [empty]",
        "  ファイルに内容がありません。",
        "    → 報告する事業を少なくとも1つ書いてください。",
        "  The file holds nothing.",
        "    → Write at least one project.",
        "  a.yaml",
    ]
    many = DataError([finding("empty", Place(f"{n}.yaml")) for n in (1, 2)])
    assert "違反 2件" in error_text(many)


def test_json_tells_a_fix_only_where_there_is_one(root: Path) -> None:
    (row,) = json.loads(json_report(told(finding("empty", Place("a")))))["findings"]
    assert set(row) == {
        *("code", "severity", "file", "line", "column", "pointer"),
        "message",
        "fix",
    }
    assert set(row["fix"]) == {"ja", "en"}
    of_shapes = json.loads(report(checked_files([root / CHINO]), "json"))["findings"]
    assert of_shapes
    assert [one for one in of_shapes if "fix" in one] == []
    assert json.loads(json_report([])) == {"findings": [], "compared": []}


def test_json_tells_cell_project_and_kpi_where_they_are_known() -> None:
    place = Place("a.yaml", 12, 8, "projects[0].kpis[0].unit", sheet="実績")
    (row,) = json.loads(json_report(told(finding("empty", place))))["findings"]
    assert (row["sheet"], row["cell"]) == ("実績", "H12")
    assert row["project"] == {"id": "p", "name": "くらし体験"}
    assert row["kpi"] == {"id": "k", "name": "利用者数"}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_the_same_twice(root: Path, form: str) -> None:
    made = {report(checked_files([root / CHINO]), form) for _ in range(2)}
    assert len(made) == 1
