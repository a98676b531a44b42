"""Checking submissions: findings at their lines, and never a report about nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse
from tests.mistakes.mistake import CHINO, MORIOKA
from tests.mistakes.shape_mistakes import MISTAKES, OS_USERS, ShapeMistake

from kpi_lod.checking import check as module
from kpi_lod.checking import findings as findings_module
from kpi_lod.checking.check import checked, checked_files
from kpi_lod.checking.engine import ENGINES
from kpi_lod.checking.findings import result_findings
from kpi_lod.checking.report import _without_shape, report
from kpi_lod.checking.shapes import core_shapes, shapes_in
from kpi_lod.dataset import MunicipalityData
from kpi_lod.errors import KpiLodError, Place, Severity, finding
from kpi_lod.graph import GraphBuilder
from kpi_lod.settings import Publication
from kpi_lod.shacl.pyshacl_engine import pyshacl_validate
from kpi_lod.shacl.reports import report_turtle
from kpi_lod.shacl.results import ValidationReport, ValidationResult
from kpi_lod.shacl.validate import validate
from kpi_lod.vocabulary import KPI, MEASURE, RDF, SH, SHAPES, XSD

OS_IN_CASES = f"{OS_USERS}        unit: 件"


def spoilt(root: Path, tmp_path: Path, name: str, *edits: tuple[str, str]) -> Path:
    """A copy of a real submission with texts replaced, each exactly once."""
    text = (root / name).read_text("utf-8")
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file = tmp_path / Path(name).name
    file.write_text(text, "utf-8")
    return file


def test_the_two_cities_conform_with_two_honest_remarks(root: Path) -> None:
    found = checked_files([root / MORIOKA, root / CHINO])
    assert found.conforms
    infos = [f for f in found.findings if f.severity is Severity.INFO]
    shown = [found.lines[f.place.file][f.place.line - 1] for f in infos]
    assert [f.code for f in infos] == ["ten-times", "ten-times"]
    assert ["13,257" in shown[0], "1,010" in shown[1]] == [True, True]
    warnings = {f.code for f in found.findings if f.severity is Severity.WARNING}
    assert warnings == {"basis-stated", "terms-stated"}


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.code)
def test_one_mistake_gives_one_code_at_its_line(
    root: Path, tmp_path: Path, mistake: ShapeMistake
) -> None:
    file = spoilt(root, tmp_path, mistake.file, *mistake.edits)
    found = checked_files([file])
    before = unspoilt_codes(root, mistake.file)
    new = [f for f in found.findings if mistake.edits == () or f.code not in before]
    told = [f for f in new if f.code == mistake.code]
    assert told
    violations = {f.code for f in found.findings if f.severity is Severity.VIOLATION}
    assert violations == ({mistake.code} if mistake.severity is Severity.VIOLATION else set())
    place = told[0].place
    assert mistake.at in found.lines[place.file][place.line - 1]
    assert told[0].severity is mistake.severity
    assert told[0].ja
    assert told[0].en


@cache
def unspoilt_codes(root: Path, name: str) -> frozenset[str]:
    """What is told of the real submission as it is, but for the figures far from their target."""
    return frozenset(f.code for f in checked_files([root / name]).findings) - {"ten-times"}


def test_a_missing_direction_and_what_nobody_looked_at_are_warnings(
    root: Path, tmp_path: Path
) -> None:
    text = (root / CHINO).read_text("utf-8")
    text = text.replace("        direction: increase\n", "", 1)
    text = text.replace("reviewed: true", "reviewed: false", 1)
    file = tmp_path / "x.yaml"
    file.write_text(text, "utf-8")
    found = checked_files([file])
    assert found.conforms
    codes = [f.code for f in found.findings]
    assert (codes.count("direction-stated"), codes.count("indicator-reviewed")) == (1, 1)


def test_a_target_of_0_and_a_growth_above_100_percent_are_allowed(
    root: Path, tmp_path: Path
) -> None:
    edits = [('unit: "%"', "unit: percent-change")]
    text = (root / MORIOKA).read_text("utf-8").replace(*edits[0])
    file = tmp_path / "x.yaml"
    file.write_text(text.replace('"71.62%", numerator: 217, denominator: 303', '"171.62"'), "utf-8")
    codes = {f.code for f in checked_files([file]).findings if f.severity is Severity.VIOLATION}
    assert "measurement-percent" not in codes


def test_a_file_that_cannot_be_read_does_not_hide_the_others(root: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("a: [", "utf-8")
    found = checked_files([broken, root / CHINO])
    codes = {f.code for f in found.findings}
    assert {"yaml-syntax", "ten-times"} <= codes
    assert found.unchecked == (str(broken),)
    assert "検査できません" in report(found, "text")


def test_a_missing_file_stops_the_program() -> None:
    with pytest.raises(KpiLodError, match="file-missing"):
        checked_files([Path("nowhere.yaml")])


def test_two_claims_to_the_same_cells_are_found_before_mapping(root: Path, tmp_path: Path) -> None:
    copy = spoilt(root, tmp_path, CHINO, ("id: 2023-promotion", "id: 2023-again"))
    found = checked_files([root / CHINO, copy, root / MORIOKA])
    violations = [f for f in found.findings if f.severity is Severity.VIOLATION]
    assert [f.code for f in violations] == ["duplicate-project", "duplicate-project"]
    assert sorted(found.unchecked) == sorted([str(root / CHINO), str(copy)])
    # 盛岡市 has nothing to do with it and is checked all the same.
    assert [one.code for one in found.municipalities] == ["032018"]


def test_data_that_no_shape_matches_is_an_error_and_not_conformant(
    cities: dict[str, MunicipalityData], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "core_shapes", tuple)
    with pytest.raises(KpiLodError, match="nothing-checked"):
        module.validation_results([cities["202142"]], ENGINES["sql"])


def test_an_engine_that_gives_up_is_an_error_and_not_conformant() -> None:
    broken = [
        Triple(KPI.Shape, SH.targetClass, KPI.Indicator),
        Triple(KPI.Shape, SH.property, KPI.nothing),
    ]
    data = [Triple(KPI.x, RDF.type, KPI.Indicator)]
    with pytest.raises(KpiLodError, match="engine-failed"):
        pyshacl_validate(data, broken)


def test_shapes_without_a_target_are_an_error(tmp_path: Path) -> None:
    empty = tmp_path / "none.ttl"
    empty.write_text("", "utf-8")
    with pytest.raises(KpiLodError, match="no-shapes"):
        shapes_in([empty])
    with pytest.raises(KpiLodError, match="no-shapes"):
        shapes_in([])


def test_shapes_with_a_misspelt_target_are_an_error(tmp_path: Path) -> None:
    file = tmp_path / "misspelt.ttl"
    file.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n<urn:s> sh:targetClas <urn:c> .",
        "utf-8",
    )
    with pytest.raises(KpiLodError, match="no-shapes"):
        shapes_in([file])


def test_every_target_of_the_shapes_is_met_by_the_published_data(
    cities: dict[str, MunicipalityData],
) -> None:
    own = [quad.triple for quad in cities["202142"].quads]
    assert validate(own, core_shapes()).focus_nodes > 100


def test_an_ill_typed_literal_never_reaches_the_engine(
    cities: dict[str, MunicipalityData], settings: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    city = cities["202142"]
    node = next(q.subject for q in city.quads if q.predicate == MEASURE.obsValue)
    assert isinstance(node, NamedNode)
    bad = GraphBuilder(city.current.graph)
    bad.add(node, MEASURE.obsValue, Literal("NaN", datatype=XSD.decimal))
    spoiled = replace(city, current=bad)
    monkeypatch.setattr(module, "municipality_data", lambda *_: spoiled)
    monkeypatch.setattr(module, "by_municipality", lambda _: {"202142": []})

    def refused(*_: object) -> ValidationReport:
        raise AssertionError("the engine was called")

    found = checked([], settings.iris, "CC-BY-4.0", engine=refused)
    assert [f.code for f in found.findings] == ["lexical"]
    assert found.findings[0].place.line > 0


def test_json_tells_place_and_texts_of_each_finding(root: Path) -> None:
    found = checked_files([root / CHINO])
    rows = json.loads(report(found, "json"))["findings"]
    assert len(rows) == len(found.findings)
    info = next(row for row in rows if row["severity"] == "Info")
    assert info["file"].endswith("2023-promotion.yaml")
    assert info["pointer"].startswith("projects[0].kpis[2].values.R5.actual")
    assert info["message"]["ja"]
    assert info["message"]["en"]


def test_turtle_is_a_shacl_report(root: Path) -> None:
    found = checked_files([root / CHINO])
    triples = [q.triple for q in parse(report(found, "turtle").encode(), format=RdfFormat.TURTLE)]
    results = [t for t in triples if t.object == SH.ValidationResult]
    assert len(results) == len(found.results)
    conforms = [t.object for t in triples if t.predicate == SH.conforms]
    assert conforms == [Literal(False)]
    assert "sh:conforms true" in report_turtle([])


UNREAD = """kpi-lod: 1
municipality: "032018"
id: x
reporting-year: R5
source: {title: a, terms: CC-BY-4.0}
projects:
- {id: town, name: b, programme: nobody's, departments: [c], colour: red}
"""
MANDATORY = {SH.focusNode, SH.resultSeverity, SH.sourceConstraintComponent}
"""What each sh:ValidationResult must have (SHACL 1.0, section 3.6.2)."""


@pytest.mark.parametrize("text", [UNREAD, UNREAD.replace("- {", "\t- {"), ""])
def test_turtle_holds_what_no_shape_found_as_results_of_the_standard(
    tmp_path: Path, text: str
) -> None:
    file = tmp_path / "読めない 1.yaml"
    file.write_text(text, "utf-8")
    found = checked_files([file])
    triples = [q.triple for q in parse(report(found, "turtle").encode(), format=RdfFormat.TURTLE)]
    assert [t.object for t in triples if t.predicate == SH.conforms] == [Literal(False)]
    results = [t.object for t in triples if t.predicate == SH.result]
    assert len(results) == len(found.findings) > 0
    for result in results:
        told = [t.predicate for t in triples if t.subject == result]
        assert [told.count(one) for one in MANDATORY] == [1, 1, 1]
    places = {t.object.value for t in triples if t.predicate == SH.focusNode}
    assert all(place.startswith("urn:kpi-lod:file:") for place in places)
    first = found.findings[0]
    assert any(
        f"→ {first.fix_en}" in t.object.value for t in triples if isinstance(t.object, Literal)
    )


def test_a_finding_for_turtle_has_its_code_and_its_line() -> None:
    written = report_turtle([_without_shape(finding("empty", Place("data/a b.yaml", 3, 5)))])
    assert "<urn:kpi-lod:file:data/a%20b.yaml#3:5>" in written
    assert "<urn:kpi-lod:finding:empty>" in written
    whole = report_turtle([_without_shape(finding("empty", Place("a.yaml")))])
    assert "<urn:kpi-lod:file:a.yaml>" in whole


def test_a_result_without_a_known_place_is_still_told(
    cities: dict[str, MunicipalityData],
) -> None:
    found = ValidationResult(
        focus=KPI.x,
        path=None,
        value=Literal("5"),
        component=SH.InConstraintComponent,
        shape=SHAPES.x,
        messages=(Literal("日本語", language="ja"), Literal("English", language="en")),
    )
    (told,) = result_findings([found], cities["202142"].origins)
    assert told.place == Place("")
    assert told.ja == "日本語（値: 5）"


def test_the_rules_with_a_line_of_their_own_exist() -> None:
    shapes = {t.subject for t in core_shapes()}
    assert {SHAPES[code] for code in findings_module._ABOUT} <= shapes


def test_a_new_subsidy_rate_does_not_make_last_years_grant_wrong(
    root: Path, tmp_path: Path
) -> None:
    old = spoilt(root, tmp_path, CHINO)
    text = old.read_text("utf-8").replace("id: 2023-promotion", "id: 2024-promotion")
    text = text.replace("reporting-year: R5", "reporting-year: R6")
    text = text.replace("subsidy-rate: 1/2", "subsidy-rate: 2/3")
    text = "\n".join(line for line in text.splitlines() if "grant:" not in line)
    new = tmp_path / "next.yaml"
    new.write_text(text, "utf-8")
    codes = {f.code for f in checked_files([old, new]).findings if f.severity is Severity.VIOLATION}
    assert codes == set()


def with_last_year(root: Path, tmp_path: Path) -> Path:
    """A folder of one city with two years; the newer one is to be checked."""
    folder = tmp_path / "submissions/202142"
    folder.mkdir(parents=True)
    text = (root / CHINO).read_text("utf-8")
    (folder / "2023.yaml").write_text(text.replace("- id: tachikawa", "- id: tokyo"), "utf-8")
    text = text.replace("id: 2023-promotion", "id: 2024-promotion")
    text = text.replace("reporting-year: R5", "reporting-year: R6").replace('"13,257"', '"1,325"')
    new = folder / "2024.yaml"
    new.write_text(text, "utf-8")
    return new


def test_one_file_alone_is_compared_with_last_years(root: Path, tmp_path: Path) -> None:
    new = with_last_year(root, tmp_path)
    found = checked_files([new])
    across = [f.code for f in found.findings if f.code in {"id-changed", "value-restated"}]
    assert across == ["id-changed"]
    assert {f.place.file for f in found.findings} == {str(new)}
    assert [one.code for one in found.municipalities] == ["202142"]
    assert found.conforms


def test_what_contradicts_last_year_is_told_at_the_given_file_only(
    root: Path, tmp_path: Path
) -> None:
    new = with_last_year(root, tmp_path)
    text = new.read_text("utf-8")
    new.write_text(
        text.replace("name: 都市OS利用者(ID登録者)数\n        unit: 人", OS_IN_CASES), "utf-8"
    )
    found = checked_files([new])
    violations = [f for f in found.findings if f.severity is Severity.VIOLATION]
    assert [(f.code, f.place.file) for f in violations] == [("indicator-changed", str(new))]
    assert found.unchecked == (str(new),)


def test_a_copy_elsewhere_is_compared_with_the_data_folder(root: Path, tmp_path: Path) -> None:
    new = with_last_year(root, tmp_path)
    moved = new.rename(tmp_path / "new.yaml")
    assert "id-changed" not in {f.code for f in checked_files([moved]).findings}
    assert "id-changed" in {f.code for f in checked_files([moved], data=tmp_path).findings}


def test_a_file_in_a_wrong_folder_blocks_publishing(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "submissions/032018/2023.yaml"
    file.parent.mkdir(parents=True)
    file.write_text((root / CHINO).read_text("utf-8"), "utf-8")
    found = checked_files([file])
    violations = [f.code for f in found.findings if f.severity is Severity.VIOLATION]
    assert violations == ["folder-code"]
    assert found.municipalities
