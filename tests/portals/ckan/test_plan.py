"""The pure middle: names, licences, what differs, who is newer, what is held back."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from kpi_lod.errors import KpiLodError
from kpi_lod.iris import ID
from kpi_lod.portals.ckan import difference
from kpi_lod.portals.ckan.catalogue import Agent, City, Dataset, Distribution
from kpi_lod.portals.ckan.licences import licence_id
from kpi_lod.portals.ckan.package import Making, Package, Stamp, name_of
from kpi_lod.portals.ckan.plan import is_held_back, verdict
from kpi_lod.portals.ckan.portal import address
from kpi_lod.portals.outcome import Did
from kpi_lod.settings import Text

BASE = "https://kpi.example.jp/"
STAMP = Stamp(BASE, "a" * 16, "2026-05-01T00:00:00Z")
CATALOGUE = f"{BASE}catalogue/032018#"
FILE = Distribution(
    iri=f"{CATALOGUE}all.results.csv",
    path="tables/032018/results.csv",
    url=f"{BASE}tables/032018/results.csv",
    title=Text("結果（CSV）", "Results (CSV)"),
    about=Text("一年が一行。", "A row a year."),
    form="CSV",
    media_type="text/csv",
    packed="",
    standard="https://www.w3.org/TR/tabular-data-model/",
    licence="https://creativecommons.org/licenses/by/4.0/",
    availability="",
    size=3,
    sha256="ab" * 32,
)
WHOLE = Dataset(
    iri=f"{CATALOGUE}all",
    id="",
    title=Text("全年度", "All years"),
    about=Text("すべて。", None),
    keywords=("盛岡市", "K", "x" * 101),
    first="2023-04-01",
    last="2024-03-31",
    page=f"{BASE}municipality/032018/index.html",
    status="",
    version="",
    frequency="",
    access="",
    standard="",
    languages=(),
    themes=(),
    document="",
    sources=(),
    replaced_by=(),
    files=(FILE,),
)
REPORT = replace(WHOLE, iri=f"{CATALOGUE}submission.r5", id="r5", status="COMPLETED")
CITY = City(
    code="032018",
    maker=Agent("https://w3id.org/m", Text("盛岡市", "Morioka")),
    publisher=Agent(f"{BASE}#p", Text("公表者", None)),
    contact=Agent(f"{BASE}#c", Text("窓口", None)),
    area="http://data.e-stat.go.jp/lod/sac/C03201",
    area_name=Text("岩手県盛岡市", None),
    licence="CC-BY-4.0",
    licence_iri="https://creativecommons.org/licenses/by/4.0/",
    datasets=(WHOLE, REPORT),
)
MAKING = Making(STAMP, "cc-by")


def shown(package: Package) -> dict[str, Any]:
    """As a portal shows it when all is there."""
    return {
        **package.fields,
        "id": "1",
        "name": package.name,
        "state": "active",
        "private": False,
        "organization": {"name": package.organization},
        "extras": [{"key": key, "value": value} for key, value in package.extras.items()][::-1],
        "tags": [{"name": name, "id": name} for name in package.tags],
        "resources": [
            {**one.fields, "id": f"r{number}", "size": one.size, "url_type": "upload"}
            for number, one in enumerate(package.resources)
        ],
    }


def test_names_are_those_that_ckan_takes() -> None:
    longest = "z" * 64
    assert ID.fullmatch(longest)
    assert len(name_of("032018", longest)) <= 100


def test_what_is_there_as_it_shall_be_is_left_alone() -> None:
    package = MAKING.package(CITY, WHOLE)
    assert difference.changes(package, shown(package), BASE) == {}
    assert difference.uploads(package, shown(package)) == []
    assert verdict(package, shown(package), BASE).did is Did.UNCHANGED


def test_another_release_with_the_same_content_changes_nothing() -> None:
    there = shown(MAKING.package(CITY, WHOLE))
    later = replace(STAMP, release="b" * 16, at="2026-06-01T00:00:00Z")
    assert difference.changes(Making(later, "cc-by").package(CITY, WHOLE), there, BASE) == {}


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({"title": Text("別の題", None)}, {"title", "notes", "extras"}),
        ({"keywords": ("盛岡市", "観光")}, {"tags", "extras"}),
        ({"last": "2025-03-31"}, {"extras"}),
        ({"files": ()}, {"resources", "extras"}),
        ({"files": (replace(FILE, about=Text("別の説明", None)),)}, {"resources", "extras"}),
    ],
)
def test_only_what_differs_is_sent(changed: dict[str, Any], fields: set[str]) -> None:
    there = shown(MAKING.package(CITY, WHOLE))
    package = MAKING.package(CITY, replace(WHOLE, **changed))
    assert difference.changes(package, there, BASE).keys() == fields
    assert difference.uploads(package, there) == []


def test_a_file_is_sent_again_if_its_content_or_size_is_another() -> None:
    there = shown(MAKING.package(CITY, WHOLE))
    for changed in ({"sha256": "cd" * 32}, {"size": 4}):
        package = MAKING.package(CITY, replace(WHOLE, files=(replace(FILE, **changed),)))
        assert [id for _, id in difference.uploads(package, there)] == ["r0"]
    there["resources"][0]["url_type"] = None
    package = MAKING.package(CITY, WHOLE)
    assert [id for _, id in difference.uploads(package, there)] == ["r0"]


def test_a_format_that_the_portal_writes_its_own_way_is_no_difference() -> None:
    package = MAKING.package(CITY, WHOLE)
    there = shown(package)
    there["resources"][0]["format"] = "Comma Separated"
    assert difference.changes(package, there, BASE) == {}


def test_two_resources_of_one_file_become_one() -> None:
    package = MAKING.package(CITY, WHOLE)
    there = shown(package)
    there["resources"].append({**there["resources"][0], "id": "again"})
    resources = difference.changes(package, there, BASE)["resources"]
    assert [one["id"] for one in resources] == ["r0"]


def test_what_was_left_half_made_becomes_public_when_it_is_whole() -> None:
    package = MAKING.package(CITY, WHOLE)
    there = shown(package) | {"private": True}
    assert difference.changes(package, there, BASE) == {}
    there["extras"] = [one for one in there["extras"] if one["key"] != "kpi_lod_digest"]
    assert difference.changes(package, there, BASE)["private"] is False
    assert verdict(package, there, BASE).did is Did.ADDED


def test_a_tag_of_ours_goes_with_its_reason_and_one_of_theirs_stays() -> None:
    there = shown(MAKING.package(CITY, replace(WHOLE, keywords=("盛岡市", "観光"))))
    there["tags"].append({"name": "県の分類"})
    tags = difference.changes(MAKING.package(CITY, WHOLE), there, BASE)["tags"]
    assert {one["name"] for one in tags} == {"盛岡市", "県の分類"}


def test_only_tags_that_ckan_takes_are_sent() -> None:
    assert MAKING.package(CITY, WHOLE).tags == ("盛岡市",)


def test_newer_is_what_another_release_changed_later() -> None:
    there = shown(MAKING.package(CITY, WHOLE))
    earlier = replace(STAMP, release="b" * 16, at="2026-04-30T23:59:59Z")
    assert difference.is_newer(there, earlier)
    assert not difference.is_newer(there, replace(earlier, at="2026-05-02T00:00:00Z"))
    assert not difference.is_newer(there, replace(earlier, release=STAMP.release))


def test_a_deleted_dataset_of_others_leaves_its_name_free() -> None:
    there = shown(MAKING.package(CITY, WHOLE)) | {"state": "deleted"}
    assert difference.standing(there, BASE) is there
    assert difference.standing(there, "https://other.example/") is None


def test_ours_are_known_by_publisher_and_name() -> None:
    there = shown(MAKING.package(CITY, WHOLE))
    assert difference.is_ours(there, BASE)
    assert not difference.is_ours(there, "https://other.example/")
    assert not difference.is_ours(there | {"name": "morioka"}, BASE)


def test_an_end_is_told_once_and_keeps_no_mark_of_before() -> None:
    there = shown(MAKING.package(CITY, replace(REPORT, status="DEPRECATED")))
    assert there["title"].startswith("【旧版】")
    ended = difference.farewell(there, STAMP, BASE)
    assert ended["title"] == "【公開終了】全年度"
    assert ended["resources"] == []
    assert difference.farewell({**there, **ended}, STAMP, BASE) == {}


def test_all_years_are_held_back_with_any_report_that_stands() -> None:
    stated, unstated = {"r5": "CC-BY-4.0"}, {"r5": "not-stated"}
    assert not is_held_back(WHOLE, CITY, stated)
    assert is_held_back(WHOLE, CITY, unstated)
    assert is_held_back(REPORT, CITY, {})
    taken_back = replace(REPORT, status="WITHDRAWN")
    assert not is_held_back(taken_back, CITY, unstated)
    assert not is_held_back(WHOLE, replace(CITY, datasets=(WHOLE, taken_back)), unstated)


def test_lists_stand_in_extras_as_ckanext_dcat_reads_them() -> None:
    told = MAKING.package(CITY, replace(WHOLE, themes=("https://t/1", "https://t/2"))).extras
    assert json.loads(told["theme"]) == ["https://t/1", "https://t/2"]
    assert "language" not in told


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ({"id": "CC-BY-4.0"}, "CC-BY-4.0"),
        ({"id": "cc4", "legacy_ids": ["cc-by-4.0"]}, "cc4"),
        ({"id": "by", "url": "http://creativecommons.org/licenses/by/4.0/deed.ja"}, "by"),
        ({"id": "cc-by", "url": "http://www.opendefinition.org/licenses/cc-by"}, "cc-by"),
    ],
)
def test_a_licence_is_found_by_id_address_or_stock_id(entry: dict[str, Any], found: str) -> None:
    listed = [{"id": "other-at", "title": "その他"}, {"title": "", **entry}]
    assert licence_id(listed, CITY.licence, CITY.licence_iri) == found


def test_an_exact_licence_goes_before_the_stock_one_and_a_chosen_one_before_all() -> None:
    listed = [{"id": "cc-by"}, {"id": "CC-BY-4.0"}, {"id": "x"}]
    assert licence_id(listed, CITY.licence, CITY.licence_iri) == "CC-BY-4.0"
    assert licence_id(listed, CITY.licence, CITY.licence_iri, "x") == "x"


@pytest.mark.parametrize(
    ("licence", "chosen"), [("PDL-1.0", ""), ("CC-BY-4.0", "absent"), ("CC-BY-4.0", "")]
)
def test_no_licence_is_guessed(licence: str, chosen: str) -> None:
    listed = [{"id": "other-at", "title": "その他"}, {"id": "cc-by", "status": "deleted"}]
    with pytest.raises(KpiLodError) as caught:
        licence_id(listed, licence, "https://l.example/", chosen)
    assert (chosen or licence) in caught.value.finding.ja
    assert "other-at（その他）" in caught.value.finding.ja
    assert "cc-by" not in caught.value.finding.ja.replace("CC-BY-4.0", "")


@pytest.mark.parametrize(
    "url", ["", "/", "//", "/api", "/api/", "/api/3", "/api/3/action", "/api/3/action/"]
)
def test_the_portals_address_is_found_however_it_is_written(url: str) -> None:
    assert address(f"https://p.example/data{url}") == "https://p.example/data"
