"""The draft of each source, reviewed by a person, is the submission in data/.

``<source>.yaml`` beside this file holds what the person decided: ids, summary, activities, area,
direction, concept, notes. No value, unit, period, kind, status or place is among it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from kpi_lod.documents.reading import read_document
from kpi_lod.drafting.draft import drafted_document
from kpi_lod.layouts.reading import found
from kpi_lod.records import Submission
from kpi_lod.submissions.convert import in_order
from kpi_lod.submissions.plain import yaml_text
from kpi_lod.submissions.reader import read_submission

HERE = Path(__file__).parent
SOURCES = {
    "032018-morioka-r5": "032018/2023-all.yaml",
    "202142-chino-r5": "202142/2023-promotion.yaml",
}
DECIDED = {"id", "name", "period", "summary", "activities", "kpis"}
DECIDED_OF_KPI = {"name", "id", "area", "direction", "concept", "match", "values"}


def decisions(source: str) -> dict[str, Any]:
    text = (HERE / f"{source}.yaml").read_text("utf-8")
    made: dict[str, Any] = yaml.load(text, yaml.BaseLoader)
    return made


def drafted(source: Path, nowhere: Path) -> dict[str, Any]:
    document = read_document(source)
    return drafted_document(document, found(document), data=nowhere).words


def reviewed(words: Mapping[str, Any], decided: Mapping[str, Any]) -> dict[str, Any]:
    """The draft with what the person decided, project by project and KPI by KPI, by their names."""
    of_name = {one["name"]: one for one in decided["projects"]}
    projects = [_reviewed_project(one, of_name[one["name"]]) for one in words["projects"]]
    return {**words, "id": decided["id"], "projects": projects}


def _reviewed_project(words: Mapping[str, Any], decided: Mapping[str, Any]) -> dict[str, Any]:
    assert decided.keys() <= DECIDED
    of_name = {one["name"]: one for one in decided["kpis"]}
    kpis = [_reviewed_kpi(one, of_name[one["name"]]) for one in words["kpis"]]
    return {**words, **decided, "kpis": kpis}


def _reviewed_kpi(words: Mapping[str, Any], decided: Mapping[str, Any]) -> dict[str, Any]:
    assert decided.keys() <= DECIDED_OF_KPI
    values = {
        period: {
            kind: {**value, **decided.get("values", {}).get(period, {}).get(kind, {})}
            for kind, value in row.items()
        }
        for period, row in words["values"].items()
    }
    judged: Sequence[str] = ["direction", *words.get("judged", ())]
    return {**words, **decided, "values": values, "judged": judged, "reviewed": "true"}


def submission(text: bytes) -> Submission:
    read = read_submission(text, "a.yaml")
    assert read.submission is not None, read.findings
    return in_order(read.submission)


@pytest.mark.parametrize("source", SOURCES)
def test_the_draft_of_a_source_reviewed_is_the_submission(
    source: str, shared: Path, root: Path, tmp_path: Path
) -> None:
    words = reviewed(drafted(shared / f"sources/{source}.txt", tmp_path), decisions(source))
    made = submission(yaml_text(words).encode())
    expected = submission((root / "data/submissions" / SOURCES[source]).read_bytes())
    assert made == expected


@pytest.mark.parametrize("source", SOURCES)
def test_a_person_decides_no_value(source: str) -> None:
    for project in decisions(source)["projects"]:
        for kpi in project["kpis"]:
            rows = kpi.get("values", {}).values()
            assert all(value.keys() == {"note"} for row in rows for value in row.values())
