"""Which harmonised concept a KPI's name suggests: never a wrong one rather than one for each."""

from __future__ import annotations

import json
import time
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kpi_lod.drafting.concepts import Proposal, proposed
from kpi_lod.register.labels import label
from kpi_lod.register.schemes import concept_units, schemes

_NAMES = Path(__file__).with_name("concept_names.txt")
"""name|printed unit|concept, "-" where none fits; written down before the result was looked at."""

_NONE = "-"
Named = tuple[str, str, str]


def score(names: list[Named]) -> tuple[list[Named], list[Named]]:
    """The names that got another concept than theirs, and those that got none."""
    found = [(name, proposed(name[0], name[1])) for name in names]
    wrong = [name for name, got in found if got is not None and got.concept != name[2]]
    missed = [name for name, got in found if got is None and name[2] != _NONE]
    return wrong, missed


def written_names() -> list[Named]:
    lines = _NAMES.read_text("utf-8").splitlines()
    return [(name, unit, concept) for name, unit, concept in (line.split("|") for line in lines)]


def test_names_from_practice_get_their_concept_and_none_a_wrong_one() -> None:
    names = written_names()
    wrong, missed = score(names)
    assert len(names) == 153
    assert (wrong, missed) == ([], [])


def test_the_names_of_the_two_sources_get_the_concept_that_a_person_gave(shared: Path) -> None:
    agreed = yaml.safe_load((shared / "expected/interpretation.yaml").read_text("utf-8"))
    names: list[Named] = []
    for slug, kpis in agreed.items():
        answer = json.loads((shared / f"expected/{slug}.json").read_text("utf-8"))
        units = {kpi["name"]: kpi["unit"] for one in answer["projects"] for kpi in one["kpis"]}
        names += [(kpi["name"], units[kpi["name"]], kpi["concept"]) for kpi in kpis]
    assert len(names) == 28
    assert score(names) == ([], [])


def test_every_label_of_a_concept_leads_to_it() -> None:
    scheme, units = schemes()["concept"], concept_units()
    names = [
        (text, label("unit", units[code], "ja"), code)
        for text, code in scheme.codes.items()
        if text != code
    ]
    assert len(names) > 200
    assert score(names) == ([], [])


@pytest.mark.parametrize(
    ("name", "unit", "match"),
    [
        ("観光入込客数", "千人", "close"),
        ("外国人観光客数", "人", "broad"),
        ("子育て世代の転入者数", "人", "broad"),
        ("観光入込客数の増加数", "人", "related"),
        ("放課後児童クラブの待機児童数", "人", "related"),
        ("新規就農者数", "", "close"),
    ],
)
def test_a_part_is_broad_and_an_increase_only_related(name: str, unit: str, match: str) -> None:
    found = proposed(name, unit)
    assert found is not None
    assert found.match == match


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("参加者数", "%"),
        ("参加者数の前年比", "%"),
        ("宿泊者数の増加率", "%"),
        ("1日当たりの利用者数", "人"),
        ("公共交通の1便当たり利用者数", "人"),
        ("宿泊者数及び観光消費額", "人"),
        ("参加企業数", "人"),
        ("満足度", "点"),
        ("空き店舗数", "店舗"),
        ("認知症の相談件数", "件"),
        ("新規就農者数", "不明な単位"),
        ("取組の推進", ""),
        ("", "人"),
    ],
)
def test_nothing_is_proposed_where_words_or_unit_speak_against_it(name: str, unit: str) -> None:
    assert proposed(name, unit) is None


def test_a_unit_decides_between_two_concepts() -> None:
    by_match = proposed("Ｊリーグ観客数", "人/試合")
    in_all = proposed("Ｊリーグ観客数", "人")
    assert by_match == Proposal("spectators-per-event", "close", ("観客数", "人/試合"))
    assert in_all is not None
    assert in_all.concept == "event-visitors"


def test_brackets_numbers_and_width_make_no_difference() -> None:
    plain = proposed("新規就農者数", "人")
    assert plain is not None
    for name in ("①新規就農者数（累計）", "(2) 新規就農者の総数", "新規 就農者数【年間】"):
        found = proposed(name, "名")
        assert found is not None
        assert (found.concept, found.match) == (plain.concept, plain.match)


def test_the_average_in_a_bracket_counts() -> None:
    found = proposed("観光消費額（1人当たり）", "円")
    assert found is not None
    assert found.concept == "spending-per-visitor"


def test_cues_name_concepts_units_and_matches_that_exist() -> None:
    written = tomllib.loads((files("kpi_lod.drafting") / "concept_cues.toml").read_text("utf-8"))
    families, units = written["units"], schemes()["unit"].labels
    assert len(written["cue"]) > 80
    for cue in written["cue"]:
        assert cue["concept"] in schemes()["concept"].labels, cue
        assert cue.get("match", "close") in {"close", "broad", "related"}, cue
        codes = [code for name in cue["units"] for code in families.get(name, [name])]
        assert all(code in units for code in codes), cue
        assert concept_units()[cue["concept"]] in {*codes} | {"site"} or cue.get("match"), cue


@given(st.text(), st.sampled_from(["", "人", "%", "件", "円", "x"]))
def test_no_name_makes_it_fail_and_none_is_ever_exact(name: str, unit: str) -> None:
    found = proposed(name + "参加者数", unit)
    assert found is None or found.match != "exact"


@pytest.mark.parametrize("piece", ["者", "と感じ", "の", "(", "企業", "数・", "人当たり", "ごみ人"])
def test_hostile_names_take_no_time(piece: str) -> None:
    before = time.process_time()
    for end in ("", "数", "割合"):
        proposed((piece * 10_000)[:10_000] + end, "人")
    assert time.process_time() - before < 5
