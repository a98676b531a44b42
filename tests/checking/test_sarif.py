"""SARIF: valid by its schema, each finding at its line or cell."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from kpi_lod.checking.check import checked_files
from kpi_lod.checking.report import report
from kpi_lod.checking.rules import rules
from kpi_lod.checking.sarif import sarif_report
from kpi_lod.checking.situated import Situated
from kpi_lod.errors import Finding, Place, Severity, finding
from kpi_lod.messages import messages

SCHEMA = json.loads((Path(__file__).parent / "sarif/sarif-schema-2.1.0.json").read_text("utf-8"))
CHINO = "data/submissions/202142/2023-promotion.yaml"


def valid(text: str) -> dict[str, Any]:
    """The one run of a log that the schema allows."""
    log = json.loads(text)
    jsonschema.Draft7Validator(
        SCHEMA, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER
    ).validate(log)
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def results(*found: Finding) -> list[dict[str, Any]]:
    made = valid(sarif_report([Situated(one, one.place.file) for one in found]))["results"]
    assert isinstance(made, list)
    return made


def test_a_log_that_is_not_sarif_is_seen_to_fail() -> None:
    with pytest.raises(jsonschema.ValidationError):
        valid('{"version": "2.1.0", "runs": [{"results": []}]}')


def test_a_log_without_findings_is_valid() -> None:
    run = valid(sarif_report([]))
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])


def test_each_finding_is_a_result_at_its_line_with_its_rule(root: Path) -> None:
    found = checked_files([root / CHINO])
    run = valid(report(found, "sarif"))
    assert run["columnKind"] == "unicodeCodePoints"
    assert len(run["results"]) == len(found.findings) > 0
    named = run["tool"]["driver"]["rules"]
    for one, told in zip(found.findings, run["results"], strict=True):
        assert named[told["ruleIndex"]]["id"] == told["ruleId"] == one.code
        region = told["locations"][0]["physicalLocation"]["region"]
        assert (region["startLine"], region["startColumn"]) == (one.place.line, one.place.column)


def test_a_cell_is_a_logical_location_with_row_and_column_as_region() -> None:
    (told,) = results(finding("empty", Place("結果 1.xlsx", 12, 8, "projects[0]", sheet="実績")))
    (location,) = told["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "%E7%B5%90%E6%9E%9C%201.xlsx"},
        "region": {"startLine": 12, "startColumn": 8},
    }
    assert location["logicalLocations"] == [
        {"name": "H12", "fullyQualifiedName": "実績!H12", "kind": "cell"},
        {"fullyQualifiedName": "projects[0]", "kind": "property"},
    ]


def test_severities_are_levels() -> None:
    told = results(*(finding("empty", Place("a"), severity=one) for one in Severity))
    assert [one["level"] for one in told] == ["error", "warning", "note"]


def test_a_finding_without_a_place_has_no_location_and_a_file_no_region() -> None:
    nowhere, whole = results(finding("empty", Place("")), finding("empty", Place("a.yaml")))
    assert "locations" not in nowhere
    assert whole["locations"] == [{"physicalLocation": {"artifactLocation": {"uri": "a.yaml"}}}]


def test_an_absolute_file_is_a_file_uri(tmp_path: Path) -> None:
    (told,) = results(finding("empty", Place(str(tmp_path / "a.yaml"))))
    uri = told["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == (tmp_path / "a.yaml").as_uri()


def test_every_code_has_a_rule_in_both_languages() -> None:
    codes = {key.partition("/")[0] for key in messages()} | {"ten-times", "basis-stated"}
    assert codes <= rules().keys()
    assert [one.code for one in rules().values() if not (one.ja and one.en)] == []
    everything = [
        Situated(Finding(code, Severity.INFO, Place("a"), "x", "y", "", "")) for code in rules()
    ]
    assert len(valid(sarif_report(everything))["tool"]["driver"]["rules"]) == len(rules()) > 90


def test_a_rule_shows_its_fields_and_holds_every_wording() -> None:
    rule = rules()["yaml-ambiguous"]
    assert "‹found›" in rule.ja
    assert "{" not in rule.fix_en
    assert len(rule.ja.splitlines()) == 5
